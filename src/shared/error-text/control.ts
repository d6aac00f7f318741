/** One Gangway finding another. */
import { list, text, type Texts } from './words';

export const CONTROL_TEXTS: Texts<'control'> = {
  'control.busy': ({ fact }) =>
    text(
      'Gangway already runs',
      `Another Gangway of yours serves ${fact('path', 'this profile folder')}.`,
      'Use that one, or quit it first.',
    ),
  'control.gone': ({ detail }) =>
    text(
      'Gangway has ended',
      'The Gangway that held the bridges has ended, and its bridges with it.',
      `Connect again${list('; its log is ', detail['log'])}.`,
    ),
  'control.not-connected': ({ fact }) =>
    text(
      'Not connected',
      `${fact('name', 'That profile')} is not connected.`,
      `Connect first: \`gangway up ${fact('name', 'NAME')}\`.`,
    ),
};
