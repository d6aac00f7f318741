# shellcheck shell=bash
# A lab for as long as the script that sources this runs. Runs as root.

LAB_USER_ID=1500 # dev on the laptop
CHILD=

# A lab of our own unless the caller named one: nobody else's is disturbed, or taken down at the end.
own_lab() {
  export GANGWAY_LAB=${GANGWAY_LAB:-$1-$(od -An -N3 -tx1 /dev/urandom | tr -d ' \n')}
}

# Directories below out/ that the laptop's user writes to.
lab_user_directories() {
  mkdir -p out "$@"
  chmod 1777 out
  chown -R "$LAB_USER_ID:$LAB_USER_ID" "$@"
}

# interruptible COMMAND...: runs it so that Ctrl-C and a signal to this script are acted upon at once, not when it ends.
interruptible() {
  local status=0
  # A shell starts background commands deaf to Ctrl-C; tests inside would be, too.
  setsid env --default-signal=INT,QUIT "$@" </dev/null &
  CHILD=$!
  wait "$CHILD" || status=$?
  CHILD=
  return "$status"
}

# Ends what `interruptible` runs, with everything it started. It may take its time to clean up.
end_child() {
  [[ -n $CHILD ]] || return 0
  kill -TERM -- "-$CHILD" 2>/dev/null || true
  wait "$CHILD" 2>/dev/null || true
  CHILD=
}

lab_down() {
  lab/lab down
}
