/** Where to, as a person types it in one line: pure. */
import { profileDraftSchema, type ProfileDraft } from '../../../../shared/profile';
import { profileNameFor } from '../../../../shared/profile-names';

/** `[user@]host[:port]`; an IPv6 address with a port is in brackets. */
const TARGET = /^(?:([^@]*)@)?(?:\[([^\]]+)\]|([^:]*|[^:]*:[^:]*:.*))(?::([^:]*))?$/;

/** A profile that is named after its host; `null` where that is no host. */
export function draftFor(target: string): ProfileDraft | null {
  const [, user, bracketed, plain, port] = TARGET.exec(target.trim()) ?? [];
  const host = bracketed ?? plain ?? '';
  const parsed = profileDraftSchema.safeParse({
    name: profileNameFor(host),
    gateways: [
      {
        host,
        ...(user !== undefined && { user }),
        ...(port !== undefined && { port: /^\d+$/.test(port) ? Number(port) : Number.NaN }),
      },
    ],
    cidrs: [],
    networks: {},
  });
  return parsed.success ? parsed.data : null;
}
