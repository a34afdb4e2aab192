# Sets JAVA_HOME to a JDK 25 or newer, or ends with what to install. Sourced by build and holdfast.
# Looked at in this order: JAVA_HOME, the usual install folders, java on the path.

jdk_version() { # prints the major version of the JDK in $1, or nothing when it is none
  [ -x "$1/bin/javac" ] || return 0
  if [ -r "$1/release" ]; then
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
  else
    "$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p'
  fi
}

find_jdk() {
  path_java=$(command -v javac 2>/dev/null || true)
  if [ -n "$path_java" ]; then
    path_java=$(readlink -f "$path_java" 2>/dev/null || echo "$path_java")
    path_java=${path_java%/bin/javac}
  fi
  for home in "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/java/* /opt/jdk* /usr/local/openjdk* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$path_java"; do
    [ -n "$home" ] || continue
    version=$(jdk_version "$home")
    if [ "${version:-0}" -ge 25 ]; then
      JAVA_HOME=$home
      export JAVA_HOME
      return 0
    fi
  done
  echo "Holdfast needs a JDK 25 or newer and found none." >&2
  echo "Install one (for example Eclipse Temurin 25), or set JAVA_HOME to it, and try again." >&2
  exit 2
}

find_jdk
