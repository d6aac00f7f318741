/** Which version of the Docker Engine API to speak: pure. See docs.docker.com/reference/api/engine. */
import { z } from 'zod';
import { failure } from '../../shared/errors';

/** The range that the mappers of this folder were written for. */
const OLDEST = '1.24';
const NEWEST = '1.51';

/** The part of `GET /version` that we read. */
export const versionSchema = z.object({
  Version: z.string(),
  ApiVersion: z.string(),
  /** Absent before 1.25. */
  MinAPIVersion: z.string().optional(),
  /** As Go names it: `amd64`, `arm64`, … */
  Arch: z.string().optional(),
});
type Version = z.infer<typeof versionSchema>;

/** The newest version that both sides know, e.g. `1.41`. Throws `docker.failed` {message, engine} if there is none. */
export function negotiate({ Version: engine, ApiVersion, MinAPIVersion }: Version): string {
  const chosen = compare(ApiVersion, NEWEST) < 0 ? ApiVersion : NEWEST;
  if (compare(chosen, OLDEST) < 0 || (MinAPIVersion && compare(chosen, MinAPIVersion) < 0)) {
    const message = `it speaks API ${MinAPIVersion ?? ApiVersion} to ${ApiVersion}, Gangway ${OLDEST} to ${NEWEST}`;
    throw failure('docker.failed', { message, engine });
  }
  return chosen;
}

/** `20.10.24+dfsg1` is Debian's 20.10.24. */
export function engineVersion({ Version: engine }: Version): string {
  return engine.split('+', 1)[0] ?? engine;
}

function compare(a: string, b: string): number {
  const [[majorA, minorA], [majorB, minorB]] = [numbers(a), numbers(b)];
  return majorA - majorB || minorA - minorB;
}

function numbers(version: string): [number, number] {
  const [major, minor] = version.split('.').map(Number);
  return [major ?? 0, minor ?? 0];
}
