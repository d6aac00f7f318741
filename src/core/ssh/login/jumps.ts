/** The value of `ProxyJump`. Pure. */

import type { Gateway } from '../../../shared/profile';

export type JumpTarget = Pick<Gateway, 'host' | 'port' | 'user'>;

/** `[user@]host[:port]` or `ssh://…`, comma separated; `undefined` if one is malformed. */
export function parseJumps(text: string): readonly JumpTarget[] | undefined {
  const jumps = text.split(',').map((part) => parseJump(part.trim()));
  return jumps.every((jump) => jump !== undefined) ? jumps : undefined;
}

function parseJump(text: string): JumpTarget | undefined {
  const match =
    /^(?:ssh:\/\/)?(?:(?<user>[^@\s]+)@)?(?:\[(?<bracketed>[^\]\s]+)\]|(?<plain>[^:\s[\]@]+))(?::(?<port>\d{1,5}))?\/?$/.exec(
      text,
    );
  if (!match?.groups) return undefined;
  const { user, bracketed, plain, port } = match.groups;
  const host = bracketed ?? plain;
  if (host === undefined || host.startsWith('-')) return undefined;
  if (port !== undefined && (Number(port) < 1 || Number(port) > 65_535)) return undefined;
  return {
    host,
    ...(port !== undefined && { port: Number(port) }),
    ...(user !== undefined && { user }),
  };
}
