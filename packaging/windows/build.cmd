@echo off
rem Makes the .msi from a clean clone: needs a JDK 25 (JAVA_HOME), Maven, WiX 3 or later on the path.
rem Written after packaging\linux\build and not yet run on Windows.
setlocal enabledelayedexpansion
cd /d "%~dp0..\.."
if not exist "%JAVA_HOME%\bin\jpackage.exe" (
  echo build: set JAVA_HOME to a JDK 25 or newer. 1>&2
  exit /b 2
)
for /f "usebackq eol=# tokens=1,* delims==" %%A in ("packaging\app.properties") do set "P_%%A=%%B"
call mvn --quiet --batch-mode -Prelease -Dmaven.test.skip=true package || exit /b 1
for /f "tokens=2 delims=<>" %%V in ('findstr /c:"<version>" pom.xml') do if not defined VERSION set "VERSION=%%V"
set "VERSION=%VERSION:-SNAPSHOT=%"
set "WORK=target\package"
rmdir /s /q "%WORK%" target\dist 2>nul
mkdir "%WORK%\jmods" "%WORK%\input" target\dist

rem JavaFX as modules of the run-time, so that its libraries are not unpacked into the user's folder.
for %%M in (base graphics controls fxml) do (
  mkdir "%WORK%\fx\classes" "%WORK%\fx\libs"
  for %%J in (target\lib\javafx-%%M-*-win.jar) do (
    pushd "%WORK%\fx\classes"
    "%JAVA_HOME%\bin\jar" -xf "..\..\..\..\%%J" || exit /b 1
    popd
  )
  move "%WORK%\fx\classes\*.dll" "%WORK%\fx\libs" >nul 2>nul
  "%JAVA_HOME%\bin\jmod" create --class-path "%WORK%\fx\classes" --libs "%WORK%\fx\libs" "%WORK%\jmods\javafx.%%M.jmod" || exit /b 1
  rmdir /s /q "%WORK%\fx"
)
"%JAVA_HOME%\bin\java" --add-modules=jdk.jlink --add-exports=jdk.jlink/jdk.tools.jlink.internal=ALL-UNNAMED ^
  --add-exports=jdk.jlink/jdk.tools.jlink.plugin=ALL-UNNAMED packaging\Link.java ^
  --module-path "%WORK%\jmods" --add-modules "!P_modules.found!,!P_modules.named!" ^
  --include-locales=!P_locales! --strip-java-debug-attributes --no-header-files --no-man-pages --output "%WORK%\runtime" || exit /b 1
copy target\holdfast.jar "%WORK%\input" >nul
copy target\lib\*.jar "%WORK%\input" >nul
del "%WORK%\input\javafx-*.jar"
for %%L in (prove quick) do (
  > "%WORK%\%%L.properties" (
    echo main-jar=!P_main.jar!
    echo main-class=!P_main.class!
    echo java-options=!P_options.all:/dev/null=NUL! !P_options.%%L!
    echo win-console=true
    echo win-menu=false
  )
)
> "%WORK%\proof.properties" (
  echo extension=hfproof
  echo mime-type=application/vnd.holdfast.proof
  echo description=Holdfast proof
)
rem To sign: make the image with --type app-image, sign its .exe and .dll files, then jpackage --type msi --app-image.
"%JAVA_HOME%\bin\jpackage" --type msi --dest target\dist --name "!P_title!" --app-version "%VERSION%" --vendor "!P_vendor!" ^
  --description "!P_summary!" --license-file LICENSE --icon packaging\icon\holdfast.ico ^
  --input "%WORK%\input" --main-jar "!P_main.jar!" --main-class "!P_main.class!" --runtime-image "%WORK%\runtime" ^
  --java-options "!P_options.all:/dev/null=NUL! !P_options.window!" ^
  --add-launcher "holdfast-prove=%WORK%\prove.properties" --add-launcher "holdfast-quick=%WORK%\quick.properties" ^
  --file-associations "%WORK%\proof.properties" ^
  --win-menu --win-per-user-install --win-upgrade-uuid 4b6f7f0e-7c1b-4b0e-9a55-2f0e6d1a9c31 || exit /b 1
dir target\dist
