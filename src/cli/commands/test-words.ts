/** What `gangway test` prints: pure. */
import { assertNever } from '../../shared/assert-never';
import type { TestOutcome, TestProgress, TestStep } from '../../shared/connection-test';
import { GangwayError, type ErrorDetail } from '../../shared/errors';
import type { Gateway } from '../../shared/profile';
import { failureLine } from '../exit';
import { printable, type Io } from '../io';

const STEP_WORDS: Readonly<Record<TestStep, string>> = {
  resolve: 'resolve',
  reach: 'reach',
  'host-key': 'host key',
  login: 'login',
  docker: 'Docker',
  rights: 'tun rights',
  networks: 'networks',
};
const WIDTH = Math.max(...Object.values(STEP_WORDS).map(({ length }) => length));

export function gatewayLine({ host, port, user }: Gateway): string {
  return `${user === undefined ? '' : `${user}@`}${host}${port === undefined ? '' : `:${port}`}`;
}

/** `✓ reach       0.4 ms`; empty for a step that has only begun. */
export function stepLine({ step, outcome }: TestProgress, paint: Io['paint']): string {
  const words = STEP_WORDS[step].padEnd(WIDTH);
  switch (outcome.kind) {
    case 'running':
      return '';
    case 'passed':
      return `${paint('green', '✓')} ${words}  ${factWords(step, outcome.facts)}`;
    case 'warned':
      return `${paint('yellow', '!')} ${words}  ${warningWords(step, outcome)}`;
    case 'failed':
      return `${paint('red', '✗')} ${words}  ${failureLine(new GangwayError(outcome.error))}`;
    default:
      return assertNever(outcome);
  }
}

function warningWords(step: TestStep, { facts, error }: Extract<TestOutcome, { kind: 'warned' }>) {
  const reason = failureLine(new GangwayError(error));
  return Object.keys(facts).length > 0 ? `${factWords(step, facts)}: ${reason}` : reason;
}

function factWords(step: TestStep, facts: ErrorDetail): string {
  const fact = (name: string): string => printable(String(facts[name] ?? ''));
  switch (step) {
    case 'resolve':
      return fact('address');
    case 'reach': {
      const ms = Number(facts['ms']);
      const via = facts['via'] === undefined ? '' : ` by way of ${fact('via')}`;
      return `${ms < 10 ? ms.toFixed(1) : ms.toFixed(0)} ms${via}`;
    }
    case 'host-key':
      return `${fact('type')} ${fact('fingerprint')}, ${fact('trust')}`;
    case 'login':
      return `${fact('user')}, by ${fact('method')}`;
    case 'docker':
      return `Engine ${fact('engine')}, ${count(facts['containers'], 'container')}`;
    case 'rights':
      return `${fact('rights')}, link mode ${fact('mode')}`;
    case 'networks':
      return networkWords(facts);
    default:
      return assertNever(step);
  }
}

function networkWords(facts: ErrorDetail): string {
  const parts = [`${count(facts['routed'], 'network')} to route`];
  if (Number(facts['remapped']) > 0) parts.push(`${facts['remapped']} under other addresses`);
  if (Number(facts['refused']) > 0) parts.push(`${facts['refused']} refused`);
  return parts.join(', ');
}

function count(number: string | number | undefined, thing: string): string {
  return `${number ?? 0} ${thing}${Number(number) === 1 ? '' : 's'}`;
}
