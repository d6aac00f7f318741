/** What the tests know of the lab that they run in, and how they act as root on its machines. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** `c` is on no Swarm, and `d` on one that clashes with that of `a` and `b`: `script/test` adds both. */
export type GatewayName = 'a' | 'b' | 'c' | 'd';

export const ADDRESS: Record<GatewayName, string> = {
  a: '203.0.113.21',
  b: '203.0.113.22',
  c: '203.0.113.23',
  d: '203.0.113.24',
};

/** sshd listens here as well, with `PermitTunnel no`. */
export const PORT_WITHOUT_TUNNEL = 2222;

const DENY_ELEVATION = '/run/gangway-lab/deny-elevation';

/** Runs a shell script as root on the laptop, through the same polkit as the helper. */
export async function asLaptopRoot(script: string): Promise<string> {
  const { stdout } = await run('pkexec', ['/bin/sh', '-c', script]);
  return stdout;
}

/** What runs a shell script as root on a gateway, over an SSH connection of its own. */
function sshWords(name: GatewayName, script: string): string[] {
  const options = ['StrictHostKeyChecking=no', 'UserKnownHostsFile=/dev/null', 'LogLevel=ERROR'];
  const login = ['-i', '/home/dev/.ssh/id_ed25519', `root@${ADDRESS[name]}`];
  return [...options.flatMap((option) => ['-o', option]), ...login, script];
}

/** Runs a shell script as root on a gateway. */
export async function onGateway(name: GatewayName, script: string): Promise<string> {
  return (await run('ssh', sshWords(name, script))).stdout;
}

/**
 * Ends the app's connection to gateway `a`, which then refuses new ones. Resolves with what undoes that; so does the end
 * of this process, as the connection that asked for it stays.
 */
export async function refuseConnections(): Promise<() => Promise<void>> {
  const rule = 'INPUT -p tcp --dport 22 --syn -j REJECT --reject-with tcp-reset';
  const script = `iptables -I ${rule}; ${await killOfSession()}; echo refused; cat; iptables -D ${rule}`;
  const holder = spawn('ssh', sshWords('a', script));
  await once(holder.stdout, 'data');
  return async () => {
    const ended = once(holder, 'exit');
    holder.stdin.end();
    await ended;
  };
}

/** Ends the app's connection to gateway `a`, from there. */
export async function dropConnection(): Promise<void> {
  await onGateway('a', await killOfSession());
}

/** What ends the sshd that the guard runs under. */
async function killOfSession(): Promise<string> {
  return `kill -9 $(ps -o ppid= -p ${await guardPid()})`;
}

/** Has whoever lives in `home` know the keys of gateways. */
export async function knowHostKeys(home: string, ...names: GatewayName[]): Promise<void> {
  const keys = await onLaptop('ssh-keyscan', ...names.map((name) => ADDRESS[name]));
  await writeFile(path.join(home, '.ssh/known_hosts'), keys);
}

/** The guard's process on the gateway, from the mark that it leaves on its firewall rules. */
export async function guardPid(): Promise<number> {
  const rules = await onGateway('a', 'iptables-save');
  const pid = /gangway:[^"\s]*?:(\d+):\d+/.exec(rules)?.[1];
  if (!pid) throw new Error(`no guard has marked a rule:\n${rules}`);
  return Number(pid);
}

/** Runs a command as the laptop's user. */
export async function onLaptop(command: string, ...args: string[]): Promise<string> {
  const { stdout } = await run(command, args);
  return stdout;
}

/** Gives the laptop a systemd-resolved behind its /etc/resolv.conf, or takes it away again. */
export async function switchResolved(to: 'on' | 'off'): Promise<void> {
  await asLaptopRoot(`/opt/gangway/lab/laptop-resolved ${to}`);
}

/** Gives the laptop a systemd, which it else has none of, or takes it and all that it runs away again. */
export async function switchSystemd(to: 'on' | 'off'): Promise<void> {
  await asLaptopRoot(`/opt/gangway/lab/laptop-systemd ${to}`);
}

const PUBLIC_DNS_LOG = '/run/gangway-lab/public-dns.log';

/** Begins to listen to the public DNS; the function tells the names that it was asked for by anybody since. */
export async function hearPublicDns(): Promise<() => Promise<string[]>> {
  const { length } = await readFile(PUBLIC_DNS_LOG);
  return async () => {
    const log = (await readFile(PUBLIC_DNS_LOG)).subarray(length).toString();
    return [
      ...new Set([...log.matchAll(/ query\[\S+\] (\S+) from /g)].map(([, name]) => name ?? '')),
    ];
  };
}

/** Makes polkit say no, as a user who cancels the dialog does. */
export async function denyElevation(): Promise<void> {
  await onLaptop('touch', DENY_ELEVATION);
}

export async function allowElevation(): Promise<void> {
  await onLaptop('rm', '-f', DENY_ELEVATION);
}

/** Address of a container on one of its networks, from the gateway's own Docker; a task by how its name begins. */
export async function containerAddress(
  gateway: GatewayName,
  container: string,
  network = 'bridge',
): Promise<string> {
  const format = `{{(index .NetworkSettings.Networks "${network}").IPAddress}}`;
  const id = `$(docker ps -q --filter 'name=^/?${container}([.][a-z0-9]+)?$')`;
  return (await onGateway(gateway, `docker inspect -f '${format}' ${id}`)).trim();
}
