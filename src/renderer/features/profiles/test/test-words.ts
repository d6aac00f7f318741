/** What a step of a connection test has found out, in words: pure. */
import type { TFunction } from 'i18next';
import type { TestStep } from '../../../../shared/connection-test';
import type { ErrorDetail } from '../../../../shared/errors';
import { formatRoundTrip } from '../../../format';

export function factWords(step: TestStep, facts: ErrorDetail, t: TFunction<'test'>): string {
  const text = (name: string): string => String(facts[name] ?? '');
  switch (step) {
    case 'resolve':
      return text('address');
    case 'reach':
      return formatRoundTrip(Number(facts['ms'] ?? 0));
    case 'host-key':
      return [text('type'), text('fingerprint')].join(' ').trim();
    case 'login':
      return t('facts.login', { user: text('user'), method: text('method') });
    case 'docker':
      return t('facts.docker', { engine: text('engine'), count: Number(facts['containers'] ?? 0) });
    case 'rights':
      return [
        known(text('rights'), ['root', 'sudo', 'prepared', 'docker'] as const, (rights) =>
          t(`facts.rights.${rights}`),
        ),
        known(text('mode'), ['relay', 'tun-channel'] as const, (mode) => t(`facts.mode.${mode}`)),
      ]
        .filter(Boolean)
        .join(', ');
    case 'networks':
      return [
        t('facts.routed', { count: Number(facts['routed'] ?? 0) }),
        Number(facts['refused'] ?? 0) > 0 &&
          t('facts.refused', { count: Number(facts['refused'] ?? 0) }),
      ]
        .filter(Boolean)
        .join(', ');
  }
}

function known<Name extends string>(
  name: string,
  names: readonly Name[],
  words: (name: Name) => string,
): string {
  const found = names.find((each) => each === name);
  return found === undefined ? name : words(found);
}
