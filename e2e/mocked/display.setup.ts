/** Brings a display of our own where there is none, as on a build machine. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { platform } from 'node:os';

// eslint-disable-next-line no-restricted-syntax -- Playwright takes the default export
export default async function bringDisplay(): Promise<(() => void) | undefined> {
  if (platform() !== 'linux' || process.env['DISPLAY']) return undefined;
  // Xvfb picks a free number and writes it to descriptor 3 once it can be used.
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x800x24'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const written = server.stdio[3];
  if (!written) throw new Error('no descriptor 3');
  const [number] = (await Promise.race([
    once(written, 'data'),
    once(server, 'exit').then(() => Promise.reject(new Error('Xvfb did not start'))),
  ])) as [Buffer];
  process.env['DISPLAY'] = `:${number.toString().trim()}`;
  return () => void server.kill();
}
