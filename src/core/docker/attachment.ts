/**
 * What an attachment is: an endpoint of ours on an overlay network, held by a process that does nothing.
 * Its network namespace is the gateway's way in. What is done there is not Docker's business, nor ours here.
 */

/** An overlay network, as the inventory has it. */
export interface Attachable {
  /** Docker's id. */
  readonly id: string;
  readonly name: string;
  /** `false`: only a service may join, and only a manager can make one. */
  readonly attachable: boolean;
}

/** Whom an attachment belongs to: it is a leftover once another mark is the bridge's. */
export interface AttachmentOwner {
  /** Bridge id (profile id). */
  readonly bridge: string;
  /** The guard's mark, or whatever else tells this connection from the bridge's last one. */
  readonly mark: string;
}

export interface Attachment {
  /** Of the process, as the gateway's own PID namespace counts; its `/proc/PID/ns/net` is on the network. */
  readonly pid: number;
}

export interface Attachments {
  /**
   * Puts an endpoint on the network, and resolves once its process runs; at once if there is one already. Whatever
   * an earlier connection of the same bridge left in Docker is removed first. Rejects with `gateway.attach-failed`
   * {network, message}; then nothing of it is left.
   */
  attach(network: Attachable, owner: AttachmentOwner): Promise<Attachment>;
  /** Resolves once the endpoint is gone, or if there was none. Rejects with `gateway.attach-failed` {network, message}. */
  detach(networkId: string): Promise<void>;
  /** Detaches from everything, and removes the image unless somebody else's attachment uses it. Never rejects. */
  detachAll(): Promise<void>;
}
