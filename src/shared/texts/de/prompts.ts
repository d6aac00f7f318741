import type { Translation } from '../translation';
import type { prompts as english } from '../en/prompts';

export const prompts: Translation<typeof english> = {
  hostKey: {
    title: 'Ist das {{host}}?',
    intro:
      '<b>{{profile}}</b> verbindet sich zum ersten Mal mit {{host}}. Der Host zeigt diesen {{keyType}}-Schlüssel:',
    how: 'Zur Sicherheit damit vergleichen, was der Host selbst sagt, an seiner eigenen Konsole oder durch seine Administration:',
    trust: 'Vertrauen und verbinden',
  },
  changedKey: {
    title: 'Der Schlüssel von {{host}} ist ein anderer',
    intro:
      '<b>{{profile}}</b> ist nicht verbunden, und nichts wurde gesendet. Der Host wurde neu aufgesetzt, oder jemand steht dazwischen. Er zeigt jetzt diesen {{keyType}}-Schlüssel:',
    was: 'Bisher bekannt ({{file}}, Zeile {{line}}):',
    how: 'Erst weitermachen, wenn klar ist, was davon stimmt. Die Administration fragen oder an der Konsole des Hosts vergleichen:',
    remove: 'Nur wenn der neue Schlüssel stimmt: den alten entfernen, dann neu verbinden.',
    revokedTitle: 'Der Schlüssel von {{host}} ist gesperrt',
    revokedIntro:
      '<b>{{profile}}</b> ist nicht verbunden, und nichts wurde gesendet. {{host}} zeigt einen {{keyType}}-Schlüssel, der auf diesem Computer gesperrt wurde, weil ihn noch jemand haben könnte:',
    revokedWhere:
      'Vermerkt in {{file}}, Zeile {{line}}. Den neuen Schlüssel nennt die Administration.',
  },
  picture: 'Bild des Schlüssels, Zeile für Zeile',
  copyCommand: 'Befehl {{command}} kopieren',
  passphrase: {
    title: 'Schlüssel entsperren',
    label: 'Passphrase',
    unlock: 'Entsperren',
    wrong: 'Damit ging er nicht auf. Versuch {{attempt}} von {{attempts}}.',
    note: 'Gefragt für <b>{{profile}}</b>. Gangway speichert sie nicht: Liegt der Schlüssel im ssh-agent, verbinden sich Brücken ohne Rückfrage neu.',
  },
  questions: {
    title: '{{host}} fragt',
    answer: 'Antwort',
    continue: 'Weiter',
    note: '{{host}} fragt das für <b>{{profile}}</b>. Gangway speichert die Antwort nicht.',
    says: 'Was der Server sagt',
    expires: 'Der Server wartet vielleicht nur bis etwa {{time}} Uhr.',
    left: 'noch {{left}}',
    expired:
      'Der Server wartet vielleicht nicht mehr. Nimmt er die Antwort nicht an, hilft neu verbinden.',
  },
  show: 'Zeigen',
  hide: 'Verbergen',
  showLabel: 'Zeigen, was getippt ist',
  hideLabel: 'Verbergen, was getippt ist',
  connect: {
    title: '{{profile}} verbinden?',
    intro: 'Das verlangt ein Link von außerhalb von Gangway. Nur verbinden, wenn er erwartet war.',
    gateway: 'Gateway',
    routes: 'Routen',
    docker: 'Die Netze von Docker',
    opens: 'Öffnet danach',
  },
};
