/** A nameserver of a profile as people write it: `consul -> 10.0.0.10:53`. Pure. */
import type { Nameserver } from './profile';

/** Not yet checked: what is no number is `NaN`, what is missing is empty. */
export interface WrittenNameserver {
  readonly domain: string;
  readonly address: string;
  readonly port?: number;
}

const ARROW = /\s*(?:->|→|=|\s)\s*/;
/** `[fd00::1]:53`, or an address without colons and a port. */
const WITH_PORT = /^(?:\[([^\]]*)\]|([^:]*)):([^:]*)$/;

/** Takes `domain -> address[:port]`; also `=` or blanks between the two. An IPv6 address with a port is in brackets. */
export function readNameserver(text: string): WrittenNameserver {
  const [domain = '', ...rest] = text.trim().split(ARROW);
  const target = rest.join(' ');
  const [, bracketed, plain, port] = WITH_PORT.exec(target) ?? [];
  if (port === undefined) return { domain, address: target.replace(/^\[(.*)\]$/, '$1') };
  return {
    ...{ domain, address: bracketed ?? plain ?? '' },
    port: /^\d+$/.test(port) ? Number(port) : Number.NaN,
  };
}

export function writeNameserver({ domain, address, port }: Nameserver): string {
  if (port === undefined) return `${domain} -> ${address}`;
  return `${domain} -> ${address.includes(':') ? `[${address}]` : address}:${port}`;
}
