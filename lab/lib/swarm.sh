# shellcheck shell=bash
# Swarms. The table names each gateway's Swarm by its manager: a and b are the
# Swarm a. Every Swarm has the same networks and addresses, so that two clash:
#
#   mesh       10.20.1.0/24  attachable        shop     service: 2 nginx, one here, one there
#                                              kiosk    .80, nginx; a container
#                                              bastion  .22, sshd; a container
#   backplane  10.20.2.0/24  not attachable    vault    service: 1 nginx
#   cipher     10.20.3.0/24  encrypted         nothing: this kernel may lack ESP
#
# kiosk, bastion and vault are on the Swarm's second node (b), or its only one.
# This kernel has no IPVS, hence no virtual addresses: services are dnsrr.

KIOSK_ADDRESS=10.20.1.80
BASTION_ADDRESS=10.20.1.22

# swarms: the names of all, which are those of their managers.
swarms() { host_table | while read -r name _ _ swarm _; do [[ $name != "$swarm" ]] || say "$name"; done; }

# swarm_members SWARM: its nodes, the manager first.
swarm_members() {
  say "$1"
  host_table | while read -r name _ _ swarm _; do [[ $swarm != "$1" || $name == "$1" ]] || say "$name"; done
}

# swarm_start SWARM: leaves its nodes ready and everything on it answering. The
# gateways' own jobs import the images meanwhile.
swarm_start() {
  local swarm=$1 manager members second member
  # shellcheck disable=SC2034  # of until_true
  local POLL=0.2
  mapfile -t members < <(swarm_members "$swarm")
  second=${members[1]-$swarm}
  manager=$(host_pid "$swarm")
  ! swarm_is_whole || return 0
  swarm_mend && return
  # Daemons that were killed may not find each other for minutes: a new Swarm is there sooner.
  warn "Swarm $swarm does not mend, so it is made anew"
  for member in "${members[@]}"; do docker_on "$(host_pid "$member")" swarm leave --force >/dev/null 2>&1 || :; done
  swarm_mend
}

# swarm_mend: makes what is missing, with the names of swarm_start. Says itself whether all is there in the end.
swarm_mend() {
  swarm_init "$swarm"
  for member in "${members[@]:1}"; do swarm_join "$member"; done
  until_true 30 nodes_ready || { warn "the nodes of Swarm $swarm do not get ready"; return 1; }
  overlay mesh 10.20.1.0/24 --attachable
  overlay backplane 10.20.2.0/24
  overlay cipher 10.20.3.0/24 --attachable --opt encrypted
  for member in "${members[@]}"; do until_true 60 images_imported_or_failed "$member"; done

  local nginx
  nginx=$(image_tag nginx)
  service shop mesh "$nginx" --replicas 2 --label com.docker.stack.namespace=store \
    --container-label com.docker.stack.namespace=store
  service vault backplane "$nginx" --constraint "node.hostname==$second"
  swarm_containers "$(host_pid "$second")" "$second" "$nginx" || return 1
  until_true 12 services_run || respread
  until_true 80 swarm_settled || { warn "the services of Swarm $swarm do not get up"; return 1; }
}

swarm_is_whole() {
  nodes_ready && docker_on "$manager" network inspect mesh backplane cipher >/dev/null 2>&1 && swarm_settled
}

swarm_init() {
  local host_address=""
  host_lookup "$1"
  until_true 30 swarm_state_is "$manager" active inactive || :
  if swarm_state_is "$manager" active; then
    acquaint
  else
    # A node unheard for three heartbeats loses its tasks to others: on a busy machine 15 s pass soon.
    docker_on "$manager" swarm init --advertise-addr "$host_address" --listen-addr "$host_address:2377" \
      --task-history-limit 1 --dispatcher-heartbeat 20s >/dev/null
  fi
}

# acquaint: a manager whose daemon was started anew asks nobody what is on the overlays, and who knows asks for it once
# a minute only. What the daemon has for diagnosis lets it ask now, best before it has tasks again.
acquaint() {
  local host_address="" member addresses=""
  for member in "${members[@]:1}"; do
    host_lookup "$member"
    addresses+=${addresses:+,}$host_address
  done
  [[ -n $addresses ]] || return 0
  # Of its file, it listens to that only when told again.
  # shellcheck disable=SC2016  # for the inner shell
  in_host "$manager" sh -c 'kill -HUP "$(cat /run/docker.pid)"'
  until_true 5 in_host "$manager" curl --silent --fail --noproxy '*' --output /dev/null \
    "http://127.0.0.1:2000/join?members=$addresses" || :
}

