# shellcheck shell=bash
# Installs the packages named in debian-packages on Debian or Ubuntu, without letting any service start. Wants root.sh.

LIB_DIR=$(dirname "${BASH_SOURCE[0]}")
POLICY=/usr/sbin/policy-rc.d
SAVED_POLICY=/usr/sbin/policy-rc.d.before-gangway

# Services that the packages would have started at boot; a desktop's own (dbus, polkit) are not among them.
declare -A SERVICES=(
  [docker.io]='docker.service docker.socket'
  [containerd]='containerd.service'
  [openssh-server]='ssh.service ssh.socket'
  [nginx-light]='nginx.service'
  [nginx]='nginx.service'
  [redis-server]='redis-server.service'
)

# Names of all installed packages, and of what they stand in for.
installed_names() {
  dpkg-query -W -f '${db:Status-Status} ${Package} ${Provides}\n' |
    awk '$1 == "installed" { gsub(/\([^)]*\)|,/, " "); for (i = 2; i <= NF; i++) print $i }' | sort -u
}

# The lines of debian-packages of which nothing is installed yet.
missing_packages() {
  sed -e 's/#.*//' -e 's/[[:space:]]*$//' -e '/^$/d' "$LIB_DIR/debian-packages" |
    awk 'NR == FNR { have[$1] = 1; next }
         { n = split($0, names, "|"); for (i = 1; i <= n; i++) if (names[i] in have) next; print }' <(installed_names) -
}

# Turns lines like `a|b` into the first of them that this release has. Fails if it has none.
choose_packages() {
  local line name
  for line in "$@"; do
    for name in ${line//|/ }; do
      if [[ -n $(apt-cache madison "$name" 2>/dev/null) ]]; then
        printf '%s\n' "$name"
        continue 2
      fi
    done
    return 1
  done
}

apt_quiet() {
  as_root env DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1 \
    apt-get -qq -y -o DPkg::Lock::Timeout=600 -o Dpkg::Use-Pty=0 "$@"
}

# invoke-rc.d asks policy-rc.d before it starts anything: 101 means "not allowed".
forbid_service_starts() {
  restore_service_policy # a run that was killed may have left ours in place
  if [[ -e $POLICY || -L $POLICY ]]; then as_root mv "$POLICY" "$SAVED_POLICY"; fi
  printf '#!/bin/sh\n# Put here by Gangway while it installs packages.\nexit 101\n' |
    as_root tee "$POLICY" >/dev/null
  as_root chmod 755 "$POLICY"
}

restore_service_policy() {
  if grep -qs 'Put here by Gangway' "$POLICY"; then as_root rm -f "$POLICY"; fi
  if [[ -e $SAVED_POLICY || -L $SAVED_POLICY ]]; then as_root mv -f "$SAVED_POLICY" "$POLICY"; fi
}

# What was not on this machine before shall not start with its next boot either.
keep_from_boot() {
  command -v systemctl >/dev/null || return 0
  local package unit
  for package in "${!SERVICES[@]}"; do
    grep -qxF "$package" <<<"$1" && continue
    for unit in ${SERVICES[$package]}; do
      if [[ -e /lib/systemd/system/$unit ]]; then as_root systemctl disable "$unit"; fi
    done
  done
}

# install_packages LINE...: lines of debian-packages.
install_packages() {
  local before chosen
  exec 9</var/lib/dpkg
  flock 9 # another checkout may be at the same: one policy-rc.d, one saver
  if ! chosen=$(choose_packages "$@"); then
    echo 'Package lists are missing or old: updating them.'
    apt_quiet update
    if ! chosen=$(choose_packages "$@"); then
      echo "This release has none of these: $*" >&2
      return 1
    fi
  fi
  before=$(installed_names)
  trap restore_service_policy EXIT
  trap 'exit 129' HUP # let apt-get come to an end first: bash runs these when its child is done
  trap 'exit 130' INT
  trap 'exit 143' TERM
  forbid_service_starts
  # shellcheck disable=SC2086 # one word per package
  if ! apt_quiet install --no-install-recommends $chosen; then
    echo 'Updating the package lists and trying once more.'
    apt_quiet update
    # shellcheck disable=SC2086
    apt_quiet install --no-install-recommends $chosen
  fi
  keep_from_boot "$before"
}

# fetch_resolved: kept in .cache for the lab's laptop, never installed. A release without the package has to do without.
fetch_resolved() {
  as_root lab/lab resolved fetch || echo 'no systemd-resolved for the lab: lab/lab resolved on will not work' >&3
}
