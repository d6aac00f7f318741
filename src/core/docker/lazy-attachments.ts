/** Attachments through a Docker that is asked only once there is something to attach to. */
import type { Attachable, Attachment, AttachmentOwner, Attachments } from './attachment';

export class LazyAttachments implements Attachments {
  readonly #open: () => Promise<Attachments>;
  #opened: Promise<Attachments> | undefined;

  constructor(open: () => Promise<Attachments>) {
    this.#open = open;
  }

  /** Rejects as `open`, too; the next one tries again. */
  async attach(network: Attachable, owner: AttachmentOwner): Promise<Attachment> {
    this.#opened ??= this.#open().catch((error: unknown) => {
      this.#opened = undefined;
      throw error;
    });
    return (await this.#opened).attach(network, owner);
  }

  async detach(networkId: string): Promise<void> {
    await (await this.#opened)?.detach(networkId);
  }

  async detachAll(): Promise<void> {
    const attachments = await this.#opened?.catch(() => undefined);
    await attachments?.detachAll();
  }
}
