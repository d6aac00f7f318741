import { describe, expect, it, vi } from 'vitest';
import { fileFor } from './app-protocol';

vi.mock('electron', () => ({ protocol: {} }));

describe('app://gangway/', () => {
  it.each([
    ['app://gangway/index.html', '/srv/page/index.html'],
    ['app://gangway/assets/main-1.js?x=1', '/srv/page/assets/main-1.js'],
    ['app://gangway/../../etc/passwd', '/srv/page/etc/passwd'],
    ['app://gangway/..%2f..%2fetc/passwd', undefined],
    ['app://gangway/%', undefined],
    ['app://gangway/', '/srv/page/'],
    ['app://elsewhere/index.html', undefined],
  ])('%s', (url, file) => expect(fileFor(url, '/srv/page')).toBe(file));
});
