/** Commands about host keys, as a person types them into a shell. Pure. */

/** Where sshd keeps the public key of that type (sshd_config(5), HostKey); `v` for the picture. */
export function showHostKey(keyType: string): string {
  const type = /ed25519|ecdsa|rsa/i.exec(keyType)?.[0].toLowerCase() ?? 'ed25519';
  return `ssh-keygen -lvf /etc/ssh/ssh_host_${type}_key.pub`;
}

/** What OpenSSH itself tells to run; the files of the machine are root's. */
export function forgetHostKey({ host, file }: { host: string; file: string }): string {
  const command = `ssh-keygen -f ${word(file)} -R ${word(host)}`;
  return file.startsWith('/etc/') ? `sudo ${command}` : command;
}

/** One word of a POSIX shell. */
function word(text: string): string {
  return /^[\w./:@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
