# shellcheck shell=bash
# Progress lines with times for the scripts that prepare things. Source it; set PROGRESS_NAME and PROGRESS_LOG_DIR before.

# Seconds with one decimal since the argument, a value of $EPOCHREALTIME.
seconds_since() {
  local from=${1/[.,]/} to=${EPOCHREALTIME/[.,]/}
  local tenths=$(((to - from) / 100000))
  printf '%d.%d' $((tenths / 10)) $((tenths % 10))
}

say() {
  printf '%s: %s\n' "$PROGRESS_NAME" "$*"
}

# step NAME TITLE FUNCTION...: runs FUNCTION with its output in a log, and says how long it took. If it fails, the log's
# end is shown and the script ends. FUNCTION may leave remarks for the reader on descriptor 3.
step() {
  local title=$2 log="$PROGRESS_LOG_DIR/$1.log" start=$EPOCHREALTIME status
  shift 2
  say "$title ..."
  set +e
  (
    set -e
    "$@"
  ) 3>&1 >"$log" 2>&1 </dev/null
  status=$?
  set -e
  if ((status != 0)); then
    say "$title failed after $(seconds_since "$start") s. The end of $log:"
    tail -n 40 "$log" | sed 's/^/  | /'
    exit 1
  fi
  say "$title: done in $(seconds_since "$start") s"
}
