/** Profiles and the files they come from. */
import type { FamilyWords } from '../../error-words';

export const config = {
  invalid: {
    title: 'Not a valid profile',
    what: '{{field}}: {{message}}.',
    next: 'Correct it and save again.',
    absent: { message: 'not valid' },
  },
  'invalid-file': {
    title: 'SSH configuration not understood',
    what: '{{path}} cannot be used{{reason}}.',
    next: 'Correct that file; `ssh -G HOST` shows how ssh itself reads it.',
  },
  'invalid-import': {
    title: 'Nothing imported',
    what: '{{source}} cannot be imported: {{message}}.',
    next: 'Ask for it once more, or correct it, and import it again.',
  },
  'invalid-import-field': {
    title: 'Nothing imported',
    what: '{{source}} cannot be imported: {{field}} of {{profile}}: {{message}}.',
    next: 'Ask for it once more, or correct it, and import it again.',
    absent: { profile: 'a profile' },
  },
  'file-broken': {
    title: 'Profiles not readable',
    what: 'Gangway cannot use {{path}}{{reason}}, and has left it alone.',
    next: 'Use the newer Gangway that wrote it, or move the file away to start afresh.',
    absent: { path: 'the profile file' },
  },
  'file-broken-kept': {
    title: 'Profiles set aside',
    what: '{{path}} could not be used{{reason}}, and is kept as {{kept}}.',
    next: 'Repair that copy and move it back, or add your profiles again.',
    absent: { path: 'the profile file' },
  },
  'settings-broken': {
    title: 'Settings not readable',
    what: 'Gangway cannot use {{path}}{{reason}}, and has left it alone.',
    next: 'Until that file is repaired or moved away, settings are the usual ones and cannot be changed.',
    absent: { path: 'the settings file' },
  },
  'settings-broken-kept': {
    title: 'Settings set aside',
    what: '{{path}} could not be used{{reason}}, and is kept as {{kept}}.',
    next: 'Choose your settings again, or repair that copy and move it back.',
    absent: { path: 'the settings file' },
  },
  'unknown-profile': {
    title: 'No such profile',
    what: 'There is no profile {{profileName}}.',
    next: '`gangway profile list` shows those there are.',
    absent: { name: 'of that name' },
  },
  'which-profile': {
    title: 'Which profile?',
    what: 'It is not clear which profile is meant{{names}}.',
    next: 'Name one of them.',
    given: { names: ': {{names}}' },
  },
  'unknown-network': {
    title: 'No such network',
    what: 'Docker there has no network {{name}}{{names}}.',
    next: '`gangway networks` shows them all.',
    absent: { name: 'of that name' },
    given: { names: '; it has {{names}}' },
  },
  'duplicate-name': {
    title: 'Name already taken',
    what: 'There is already a profile named {{name}}.',
    next: 'Choose another name, or remove the other profile first.',
    absent: { name: 'like that' },
  },
  'link-refused': {
    title: 'Link not followed',
    what: 'A link asked for something that Gangway does not do for links{{link}}.',
    next: 'Open only links of people you trust; `gangway://connect/NAME` asks to connect a profile.',
    given: { link: ': {{link}}' },
  },
  'link-unknown': {
    title: 'Link not followed',
    what: 'A link asked to connect {{name}}, but there is no profile of that name here.',
    next: 'Add or import that profile first, then follow the link once more.',
  },
  'storage-failed': {
    title: 'Not saved',
    what: '{{path}} cannot be used{{reason}}.',
    next: 'Make room or correct the permissions, then try again; nothing was changed.',
    absent: { path: 'A file of Gangway' },
  },
} satisfies FamilyWords<'config'>;
