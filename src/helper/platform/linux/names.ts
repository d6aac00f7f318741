/** Tells systemd-resolved or, where nothing can be told of domains, /etc/hosts. */
import { existsSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { ResolverConfig } from '../../../shared/helper-protocol';
import type { Names } from '../platform';
import { capture, run, undo } from '../run';
import { editFile, removeStale, textOf } from '../system-file';
import { devicesIn, withBlock } from './hosts-block';
import { interfaceIndex } from './native';
import {
  isBare,
  linkFor,
  parseLink,
  planLink,
  readLink,
  revertLink,
  type LinkState,
} from './resolved';
import { whichResolver } from './which-resolver';

const HOSTS = '/etc/hosts';
const RESOLV_CONF = '/etc/resolv.conf';
const NSSWITCH = '/etc/nsswitch.conf';
/** What resolved knows of links, by number, to be there after a restart of its own. */
const SAVED_LINKS = '/run/systemd/resolve/netif';

export const names: Names = {
  async tell(device, config) {
    const [link, resolvConf, nsswitch] = await Promise.all([
      linkState(device),
      text(RESOLV_CONF),
      text(NSSWITCH),
    ]);
    const resolver = whichResolver({ resolvedRuns: link !== null, resolvConf, nsswitch });
    const isLinks = resolver === 'systemd-resolved';
    const commands = link ? await tellLink(device, link, isLinks ? linkFor(config) : null) : [];
    return { resolver, commands: [...commands, ...tellHosts(device, isLinks ? [] : config.hosts)] };
  },

  async forget(device) {
    const index = interfaceIndex(device);
    const link = await linkState(device);
    const failures: unknown[] = [];
    const complain = (error: unknown): string[][] => (failures.push(error), []);
    const reverted = link ? await undo(planLink(link, null, device)).catch(complain) : [];
    // A resolved that is not there cannot forget, and would find this when it comes.
    if (!link && index !== undefined) rmSync(`${SAVED_LINKS}/${index}`, { force: true });
    let removed: string[][] = [];
    try {
      removed = tellHosts(device, []);
    } catch (error) {
      complain(error);
    }
    if (failures.length > 0) throw failures[0];
    return [...reverted, ...removed];
  },

  marked() {
    removeStale(HOSTS);
    return devicesIn(textOf(HOSTS) ?? '');
  },
};

/** What is half told is taken back. */
async function tellLink(
  device: string,
  before: LinkState,
  wanted: LinkState | null,
): Promise<string[][]> {
  try {
    return await run(planLink(before, wanted, device));
  } catch (error) {
    const now = await linkState(device);
    const back = now && !isBare(before) ? planLink(now, before, device) : [revertLink(device)];
    await undo(back).catch(() => undefined);
    throw error;
  }
}

function tellHosts(device: string, entries: ResolverConfig['hosts']): string[][] {
  if (entries.length === 0 && !existsSync(HOSTS)) return [];
  return editFile(HOSTS, (hosts) => withBlock(hosts, device, entries)) ? [['write', HOSTS]] : [];
}

/** `null` where resolved does not run, is too old, or knows no such link. */
async function linkState(device: string): Promise<LinkState | null> {
  const index = interfaceIndex(device);
  if (index === undefined) return null;
  try {
    return parseLink(await capture(readLink(index))) ?? null;
  } catch {
    return null;
  }
}

function text(path: string): Promise<string> {
  return readFile(path, 'latin1').catch(() => '');
}
