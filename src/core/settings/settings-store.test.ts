import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DEFAULT_SETTINGS } from '../../shared/settings';
import { SettingsStore } from './settings-store';

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

  it.each(['', '{', '[]', 'null', '"x"', '{"theme": 7}'])('are the usual ones for %j', (text) => {
    writeFileSync(file, text);
    expect(open().get()).toEqual(DEFAULT_SETTINGS);
  });

  it('lose nothing but the value that is broken', () => {
    writeFileSync(
      file,
      '{"theme": "purple", "logLevel": "debug", "suffix": "..", "language": "de"}',
    );
    expect(open().get()).toEqual({ ...DEFAULT_SETTINGS, logLevel: 'debug', language: 'de' });
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
