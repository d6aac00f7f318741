import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it, vi } from 'vitest';
import { backgroundColour } from './appearance';

const { theme } = vi.hoisted(() => ({ theme: { shouldUseDarkColors: false } }));

vi.mock('electron', () => ({ nativeTheme: theme }));

it('paints windows, before their pages are there, as the pages will', () => {
  const file = path.join(import.meta.dirname, '../renderer/styles/tokens.css');
  const tokens = readFileSync(file, 'utf8');
  const [light, dark] = [...tokens.matchAll(/--window: (#\w+);/g)].map(([, colour]) => colour);
  expect(backgroundColour()).toBe(light);
  theme.shouldUseDarkColors = true;
  expect(backgroundColour()).toBe(dark);
});
