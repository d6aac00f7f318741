/** Pictures as a contact sheet: by area, light beside dark, in pages that can be looked at. Pure. */

export interface Picture {
  /** Below out/screenshots, e.g. `mocked/idle-light.png`. */
  readonly file: string;
  readonly width: number;
  readonly height: number;
}

/** One thing that is shown, in every theme that there are pictures of. */
interface Scene {
  readonly name: string;
  readonly pictures: readonly Picture[];
}

interface Row {
  readonly title: string | null;
  readonly scenes: readonly Scene[];
  readonly height: number;
}

export const PAGE_WIDTH = 1380;
const PAGE_HEIGHT = 2000;
const GAP = 16;
const CAPTION = 24;
const TITLE = 56;
const SCALE = 0.6;
/** A theme at the end of a name, and how a scene of it alone is called. */
const THEMES = /-(light|dark)$/;

/** Areas by the first word of a name; the others are named by that word. */
const AREAS: Readonly<Record<string, string>> = {
  'large-text': 'Twice the text size',
  craft: 'German, right to left, forced colours, more contrast',
};

/** The whole sheet as HTML; each `section` is a page. */
export function contactSheet(pictures: readonly Picture[]): string {
  const pages = pagesOf(rowsOf(pictures));
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Contact sheet</title>
<style>
  body { margin: 0; background: #d9dcdf; color: #15191c; font: 13px/1.3 Inter, system-ui, sans-serif; }
  section { box-sizing: border-box; width: ${PAGE_WIDTH}px; padding: ${GAP}px; background: #d9dcdf; }
  h2 { box-sizing: border-box; height: ${TITLE}px; margin: 0; padding-top: 20px; font-size: 20px; }
  .row { display: flex; gap: ${GAP}px; margin-bottom: ${GAP}px; }
  figure { margin: 0; }
  figcaption { height: ${CAPTION}px; overflow: hidden; font-weight: 600; white-space: nowrap; text-overflow: ellipsis; }
  figure div { display: flex; gap: 4px; }
  img { display: block; }
</style>
${pages.map((rows) => `<section>${rows.map(rowHtml).join('\n')}</section>`).join('\n')}
</html>
`;
}

function rowHtml({ title, scenes }: Row): string {
  const heading = title === null ? '' : `<h2>${escaped(title)}</h2>`;
  return `${heading}<div class="row">${scenes.map(sceneHtml).join('')}</div>`;
}

function sceneHtml({ name, pictures }: Scene): string {
  const images = pictures.map(
    (each) =>
      `<img src="${encodeURI(each.file)}" width="${shown(each.width)}" height="${shown(each.height)}" alt="">`,
  );
  const width = widthOf(pictures);
  return `<figure style="width:${width}px"><figcaption title="${escaped(name)}">${escaped(name)}</figcaption><div>${images.join('')}</div></figure>`;
}

function rowsOf(pictures: readonly Picture[]): Row[] {
  return [...grouped(pictures)].flatMap(([area, scenes]) =>
    packed(scenes).map((row, index) => ({
      title: index === 0 ? area : null,
      scenes: row,
      height:
        (index === 0 ? TITLE : 0) +
        CAPTION +
        GAP +
        Math.max(...row.flatMap((scene) => scene.pictures.map(({ height }) => shown(height)))),
    })),
  );
}

/** Scenes by area, in the order of their names; what the real app on the lab showed comes first. */
function grouped(pictures: readonly Picture[]): Map<string, Scene[]> {
  const areas = new Map<string, Map<string, Picture[]>>();
  for (const picture of [...pictures].sort((a, b) => compare(a.file, b.file))) {
    const real = !picture.file.includes('/');
    const name = (picture.file.split('/').at(-1) ?? '').replace(/\.png$/, '').replace(THEMES, '');
    const area = real ? 'On the lab' : areaOf(name);
    const scenes = areas.get(area) ?? new Map<string, Picture[]>();
    areas.set(area, scenes);
    // Light is looked at first.
    scenes.set(
      name,
      [...(scenes.get(name) ?? []), picture].sort((a, b) => compare(b.file, a.file)),
    );
  }
  return new Map(
    [...areas]
      .sort(([a], [b]) => compare(a, b))
      .map(([area, scenes]) => [
        area,
        [...scenes].map(([name, shots]) => ({ name, pictures: shots })),
      ]),
  );
}

function areaOf(name: string): string {
  const known = Object.keys(AREAS).find((each) => name.startsWith(`${each}-`));
  const word = name.split('-')[0] ?? name;
  return known === undefined
    ? word.charAt(0).toUpperCase() + word.slice(1)
    : (AREAS[known] ?? known);
}

/** As many beside each other as the page is wide. */
function packed(scenes: readonly Scene[]): Scene[][] {
  const rows: Scene[][] = [];
  let room = 0;
  for (const scene of scenes) {
    const width = widthOf(scene.pictures) + GAP;
    const row = rows.at(-1);
    if (row && width <= room) row.push(scene);
    else {
      rows.push([scene]);
      room = PAGE_WIDTH - GAP;
    }
    room -= width;
  }
  return rows;
}

function pagesOf(rows: readonly Row[]): Row[][] {
  const pages: Row[][] = [];
  let room = 0;
  for (const row of rows) {
    const page = pages.at(-1);
    if (page && row.height <= room) page.push(row);
    else {
      pages.push([row]);
      room = PAGE_HEIGHT - 2 * GAP;
    }
    room -= row.height;
  }
  return pages;
}

const shown = (pixels: number): number => Math.round(pixels * SCALE);
const widthOf = (pictures: readonly Picture[]): number =>
  pictures.reduce((sum, { width }) => sum + shown(width), 4 * (pictures.length - 1));
const compare = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });
const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
