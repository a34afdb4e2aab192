@echo off
rem Starts Holdfast from a clone on Windows, building it first where needed. See holdfast for the same on Unix.
setlocal
set "HERE=%~dp0"
set "JAR=%HERE%target\holdfast.jar"
rem JAVA_HOME counts when it is set; else the newest JDK 25 in the usual folders.
if not defined JAVA_HOME (
  for /d %%J in ("%ProgramFiles%\Eclipse Adoptium\jdk-25*" "%ProgramFiles%\Java\jdk-25*" "%ProgramFiles%\Microsoft\jdk-25*") do set "JAVA_HOME=%%~J"
)
if not exist "%JAVA_HOME%\bin\javac.exe" (
  echo Holdfast needs a JDK 25 or newer and found none. Install one ^(for example Eclipse Temurin 25^), or set JAVA_HOME. 1>&2
  exit /b 2
)
if not exist "%JAR%" (
  where mvn >nul 2>nul || (
    echo holdfast: not built yet, and Apache Maven was not found. Install it and try again. 1>&2
    exit /b 2
  )
  echo holdfast: building first; this takes a minute. 1>&2
  pushd "%HERE%"
  call mvn --quiet --batch-mode -Dmaven.test.skip=true -Dspotless.check.skip=true package 1>&2 || (popd & exit /b 2)
  popd
)
"%JAVA_HOME%\bin\java" --add-modules=jdk.incubator.vector -jar "%JAR%" %*
exit /b %ERRORLEVEL%
