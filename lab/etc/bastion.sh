#!/bin/sh
# sshd inside the lab's container bastion: root comes in with the key in $AUTHORIZED_KEY.
set -eu
[ -e /etc/ssh/host_key ] || ssh-keygen -q -t ed25519 -N '' -f /etc/ssh/host_key
echo "$AUTHORIZED_KEY" >/etc/ssh/authorized_keys
exec /usr/sbin/sshd -D -e -f /dev/null -h /etc/ssh/host_key -o UsePAM=no -o PasswordAuthentication=no \
  -o PermitRootLogin=prohibit-password -o AuthorizedKeysFile=/etc/ssh/authorized_keys
