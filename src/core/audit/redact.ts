/** Takes out of a text what has no place in a report to others: pure. */

/**
 * `home` becomes `~`, in whatever file name it stands, and what follows a word for a secret is left out. User and
 * host names stay: without them nobody can say what is wrong.
 */
export function redact(text: string, home: string): string {
  return withoutHome(text, home)
    .replace(/(\/\/[^\s/:@"]*:)[^\s/@"]+@/g, '$1…@')
    .replace(/\b(pass(?:word|phrase)?|token|secret)(["']?\s*[=:]\s*["']?)[^\s"',;]+/gi, '$1$2…');
}

function withoutHome(text: string, home: string): string {
  const plain = home.replace(/\/+$/, '');
  if (plain === '') return text;
  const literal = plain.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  return text.replace(new RegExp(`(?<![\\w/.-])${literal}(?![\\w.-])`, 'g'), '~');
}
