/** The options of `profile add` and `profile set`, and the draft that they make: pure. */
import { InvalidArgumentError, Option, type Command } from 'commander';
import { unlessEmpty, withoutAbsent } from '../shared/absent';
import { readNameserver, type WrittenNameserver } from '../shared/nameserver-text';
import {
  LINK_CHOICES,
  PROFILE_COLOURS,
  type DockerSettings,
  type Gateway,
  type LinkChoice,
  type NamesSettings,
  type ProfileColour,
  type ProfileDraft,
} from '../shared/profile';
import { collect, wholeNumber } from './options';

/** What is absent stays as it is. An empty text (or a list of one) takes away what there is. */
export interface ProfileOptions {
  readonly host?: string;
  readonly port?: number;
  readonly user?: string;
  readonly identity?: string;
  /** Additional prefixes to route. */
  readonly cidr?: readonly string[];
  readonly link?: LinkChoice;
  readonly colour?: ProfileColour | 'none';
  readonly emoji?: string;
  readonly connectOnStart?: boolean;
  /** Address of a page. */
  readonly openOnConnect?: string;
  readonly suffix?: string;
  readonly environment?: string;
  readonly domain?: string;
  readonly search?: readonly string[];
  readonly nameserver?: readonly (WrittenNameserver | '')[];
  /** Endpoint. */
  readonly docker?: string;
  readonly dockerTlsCa?: string;
  readonly dockerTlsCert?: string;
  readonly dockerTlsKey?: string;
  readonly dockerContext?: boolean;
}

export function withProfileOptions(command: Command): Command {
  return command
    .option('--port <port>', 'SSH port', wholeNumber('port', 1, 65_535))
    .option('--user <user>', 'login name')
    .option('--identity <file>', 'private key file')
    .option('--cidr <prefix>', 'a prefix to route besides Docker’s networks; repeatable', collect)
    .addOption(
      new Option('--link <mode>', 'how packets travel; auto is the fastest there is').choices(
        LINK_CHOICES,
      ),
    )
    .addOption(
      new Option('--colour <colour>', 'a mark to tell profiles apart').choices([
        ...PROFILE_COLOURS,
        'none',
      ]),
    )
    .option('--emoji <symbol>', 'a symbol to tell profiles apart')
    .option('--connect-on-start', 'connect when Gangway starts')
    .option('--no-connect-on-start', 'wait for a click (the default)')
    .option('--open-on-connect <url>', 'a page to open in the browser once connected')
    .option('--suffix <domain>', 'containers are CONTAINER.PROFILE.DOMAIN (gangway.internal)')
    .option('--environment <label>', 'and CONTAINER.IMAGE.LABEL.DOMAIN (the profile’s name)')
    .option('--domain <domain>', 'of that classic form (the suffix)')
    .option('--search <domain>', 'appended to names that are not whole; repeatable', collect)
    .option(
      '--nameserver <domain=address[:port]>',
      'who is asked for names in a domain, across the bridge; repeatable',
      nameserver,
    )
    .option('--docker <endpoint>', 'unix:///path or tcp://host:port, as the gateway sees it')
    .option('--docker-tls-ca <file>', 'who signed the certificate of a Docker that speaks TLS')
    .option('--docker-tls-cert <file>', 'its client certificate')
    .option('--docker-tls-key <file>', 'and the key of that')
    .option('--docker-context', 'make a Docker context while connected (the default)')
    .option('--no-docker-context', 'make none');
}

function nameserver(
  text: string,
  before: readonly (WrittenNameserver | '')[] = [],
): (WrittenNameserver | '')[] {
  if (text === '') return [...before, ''];
  const read = readNameserver(text);
  if (!read.domain || !read.address || Number.isNaN(read.port))
    throw new InvalidArgumentError('It is DOMAIN=ADDRESS or DOMAIN=ADDRESS:PORT.');
  return [...before, read];
}

/** `base` with everything that was given; the first gateway is the one that is changed. The store checks it. */
export function draftWith(base: ProfileDraft, options: ProfileOptions): ProfileDraft {
  const [first, ...others] = base.gateways;
  return withoutAbsent({
    ...base,
    gateways: [gatewayWith(first, options), ...others],
    cidrs: listOf(options.cidr, base.cidrs) ?? [],
    link: options.link ?? base.link,
    colour: colourOf(options.colour, base.colour),
    emoji: textOf(options.emoji, base.emoji),
    connectOnStart: (options.connectOnStart ?? base.connectOnStart) ? true : undefined,
    openOnConnect: textOf(options.openOnConnect, base.openOnConnect),
    names: unlessEmpty(namesWith(base.names, options)),
    docker: unlessEmpty(dockerWith(base.docker, options)),
  });
}

function gatewayWith(old: Gateway | undefined, options: ProfileOptions): Gateway {
  return {
    ...old,
    host: options.host ?? old?.host ?? '',
    port: options.port ?? old?.port,
    user: textOf(options.user, old?.user),
    identityFile: textOf(options.identity, old?.identityFile),
  };
}

function namesWith(old: NamesSettings | undefined, options: ProfileOptions): NamesSettings {
  return {
    ...old,
    suffix: textOf(options.suffix, old?.suffix),
    environment: textOf(options.environment, old?.environment),
    domain: textOf(options.domain, old?.domain),
    search: listOf(options.search, old?.search),
    nameservers: listOf(options.nameserver, old?.nameservers),
  };
}

function dockerWith(old: DockerSettings | undefined, options: ProfileOptions): DockerSettings {
  const tls = {
    ca: textOf(options.dockerTlsCa, old?.tls?.ca),
    cert: textOf(options.dockerTlsCert, old?.tls?.cert),
    key: textOf(options.dockerTlsKey, old?.tls?.key),
  };
  return {
    ...old,
    endpoint: textOf(options.docker, old?.endpoint),
    tls: unlessEmpty(tls),
    context: options.dockerContext ?? old?.context,
  };
}

function colourOf(given: ProfileOptions['colour'], old: ProfileColour | undefined) {
  return given === 'none' ? undefined : (given ?? old);
}

function textOf(given: string | undefined, old: string | undefined): string | undefined {
  return (given ?? old) === '' ? undefined : (given ?? old);
}

function listOf<Item>(
  given: readonly (Item | '')[] | undefined,
  old: readonly Item[] | undefined,
): Item[] | undefined {
  const items = (given ?? old ?? []).filter((item): item is Item => item !== '');
  return items.length > 0 ? items : undefined;
}
