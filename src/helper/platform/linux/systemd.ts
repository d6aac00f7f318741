/** The helper as units of systemd: a socket that only its user may connect to, and what is started for a connection. Pure. */
import { basename } from 'node:path';
import { systemdPaths } from '../../../shared/helper-service';
import type { Command, ServiceFacts, ServiceLayout } from '../platform';

/** An instance that is told to end takes up its bridges first. Seconds, and more than that. */
const STOP_SECONDS = 20;
const STOP_TIMEOUT_MS = (2 * STOP_SECONDS + 10) * 1000;
const RELOAD_TIMEOUT_MS = 60_000;

/**
 * What a connection may start is held to what the helper does (systemd.exec(5)). What is not here, and why: /etc is
 * written for names and /run for journals; /proc/sys belongs to addresses of IPv6 (ProtectKernelTunables); /tmp and
 * homes may hold the app's folder (PrivateTmp, ProtectHome); other helpers' processes tell whether their journals
 * are stale (ProtectProc); a JavaScript engine makes code as it runs (MemoryDenyWriteExecute).
 */
const CONFINEMENT = `
NoNewPrivileges=yes
CapabilityBoundingSet=CAP_NET_ADMIN CAP_SETUID CAP_SETGID CAP_CHOWN CAP_FOWNER
ProtectSystem=strict
ReadWritePaths=/etc /run -/tmp
DevicePolicy=closed
DeviceAllow=/dev/net/tun rw
ProtectKernelModules=yes
ProtectKernelLogs=yes
ProtectControlGroups=yes
ProtectClock=yes
ProtectHostname=yes
RestrictAddressFamilies=AF_UNIX AF_NETLINK
IPAddressDeny=any
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
LockPersonality=yes
KeyringMode=private
SystemCallArchitectures=native
SystemCallFilter=@system-service
SystemCallErrorNumber=EPERM
UMask=0077
LimitCORE=0
TasksMax=128
`.trim();

export function systemdLayout({ uid, command, environment, comment }: ServiceFacts): ServiceLayout {
  const { definitions, socket } = systemdPaths(uid);
  const [socketFile, serviceFile = ''] = definitions;
  const run = (...args: string[]): string => [...command, ...args].map(word).join(' ');
  const variables = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
  const socketUnit = `# ${comment}
# Made by Gangway, which also takes it away: \`gangway helper remove\`.
[Unit]
Description=Gangway's network helper for user ${uid}

[Socket]
ListenStream=${socket}
SocketUser=${uid}
SocketMode=0600
DirectoryMode=0755
RemoveOnStop=yes
Accept=yes
MaxConnections=8
TriggerLimitIntervalSec=10s
TriggerLimitBurst=20

[Install]
WantedBy=sockets.target
`;
  const serviceUnit = `# ${comment}
[Unit]
Description=Gangway's network helper for user ${uid}
CollectMode=inactive-or-failed

[Service]
ExecStart=${run('--service', String(uid))}
ExecStopPost=${run('--sweep')}
${variables.map((variable) => `Environment=${word(variable)}\n`).join('')}StandardInput=socket
StandardOutput=null
StandardError=journal
KillMode=mixed
TimeoutStopSec=${STOP_SECONDS}s
${CONFINEMENT}
`;
  const unit = basename(socketFile);
  const instances = basename(serviceFile).replace('@', '@*');
  return {
    definitions: [
      // Of the two, the socket is there last: it starts what must be there by then.
      { path: serviceFile, text: serviceUnit },
      { path: socketFile, text: socketUnit },
    ],
    activate: [reload(), systemctl('enable', unit), systemctl('restart', unit)],
    deactivate: [systemctl('disable', '--now', unit), systemctl('stop', instances)],
    forget: [reload()],
    socket,
  };
}

function systemctl(...args: string[]): Command {
  return { argv: ['systemctl', ...args], timeoutMs: STOP_TIMEOUT_MS };
}

function reload(): Command {
  return { argv: ['systemctl', 'daemon-reload'], timeoutMs: RELOAD_TIMEOUT_MS };
}

/** One word of a command line (systemd.service(5)): quotes, specifiers and variables mean nothing in it. */
function word(text: string): string {
  const plain = text.replaceAll('%', '%%').replaceAll('$', '$$$$');
  return /^[\w@%+=:,./~$-]+$/.test(plain) ? plain : `"${plain.replace(/["\\]/g, '\\$&')}"`;
}
