/** Host patterns as ssh_config(5) and sshd(8) "SSH_KNOWN_HOSTS" define them. Pure. */

/** `*` is any run of characters, `?` exactly one. Case-sensitive, as OpenSSH's `match_pattern`. */
export function matchesPattern(text: string, pattern: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*+/g, '.*')
    .replace(/\?/g, '.');
  return new RegExp(`^${source}$`, 's').test(text);
}

/** Whether one pattern matches and no negated one (`!pattern`) does. */
export function matchesPatternList(text: string, patterns: readonly string[]): boolean {
  let matched = false;
  for (const pattern of patterns) {
    if (pattern.startsWith('!')) {
      if (matchesPattern(text, pattern.slice(1))) return false;
    } else {
      matched ||= matchesPattern(text, pattern);
    }
  }
  return matched;
}
