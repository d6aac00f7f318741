/** What every scene has to hold: a picture to look at, WCAG 2.2 AA, and no sideways scrolling. */
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const PICTURES = path.join(import.meta.dirname, '../../out/screenshots/mocked');
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** `scrolled`: what is half behind the search box that stays on top is no smaller for it. */
export async function expectAccessible(page: Page, { scrolled = false } = {}): Promise<void> {
  // Legacy mode: Electron cannot open the blank page that axe otherwise uses.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .withTags(WCAG)
    .disableRules(scrolled ? ['target-size'] : [])
    .analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
  ).toEqual([]);
}

export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const overflow = await page.evaluate(
    () =>
      [...document.querySelectorAll('html, body, main, dialog')].filter(
        (element) => element.scrollWidth > element.clientWidth,
      ).length,
  );
  expect(overflow).toBe(0);
}

export async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: path.join(PICTURES, `${name}.png`) });
}

/** Twice the text size. */
export async function enlarge(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { style } = document.documentElement;
    style.fontSize = '200%';
    // Chromium renews only some rem sizes by itself when the root's changes.
    style.display = 'none';
    document.documentElement.getBoundingClientRect();
    style.display = '';
  });
}

/** What says what a thing does or is, and therefore has to be read as a whole. */
const LABELS = 'button, label, legend, summary, h1, h2, h3, h4, [role="tab"], option:checked';

/** Words of buttons, labels and headings are all there; addresses and names of others may be shortened. */
export async function expectNothingCutOff(page: Page): Promise<void> {
  const cut = await page.evaluate(
    (labels) =>
      [...document.querySelectorAll<HTMLElement>(labels)]
        .filter((each) => each.checkVisibility())
        .filter((each) => {
          const { clipPath, textOverflow } = getComputedStyle(each);
          // Heard alone, or shortened in a way that shows.
          return clipPath === 'none' && textOverflow !== 'ellipsis';
        })
        .filter((each) => each.clientWidth > 0 && each.scrollWidth > each.clientWidth + 1)
        .map((each) => each.outerHTML.slice(0, 160)),
    LABELS,
  );
  expect(cut).toEqual([]);
}

/** No text of the page, seen or heard, is one of `words`. */
export async function expectNoneOf(page: Page, words: readonly string[]): Promise<void> {
  const found = await page.evaluate((forbidden) => {
    const said: string[] = [];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) said.push(walk.currentNode.textContent?.trim() ?? '');
    for (const name of ['aria-label', 'title', 'placeholder'])
      for (const each of document.querySelectorAll(`[${name}]`))
        said.push(each.getAttribute(name) ?? '');
    return said.filter((each) => forbidden.includes(each));
  }, words);
  expect(found).toEqual([]);
}
