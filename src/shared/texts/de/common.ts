import type { Translation } from '../translation';
import type { common as english } from '../en/common';

export const common: Translation<typeof english> = {
  cancel: 'Abbrechen',
  close: 'Schließen',
  connect: 'Verbinden',
  copy: 'Kopieren',
  copied: 'Kopiert',
  disconnect: 'Trennen',
  quit: 'Beenden',
  retry: 'Erneut versuchen',
  save: 'Sichern',
};
