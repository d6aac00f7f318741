/** Words of a server, which may want to look like ours: nothing in them moves, hides or turns other text. Pure. */

/** Heading of a sheet; the whole of a longer one is shown below it. */
const TITLE_LENGTH = 48;

/** Controls but tab and line feed, what turns the direction of writing, and what has no width. */
const UNSEEN =
  // eslint-disable-next-line no-control-regex -- they are what this is about
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

/** C0 as the pictures that Unicode has of them (U+2400), all else as a question mark of its own. */
export function safeText(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replace(UNSEEN, (unseen) => {
      const code = unseen.charCodeAt(0);
      return code < 0x20 ? String.fromCharCode(0x2400 + code) : code === 0x7f ? '␡' : '\ufffd';
    })
    .trim();
}

/** One line for a heading, and what did not fit there: then the whole text, else nothing. */
export function safeTitle(text: string): { readonly title: string; readonly rest: string } {
  const safe = safeText(text);
  const line = safe.replaceAll(/\s+/g, ' ');
  if (line.length <= TITLE_LENGTH) return { title: line, rest: '' };
  return { title: `${line.slice(0, TITLE_LENGTH - 1).trimEnd()}…`, rest: safe };
}
