# Starts the program in the JAR that follows, with the JVM options that suit the subcommand.

fail() {
  printf 'error: %s\n\n  hint: %s\n' "$1" "$2" >&2
  exit 1
}

case $0 in
  /*) dora_file=$0 ;;
  */*) dora_file=$PWD/$0 ;;
  *) if [ -f "$0" ]; then dora_file=$PWD/$0; else dora_file=$(command -v "$0"); fi ;;
esac
case $dora_file in
  *:*) fail "Java cannot run a file with a colon in its path: $dora_file" 'move it, or start it through a link' ;;
esac
plain_dora_file
find_jdk || fail "dora needs a JDK $wanted_jdk or newer, and found none$jdk_looked_at" "$(jdk_advice)"

# A service or an ssh command often has no locale, and then Java could not name files outside of ASCII.
# C.UTF-8 differs from C in the character set only.
case ${LC_ALL:-${LC_CTYPE:-${LANG-}}} in
  '' | C | POSIX) if [ -n "${LC_ALL-}" ]; then export LC_ALL=C.UTF-8; else export LC_CTYPE=C.UTF-8; fi ;;
esac

# What Arrow Java and FFM need of every JVM (also in JavaLauncher and the root pom.xml).
needs='--add-opens=java.base/java.nio=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED'
# The JVM's own log writes warnings to stdout unless told otherwise.
quiet='-Xlog:disable -Xlog:all=error:stderr'
# A collector of the user's choice must not be contradicted: the JVM would not start.
case "${JAVA_TOOL_OPTIONS-} ${JDK_JAVA_OPTIONS-} ${_JAVA_OPTIONS-}" in
  *-XX:+Use*GC*) collector= ;;
  *) collector=-XX:+UseSerialGC ;;
esac
# A short command is over before compiled code pays off: only the fast compiler, and only for what runs
# really often; reflection by JNI instead of by generated code.
brief='-XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=5 -XX:-UsePerfData -Djdk.reflect.useNativeAccessorOnly=true -Ddora.brief=yes'

case $*: in
  warm-up: | 'warm-up --aside:')
    record_start_caches ${2+"$2"}
    exit
    ;;
esac

# `dora java NODE`: this process becomes the node, so that pid, signals and exit status are the node's.
if [ "${1-}" = java ] && [ -f "${2-}" ]; then
  node=$2
  case $node in
    /*) ;;
    *) node=$PWD/$node ;;
  esac
  # What the JVM is to start: the Main-Class of a JAR, or a source file once it is known to be startable.
  # A plain name and no package: nothing can be wrong with it that javac does not say clearly.
  node_name=${node##*/}
  case $node_name in
    *.java)
      node_class_path=$dora_file
      case ${node_name%.java} in
        [!A-Z]* | *[!A-Za-z0-9]*) node_main= ;;
        *) if grep -q package "$node"; then node_main=; else node_main=$node; fi ;;
      esac
      ;;
    *)
      node_class_path=$node:$dora_file
      node_main=
      ;;
  esac
  if [ -z "$node_main" ]; then
    # shellcheck disable=SC2086 # the options are words
    node_main=$("$java_home/bin/java" $needs $quiet $collector $brief -cp "$dora_file" org.dora.cli.NodeMain "$node") || exit
  fi
  shift 2
  # shellcheck disable=SC2086
  exec "$java_home/bin/java" $needs $collector -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 \
    -Ddora.file="$dora_file" -cp "$node_class_path" "$node_main" "$@"
fi

case ${1-} in
  run | daemon | coordinator | runtime) options=$collector ;;
  *) options="$collector $brief" ;;
esac
case ${1-} in
  # They stay: what they save at the start is not worth the least risk.
  daemon | coordinator | runtime) cache_kind= ;;
  run) cache_kind=run ;;
  *) cache_kind=brief ;;
esac
cache=
if [ -n "$cache_kind" ] && name_start_cache "$cache_kind" && start_cache_suits_options; then
  if has_start_cache; then
    cache=-XX:AOTCache=$start_cache
    # One that is refused all the same is nobody's business.
    quiet=-Xlog:disable
  fi
  # Not while a dataflow starts, and wants the CPUs.
  if [ "$cache_kind" != run ] && ! has_start_caches; then
    record_start_caches_aside
  fi
fi
terminals=
[ -t 0 ] && terminals=stdin
[ -t 1 ] && terminals=$terminals,stdout
[ -t 2 ] && terminals=$terminals,stderr
# shellcheck disable=SC2086
exec "$java_home/bin/java" $needs $quiet $options ${cache:+"$cache"} \
  -Ddora.file="$dora_file" -Ddora.terminals="$terminals" -cp "$dora_file" org.dora.cli.Dora "$@"