# swarm_join HOST: what its manager no longer knows leaves first.
swarm_join() {
  local host_address="" pid token
  host_lookup "$1"
  pid=$(host_pid "$1")
  until_true 30 swarm_state_is "$pid" active inactive || :
  ! swarm_state_is "$pid" active || return 0
  docker_on "$pid" swarm leave --force >/dev/null 2>&1 || :
  forget_node "$manager" "$1"
  token=$(docker_on "$manager" swarm join-token --quiet worker)
  host_lookup "$swarm"
  docker_on "$pid" swarm join --token "$token" --advertise-addr eth0 "$host_address:2377" >/dev/null
}

# forget_node MANAGER-PID HOST
forget_node() {
  local node
  for node in $(docker_on "$1" node ls --filter "name=$2" --format '{{.ID}} {{.Hostname}}' | sed -n "s/ $2\$//p"); do
    docker_on "$1" node rm --force "$node" >/dev/null
  done
}

# swarm_state_is PID STATE...: is it one of them?
swarm_state_is() {
  local pid=$1 state
  shift
  state=$(docker_on "$pid" info --format '{{.Swarm.LocalNodeState}}' 2>/dev/null)
  [[ " $* " == *" $state "* ]]
}

nodes_ready() {
  [[ $(docker_on "$manager" node ls --format '{{.Hostname}} {{.Status}}' 2>/dev/null | sort) == \
    "$(printf '%s Ready\n' "${members[@]}" | sort)" ]]
}

# overlay NAME SUBNET OPTION...
overlay() {
  local name=$1 subnet=$2
  shift 2
  docker_on "$manager" network inspect "$name" >/dev/null 2>&1 ||
    docker_on "$manager" network create --driver overlay --subnet "$subnet" "$@" "$name" >/dev/null
}

# service NAME NETWORK IMAGE OPTION...
service() {
  local name=$1 network=$2 image=$3
  shift 3
  docker_on "$manager" service inspect "$name" >/dev/null 2>&1 ||
    docker_on "$manager" service create --detach --no-resolve-image --name "$name" --network "$network" \
      --endpoint-mode dnsrr --hostname "$name-{{.Node.Hostname}}-{{.Task.Slot}}" --restart-delay 1s \
      --stop-signal SIGTERM "$@" "$image" >/dev/null
}

# swarm_containers PID HOST NGINX
swarm_containers() {
  container "$1" kiosk --hostname "kiosk-$2" --network mesh --ip "$KIOSK_ADDRESS" --stop-signal SIGTERM "$3" &&
    container "$1" bastion --hostname "bastion-$2" --network mesh --ip "$BASTION_ADDRESS" --stop-signal SIGTERM \
      --env "AUTHORIZED_KEY=$(<"$LAB_STATE/keys/id_ed25519.pub")" "$(image_tag openssh)"
}

# What the nodes themselves say: the manager learns of dead tasks late.
services_run() {
  local pid
  pid=$(host_pid "$second")
  shop=$(task_of "$manager" shop)
  [[ -n $shop && -n $(task_of "$pid" shop) && -n $(task_of "$pid" vault) ]]
}
# task_of PID SERVICE: a container of it that runs on this node.
task_of() {
  docker_on "$1" ps --quiet --filter status=running --filter "label=com.docker.swarm.service.name=$2" | head -n 1
}

# swarm_settled: also, from the manager's task, is the second node in reach? That
# takes a while when daemons were killed: they find each other by gossip.
swarm_settled() {
  local shop=""
  services_run &&
    docker_on "$manager" exec "$shop" sh -c \
      "wget -qO /dev/null http://$KIOSK_ADDRESS/ && nc -w 2 $BASTION_ADDRESS 22 </dev/null | grep -q SSH" >/dev/null 2>&1
}

# await_manager HOST: a worker that is back before its manager is looks for it
# again after a minute only.
await_manager() {
  local host_swarm=""
  host_lookup "$1"
  [[ $host_swarm != - && $host_swarm != "$1" && -e $LAB_STATE/$1/docker/swarm/docker-state.json ]] || return 0
  until_true 30 manager_is_back "$host_swarm" || : # then it has to do without
}
manager_is_back() {
  local pid
  [[ -e $LAB_STATE/$1.failed ]] || { pid=$(host_pid "$1") && swarm_state_is "$pid" active; }
}

# respread: a Swarm moves tasks away from a node that was down, but never back.
respread() {
  docker_on "$manager" service update --detach --no-resolve-image --force \
    --replicas $((${#members[@]} > 2 ? ${#members[@]} : 2)) shop >/dev/null
}

images_imported_or_failed() {
  local image tags=()
  [[ ! -e $LAB_STATE/$1.failed ]] || return 0
  for image in "${IMAGES[@]}"; do tags+=("$(image_tag "$image")"); done
  docker_on "$(host_pid "$1")" image inspect "${tags[@]}" >/dev/null 2>&1
}
