# shellcheck shell=bash
# The newest wireguard-go that Debian has, unpacked into a folder: nothing on the machine changes, apt is given lists and
# caches of its own. Source it from the root of the checkout.

WIREGUARD_DIR=.cache/bench/wireguard-go
NEWEST_SUITE=forky

# fetch_wireguard: leaves $WIREGUARD_DIR/wireguard-go, from $NEWEST_SUITE or, where that cannot be reached, from this release.
# Prints a remark on descriptor 3 if so.
fetch_wireguard() {
  [[ ! -x $WIREGUARD_DIR/wireguard-go ]] || return 0
  local work=$PWD/.cache/bench/apt
  rm -rf "$work" "$WIREGUARD_DIR"
  mkdir -p "$work"/{lists/partial,archives/partial,unpacked} "$WIREGUARD_DIR"
  chmod -R a+rX "$work"
  if ! from_suite "$work"; then
    echo "$NEWEST_SUITE cannot be reached: wireguard-go is this release's own, which is several times slower" >&3
    (cd "$work" && apt-get download wireguard-go)
  fi
  dpkg -x "$work"/wireguard-go_*.deb "$work/unpacked"
  dpkg-deb -f "$work"/wireguard-go_*.deb Version >"$WIREGUARD_DIR/version"
  mv "$work/unpacked/usr/bin/wireguard-go" "$WIREGUARD_DIR/"
  rm -rf "$work"
}

from_suite() {
  local mirror
  # The mirror that this machine uses for its own release.
  # shellcheck disable=SC2016 # apt's own placeholder
  mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep -v security | head -n 1)
  [[ -n $mirror ]] || return 1
  printf 'deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] %s %s main\n' "$mirror" "$NEWEST_SUITE" \
    >"$1/sources.list"
  local own=(-o "Dir::Etc::SourceList=$1/sources.list" -o Dir::Etc::SourceParts=- -o "Dir::State::Lists=$1/lists"
    -o "Dir::Cache=$1" -o Dir::Cache::Archives=archives -o APT::Sandbox::User=root -o Acquire::Languages=none)
  apt-get "${own[@]}" update || return 1
  (cd "$1" && apt-get "${own[@]}" download wireguard-go)
}
