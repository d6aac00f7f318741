/** The `.desktop` file that starts the app at login (XDG autostart specification): pure. */

interface Launch {
  /** Program and its arguments. */
  readonly command: readonly string[];
  /** Variables that the same app would not be found without. */
  readonly environment: Readonly<Record<string, string>>;
}

export function autostartEntry({ command, environment }: Launch): string {
  const variables = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
  const line = variables.length > 0 ? ['/usr/bin/env', ...variables, ...command] : command;
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Gangway',
    `Exec=${line.map(quoted).join(' ')}`,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}

/** Whether such a file starts anything; desktops switch one off by a line in it. */
export function isEnabled(entry: string): boolean {
  return !/^(Hidden=true|X-GNOME-Autostart-enabled=false)\s*$/m.test(entry);
}

/**
 * An argument of `Exec`, in quotes (Desktop Entry specification, "The Exec key"): escaped as an argument, then as a
 * string of the file; a percent sign would begin a field code.
 */
function quoted(argument: string): string {
  const escaped = argument.replace(/["`$\\]/g, '\\$&').replaceAll('%', '%%');
  return `"${escaped.replaceAll('\\', '\\\\')}"`;
}
