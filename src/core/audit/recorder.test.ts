import { beforeEach, describe, expect, it } from 'vitest';
import type { ActivityBody, ActivityProfile } from '../../shared/activity';
import type { BridgeState, LinkInfo } from '../../shared/bridge-state';
import { errorInfo } from '../../shared/errors';
import type { Profile } from '../../shared/profile';
import { EMPTY_BRIDGE, type BridgeView } from '../../shared/snapshot';
import { Recorder } from './recorder';

const STAGING: Profile = {
  ...{ id: 'one', name: 'staging', gateways: [{ host: 'a.example.org' }] },
  ...{ cidrs: [], networks: {} },
};
const LINK: LinkInfo = {
  ...{ mode: 'relay', interface: 'gangway0', local: '198.18.0.0', peer: '198.18.0.1' },
  ...{ mtu: 65_280, rights: 'sudo', gateway: 'a.example.org:22' },
};
const LOST = errorInfo('ssh.lost');
const DENIED = errorInfo('docker.denied', { user: 'deploy', host: 'a' });

let told: { body: ActivityBody; profile: ActivityProfile | undefined }[];
let recorder: Recorder;
beforeEach(() => {
  told = [];
  recorder = new Recorder({ append: (body, profile) => told.push({ body, profile }) });
  recorder.profiles([STAGING]);
});
const bodies = (): ActivityBody[] => told.splice(0).map(({ body }) => body);
const as = (state: BridgeState, rest: Partial<BridgeView> = {}): BridgeView => ({
  ...EMPTY_BRIDGE,
  ...rest,
  state,
});

describe('a bridge', () => {
  const connected: BridgeState = { kind: 'connected', since: 1, link: LINK };
  const waiting = { to: 'waiting', attempt: 2, error: LOST } as const;

  it('tells phases, the link, a drop with its cause, and the wait', () => {
    recorder.bridge('one', as({ kind: 'idle' }), {
      state: { kind: 'connecting', attempt: 1, phase: 'elevate' },
    });
    recorder.bridge('one', as({ kind: 'connecting', attempt: 1, phase: 'verify' }), {
      state: connected,
    });
    recorder.bridge('one', as(connected), { state: { kind: 'disconnecting', after: waiting } });
    recorder.bridge('one', as({ kind: 'disconnecting', after: waiting }), {
      state: { kind: 'waiting', attempt: 2, retryAt: 9, error: LOST },
    });
    expect(told.every(({ profile }) => profile?.name === 'staging')).toBe(true);
    expect(bodies()).toEqual([
      { kind: 'phase', phase: 'elevate', attempt: 1 },
      {
        ...{ kind: 'connected', gateway: 'a.example.org:22', mode: 'relay', rights: 'sudo' },
        ...{ interface: 'gangway0', mtu: 65_280 },
      },
      { kind: 'dropped', error: LOST },
      { kind: 'waiting', attempt: 2, retryAt: 9, error: LOST },
    ]);
  });

  it('tells an end that was asked for, and one that was not', () => {
    const ending: BridgeState = { kind: 'disconnecting', after: { to: 'idle' } };
    recorder.bridge('one', as(connected), { state: ending });
    recorder.bridge('one', as(ending), { state: { kind: 'idle' } });
    recorder.bridge('one', as(ending), {
      state: { kind: 'failed', error: LOST, cleanup: 'incomplete' },
    });
    recorder.bridge('one', as({ kind: 'failed', error: LOST, cleanup: 'clean' }), {
      state: { kind: 'idle' },
    });
    expect(bodies()).toEqual([
      { kind: 'disconnected' },
      { kind: 'failed', error: LOST, cleanup: 'incomplete' },
    ]);
  });

  it('tells warnings that come and go, but not that a state swept them away', () => {
    const warned = as(connected, { warnings: [DENIED] });
    recorder.bridge('one', as(connected), { warnings: [DENIED] });
    recorder.bridge('one', warned, { warnings: [{ ...DENIED }] });
    recorder.bridge('one', warned, { warnings: [LOST] });
    recorder.bridge('one', warned, { state: { kind: 'idle' }, warnings: [] });
    recorder.bridge('one', as(connected), { health: EMPTY_BRIDGE.health });
    expect(bodies()).toEqual([
      { kind: 'warning', error: DENIED },
      { kind: 'warning-over', error: DENIED },
      { kind: 'warning', error: LOST },
    ]);
  });

  it('tells a click only where it means something', () => {
    recorder.asked('one', 'connect', as({ kind: 'idle' }));
    recorder.asked('one', 'connect', as(connected));
    recorder.asked('one', 'disconnect', as(connected));
    recorder.asked('one', 'disconnect', as({ kind: 'idle' }));
    expect(bodies()).toEqual([{ kind: 'connect-asked' }, { kind: 'disconnect-asked' }]);
  });
});

