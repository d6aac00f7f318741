/**
 * `app://gangway/` serves the built renderer and nothing else. Unlike `file:`, it has an origin, so that
 * 'self' means us in the content security policy, and it reads no other file.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { protocol } from 'electron';

const SCHEME = 'app';
const ORIGIN = `${SCHEME}://gangway`;
export const HOME_URL = `${ORIGIN}/index.html`;

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Before Electron is ready. */
export function declareAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Kinds of file that the build emits. */
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** After Electron is ready. */
export function serveRenderer(directory: string): void {
  protocol.handle(SCHEME, async ({ method, url }) => {
    const file = fileFor(url, directory);
    const type = file && TYPES[path.extname(file)];
    if (method !== 'GET' || !type) return new Response(null, { status: 404 });
    const content = await readFile(file).catch(() => undefined);
    if (!content) return new Response(null, { status: 404 });
    return new Response(content, {
      headers: {
        'Content-Type': type,
        'Content-Security-Policy': CONTENT_SECURITY_POLICY,
        'X-Content-Type-Options': 'nosniff',
      },
    });
  });
}

/** The file that a URL names, or `undefined` for what is not below `directory`. */
export function fileFor(url: string, directory: string): string | undefined {
  const { host, pathname } = new URL(url);
  if (`${SCHEME}://${host}` !== ORIGIN) return undefined;
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
  const file = path.join(directory, decoded);
  return file.startsWith(directory + path.sep) ? file : undefined;
}
