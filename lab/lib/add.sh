# shellcheck shell=bash
# `lab add` and `lab remove`: gateways beside those that every lab has. Other
# hosts are left as they are, whatever a test did to them.
# shellcheck disable=SC2034  # variables of lib/up.sh

lab_add() {
  local host=${1-} address="" swarm=- engine=20.10 line
  [[ -n $host && $host != -* ]] || die_usage "add needs a host: one of $(spare_hosts | tr '\n' ' ')"
  shift
  while (($# > 0)); do
    case $1 in
      --engine) [[ $# -ge 2 ]] || die_usage "--engine needs a version"; engine=$2; shift 2 ;;
      --engine=*) engine=${1#*=}; shift ;;
      --join) swarm=$(swarms | head -n 1); shift ;;
      --swarm) swarm=$host; shift ;;
      *) die_usage "unknown option $1" ;;
    esac
  done
  address=$(spare_address "$host")
  [[ -n $address ]] || die_usage "no host '$host' to add; there are $(spare_hosts | tr '\n' ' ')"
  engine_suite "$engine" >/dev/null
  host_pid wan >/dev/null || die "lab $LAB_NAME is down: run lab/lab up"
  preflight
  fetch_engine "$engine"

  lock_lab
  local host_address="" start=${EPOCHREALTIME/[.,]/}
  host_lookup wan
  WAN_ADDRESS=$host_address
  line="$host gateway $address $swarm $engine"
  if host_lookup "$host"; then
    added_hosts | grep -qxF "$line" || die "gateway $host is there already, and another: lab/lab remove $host"
  else
    say "$line" >>"$LAB_STATE/added"
    fresh_host=$host
  fi
  begin_jobs
  job keys make_keys
  job images build_images_job
  job "$host" host_start "$host" gateway "$engine"
  finish_jobs_but images
  wan_connect "$host" "$address"
  job "$host" gateway_job "$host" "$address"
  case $swarm in
    -) ;;
    "$host") job "swarm-$host" swarm_job "$host" ;;
    *) job "swarm-$swarm" join_job "$swarm" "$host" ;;
  esac
  finish_jobs_but
  end_jobs
  say "gateway $host is up ($(seconds_since "$start") s). Try: lab/lab exec laptop -- ssh root@$host docker ps"
}

# join_job SWARM HOST
join_job() {
  local swarm=$1 manager start=${EPOCHREALTIME/[.,]/}
  until_true 60 networks_there_or_failed "$2"
  manager=$(host_pid "$swarm") || { warn "the manager of Swarm $swarm is down: lab/lab up"; return 1; }
  swarm_join "$2"
  until_true 30 node_ready "$2" || { warn "$2 does not get ready in Swarm $swarm"; return 1; }
  done_line "swarm $swarm: $2 is a worker" "$start"
}

node_ready() { docker_on "$manager" node ls --format '{{.Hostname}} {{.Status}}' | grep -qx "$1 Ready"; }

lab_remove() {
  [[ $# -eq 1 ]] || die_usage "remove needs a host"
  added_hosts | grep -q "^$1 " ||
    die_usage "gateway '$1' was not added; there are: $(added_hosts | cut -d' ' -f1 | tr '\n' ' ')"
  lock_lab
  trap '' INT TERM HUP # half a removal helps nobody
  remove_host "$1"
  say "gateway $1 is gone"
}

# remove_host HOST: of it nothing is left, nor of its line and its place in a Swarm.
remove_host() {
  local host=$1 host_swarm="" wan pid manager
  host_lookup "$host"
  if pid=$(host_pid "$host") && [[ $host_swarm != - ]]; then
    docker_on "$pid" swarm leave --force >/dev/null 2>&1 || :
  fi
  if [[ $host_swarm != - && $host_swarm != "$host" ]] && manager=$(host_pid "$host_swarm"); then
    forget_node "$manager" "$host" || warn "Swarm $host_swarm still knows $host"
  fi
  if wan=$(host_pid wan); then
    line_off 2>/dev/null || :
    line_heal
  fi
  end_hosts "$host"
  [[ -z $wan ]] || until_true 10 no_cable || warn "the cable to $host is still there"
  rm -rf --one-file-system "${LAB_STATE:?}/$host" "$LAB_STATE/$host.has-networks" "$LAB_STATE/keys/host_$host"{,.pub}
  added_hosts | grep -v "^$host " >"$LAB_STATE/added.new" || :
  mv "$LAB_STATE/added.new" "$LAB_STATE/added"
}

no_cable() { ! in_net "$wan" ip link show "to-$host" >/dev/null 2>&1; }
