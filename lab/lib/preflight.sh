# shellcheck shell=bash
# Is everything there that a lab is made of? Names the Debian packages if not.

preflight() {
  local program package
  local -A missing=()
  while read -r program package; do
    command -v "$program" >/dev/null 2>&1 || missing[$package]=1
  done <<'PROGRAMS'
unshare util-linux
setpriv util-linux
ip iproute2
iptables iptables
sshd openssh-server
ssh-keygen openssh-client
dockerd docker.io
docker docker.io
dbus-daemon dbus
/usr/lib/polkit-1/polkitd polkitd
pkexec pkexec
busybox busybox-static
nginx nginx-light
dnsmasq dnsmasq-base
dig bind9-dnsutils
redis-server redis-server
redis-cli redis-tools
ping iputils-ping
curl curl
sudo sudo
perl perl-base
/usr/bin/python3 python3
PROGRAMS
  ((${#missing[@]} == 0)) ||
    die "missing Debian packages: ${!missing[*]}. Run script/setup, then try again."
  [[ -c /dev/net/tun ]] ||
    die "/dev/net/tun is missing: load the tun module (modprobe tun), then try again."
}
