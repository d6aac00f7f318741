# shellcheck shell=bash
# The VPC behind each gateway's eth1: one machine with two addresses, a nameserver and a web server. It knows no way to
# anybody but the gateway, so that who asks it from elsewhere has to look like the gateway. Same on every gateway.
#
#   10.66.0.1   the gateway    10.66.0.10  nameserver, vault.service.consul    10.66.0.20  db.corp.internal

VPC_GATEWAY=10.66.0.1
VPC_ADDRESSES=(10.66.0.10 10.66.0.20)

# vpc_start HOST PID
vpc_start() {
  local host=$1 pid=$2
  if [[ ! -e /proc/$pid/root/run/.vpc-written ]]; then
    vpc_dns_conf "$host" | install_file "$pid" 0644 0:0 /etc/vpc-dns.conf
    sed "s|@HOST@|$host|" "$LAB_DIR/etc/vpc-nginx.conf" | install_file "$pid" 0644 0:0 /etc/vpc-nginx.conf
    # shellcheck disable=SC2016  # for the inner shell
    in_host "$pid" sh -euc '
      [ -e /run/netns/vpc ] || ip netns add vpc
      ip link show eth1 >/dev/null 2>&1 || ip link add eth1 type veth peer name eth0 netns vpc
      ip address replace "$1/24" dev eth1
      ip link set eth1 up
      shift
      ip -n vpc link set lo up
      for address; do ip -n vpc address replace "$address/24" dev eth0; done
      ip -n vpc link set eth0 up' sh "$VPC_GATEWAY" "${VPC_ADDRESSES[@]}"
    : >"/proc/$pid/root/run/.vpc-written"
  fi
  daemon_lives "$pid" /run/vpc-dns.pid ||
    in_vpc "$pid" dnsmasq --conf-file=/etc/vpc-dns.conf --pid-file=/run/vpc-dns.pid --log-facility=/var/log/vpc-dns.log
  daemon_lives "$pid" /run/vpc-nginx.pid || in_vpc "$pid" nginx -e /var/log/vpc-nginx.log -c /etc/vpc-nginx.conf
  until_true 10 vpc_lives "$pid" ||
    { warn "the VPC behind gateway $host did not start"; return 1; }
}

vpc_lives() { daemon_lives "$1" /run/vpc-nginx.pid && daemon_lives "$1" /run/vpc-dns.pid; }

# in_vpc PID COMMAND...
in_vpc() {
  local pid=$1
  shift
  in_host "$pid" nsenter --net=/run/netns/vpc env -i PATH="$PATH" LANG=C.UTF-8 "$@" \
    </dev/null >>"$LAB_STATE/$host/log/vpc.log" 2>&1 {LOCK_FD}>&-
}

# vpc_dns_conf HOST: with two answers that no UDP packet holds.
vpc_dns_conf() {
  local address text i
  cat "$LAB_DIR/etc/vpc-dns.conf"
  say "txt-record=gateway.corp.internal,$1"
  for address in "${VPC_ADDRESSES[@]}"; do say "listen-address=$address"; done
  for i in {1..120}; do say "host-record=many.corp.internal,10.66.1.$i"; done
  printf -v text '%0240d' 0
  for i in {1..12}; do say "txt-record=big.corp.internal,$i $text"; done
}
