# shellcheck shell=bash
# systemd-resolved for the laptop (lab/laptop-resolved): Debian's packages, unpacked into .cache/lab/resolved of the
# project. Never installed: that would take over the machine's own /etc/resolv.conf.

RESOLVED_CACHE=$PROJECT_DIR/.cache/lab/resolved
# With the library of just its version.
RESOLVED_PACKAGES=(systemd-resolved libsystemd-shared)

lab_resolved() {
  local pid
  case ${1-} in
    on | fetch) fetch_resolved ;;
    off) ;;
    *) die_usage "resolved is on, off or fetch" ;;
  esac
  [[ $# -eq 1 ]] || die_usage "resolved is on, off or fetch"
  [[ $1 != fetch ]] || return 0
  pid=$(host_pid laptop) || die "lab $LAB_NAME is down: run lab/lab up"
  in_host "$pid" /opt/gangway/lab/laptop-resolved "$1"
}

# fetch_resolved: leaves RESOLVED_CACHE there.
fetch_resolved() {
  local lock
  [[ ! -d $RESOLVED_CACHE ]] || return 0
  mkdir -p "${RESOLVED_CACHE%/*}"
  exec {lock}>>"${RESOLVED_CACHE%/*}/resolved.lock"
  flock "$lock"
  if [[ ! -d $RESOLVED_CACHE ]]; then
    RESOLVED_WORK=${RESOLVED_CACHE%/*}/.resolved
    rm -rf "$RESOLVED_WORK"
    mkdir -p "$RESOLVED_WORK"/{lists/partial,root}
    unpack_resolved >"$RESOLVED_CACHE.log" 2>&1 || {
      sed 's/^/    /' "$RESOLVED_CACHE.log" >&2
      rm -rf "$RESOLVED_WORK"
      die "systemd-resolved could not be had from this machine's apt (the lines above say why): is there a network?"
    }
    mv "$RESOLVED_WORK/root" "$RESOLVED_CACHE"
    rm -rf "$RESOLVED_WORK"
    say "systemd-resolved: kept in .cache/lab"
  fi
  exec {lock}>&-
}

# unpack_resolved: into $RESOLVED_WORK/root, as lab/laptop-resolved wants it: usr/ is laid over the laptop's.
unpack_resolved() {
  local package root=$RESOLVED_WORK/root tree=$RESOLVED_WORK/tree library
  local options=(-q -o APT::Sandbox::User=root -o Acquire::Retries=1)
  cd "$RESOLVED_WORK" || return 1
  # The machine's lists may be old, or not there: then with lists of our own.
  apt-get "${options[@]}" download "${RESOLVED_PACKAGES[@]}" || {
    options+=(-o "Dir::State::Lists=$RESOLVED_WORK/lists" -o APT::Update::Error-Mode=any)
    apt-get "${options[@]}" update && apt-get "${options[@]}" download "${RESOLVED_PACKAGES[@]}" || return 1
  }
  for package in "$RESOLVED_WORK"/*.deb; do dpkg -x "$package" "$tree" || return 1; done
  for library in "$tree"/usr/lib/*/systemd; do
    mkdir -p "$root${library#"$tree"}"
    mv "$library"/libsystemd-shared-* "$root${library#"$tree"}/" || return 1
  done
  mkdir -p "$root/usr/bin"
  mv "$tree/usr/bin/resolvectl" "$root/usr/bin/" &&
    mv "$tree/usr/share/dbus-1/system.d/org.freedesktop.resolve1.conf" "$root/policy.conf" || return 1
  mv "$tree"/lib/systemd/systemd-resolved "$root/" 2>/dev/null || mv "$tree"/usr/lib/systemd/systemd-resolved "$root/"
}
