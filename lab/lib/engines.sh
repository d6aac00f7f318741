# shellcheck shell=bash
# Docker Engines other than the machine's own: packages of Debian's newer suites,
# unpacked into .cache/lab/engines/ of the project. Nothing on the machine
# changes: apt gets lists and caches of its own, and nothing is installed.

ENGINE_CACHE=$PROJECT_DIR/.cache/lab/engines
ENGINE_PACKAGES=(docker.io docker-cli containerd)
DEBIAN_KEYRING=/usr/share/keyrings/debian-archive-keyring.gpg

# engine_suite ENGINE: the suite that has it, or nothing for the machine's own.
engine_suite() {
  case $1 in
    20.10) ;;
    26.1) say trixie ;;
    28.5) say forky ;;
    *) die_usage "no engine '$1'; there are 20.10, 26.1 and 28.5" ;;
  esac
}

# engine_bin ENGINE: the directory of its programs, or nothing for the machine's own.
engine_bin() { [[ -z $(engine_suite "$1") ]] || say "$ENGINE_CACHE/$1"; }

# fetch_engine ENGINE: leaves engine_bin there.
fetch_engine() {
  local engine=$1 suite own start=${EPOCHREALTIME/[.,]/} lock
  suite=$(engine_suite "$engine")
  if [[ -z $suite ]]; then
    own=$(package_version docker.io)
    [[ $own == "$engine".* ]] || die "engine $engine is the machine's own, but that is $own"
    return 0
  fi
  [[ ! -d $ENGINE_CACHE/$engine ]] || return 0
  mkdir -p "$ENGINE_CACHE"
  exec {lock}>>"$ENGINE_CACHE/lock"
  flock "$lock"
  if [[ ! -d $ENGINE_CACHE/$engine ]]; then
    say "engine $engine: fetching it from Debian's $suite ..."
    ENGINE_WORK=$ENGINE_CACHE/.$engine
    rm -rf "$ENGINE_WORK"
    mkdir -p "$ENGINE_WORK"/{lists/partial,archives/partial,root,bin}
    unpack_engine "$engine" "$suite" >"$ENGINE_CACHE/$engine.log" 2>&1 || {
      sed 's/^/    /' "$ENGINE_CACHE/$engine.log" >&2
      rm -rf "$ENGINE_WORK"
      die "engine $engine could not be had from Debian's $suite (the lines above say why): is there a network?"
    }
    mv "$ENGINE_WORK/bin" "$ENGINE_CACHE/$engine"
    rm -rf "$ENGINE_WORK"
    done_line "engine $engine: $("$ENGINE_CACHE/$engine/dockerd" --version | sed 's/^Docker version \([0-9.]*\).*/\1/'), kept in .cache/lab" "$start"
  fi
  exec {lock}>&-
}

# unpack_engine ENGINE SUITE: its programs, into $ENGINE_WORK/bin. runc stays this
# release's: a newer one wants a newer libc.
unpack_engine() {
  local mirror package program
  # shellcheck disable=SC2016  # apt's own placeholder
  mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep -v security | head -n 1)
  [[ -n $mirror ]] || { say "this machine's apt has no sources"; return 1; }
  say "deb [signed-by=$DEBIAN_KEYRING] $mirror $2 main" >"$ENGINE_WORK/sources.list"
  local options=(-q -o "Dir::Etc::SourceList=$ENGINE_WORK/sources.list" -o Dir::Etc::SourceParts=- -o "Dir::State::Lists=$ENGINE_WORK/lists"
    -o "Dir::Cache=$ENGINE_WORK" -o Dir::Cache::Archives=archives -o APT::Sandbox::User=root -o Acquire::Languages=none
    -o Acquire::Retries=1 -o APT::Update::Error-Mode=any)
  apt-get "${options[@]}" update || return 1
  (cd "$ENGINE_WORK" && apt-get "${options[@]}" download "${ENGINE_PACKAGES[@]}") || return 1
  for package in "$ENGINE_WORK"/*.deb; do dpkg -x "$package" "$ENGINE_WORK/root" || return 1; done
  for program in sbin/dockerd sbin/docker-proxy bin/docker bin/containerd bin/containerd-shim-runc-v2 bin/ctr; do
    mv "$ENGINE_WORK/root/usr/$program" "$ENGINE_WORK/bin/" || return 1
  done
  "$ENGINE_WORK/bin/dockerd" --version | grep -F "version $1." || {
    say "the suite has another version by now: $("$ENGINE_WORK/bin/dockerd" --version)"
    return 1
  }
}
