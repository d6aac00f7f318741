# shellcheck shell=bash disable=SC2016,SC2154
# Who gets in where, and as whom. Part of lab/test.sh.

facts_of_access() {
  check "root's key" prints root as_root ssh "${ssh_options[@]}" root@a.lab whoami
  check "deploy may use Docker" prints 8 as_dev ssh "${ssh_options[@]}" deploy@a 'docker ps --all --quiet | wc -l'
  check "guest may not" fails as_dev ssh "${ssh_options[@]}" guest@a docker ps
  check "ops becomes root without a password" prints root as_dev ssh "${ssh_options[@]}" ops@a sudo -n whoami
  check "the stranger's key is refused" exits 255 as_dev ssh "${ssh_options[@]}" -o IdentitiesOnly=yes -i /home/dev/.ssh/id_stranger a true
  check "the encrypted key wants its passphrase" fails as_dev ssh-keygen -y -P wrong -f /home/dev/.ssh/id_encrypted
  check "and has it" as_dev ssh-keygen -y -P gangplank -f /home/dev/.ssh/id_encrypted
  check "ssh -w opens a tunnel on port 22" says 'tun7: .*POINTOPOINT' \
    as_root timeout 3 ssh "${ssh_options[@]}" -w 7:7 a ip -o link show tun7 # does not end by itself
  check "and is refused on port 2222" says 'administratively prohibited|open failed' \
    as_root timeout 3 ssh "${ssh_options[@]}" -p 2222 -w 7:7 a true

  check "pkexec elevates dev" prints 0 as_dev pkexec id -u
  as_dev touch /run/gangway-lab/deny-elevation
  check "pkexec is denied on demand" exits 127 as_dev pkexec id -u
  as_dev rm /run/gangway-lab/deny-elevation
  check "and granted again" prints 0 as_dev pkexec id -u
  check "dev has a private run directory" prints '700 dev /run/user/1500' \
    as_dev sh -c 'echo $(stat -c "%a %U" "$XDG_RUNTIME_DIR") $XDG_RUNTIME_DIR'
  check "the project is at /opt/gangway" as_dev test -x lab/lab
  check "interfaces in /sys are the host's" prints eth0 as_dev sh -c 'ls /sys/class/net | grep -vx lo'
  check "names outside fail at once" timeout 2 ./lab --name "$NAME" exec laptop -- sh -c '! getent hosts nowhere.example'
  check "addresses outside fail at once" exits 7 as_dev curl -s --max-time 2 http://198.51.100.1/
}
