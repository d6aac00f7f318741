/** Profiles as a person with several clouds has them, and what a test of one finds out. */
import type { ConfigHost } from '../../src/shared/config-host';
import {
  TEST_STEPS,
  type TestOutcome,
  type TestProgress,
  type TestStep,
} from '../../src/shared/connection-test';
import { errorInfo, type ErrorDetail } from '../../src/shared/errors';
import type { Profile } from '../../src/shared/profile';
import type { AppSnapshot } from '../../src/shared/snapshot';
import { connected, PRODUCTION, snapshot, STAGING } from './fixtures';

/** Marked, and with a second way in. */
export const MARKED: Profile = {
  ...STAGING,
  colour: 'teal',
  emoji: '🌊',
  gateways: [{ host: '203.0.113.21', port: 22, user: 'deploy' }, { host: 'standby.example.com' }],
  connectOnStart: true,
  openOnConnect: 'http://web.staging/',
};

const COLOURED: Profile = { ...PRODUCTION, colour: 'red' };
const PLAIN: Profile = {
  ...PRODUCTION,
  id: '0d5d7c0a-7a0f-4b52-9a39-5b3a3a3f8c22',
  name: 'customer-with-a-very-long-name-1',
  gateways: [{ host: 'gateway-of-a-customer-with-a-long-name.example.com' }],
};

/** Three of them, the first connected. */
export const CLOUDS = (): AppSnapshot => ({
  ...connected(),
  profiles: [MARKED, COLOURED, PLAIN],
});

export const NOTHING_YET = (): AppSnapshot => snapshot({ profiles: [] });

export const HOSTS: readonly ConfigHost[] = [
  { alias: 'bay', hostName: '203.0.113.21', user: 'deploy', port: 2222 },
  { alias: 'DB_1.fra', hostName: 'db-1.fra.internal.example.com', user: 'ops' },
  { alias: 'bastion.fra.example.com' },
  { alias: 'gateway-of-a-customer-with-a-long-name', hostName: 'fd00:20::1', port: 22 },
  { alias: 'pier' },
  { alias: 'quay', user: 'root' },
  { alias: 'wharf', hostName: '10.20.0.7' },
];

const FACTS: Readonly<Record<TestStep, ErrorDetail>> = {
  resolve: { address: '203.0.113.21' },
  reach: { ms: 23.903725999998642 },
  'host-key': {
    type: 'ssh-ed25519',
    fingerprint: 'SHA256:uNiVztksCsDhcc0u9e8BrYhcN3f0zQ1sYJpN4hF6rSk',
  },
  login: { user: 'deploy', method: 'publickey' },
  docker: { engine: '26.1.5', containers: 12 },
  rights: { rights: 'root', mode: 'relay' },
  networks: { routed: 4, refused: 1 },
};

export const told = (step: TestStep, outcome: TestOutcome, gateway = 0): TestProgress => ({
  ...{ gateway, step, outcome },
});

/** Every step until `last`, which then has that outcome. */
export function steps(
  last: TestStep = 'networks',
  outcome: TestOutcome = { kind: 'passed', facts: FACTS[last] },
  gateway = 0,
): TestProgress[] {
  const before = TEST_STEPS.slice(0, TEST_STEPS.indexOf(last));
  return [
    ...before.map((step) => told(step, { kind: 'passed', facts: FACTS[step] }, gateway)),
    told(last, outcome, gateway),
  ];
}

export const REFUSED: TestOutcome = {
  kind: 'failed',
  error: errorInfo('ssh.refused', { host: '203.0.113.21', port: 22 }),
};

/** The relay does not run there. */
export const SLOWER: TestOutcome = {
  kind: 'warned',
  facts: { rights: 'root', mode: 'tun-channel' },
  error: errorInfo('gateway.tool-missing', { host: '203.0.113.21', tool: 'python3' }),
};
