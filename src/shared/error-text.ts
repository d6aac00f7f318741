/** What people read about an error: the only place where codes and facts become sentences. */
import type { ErrorCode, ErrorInfo } from './errors';
import { CONFIG_TEXTS } from './error-text/config';
import { CONTROL_TEXTS } from './error-text/control';
import { DOCKER_TEXTS } from './error-text/docker';
import { GATEWAY_TEXTS } from './error-text/gateway';
import { HELPER_TEXTS } from './error-text/helper';
import { NAMES_TEXTS } from './error-text/names';
import { NET_TEXTS } from './error-text/net';
import { SSH_TEXTS } from './error-text/ssh';
import { factsOf, text, type ErrorText, type Facts } from './error-text/words';

const TEXTS: Readonly<Record<ErrorCode, (facts: Facts) => ErrorText>> = {
  ...CONFIG_TEXTS,
  ...SSH_TEXTS,
  ...GATEWAY_TEXTS,
  ...HELPER_TEXTS,
  ...NET_TEXTS,
  ...DOCKER_TEXTS,
  ...NAMES_TEXTS,
  ...CONTROL_TEXTS,
  internal: ({ reason }) =>
    text(
      'Something unexpected',
      `Gangway ran into something it does not expect${reason}.`,
      'Try again; if it repeats, please report it with the log.',
    ),
};

/** Describes any error; facts that are absent are left out of the sentence or paraphrased. */
export function describeError({ code, detail }: ErrorInfo): ErrorText {
  return TEXTS[code](factsOf(detail));
}
