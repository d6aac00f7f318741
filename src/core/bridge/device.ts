/** The laptop's tun device of one bridge: it outlives drops, so that idle TCP sessions survive them. */
import { closeDescriptor, dupDescriptor, type HelperClient } from '../helper';
import type { InnerAddresses } from '../worker/protocol';

export class Device {
  #open: { readonly interface: string; readonly fd: number } | null = null;

  /** Inner addresses of the last link over it. */
  addresses: InnerAddresses | null = null;

  constructor(
    private readonly bridge: string,
    private readonly helper: HelperClient,
  ) {}

  /** Opens the device, or finds it open from an earlier attempt. Resolves with its interface name. */
  async open(): Promise<string> {
    const open = this.#open ?? (await this.helper.openTun(this.bridge));
    this.#open = open;
    return open.interface;
  }

  /** A descriptor of its own for a worker, which closes it. */
  dup(): number {
    if (!this.#open) throw new Error('tun device is not open');
    return dupDescriptor(this.#open.fd);
  }

  /** Takes device, addresses and routes away. Never rejects. */
  async release(): Promise<'clean' | 'incomplete'> {
    let cleanup: 'clean' | 'incomplete' = 'clean';
    try {
      if (this.helper.running) await this.helper.clean(this.bridge);
    } catch {
      // A helper that has died meanwhile has undone everything; one that lives and refuses has not.
      if (this.helper.running) cleanup = 'incomplete';
    }
    this.forget();
    return cleanup;
  }

  /** The helper is gone: only our own descriptor is left to close. */
  forget(): void {
    if (this.#open) closeDescriptor(this.#open.fd);
    this.#open = null;
  }
}
