# The AOT caches that make commands start fast: looked for in front of a command, recorded in the
# background when one is missing (docs/startup.md). There are two of them: one for short commands, which
# holds no more than those need, since the JVM takes its time for each class that a cache holds; and one for
# `dora run`.
#
# A cache is used only by the file and the JVM that it was recorded with, since a JVM before 25.0.4
# takes one of another file (JDK-8377932), and one that refuses a cache starts slower than without any.
# Its name has the digest of the file, the JVM's build and both paths; its time is the file's.

# Sets $2 to the path $1 as a part of a file's name.
as_file_name() {
  name_rest=$1/
  name_made=
  while [ -n "$name_rest" ]; do
    name_made=$name_made%${name_rest%%/*}
    name_rest=${name_rest#*/}
  done
  eval "$2=\${name_made#%}"
}

# Sets dora_file to one spelling of itself, so that a call as ./dora has no cache of its own.
plain_dora_file() {
  case $dora_file in
    *//* | */./* | */../*) ;;
    *) return ;;
  esac
  plain_rest=${dora_file#/}/
  plain=
  while [ -n "$plain_rest" ]; do
    plain_part=${plain_rest%%/*}
    plain_rest=${plain_rest#*/}
    case $plain_part in
      '' | .) ;;
      ..) plain=${plain%/*} ;;
      *) plain=$plain/$plain_part ;;
    esac
  done
  # A .. behind a link leads elsewhere.
  if [ "$plain" -ef "$dora_file" ]; then dora_file=$plain; fi
}

# Succeeds if what the user has set for every JVM leaves the cache usable. An option that is not known
# to do so may make the JVM refuse the cache, or refuse to start with one.
start_cache_suits_options() {
  [ -n "${JAVA_TOOL_OPTIONS-}${JDK_JAVA_OPTIONS-}${_JAVA_OPTIONS-}" ] || return 0
  set -f
  suits=yes
  for option in ${JAVA_TOOL_OPTIONS-} ${JDK_JAVA_OPTIONS-} ${_JAVA_OPTIONS-}; do
    case $option in
      *[\"\']* | -Djdk.* | -Djava.system.class.loader* | -Djava.class.path*) suits=no ;;
      -D?*) ;;
      -Xm[xs][1-9][0-9][0-9]m | -Xm[xs][1-9][0-9][0-9][0-9]m | -Xm[xs][1-9]g | -Xm[xs][12][0-9]g) ;;
      -Xss[1-9]* | -XX:ActiveProcessorCount=* | -XX:+ExitOnOutOfMemoryError | -XX:+HeapDumpOnOutOfMemoryError) ;;
      -XX:+UseSerialGC | -XX:+UseParallelGC | -XX:+UseG1GC) ;;
      *) suits=no ;;
    esac
  done
  set +f
  [ "$suits" = yes ]
}

# Sets start_cache to the file in which the cache $1 (brief or run) is or is to be, and
# start_cache_folder; fails if there is to be none.
name_start_cache() {
  start_cache=
  case ${XDG_CACHE_HOME-}:${HOME-} in
    /*:*) start_cache_base=$XDG_CACHE_HOME ;;
    *:/*) start_cache_base=$HOME/.cache ;;
    *) return 1 ;;
  esac
  [ -z "${DORA_NO_START_CACHE-}" ] && [ -n "$jdk_build" ] || return 1
  as_file_name "$java_home" java_home_name
  as_file_name "$dora_file" dora_file_name
  start_cache_name=$build-$jdk_build$java_home_name-$dora_file_name.$1.aot
  # As long as a file's name may be.
  [ "${#start_cache_name}" -le 240 ] || return 1
  start_cache_folder=$start_cache_base/dora-jvm
  start_cache=$start_cache_folder/$start_cache_name
}

# Succeeds if the cache is there, of this user and of the file as it is now.
has_start_cache() {
  [ -O "$start_cache" ] && ! [ "$start_cache" -nt "$dora_file" ] && ! [ "$start_cache" -ot "$dora_file" ]
}

# Succeeds if both are there; leaves the first that is not named.
has_start_caches() {
  name_start_cache brief && has_start_cache && name_start_cache run && has_start_cache
}

# Succeeds if this user may make a cache: what is there of its folder is theirs and can be written.
may_record_start_cache() {
  for folder in "$start_cache_folder" "$start_cache_base" "${HOME-}"; do
    if [ -d "$folder" ]; then
      [ -O "$folder" ] && [ -w "$folder" ]
      return
    fi
  done
  return 1
}

# Starts `dora warm-up` so that nobody notices: a session of its own, no stream or descriptor of ours,
# in nobody's folder, last in the queue for a CPU.
record_start_caches_aside() {
  may_record_start_cache && command -v setsid && command -v flock || return 0
  (cd / && exec nice -n 19 setsid /bin/sh "$dora_file" warm-up --aside &)
} < /dev/null > /dev/null 2>&1 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-

# Runs a JVM for the cache: with the options of the commands it is for and nothing of the user's.
start_cache_java() {
  # shellcheck disable=SC2086 # the options are words
  env -i PATH="$PATH" HOME="$start_cache_work" LC_ALL=C.UTF-8 \
    "$java_home/bin/java" $needs -Xlog:disable -XX:+UseSerialGC $start_cache_options \
    -Ddora.file="$dora_file" -Ddora.terminals= "$@"
}

# `dora warm-up`: makes the caches that are missing, or waits until another has made them. With --aside
# it leaves that to the other, and to a later time if it was in vain lately. Fails if one is missing at
# the end.
record_start_caches() {
  name_start_cache brief && may_record_start_cache && command -v flock || return 1
  umask 077
  ulimit -c 0
  mkdir -p "$start_cache_folder" || return 1
  # One at a time for this folder; then one at a time for this file, whatever folder it is for, so
  # that many first runs with a HOME each do not fill the machine. A killed holder's lock is free.
  exec 8>> "$start_cache_folder/lock" 9< "$dora_file" || return 1
  case ${1-} in
    --aside) flock -n 8 || return 1 ;;
    *) flock 8 || return 1 ;;
  esac
  if has_start_caches; then return 0; fi
  flock -w 60 -E 75 9 || [ $? -ne 75 ] || return 1
  if start_cache_was_tried && [ "${1-}" = --aside ]; then return 1; fi
  # What a killed one has left behind.
  rm -rf "$start_cache_folder"/*.new
  trap 'rm -rf "$start_cache_work"' EXIT
  trap 'exit 1' HUP INT TERM
  record_start_cache brief "$brief" && record_start_cache run -XX:TieredStopAtLevel=1 && rm -f "$start_cache_folder/tried"
} > /dev/null 2>&1

# Makes the cache $1, for commands that are started with the options $2, if it is missing.
record_start_cache() {
  name_start_cache "$1"
  if has_start_cache; then return 0; fi
  start_cache_options=$2
  start_cache_work=$start_cache.new
  mkdir "$start_cache_work" && cd "$start_cache_work" && touch -r "$dora_file" time || return 1
  start_cache_java -XX:AOTMode=record -XX:AOTConfiguration=record \
    -cp "$dora_file" org.dora.cli.warmup.WarmUp "$1" "$start_cache_work" &&
    start_cache_java -XX:AOTMode=create -XX:AOTConfiguration=record -XX:AOTCache=aot -cp "$dora_file" &&
    start_cache_java -XX:AOTMode=on -XX:AOTCache=aot \
      -cp "$dora_file" org.dora.cli.warmup.PublishCache "$start_cache_work" "$start_cache" "$dora_file" "$build" &&
    cd .. && rm -rf "$start_cache_work"
}

# Succeeds if a cache of this name was tried in vain in the last ten minutes, such as on a full disk;
# else notes that it is tried now.
start_cache_was_tried() {
  tried=$start_cache_folder/tried
  if [ -n "$(find "$tried" -mmin -10)" ]; then
    read -r tried_name < "$tried"
    case $tried_name in
      '' | "$start_cache_name") return 0 ;;
    esac
  fi
  echo "$start_cache_name" > "$tried"
  return 1
}
