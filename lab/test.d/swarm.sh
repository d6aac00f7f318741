# shellcheck shell=bash disable=SC2016,SC2154
# The Swarm of a and b. Part of lab/test.sh.

facts_of_swarm() {
  check "a manages, b works" prints "[{'state': 'active', 'manager': True}, {'state': 'active', 'manager': False}]" \
    json '[h[x]["docker"]["swarm"] for x in "ab"]'
  check "mesh is attachable, backplane is not" prints "[('backplane', False, ['10.20.2.0/24']), ('mesh', True, ['10.20.1.0/24'])]" \
    json '[(n["name"], n["attachable"], n["subnets"]) for n in h["a"]["docker"]["networks"] if n["name"] in ("mesh", "backplane")]'
  check "cipher is encrypted" says '"encrypted":""' lab exec a -- docker network inspect --format '{{json .Options}}' cipher
  check "a task of shop on each node" prints "$(printf 'a\nb')" lab exec a -- sh -c "docker service ps --filter desired-state=running --format '{{.Node}}' shop | sort"
  check "the one on b answers the one on a" says "^Hello from shop-b-[12]\$" from_task "$(overlay_address b mesh shop)"
  check "and has the label of its stack" prints store lab exec a -- docker service inspect --format '{{index .Spec.Labels "com.docker.stack.namespace"}}' shop
  check "kiosk on b answers it, too" prints 'Hello from kiosk-b' from_task 10.20.1.80
  check "vault runs on b" prints 'b running' lab exec a -- sh -c "docker service ps --filter desired-state=running --format '{{.Node}} {{.DesiredState}}' vault | tr R r"
  check "and is out of mesh's reach" fails from_task "$(overlay_address b backplane vault)"
  check "bastion lets dev's key in" prints bastion-b into_bastion id_ed25519
  check "and no stranger's" exits 255 into_bastion id_stranger
  check "finished tasks are kept once" prints 1 lab exec a -- docker info --format '{{.Swarm.Cluster.Spec.Orchestration.TaskHistoryRetentionLimit}}'
  check "what addresses the laptop wants to reach, it does not yet" fails as_dev curl -s --max-time 2 http://10.20.1.80/
}

# from_task ADDRESS: what the task of shop on a gets from there.
from_task() { lab exec a -- sh -c 'timeout 5 docker exec "$(docker ps -q --filter name=^shop)" wget -qO- "http://$1/"' sh "$1"; }

# overlay_address HOST NETWORK CONTAINER
overlay_address() {
  json "[n['address'] for c in h['$1']['docker']['containers'] if c['name'].startswith('$3') for n in c['networks'] if n['name'] == '$2'][0]"
}

# into_bastion KEY: the name of the host that a login leads to. Over b, which has a foot in kiosk's network.
into_bastion() {
  lab exec b -- sh -c '
    cat >/run/key; chmod 600 /run/key
    nsenter --net=/proc/$(docker inspect --format "{{.State.Pid}}" kiosk)/ns/net \
      ssh -i /run/key -o BatchMode=yes -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null root@10.20.1.22 hostname
    status=$?; rm /run/key; exit $status' <"/var/lib/gangway-lab/$NAME/keys/$1"
}
