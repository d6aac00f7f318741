/** Which domains a bridge may have, and which belong to everybody. Pure; the helper's policy stands on it. */

/** Names of this machine, of its link, and of the internet's own plumbing (RFC 6761, RFC 6762, RFC 3172). */
const RESERVED = new Set(['', 'localhost', 'local', 'arpa']);
const RESERVED_BELOW = ['localhost', 'arpa'];

/** Generic top-level domains that people have names in. All of two letters are a country's. */
const GENERIC = new Set(
  (
    'com org net edu gov mil int info biz name pro aero asia cat coop jobs mobi museum post tel travel xxx ' +
    'academy agency app art associates auction audio band bank bar beer best bet bid bike bio black blog blue ' +
    'boutique box build builders business cab cafe camera camp capital car care careers cars cash casino center ' +
    'chat cheap church city claims click clinic clothing cloud club codes coffee college community company ' +
    'computer construction consulting cool credit dance data date deals delivery dental design dev diet digital ' +
    'direct directory dog domains download earth education email energy engineer engineering enterprises ' +
    'equipment events exchange expert express fail family fan farm fashion film finance financial fish fit ' +
    'flights flowers foo forum foundation fun fund fyi gallery game games garden gift gifts gmbh gold golf ' +
    'google graphics green group guide guru health help holiday homes horse host hosting hotel house how icu ' +
    'immo industries ing ink institute insurance international investments jetzt kim kitchen land law lawyer ' +
    'legal life lighting limited link live loan lol london love ltd management map market marketing mba media ' +
    'meme men menu money moscow mov movie navy network new news ngo ninja nyc one ong onl online ooo ' +
    'page paris parts party pet photo photography photos pics pictures pink pizza place plumbing plus press ' +
    'productions properties protection pub racing radio recipes red rent rentals repair report rest restaurant ' +
    'review reviews rip rocks run sale school schule science security services sex sexy shiksha shoes shop ' +
    'shopping show singles site ski soccer social software solar solutions space sport store stream studio ' +
    'study style supply support surf surgery systems tax taxi team tech technology tennis theater tips tires ' +
    'today tokyo tools top tours town toys trade trading training tube university uno vacations ventures vet ' +
    'video villas vin vip vision vote voyage watch webcam website wedding wiki win wine work works world wtf ' +
    'xyz yachts yoga you zip zone'
  ).split(' '),
);

/** Where countries register names one level further down. */
const SECOND_LEVEL = new Set(['ac', 'co', 'com', 'edu', 'gov', 'net', 'org']);

/** Why a domain, in lower case, may not be taken over or appended to names; `undefined` if it may. */
export function specialDomain(domain: string): 'reserved-domain' | 'public-domain' | undefined {
  const labels = domain.split('.');
  const [top = '', second = ''] = labels.toReversed();
  // An all-numeric end makes it an address in disguise (RFC 3696, 2).
  const reserved = RESERVED.has(domain) || RESERVED_BELOW.includes(top) || /^\d+$/.test(top);
  if (reserved) return 'reserved-domain';
  const isCountry = /^[a-z]{2}$/.test(top);
  if (labels.length === 1 && (isCountry || top.startsWith('xn--') || GENERIC.has(top))) {
    return 'public-domain';
  }
  return labels.length === 2 && isCountry && SECOND_LEVEL.has(second) ? 'public-domain' : undefined;
}

/** At one of the domains, or below it. */
export function isWithinAny(name: string, domains: ReadonlySet<string>): boolean {
  for (let start = 0; ;) {
    if (domains.has(name.slice(start))) return true;
    start = name.indexOf('.', start) + 1;
    if (start === 0) return false;
  }
}

/**
 * Why a domain may not be appended to names by a bridge that has `domains`. systemd-resolved routes what it searches,
 * so one above ours is as much as may be.
 */
export function searchRefusal(
  search: string,
  domains: ReadonlySet<string>,
): 'reserved-domain' | 'public-domain' | 'search-elsewhere' | undefined {
  const isAbove = () => [...domains].some((domain) => domain.endsWith(`.${search}`));
  const isNear = isWithinAny(search, domains) || isAbove();
  return specialDomain(search) ?? (isNear ? undefined : 'search-elsewhere');
}
