/** How ssh writes paths and texts with placeholders. Pure. */
import { join } from 'node:path';

/** `~` and `~/…`; other users' homes (`~name`) stay as they are. */
export function expandHome(path: string, home: string): string {
  if (path === '~') return home;
  return path.startsWith('~/') ? join(home, path.slice(2)) : path;
}

/**
 * `%x` by the given table and `%%` (ssh_config(5) TOKENS); `undefined` if a token is not in the table.
 */
export function expandTokens(
  text: string,
  tokens: Readonly<Record<string, string>>,
): string | undefined {
  return expand(text, /%(.?)/g, (token) => (token === '%' ? '%' : tokens[token]));
}

/** `${NAME}` from the environment (ssh_config(5) ENVIRONMENT VARIABLES); `undefined` if one is not set. */
export function expandEnvironment(text: string, env: NodeJS.ProcessEnv): string | undefined {
  return expand(text, /\$\{([^}]*)\}/g, (name) => env[name]);
}

function expand(
  text: string,
  placeholder: RegExp,
  valueOf: (name: string) => string | undefined,
): string | undefined {
  const unknown = [...text.matchAll(placeholder)].some(
    ([, name = '']) => valueOf(name) === undefined,
  );
  if (unknown) return undefined;
  return text.replace(placeholder, (_whole, name: string) => valueOf(name) ?? '');
}
