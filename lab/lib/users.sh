# shellcheck shell=bash
# Users of a host, their keys and their home directories. Nobody is created on
# the machine: the host's own passwd, group and shadow are written.

DEV_USER=dev
# shellcheck disable=SC2034  # for lib/laptop.sh
DEV_UID=1500
KEY_PASSPHRASE=gangplank # of id_encrypted

# make_keys: the login keys and the gateways' host keys, once per lab.
make_keys() {
  local keys=$LAB_STATE/keys gateway makers=() maker
  mkdir -p "$keys"
  make_key "$keys/id_ed25519" "" "$DEV_USER@laptop" & makers+=($!)
  make_key "$keys/id_encrypted" "$KEY_PASSPHRASE" "$DEV_USER@laptop (encrypted)" & makers+=($!)
  make_key "$keys/id_stranger" "" "stranger@laptop" & makers+=($!)
  for gateway in $(hosts_of_role gateway); do
    make_key "$keys/host_$gateway" "" "root@$gateway" & makers+=($!)
  done
  for maker in "${makers[@]}"; do wait "$maker"; done
}

# make_key FILE PASSPHRASE COMMENT
make_key() {
  [[ ! -e $1.pub ]] || return 0
  rm -f "$1" "$1.new" "$1.new.pub"
  ssh-keygen -q -t ed25519 -a 8 -N "$2" -C "$3" -f "$1.new" </dev/null
  mv "$1.new" "$1"
  mv "$1.new.pub" "$1.pub" # last: it marks the key as whole
}

# write_users PID "NAME UID [docker]"...: the machine's users, root without a
# password, and the given ones. "*" as password: no password fits, but sshd lets
# a key in ("!" would mean locked, which sshd refuses when UsePAM is off).
write_users() {
  local pid=$1 spec name uid extra members=""
  local passwd shadow group
  shift
  passwd=$(grep -v '^root:' /etc/passwd)
  shadow=$(grep -v '^root:' /etc/shadow)
  group=$(</etc/group)
  passwd="root:x:0:0:root:/root:/bin/bash"$'\n'$passwd
  shadow='root:*:19000:0:99999:7:::'$'\n'$shadow
  for spec in "$@"; do
    read -r name uid extra <<<"$spec"
    passwd=$(grep -vE "^$name:|^[^:]*:[^:]*:$uid:" <<<"$passwd")
    shadow=$(grep -v "^$name:" <<<"$shadow")
    group=$(grep -vE "^$name:|^[^:]*:[^:]*:$uid:" <<<"$group")
    passwd+=$'\n'"$name:x:$uid:$uid:$name:/home/$name:/bin/bash"
    shadow+=$'\n'"$name:*:19000:0:99999:7:::"
    group+=$'\n'"$name:x:$uid:"
    [[ $extra != docker ]] || members+=${members:+,}$name
  done
  # Only the host's own users are in its docker group, not the machine's.
  group=$(sed -E "s/^(docker:[^:]*:[0-9]+:).*/\1$members/" <<<"$group")
  say "$passwd" | install_file "$pid" 0644 0:0 /etc/passwd
  say "$group" | install_file "$pid" 0644 0:0 /etc/group
  say "$shadow" | install_file "$pid" 0640 0:0 /etc/shadow
  for spec in "$@"; do
    read -r name uid extra <<<"$spec"
    make_home "$pid" "$uid" "/home/$name"
  done
  make_home "$pid" 0 /root
}

# make_home PID UID DIR
make_home() {
  local home
  home=$(host_file "$1" "$3")
  mkdir -p "$home/.ssh"
  cp /etc/skel/.bashrc /etc/skel/.profile "$home/" 2>/dev/null || :
  chmod 0700 "$home" "$home/.ssh"
  chown -R "$2:$2" "$home"
}