describe('the helper', () => {
  const config = { local: '198.18.0.0', peer: '198.18.0.1', mtu: 1500, gateway: '203.0.113.21' };
  const ADD = ['/usr/sbin/ip', 'route', 'add', '10.0.0.0/16', 'dev', 'gangway0'];

  it('tells commands word for word, and routes by their difference', () => {
    const act = { verb: 'apply', bridge: 'one' } as const;
    recorder.helper({ ...act, config: { ...config, routes: ['10.0.0.0/16'] }, commands: [ADD] });
    recorder.helper({ ...act, config: { ...config, routes: ['10.0.0.0/16'] }, commands: [] });
    recorder.helper({ ...act, config: { ...config, routes: ['10.1.0.0/16'] }, commands: [] });
    recorder.helper({ verb: 'clean', bridge: 'one', commands: [] });
    expect(bodies()).toEqual([
      { kind: 'commands', purpose: 'routes', commands: [ADD] },
      { kind: 'routes', added: ['10.0.0.0/16'], removed: [] },
      { kind: 'routes', added: ['10.1.0.0/16'], removed: ['10.0.0.0/16'] },
      { kind: 'routes', added: [], removed: ['10.1.0.0/16'] },
    ]);
  });

  it('tells a thousand commands in several events, and none is lost', () => {
    const commands = Array.from({ length: 1024 }, (_, index) => ['ip', String(index)]);
    recorder.helper({ verb: 'clean', bridge: 'one', commands });
    const events = bodies();
    expect(events).toHaveLength(21);
    expect(events.flatMap((body) => ('commands' in body ? body.commands : []))).toEqual(commands);
  });

  it('tells names that are new to the laptop', () => {
    const names = { port: 5353, domains: ['staging.gangway.internal'], search: [], hosts: [] };
    const act = { verb: 'names', bridge: 'one', config: names, resolver: 'hosts-file' } as const;
    recorder.helper({ ...act, commands: [['write', '/etc/hosts']] });
    recorder.helper({ ...act, commands: [] });
    recorder.helper({ verb: 'clean', bridge: 'one', commands: [] });
    expect(bodies()).toEqual([
      { kind: 'commands', purpose: 'names', commands: [['write', '/etc/hosts']] },
      { kind: 'names', resolver: 'hosts-file', domains: names.domains, search: [] },
      { kind: 'names', resolver: 'hosts-file', domains: [], search: [] },
    ]);
  });

  it('tells that a service started it, why not, and what made it one', () => {
    const error = errorInfo('helper.service-silent', { message: 'no answer' });
    recorder.helper({ verb: 'start-by-service', path: '/etc/systemd/system/x.socket' });
    recorder.helper({ verb: 'service-silent', error });
    recorder.helper({ verb: 'service', command: ['/bin/sh', '-c', 'x'] });
    expect(bodies()).toEqual([
      { kind: 'started-by-service', path: '/etc/systemd/system/x.socket' },
      { kind: 'warning', error },
      { kind: 'commands', purpose: 'service', commands: [['/bin/sh', '-c', 'x']] },
    ]);
  });

  it('tells of no profile what started it, and of each what went with it', () => {
    recorder.helper({ verb: 'start', command: ['/bin/sh', '-c', 'x'] });
    recorder.helper({
      ...{ verb: 'apply', bridge: 'one', commands: [] },
      config: { ...config, routes: ['10.0.0.0/16'] },
    });
    recorder.helperGone();
    recorder.helperGone();
    expect(told).toEqual([
      {
        body: { kind: 'commands', purpose: 'helper', commands: [['/bin/sh', '-c', 'x']] },
        profile: undefined,
      },
      expect.anything(),
      {
        body: { kind: 'routes', added: [], removed: ['10.0.0.0/16'] },
        profile: { id: 'one', name: 'staging' },
      },
    ]);
  });
});

describe('profiles', () => {
  it('tells what was added, changed, switched and removed, but no values', () => {
    const other = { ...STAGING, id: 'two', name: 'b' };
    recorder.profiles([STAGING, other]);
    recorder.profiles([{ ...STAGING, cidrs: ['10.0.0.0/8'], networks: { mesh: true } }, other]);
    recorder.profiles([{ ...STAGING, cidrs: ['10.0.0.0/8'], networks: {} }, other]);
    recorder.profiles([other]);
    expect(told).toEqual([
      { profile: { id: 'two', name: 'b' }, body: { kind: 'profile-added' } },
      ...[
        { kind: 'profile-changed', fields: ['cidrs'] },
        { kind: 'network-switched', network: 'mesh', enabled: true },
        { kind: 'profile-changed', fields: ['networks'] },
        { kind: 'profile-removed' },
      ].map((body) => ({ profile: { id: 'one', name: 'staging' }, body })),
    ]);
  });
});

describe('a container', () => {
  const what = { action: 'stop', container: 'web', image: 'nginx:1' } as const;

  it('tells what a person has done to it, and what failed', () => {
    const error = errorInfo('docker.action-failed', { action: 'stop', name: 'web' });
    recorder.acted('one', what, null);
    recorder.acted('one', what, error);
    expect(bodies()).toEqual([
      { kind: 'container-action', ...what },
      { kind: 'container-action-failed', ...what, error },
    ]);
  });
});

it('tells trouble with a file of the app once, of no profile', () => {
  const broken = errorInfo('config.file-broken', { path: 'settings.json' });
  recorder.notices([broken]);
  recorder.notices([{ ...broken }]);
  expect(told).toEqual([{ body: { kind: 'warning', error: broken }, profile: undefined }]);
});
