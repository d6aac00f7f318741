/**
 * Why a Docker socket did not open. OpenSSH refuses a direct-streamlocal channel with the same words
 * for a missing and for a forbidden socket, so the gateway is asked with `test` (POSIX): pure part.
 */
export type SocketState = 'missing' | 'denied' | 'unknown';

/** Two commands whose exit codes `readSocketTests` takes, in this order. */
export function socketTests(path: string): readonly [readonly string[], readonly string[]] {
  return [
    ['test', '-S', path],
    ['test', '-w', path],
  ];
}

/** `unknown`: the socket is there and ours to use, but nobody answers; or `test` itself failed. */
export function readSocketTests(isSocket: number, isWritable: number): SocketState {
  if (isSocket === 1) return 'missing';
  return isSocket === 0 && isWritable === 1 ? 'denied' : 'unknown';
}
