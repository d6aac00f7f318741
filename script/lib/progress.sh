# shellcheck shell=bash
# Progress lines with times for the scripts that prepare things. Source it; set PROGRESS_NAME and PROGRESS_LOG_DIR before.

# The time in tenths of a second; whole seconds where bash is older than 5 (macOS).
tenths() {
  local now=${EPOCHREALTIME:-$SECONDS.0}
  local fraction=${now#*[.,]}
  printf '%d' "$((${now%[.,]*} * 10 + ${fraction:0:1}))"
}

# seconds_since TENTHS: how long ago that was, with one decimal.
seconds_since() {
  local gone=$(($(tenths) - $1))
  printf '%d.%d' $((gone / 10)) $((gone % 10))
}

say() {
  printf '%s: %s\n' "$PROGRESS_NAME" "$*"
}

# step NAME TITLE FUNCTION...: runs FUNCTION with its output in a log, and says how long it took. If it fails, the log's
# end is shown and the script ends. FUNCTION may leave remarks for the reader on descriptor 3.
step() {
  local title=$2 log="$PROGRESS_LOG_DIR/$1.log" start status
  start=$(tenths)
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
