/** Which words of the catalogue an error has: those of its code, unless its facts ask for others. */
import type { ErrorCode, ErrorDetail, ErrorInfo } from '../errors';
import { CONTAINER_ACTIONS } from '../container-tools';
import { en } from '../texts/en';

type Variant = (detail: ErrorDetail) => string;

const VARIANTS: Readonly<Partial<Record<ErrorCode, Variant>>> = {
  'config.invalid': ({ source, path, field }) => {
    if (source !== undefined)
      return field === undefined ? 'config.invalid-import' : 'config.invalid-import-field';
    return path === undefined ? 'config.invalid' : 'config.invalid-file';
  },
  'config.file-broken': ({ kept, of }) => {
    const whose = of === 'settings' ? 'config.settings-broken' : 'config.file-broken';
    return kept === undefined ? whose : `${whose}-kept`;
  },
  'config.link-refused': ({ name }) =>
    name === undefined ? 'config.link-refused' : 'config.link-unknown',
  'docker.no-such-container': ({ matches }) =>
    matches === undefined ? 'docker.no-such-container' : 'docker.which-container',
  'docker.action-failed': ({ action }) =>
    CONTAINER_ACTIONS.some((each) => each === action)
      ? `docker.${action}-failed`
      : 'docker.action-failed',
  'helper.refused': ({ rule = '' }) =>
    rule in en.errors.parts.nameRules ? 'helper.refused-name' : 'helper.refused',
  'helper.service-failed': ({ action }) =>
    action === 'installed' || action === 'removed'
      ? `helper.service-failed-${action}`
      : 'helper.service-failed',
  'ssh.needs-answer': ({ what }) =>
    what === 'passphrase' || what === 'host-key' ? `ssh.needs-answer-${what}` : 'ssh.needs-answer',
  'net.container-stopped': ({ status }) =>
    status === 'paused' ? 'net.container-paused' : 'net.container-stopped',
  'net.no-ipv6': ({ where }) => (where === 'laptop' ? 'net.no-ipv6-here' : 'net.no-ipv6'),
};

/** Its key below `errors` in the catalogue, e.g. `ssh.refused`. */
export function wordsKey({ code, detail }: Pick<ErrorInfo, 'code' | 'detail'>): string {
  return VARIANTS[code]?.(detail) ?? code;
}
