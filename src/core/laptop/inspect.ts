/** The laptop's network as anybody may read it: what the helper sees, less what only root is told. */
import { execFile } from 'node:child_process';
import { getServers } from 'node:dns';
import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { HostNetwork } from '../../shared/helper-protocol';
import { runsOnMac } from '../platform';

/** A bridge's own device is in nobody's way. */
const OURS = /^gangway\d+$/;

/** iproute2 is not in every user's PATH. */
const IP = ['PATH=/usr/sbin:/sbin:/usr/bin:/bin', 'ip', '-j'];

const routesSchema = z.array(
  z.object({ dst: z.string(), dev: z.string().optional(), gateway: z.string().optional() }),
);

/** Without our own devices. Routes are known on Linux only; what cannot be read is left out. Never rejects. */
export async function inspectLaptop(): Promise<HostNetwork> {
  const [four, six] = runsOnMac
    ? [[], []]
    : await Promise.all([routes('-4', '0.0.0.0/0'), routes('-6', '::/0')]);
  return { addresses: addresses(), routes: [...four, ...six], nameservers: nameservers() };
}

function addresses(): HostNetwork['addresses'] {
  return Object.entries(networkInterfaces()).flatMap(([name, entries]) =>
    OURS.test(name)
      ? []
      : (entries ?? []).flatMap(({ address, cidr }) => {
          const length = Number(cidr?.split('/')[1]);
          return Number.isInteger(length) ? [{ interface: name, address, length }] : [];
        }),
  );
}

/** `everything` is the default route's prefix. */
async function routes(family: '-4' | '-6', everything: string): Promise<HostNetwork['routes']> {
  const argv = [...IP, family, 'route', 'show', 'table', 'all', 'type', 'unicast'];
  try {
    const { stdout } = await promisify(execFile)('/usr/bin/env', argv, { cwd: '/' });
    const rows = routesSchema.parse(JSON.parse(stdout || '[]'));
    return rows.flatMap(({ dst, dev, gateway }) => {
      if (dev === undefined || OURS.test(dev)) return [];
      const prefix = dst === 'default' ? everything : dst;
      return [{ interface: dev, prefix, ...(gateway !== undefined && { via: gateway }) }];
    });
  } catch {
    return [];
  }
}

/** Some have a port: those are not reached by routes alone, but through a program on this machine. */
function nameservers(): string[] {
  return getServers().filter((server) => isIP(server) !== 0);
}
