import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DEFAULT_SETTINGS } from '../../shared/settings';
import { readSettings, SettingsStore } from './settings-store';

describe('the settings', () => {
  let directory: string;
  let file: string;
  const stores: SettingsStore[] = [];
  const open = (): SettingsStore => {
    const store = new SettingsStore(file);
    stores.push(store);
    return store;
  };

  beforeEach(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'gangway-settings-'));
    file = path.join(directory, 'settings.json');
  });
  afterEach(() => {
    for (const store of stores.splice(0)) store.close();
    rmSync(directory, { recursive: true });
  });

  it('are the usual ones without a file', () => expect(open().get()).toEqual(DEFAULT_SETTINGS));

  it.each(['', '{"theme": "dark"', '[]', 'null', '"x"'])(
    'of %j are kept aside, and told',
    (text) => {
      writeFileSync(file, text);
      expect(readSettings(file)).toEqual(DEFAULT_SETTINGS);
      expect(readFileSync(file, 'utf8')).toBe(text);
      const store = open();
      expect(store.get()).toEqual(DEFAULT_SETTINGS);
      const [notice] = store.notices();
      expect(notice).toMatchObject({ code: 'config.file-broken', detail: { path: file } });
      const kept = String(notice?.detail['kept']);
      expect(kept).toContain('settings.json.broken-');

      store.change({ theme: 'dark' });
      expect(readFileSync(kept, 'utf8')).toBe(text);
      expect(open().get().theme).toBe('dark');
      expect(open().notices()).toEqual([]);
      const told = vi.fn();
      store.onChange(told);
      store.dismissNotices();
      expect(store.notices()).toEqual([]);
      expect(told).toHaveBeenCalledOnce();
    },
  );

  it('stay in force while their file is broken by somebody else', () => {
    const store = open();
    store.change({ theme: 'dark' });
    writeFileSync(file, 'theme: light');
    const told = vi.fn();
    store.onChange(told);
    expect(store.change({ language: 'de' })).toMatchObject({ theme: 'dark', language: 'de' });
    const kept = String(store.notices()[0]?.detail['kept']);
    expect(readFileSync(kept, 'utf8')).toBe('theme: light');
    expect(told).toHaveBeenCalled();
    expect(open().get()).toMatchObject({ theme: 'dark', language: 'de' });
  });

  it('that cannot be read are not written over', () => {
    mkdirSync(file);
    const store = open();
    expect(store.notices()).toMatchObject([{ code: 'config.storage-failed' }]);
    expect(() => store.change({ theme: 'dark' })).toThrow('config.storage-failed');
    expect(store.get()).toEqual(DEFAULT_SETTINGS);
  });

  it('lose nothing but the value that is broken', () => {
    writeFileSync(
      file,
      '{"theme": "purple", "logLevel": "debug", "suffix": "..", "language": "de"}',
    );
    expect(open().get()).toEqual({ ...DEFAULT_SETTINGS, logLevel: 'debug', language: 'de' });
  });

  it('keep a value that we do not know until another is chosen', () => {
    writeFileSync(file, '{"theme": "sepia"}');
    open().change({ language: 'de' });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ theme: 'sepia', language: 'de' });
  });

  it('last, and leave alone what a newer Gangway wrote', () => {
    writeFileSync(file, '{"sounds": true, "theme": "dark"}');
    open().change({ suffix: 'corp.internal' });
    expect(open().get()).toEqual({ ...DEFAULT_SETTINGS, theme: 'dark', suffix: 'corp.internal' });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ sounds: true });
  });

  it('do not undo what another process has changed', () => {
    const [one, other] = [open(), open()];
    one.change({ theme: 'dark' });
    expect(other.change({ language: 'de' })).toMatchObject({ theme: 'dark', language: 'de' });
  });

  it('tell of a change once, by whomever', async () => {
    const [one, other] = [open(), open()];
    const [here, there] = [vi.fn(), vi.fn()];
    one.onChange(here);
    other.onChange(there);
    one.change({ theme: 'dark' });
    expect(here).toHaveBeenCalledOnce();
    await vi.waitFor(() => expect(there).toHaveBeenCalledOnce());
    expect(other.get().theme).toBe('dark');
    one.change({ theme: 'dark' });
    expect(here).toHaveBeenCalledOnce();
  });

  it('stay as they are where the file cannot be written', () => {
    const store = open();
    rmSync(directory, { recursive: true });
    expect(() => store.change({ theme: 'dark' })).toThrow();
    expect(store.get().theme).toBe('system');
    writeFileSync(directory, '');
  });
});
