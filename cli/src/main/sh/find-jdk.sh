# Finds a JDK to run on. Part of the head of the dora file, and read by mvnw.
#
# find_jdk sets java_home and succeeds, or sets jdk_looked_at (one line for each JDK that was named by
# a variable or PATH but does not do) and fails. It judges a folder by its `release` file, so that no
# JVM and in the common case no process at all is started for it.

wanted_jdk=25

# Succeeds if the folder $1 holds such a JDK; sets jdk_found to what was found there, and jdk_build to
# which build of it.
is_wanted_jdk() {
  jdk_found='no JDK'
  jdk_build=
  [ -x "$1/bin/java" ] && [ -r "$1/release" ] || return 1
  while read -r release_line; do
    case $release_line in
      JAVA_RUNTIME_VERSION=*)
        # Comes before JAVA_VERSION, and names the vendor's build too: 25.0.3+9-LTS.
        jdk_build=${release_line#*'"'}
        jdk_build=${jdk_build%'"'*}
        ;;
      JAVA_VERSION=*)
        jdk_version=${release_line#*'"'}
        jdk_found="Java ${jdk_version%'"'*}"
        jdk_version=${jdk_version%%[!0-9]*}
        [ "${jdk_version:-0}" -ge "$wanted_jdk" ] || return 1
        [ -x "$1/bin/javac" ] && return 0
        jdk_found="$jdk_found without javac"
        return 1
        ;;
    esac
  done < "$1/release"
  return 1
}

# Takes the folder $2 if it holds such a JDK, else notes what $1 led to.
try_jdk() {
  if is_wanted_jdk "$2"; then
    java_home=$2
    return 0
  fi
  jdk_looked_at="$jdk_looked_at
  $1: $jdk_found in $2"
  return 1
}

# Tries each `java` of PATH. Only one that is itself a link (/usr/bin/java) costs a process.
find_jdk_in_path() {
  path_rest=${PATH-}:
  path_seen=/
  while [ -n "$path_rest" ]; do
    path_java=${path_rest%%:*}/java
    path_rest=${path_rest#*:}
    [ -x "$path_java" ] && ! [ "$path_java" -ef "$path_seen" ] || continue
    path_seen=$path_java
    if [ -L "$path_java" ] && ! [ -r "${path_java%/bin/java}/release" ]; then
      path_java=$(readlink -f "$path_java") || continue
    fi
    try_jdk PATH "${path_java%/bin/java}" && return 0
  done
  return 1
}

find_jdk_in_usual_folders() {
  for jdk_folder in \
    /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /opt/* /opt/java/* /usr/local/* \
    "${HOME-}"/.sdkman/candidates/java/* "${HOME-}"/.jdks/* \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    "${HOME-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if is_wanted_jdk "$jdk_folder"; then
      java_home=$jdk_folder
      return 0
    fi
  done
  return 1
}

find_jdk() {
  jdk_looked_at=
  if [ -n "${DORA_JAVA_HOME-}" ]; then
    try_jdk DORA_JAVA_HOME "$DORA_JAVA_HOME" && return 0
  fi
  if [ -n "${JAVA_HOME-}" ]; then
    try_jdk JAVA_HOME "$JAVA_HOME" && return 0
  fi
  find_jdk_in_path || find_jdk_in_usual_folders
}

# Says how this machine gets one.
jdk_advice() {
  if command -v apt-get; then
    jdk_install='apt-get install openjdk-25-jdk-headless'
  elif command -v dnf; then
    jdk_install='dnf install java-25-openjdk-devel'
  elif command -v zypper; then
    jdk_install='zypper install java-25-openjdk-devel'
  elif command -v apk; then
    jdk_install='apk add openjdk25-jdk'
  elif command -v pacman; then
    jdk_install='pacman -S jdk-openjdk'
  elif command -v brew; then
    jdk_install='brew install openjdk'
  fi > /dev/null 2>&1
  jdk_install=${jdk_install:+"$jdk_install\`, or "}
  echo "install a JDK $wanted_jdk or newer (${jdk_install:+\`}${jdk_install}Eclipse Temurin), or set DORA_JAVA_HOME to the folder of one"
}
