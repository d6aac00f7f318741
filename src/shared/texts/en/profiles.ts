export const profiles = {
  title: 'Profiles',
  list: 'All profiles',
  place: '{{name}}: {{place}} of {{count}}',
  add: 'Add profile',
  move: { up: 'Move up', down: 'Move down' },
  nav: { label: 'Window', profiles: 'Profiles', activity: 'Activity', settings: 'Settings' },
  none: {
    title: 'No profiles yet',
    text: 'A profile says how to reach a machine that runs Docker. Its containers then answer here by their own addresses.',
  },
  import: { open: 'Import profiles' },
  leave: {
    changes: {
      title: 'Discard your changes?',
      text: 'They have not been saved yet.',
      confirm: 'Discard',
      dismiss: 'Keep editing',
    },
    import: {
      title: 'Import nothing?',
      text: 'What you chose has not been imported yet.',
      confirm: 'Leave',
      dismiss: 'Stay',
    },
  },
};
