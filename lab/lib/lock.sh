# shellcheck shell=bash
# One `up` or `down` of a lab at a time. `down` removes the lock file too, so
# whoever gets the lock checks that the file is still the one by that name.

lock_lab() {
  local waited=""
  while :; do
    mkdir -p "$LAB_ROOT"
    # Another lab's `down` may remove the empty directory just now.
    { exec {LOCK_FD}>>"$LAB_LOCK"; } 2>/dev/null || continue
    if ! flock --nonblock "$LOCK_FD"; then
      [[ -n $waited ]] || warn "waiting for another up or down of lab $LAB_NAME"
      waited=yes
      flock "$LOCK_FD"
    fi
    [[ $(stat -Lc %i "/proc/self/fd/$LOCK_FD") != "$(stat -c %i "$LAB_LOCK" 2>/dev/null)" ]] || return 0
    exec {LOCK_FD}>&-
  done
}

# remove_lock: for `down`, which holds the lock, after all else is gone.
remove_lock() {
  rm -f "$LAB_LOCK"
  rmdir "$LAB_ROOT" 2>/dev/null || :
}
