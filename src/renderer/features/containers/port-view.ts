/** Which ports are shown, and what a click on one does: pure. */
import type { Port } from '../../../shared/inventory';

const HTTPS = new Set([443, 8443, 9443]);
/** Ports that most often answer a browser; any other is copied rather than opened. */
const HTTP = new Set([80, 81, 591, 2375, 3000, 3001, 4000, 4200, 5000, 5173, 5601, 7474, 7700]);

/** Where a browser finds this port, or `null` if it probably speaks something else. */
export function urlOf(host: string, port: Port): string | null {
  if (port.protocol !== 'tcp') return null;
  const number = port.container;
  if (HTTPS.has(number)) return `https://${host}${number === 443 ? '' : `:${number}`}/`;
  const likely = HTTP.has(number) || (number >= 8000 && number <= 9100) || number === 15672;
  return likely ? `http://${host}${number === 80 ? '' : `:${number}`}/` : null;
}

/** Docker lists a port once per published address; one of each is enough. */
export function distinctPorts(ports: readonly Port[]): Port[] {
  return [...new Map(ports.map((port) => [portLabel(port), port])).values()];
}

/** What of it a browser can show, at `host`. */
export function pagesOf(host: string, ports: readonly Port[]): { port: string; url: string }[] {
  return distinctPorts(ports).flatMap((port) => {
    const url = urlOf(host, port);
    return url === null ? [] : [{ port: portLabel(port), url }];
  });
}

export function portLabel({ container, protocol }: Port): string {
  return protocol === 'tcp' ? String(container) : `${container}/${protocol}`;
}
