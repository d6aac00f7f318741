# shellcheck shell=bash
# Root's rights. Source it.

# as_root COMMAND...: one command, through sudo unless root already.
as_root() {
  if ((EUID == 0)); then "$@"; else sudo "$@"; fi
}

# become_root "$0" "$@": starts this script anew as root, with what names its tools, lab and display, unless it is root's.
become_root() {
  ((EUID != 0)) || return 0
  exec sudo "--preserve-env=CI,DISPLAY,XAUTHORITY,GANGWAY_LAB,GANGWAY_ELECTRON" env "PATH=$PATH" "$@"
}
