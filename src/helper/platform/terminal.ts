import koffi from 'koffi';

/** setsid(2): from now on a terminal's Ctrl-C and hang-up reach us no more. */
export function leaveTerminal(): void {
  const setsid = koffi.load(null).func('int setsid()') as () => number;
  setsid();
}
