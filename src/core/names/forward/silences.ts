/** Which nameservers behind bridges do not answer, told once until they do. */
import { errorInfo, type ErrorInfo } from '../../../shared/errors';
import type { Nameserver } from '../zone-data';

type Listener = (bridge: string, warnings: readonly ErrorInfo[]) => void;

export class Silences {
  /** By bridge (profile id) and server. */
  readonly #silent = new Map<string, Map<string, ErrorInfo>>();
  readonly #listeners = new Set<Listener>();

  onChange(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Whether a server has answered just now. */
  learn(
    { bridge, domain }: { readonly bridge: string; readonly domain: string },
    server: Nameserver,
    answers: boolean,
  ): void {
    const silent = this.#silent.get(bridge);
    const name = nameOf(server);
    if (answers === !silent?.has(name)) return;
    if (answers) {
      silent?.delete(name);
    } else {
      const { address } = server;
      const warning = errorInfo('names.nameserver-silent', { address, domain });
      this.#silent.set(bridge, new Map(silent).set(name, warning));
    }
    this.#tell(bridge);
  }

  /** Forgets all of a bridge's servers but `servers`. */
  keep(bridge: string, servers: readonly Nameserver[]): void {
    const silent = this.#silent.get(bridge);
    if (!silent) return;
    const kept = new Set(servers.map(nameOf));
    const gone = [...silent.keys()].filter((name) => !kept.has(name));
    if (gone.length === 0) return;
    for (const name of gone) silent.delete(name);
    this.#tell(bridge);
  }

  #tell(bridge: string): void {
    const warnings = [...(this.#silent.get(bridge)?.values() ?? [])];
    if (warnings.length === 0) this.#silent.delete(bridge);
    for (const listener of this.#listeners) listener(bridge, warnings);
  }
}

/** Of a server, as one word. */
export function nameOf({ address, port }: Nameserver): string {
  return `${address} ${port}`;
}
