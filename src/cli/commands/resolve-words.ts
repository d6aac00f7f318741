/** What `gangway resolve` says: pure. */
import { assertNever } from '../../shared/assert-never';
import { DEFAULT_SUFFIX, type NameAnswer, type NamesView } from '../../shared/names-view';
import type { Profile } from '../../shared/profile';
import { printable } from '../io';
import type { SystemAnswer } from '../system-resolver';
import type { Known, Resolution } from './resolve';

type Found = Extract<NameAnswer, { kind: 'found' }>;

/** Whether a program on this computer hears nothing but what Gangway says. */
export function isSame(gangway: NameAnswer, computer: SystemAnswer): boolean {
  const said = saidBy(computer);
  if (gangway.kind !== 'found') return gangway.kind === 'elsewhere' || said.length === 0;
  const wanted = gangway.names.length > 0 ? gangway.names : gangway.addresses;
  const isWanted = (each: string): boolean => wanted.includes(each);
  // Of an address a resolver tells one name, perhaps a short one.
  const isPart = (each: string): boolean => wanted.some((whole) => whole.startsWith(`${each}.`));
  if (gangway.names.length > 0) return said.some((each) => isWanted(each) || isPart(each));
  return said.length > 0 && said.every(isWanted);
}

/** Why this computer does not say what Gangway says, or why there is nothing; `null` if all is well. */
export function explain(
  gangway: NameAnswer,
  computer: SystemAnswer,
  known: readonly Known[],
): string | null {
  const knowsIt = saidBy(computer).length > 0;
  switch (gangway.kind) {
    case 'found': {
      if (isSame(gangway, computer)) return null;
      if (knowsIt) return SOMETHING_ELSE;
      const names = known.find(({ profile }) => profile.name === gangway.profile)?.names ?? null;
      return whyUnheard(gangway, names);
    }
    case 'nothing':
      return knowsIt
        ? SOMETHING_ELSE
        : `\`gangway ps ${gangway.profile}\` shows the names there are.`;
    case 'silent':
      return 'Check its address in the profile, and that it answers on the gateway.';
    case 'elsewhere':
      return whyElsewhere(gangway.name, known);
    default:
      return assertNever(gangway);
  }
}

const SOMETHING_ELSE =
  'Something else on this computer answers first: a line in /etc/hosts, a cache, or another resolver.';

/** Of a name that Gangway knows and this computer does not. */
function whyUnheard({ name, names: ofAddress, nameserver }: Found, view: NamesView | null): string {
  if (!view?.resolver)
    return 'It could not be told to ask Gangway; the warnings of `gangway status --json` say why.';
  switch (view.resolver) {
    case 'hosts-file':
      if (nameserver !== null)
        return 'It takes names from /etc/hosts here, which cannot hand a domain on to a nameserver.';
      return ofAddress.length > 0 || Object.values(view.names).some((all) => all.includes(name))
        ? 'It is in /etc/hosts, so look at `hosts:` in /etc/nsswitch.conf: `files` has to be there.'
        : 'It takes names from /etc/hosts here, which has exact names only, and this is none of them.';
    case 'systemd-resolved':
      return `Its programs do not seem to ask systemd-resolved: compare \`resolvectl query ${name}\`, and see /etc/resolv.conf.`;
    case 'resolver-files':
      return 'Its programs do not seem to ask macOS: `scutil --dns` shows whom it asks for which domain.';
    default:
      return assertNever(view.resolver);
  }
}

/** Of a name that no bridge that is up answers for. */
function whyElsewhere(name: string, known: readonly Known[]): string | null {
  const down = known.find(({ profile, connected }) => !connected && covers(profile, name));
  if (down)
    return `${down.profile.name} is not connected: \`gangway up ${down.profile.name}\` brings its names.`;
  const isGateway = known.some(({ profile }) =>
    profile.gateways.some(({ host }) => host.toLowerCase() === name),
  );
  return isGateway ? 'A gateway’s own name is never asked for through a bridge.' : null;
}

/** Whether a profile would answer for a name, or for one that is completed by its suffix. */
function covers({ name: profile, names = {} }: Profile, name: string): boolean {
  const suffix = names.suffix ?? DEFAULT_SUFFIX;
  const domains = [
    `${profile}.${suffix}`,
    `${names.environment ?? profile}.${names.domain ?? suffix}`,
    ...(names.nameservers ?? []).map(({ domain }) => domain),
  ];
  const forms = [name, `${name}.${suffix}`];
  return domains.some((domain) =>
    forms.some((form) => form === domain || form.endsWith(`.${domain}`)),
  );
}

export function resolveLines(resolution: Resolution): string[] {
  const { computer, same, why, gangway } = resolution;
  const alike = same && gangway.kind === 'found';
  const nothing = computer.silent ? 'nothing: its resolver does not answer' : 'nothing';
  const words = saidBy(computer).join(', ') || nothing;
  return [
    gangwayLine(gangway),
    `This computer says ${alike ? 'the same' : words}.`,
    ...(why === null ? [] : [why]),
  ].map(printable);
}

function gangwayLine(gangway: NameAnswer): string {
  const { name } = gangway;
  switch (gangway.kind) {
    case 'found': {
      const { names, addresses, profile, nameserver } = gangway;
      const what = (names.length > 0 ? names : addresses).join(', ') || 'without an address';
      return `${name} is ${what} (${profile}${nameserver === null ? '' : `, by ${nameserver}`}).`;
    }
    case 'nothing':
      return `${gangway.profile} has nothing that runs by the name ${name}.`;
    case 'silent':
      return `${gangway.nameserver}, which is asked for ${name}, does not answer.`;
    case 'elsewhere':
      return `No bridge that is up answers for ${name}.`;
    default:
      return assertNever(gangway);
  }
}

function saidBy({ addresses, names }: SystemAnswer): readonly string[] {
  return names.length > 0 ? names : addresses;
}
