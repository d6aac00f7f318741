# shellcheck shell=bash
# `lab up`: every step checks first and does only what is missing, so a second
# run is quick and a damaged lab is repaired.

fresh=""      # the lab was not there before
fresh_host="" # nor this host

lab_up() {
  preflight
  lock_lab
  [[ -e $LAB_STATE ]] || fresh=yes
  mkdir -p "$LAB_STATE"
  chmod 0700 "$LAB_STATE" # private keys
  begin_jobs
  local host_address=""
  host_lookup wan
  WAN_ADDRESS=$host_address

  job keys make_keys
  job images build_images_job
  local name role address swarm engine
  while read -r name role _ _ engine; do
    [[ -z $engine ]] || fetch_engine "$engine" # lost from the cache?
    job "$name" host_start "$name" "$role" "$engine"
  done < <(host_table)
  finish_jobs_but images

  job wan connect_all
  finish_jobs_but images
  done_line "wan: $WAN_ADDRESS/$WAN_PREFIX_LENGTH, public DNS"

  while read -r name role address _; do
    case $role in
      laptop) job "$name" laptop_job "$name" "$address" ;;
      gateway) job "$name" gateway_job "$name" "$address" ;;
    esac
  done < <(host_table)
  for swarm in $(swarms); do job "swarm-$swarm" swarm_job "$swarm"; done
  finish_jobs_but
  end_jobs
  say "lab $LAB_NAME is up ($(seconds_since "$UP_START") s). Try: lab/lab exec --user $DEV_USER laptop -- ssh a docker ps"
}

UP_START=${EPOCHREALTIME/[.,]/}
# seconds_since MICROSECONDS: e.g. 6.2
seconds_since() {
  local tenths=$(((${EPOCHREALTIME/[.,]/} - $1) / 100000))
  say "$((tenths / 10)).$((tenths % 10))"
}
done_line() { say "✓ $1 ($(seconds_since "${2:-$UP_START}") s)"; }

connect_all() {
  local name role address
  wan_start
  public_dns_start
  while read -r name role address _; do
    [[ $role == wan ]] || wan_connect "$name" "$address"
  done < <(host_table)
}

build_images_job() {
  local start=${EPOCHREALTIME/[.,]/}
  images_cached || {
    build_images
    done_line "images: ${IMAGES[*]}, kept in .cache/lab" "$start"
  }
}

laptop_job() {
  local start=${EPOCHREALTIME/[.,]/}
  laptop_start
  done_line "laptop: $2, user $DEV_USER, system bus, polkit" "$start"
}

gateway_job() {
  local host=$1 start=${EPOCHREALTIME/[.,]/} pid version count
  gateway_start "$host"
  pid=$(host_pid "$host")
  networks_start "$pid" "$2"
  : >"$LAB_STATE/$host.has-networks"
  until_true 60 images_cached_or_failed
  images_cached
  import_images "$pid"
  containers_start "$pid" "$host"
  version=$(docker_on "$pid" version --format '{{.Server.Version}}')
  count=$(docker_on "$pid" ps --all --quiet | wc -l)
  done_line "gateway $host: $2, sshd, dockerd ${version%%+*}, $count containers" "$start"
}

# swarm_job SWARM: beside its gateways' jobs.
swarm_job() {
  local swarm=$1 start=${EPOCHREALTIME/[.,]/} member members
  mapfile -t members < <(swarm_members "$swarm")
  for member in "${members[@]}"; do until_true 60 networks_there_or_failed "$member"; done
  swarm_start "$swarm"
  done_line "swarm $swarm: ${members[*]}; shop, vault, kiosk, bastion" "$start"
}

networks_there_or_failed() { [[ -e $LAB_STATE/$1.has-networks || -e $LAB_STATE/$1.failed ]]; }
images_cached_or_failed() { images_cached || [[ -e $LAB_STATE/images.failed ]]; }

# begin_jobs: from here on, what fails or is interrupted is given up.
begin_jobs() {
  jobs=()
  rm -f "$LAB_STATE"/*.{failed,has-networks}
  name_images
  trap 'up_interrupted 130' INT
  trap 'up_interrupted 143' TERM HUP
}
end_jobs() { trap - INT TERM HUP; }

# job NAME COMMAND...: runs it beside the others; finish_jobs_but awaits it.
job() {
  local name=$1
  shift
  (
    set -E
    trap 'warn "$name: failed: $BASH_COMMAND (${BASH_SOURCE[0]##*/}:$LINENO)"' ERR
    trap - INT TERM HUP
    trap '[[ $? -eq 0 ]] || : >"$LAB_STATE/$name.failed"' EXIT
    "$@"
  ) </dev/null &
  jobs+=("$name:$!")
}

# finish_jobs_but [NAME]: waits for all jobs but the one called NAME.
finish_jobs_but() {
  local entry failed=() kept=()
  for entry in "${jobs[@]}"; do
    if [[ ${entry%:*} == "${1-}" ]]; then
      kept+=("$entry")
    else
      wait "${entry#*:}" || failed+=("${entry%:*}")
    fi
  done
  jobs=("${kept[@]}")
  ((${#failed[@]} == 0)) || up_failed "${failed[@]}"
}

up_failed() {
  local name log
  trap - INT TERM HUP
  for name in "$@"; do
    warn "$name failed."
    for log in "$LAB_STATE/$name"/log/{init,sshd,vpc,dockerd,dbus,polkit}.log; do
      [[ -s $log ]] || continue
      warn "the last lines of ${log##*/}:"
      tail -n 12 "$log" | sed 's/^/    /' >&2
    done
  done
  give_up
  die "lab $LAB_NAME did not come up. If the lines above do not tell, run lab/lab down and try again."
}

up_interrupted() {
  trap - INT TERM HUP
  warn "interrupted"
  give_up
  exit "$1"
}

# give_up: takes down what a first `up` or an `add` began. What was there before stays.
give_up() {
  local entry
  for entry in "${jobs[@]}"; do end_job "${entry#*:}"; done
  for entry in "${jobs[@]}"; do wait "${entry#*:}" 2>/dev/null || :; done
  [[ -z $fresh_host ]] || remove_host "$fresh_host"
  [[ -n $fresh ]] || return 0
  remove_lab
  remove_lock
}

# end_job PID: the job and its children, but not the hosts it started, which
# have sessions of their own (and are remove_lab's business).
end_job() {
  local child children=""
  { read -r children <"/proc/$1/task/$1/children"; } 2>/dev/null || :
  [[ $(session_of "$1") == "$(session_of $$)" ]] || return 0
  kill "$1" 2>/dev/null || :
  for child in $children; do end_job "$child"; done
}
