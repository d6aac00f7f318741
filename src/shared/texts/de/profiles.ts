import type { Translation } from '../translation';
import type { profiles as english } from '../en/profiles';

export const profiles: Translation<typeof english> = {
  title: 'Profile',
  list: 'Alle Profile',
  place: '{{name}}: {{place}} von {{count}}',
  add: 'Profil hinzufügen',
  move: { up: 'Nach oben', down: 'Nach unten' },
  nav: { label: 'Fenster', profiles: 'Profile', activity: 'Verlauf', settings: 'Einstellungen' },
  none: {
    title: 'Noch keine Profile',
    text: 'Ein Profil sagt, wie ein Rechner mit Docker zu erreichen ist. Dessen Container antworten dann hier unter ihren eigenen Adressen.',
  },
  import: { open: 'Profile importieren' },
  leave: {
    changes: {
      title: 'Änderungen verwerfen?',
      text: 'Sie sind noch nicht gesichert.',
      confirm: 'Verwerfen',
      dismiss: 'Weiter bearbeiten',
    },
    import: {
      title: 'Nichts importieren?',
      text: 'Die Auswahl ist noch nicht importiert.',
      confirm: 'Verlassen',
      dismiss: 'Bleiben',
    },
  },
};
