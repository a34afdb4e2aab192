# What the packaging scripts share. Sourced with the repository as the current folder.
. packaging/find-jdk.sh

property() { sed -n "s/^$1=//p" packaging/app.properties; }

say() { echo "$(basename "$0"): $*" >&2; }

need() { # command, Debian package
  command -v "$1" >/dev/null 2>&1 || {
    say "$1 was not found. Install it (Debian: apt install $2) and try again."
    exit 2
  }
}

# Builds the program and its list of parts into target/, unless HOLDFAST_BUILT says that this was done.
build_program() {
  [ -n "${HOLDFAST_BUILT:-}" ] || ./build --quiet -Prelease -Dmaven.test.skip=true package
  version=$(unzip -p target/holdfast.jar META-INF/MANIFEST.MF | tr -d '\r' | sed -n 's/^Implementation-Version: //p')
  epoch=$(date -u -d "$(sed -n 's:.*<project.build.outputTimestamp>\(.*\)</project.*:\1:p' pom.xml)" +%s)
  export SOURCE_DATE_EPOCH=$epoch
}

# The JavaFX of this platform as modules of the run-time, $1: their native libraries then lie in it, owned by whoever
# installed it, and are not unpacked into a folder that the user can write.
javafx_modules() {
  rm -rf "$1"
  mkdir -p "$1"
  for jar in target/lib/javafx-*-"$2".jar; do
    unpacked=$(mktemp -d)
    name=$(basename "$jar" | sed 's/^javafx-\([a-z]*\)-.*/javafx.\1/')
    mkdir "$unpacked/classes" "$unpacked/libs"
    unzip -q "$jar" -d "$unpacked/classes"
    find "$unpacked/classes" -maxdepth 1 \( -name '*.so' -o -name '*.dll' -o -name '*.dylib' \) \
      -exec mv {} "$unpacked/libs/" \;
    "$JAVA_HOME/bin/jmod" create --class-path "$unpacked/classes" --libs "$unpacked/libs" \
      --date "$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y-%m-%dT%H:%M:%SZ)" "$1/$name.jmod"
    rm -rf "$unpacked"
  done
}

# Fails when the program needs a module that app.properties does not have. $1: the modules of JavaFX.
require_modules() {
  known=",$(property modules.found),$(property modules.named),"
  needed=$("$JAVA_HOME/bin/jdeps" --multi-release 25 --ignore-missing-deps --print-module-deps --module-path "$1" target/holdfast.jar)
  for module in $(echo "$needed" | tr ',' ' '); do
    case $known in
      *,"$module",*) ;;
      *)
        say "the program needs the module $module: add it to modules.found in packaging/app.properties"
        exit 1
        ;;
    esac
  done
}

# The run-time, $2, with the modules of app.properties and those in $1. It keeps bin/java, which trains the caches.
run_time() {
  rm -rf "$2"
  internal=--add-exports=jdk.jlink/jdk.tools.jlink
  "$JAVA_HOME/bin/java" --add-modules=jdk.jlink "$internal.internal=ALL-UNNAMED" "$internal.plugin=ALL-UNNAMED" \
    packaging/Link.java --module-path "$1" --add-modules "$(property modules.found),$(property modules.named)" \
    --include-locales="$(property locales)" --strip-java-debug-attributes --no-header-files --no-man-pages --output "$2"
  find "$2/bin" -type f ! -name 'java*' -delete
}
