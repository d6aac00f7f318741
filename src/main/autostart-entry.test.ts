import { describe, expect, it } from 'vitest';
import { autostartEntry, isEnabled } from './autostart-entry';

const exec = (command: string[], environment = {}): string =>
  /^Exec=(.*)$/m.exec(autostartEntry({ command, environment }))?.[1] ?? '';

describe('the autostart file', () => {
  it('names the program', () => {
    expect(exec(['/opt/Gangway/gangway-app'])).toBe('"/opt/Gangway/gangway-app"');
    expect(exec(['/a b/electron', '/src'])).toBe('"/a b/electron" "/src"');
  });

  it('takes its variables along', () =>
    expect(exec(['/g'], { GANGWAY_HOME: '/tmp/x' })).toBe(
      '"/usr/bin/env" "GANGWAY_HOME=/tmp/x" "/g"',
    ));

  it('escapes what means something there', () =>
    expect(exec(['/50%/$a`b"c\\d'])).toBe('"/50%%/\\\\$a\\\\`b\\\\"c\\\\\\\\d"'));

  it('is on until somebody says no in it', () => {
    const entry = autostartEntry({ command: ['/g'], environment: {} });
    expect(isEnabled(entry)).toBe(true);
    expect(isEnabled(`${entry}Hidden=true\n`)).toBe(false);
    expect(isEnabled(entry.replace('enabled=true', 'enabled=false'))).toBe(false);
  });
});
