# shellcheck shell=sh disable=SC2034,SC2154 # shared with others of these files
# A login that is not root, and may not use sudo without a question.

prepared() { # sets $device to the first tun device of this login that nobody has open: "NAME MTU ADDRESS [ADDRESS]"
  set +f
  set -- /sys/class/net/*/owner
  set -f
  for owner; do
    who='' carrier=''
    { read -r who <"$owner"; } 2>/dev/null
    [ "$who" = "$uid" ] || continue
    folder=${owner%/owner}
    # It has a carrier exactly while it is open; one that is down says nothing of its carrier.
    { read -r carrier <"$folder/carrier"; } 2>/dev/null
    [ "$carrier" = 0 ] || continue
    read -r mtu <"$folder/mtu"
    # shellcheck disable=SC2046 # split into words
    set -- $(ip -o -4 addr show dev "${folder##*/}")
    [ $# -ge 4 ] || continue
    device="${folder##*/} $mtu $4"
    [ "$5" != peer ] || device="$device ${6%/*}"
    return 0
  done
  return 1
}

# It changes nothing: the administrator has set the device up (addresses, MTU, up, firewall, forwarding).
serve_prepared() {
  say "prepared $device"
  read_state
  say_state
  say waiting
  while read -r verb rest; do
    case $verb in
      go) say ready ;;
      remap | masquerade | attach)
        key=${rest%% *}
        say "failed $verb $key only a tun device is prepared for this login"
        ;;
      apply) number=$rest ;;
      end) say "applied $number" ;;
    esac
  done
  say undone
  exit 0
}

may_use_docker() {
  [ -n "$GANGWAY_GUARD" ] && [ -w /var/run/docker.sock ] &&
    command -v docker >/dev/null && command -v nsenter >/dev/null
}

# Starts the guard again from a container that is in all of the host's namespaces, with the rights that a guard
# needs and no more; its image is empty, and its programs are the host's. It ends with our stdin, as we do.
through_docker() {
  image=gangway/guard:1
  socket=unix:///var/run/docker.sock
  set --
  for folder in /usr /bin /sbin /lib /lib64; do
    [ ! -d $folder ] || set -- "$@" --mount "type=bind,source=$folder,target=$folder,readonly"
  done
  for right in SYS_ADMIN SYS_CHROOT SYS_PTRACE NET_ADMIN NET_RAW KILL; do
    set -- "$@" --cap-add $right
  done
  trap '' HUP INT TERM PIPE
  docker -H $socket image inspect $image >/dev/null 2>&1 ||
    head -c 10240 /dev/zero | docker -H $socket import - $image >/dev/null
  # The label keeps it out of our own lists; its value, no bridge's id, from what is removed with a bridge.
  docker -H $socket run --rm -i --pull never --log-driver none --label gangway.bridge= \
    --pid host --network host --userns host --cap-drop ALL "$@" --device-cgroup-rule 'c 10:200 rwm' \
    --security-opt apparmor=unconfined --security-opt seccomp=unconfined --security-opt label=disable \
    --entrypoint "$(command -v nsenter)" $image \
    -t 1 -m -u -n -i -- sh -c "$GANGWAY_GUARD" guard "$mode" "$bridge" docker "$uid"
  status=$?
  left=5
  until docker -H $socket rmi $image >/dev/null 2>&1 || [ $left = 0 ]; do
    docker -H $socket image inspect $image >/dev/null 2>&1 || break
    sleep 0.1
    left=$((left - 1))
  done
  exit $status
}
