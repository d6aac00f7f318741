/** One Gangway finding another. */
import type { FamilyWords } from '../../error-words';

export const control = {
  busy: {
    title: 'Gangway already runs',
    what: 'Another Gangway of yours serves {{path}}.',
    next: 'Use that one, or quit it first.',
    absent: { path: 'this profile folder' },
  },
  gone: {
    title: 'Gangway has ended',
    what: 'The Gangway that held the bridges has ended, and its bridges with it.',
    next: 'Connect again{{log}}.',
    given: { log: '; its log is {{log}}' },
  },
  'not-connected': {
    title: 'Not connected',
    what: '{{name}} is not connected.',
    next: 'Connect first: `gangway up {{NAME}}`.',
    absent: { name: 'That profile' },
  },
  'too-long': {
    title: 'Too much to copy',
    what: 'This is more text than Gangway copies at once{{most}}.',
    next: 'Copy a part of it, or save it to a file where there is a button for that.',
    given: { most: ', which is {{most}} MB' },
  },
} satisfies FamilyWords<'control'>;
