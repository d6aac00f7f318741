/** What of the laptop can be told where to ask: pure, of what is found at the moment. */
import type { Resolver } from '../../../shared/names-view';

export interface ResolverFacts {
  /** Whether systemd-resolved runs and knows our interface. */
  readonly resolvedRuns: boolean;
  /** Texts of resolv.conf(5) and nsswitch.conf(5); empty where there are none. */
  readonly resolvConf: string;
  readonly nsswitch: string;
}

/** resolved's stub, and the one that does not follow aliases for others (systemd-resolved.service(8)). */
const STUBS = ['127.0.0.53', '127.0.0.54'];

/** One that runs is of no use unless programs ask it: it may be there beside a resolv.conf of somebody else. */
export function whichResolver({ resolvedRuns, resolvConf, nsswitch }: ResolverFacts): Resolver {
  const isAsked = asksStub(resolvConf) || asksByBus(nsswitch);
  return resolvedRuns && isAsked ? 'systemd-resolved' : 'hosts-file';
}

/** The C library asks the second only if the first is silent. */
function asksStub(resolvConf: string): boolean {
  const [, nameserver = ''] = /^nameserver[ \t]+(\S+)/m.exec(resolvConf) ?? [];
  return STUBS.includes(nameserver);
}

/** `hosts: files resolve [!UNAVAIL=return] dns`, as of nss-resolve(8). */
function asksByBus(nsswitch: string): boolean {
  const [, services = ''] = /^[ \t]*hosts:([^#\n]*)/m.exec(nsswitch) ?? [];
  const words = services.replace(/\[[^\]]*\]/g, ' ').split(/\s+/);
  const [resolve, dns] = [words.indexOf('resolve'), words.indexOf('dns')];
  return resolve >= 0 && (dns < 0 || resolve < dns);
}
