/** The labels by which what Gangway makes in Docker is known, and kept out of every list. */
export const LABELS = {
  /** On the image: `1`. */
  image: 'gangway.image',
  /** Bridge id, mark of the connection and Docker's id of the network: on containers and services. */
  bridge: 'gangway.bridge',
  mark: 'gangway.mark',
  network: 'gangway.network',
} as const;

/** Whether it is an attachment, ours or that of somebody else's Gangway. */
export function isAttachment(labels: Readonly<Record<string, string>> | null | undefined): boolean {
  return labels?.[LABELS.bridge] !== undefined;
}
