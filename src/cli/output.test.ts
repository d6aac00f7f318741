import { CommanderError } from 'commander';
import { describe, expect, it } from 'vitest';
import { errorInfo, failure } from '../shared/errors';
import type { DockerAccess } from '../shared/docker-access';
import type { Container } from '../shared/inventory';
import type { NamesView } from '../shared/names-view';
import { EMPTY_BRIDGE } from '../shared/snapshot';
import { NO_HEALTH } from '../shared/health';
import { networksTable } from './commands/networks';
import { echoLine, newEchoes, summaryLines, summaryOf } from './commands/ping';
import { psRows, psTable } from './commands/ps';
import { rowOf, statusTable } from './commands/status';
import { useLines } from './commands/up';
import { exitCodeOf } from './exit';
import { printable } from './io';
import { age, table } from './table';
import { networkView, PROFILE } from './testing/fake-engine';

const plain = (_style: unknown, words: string) => words;

describe('table', () => {
  it('aligns columns and leaves no blanks at the end', () => {
    const lines = table(
      ['NAME', 'STATE', 'X'],
      [
        ['a', 'running', ''],
        ['longer', 'up', 'x'],
      ],
    );
    expect(lines).toEqual(['NAME     STATE     X', 'a        running', 'longer   up        x']);
  });
});

describe('age', () => {
  it.each([
    [0, '0s'],
    [59_999, '59s'],
    [60_000, '1m'],
    [3_599_999, '59m'],
    [7_200_000, '2h'],
    [86_400_000 * 40, '40d'],
    [-5_000, '0s'],
  ])('of %d ms is %s', (ms, words) => {
    expect(age(1_000_000, 1_000_000 + ms)).toBe(words);
  });
});

const WEB: Container = {
  id: 'f00',
  name: 'web',
  image: 'nginx:1.22.1',
  status: 'running',
  health: 'healthy',
  statusText: 'Up 2 hours (healthy)',
  createdAt: 0,
  endpoints: [
    { network: 'a', ipv4: '172.17.0.2', ipv6: null },
    { network: 'b', ipv4: '172.18.0.2', ipv6: null },
  ],
  ports: [
    { container: 80, protocol: 'tcp', host: 8080 },
    { container: 53, protocol: 'udp', host: null },
  ],
  project: null,
};
const JOB: Container = {
  ...WEB,
  id: 'b00',
  name: 'job\u001b[31m',
  status: 'exited',
  health: 'none',
  endpoints: [{ network: 'a', ipv4: null, ipv6: null }],
  ports: [],
};

describe('ps', () => {
  const rows = psRows(
    'a',
    { containers: [WEB, JOB], networks: [], swarm: null, engine: '20.10.24' },
    [networkView('a'), networkView('b', { prefixes: [], reach: { kind: 'off' } })],
  );

  it('prints what docker ps would, with addresses', () => {
    expect(psTable(rows, false, 7_200_000, plain)).toEqual([
      'NAME      STATE               ADDRESS                    PORTS                  IMAGE          AGE',
      'web       running (healthy)   172.17.0.2, (172.18.0.2)   8080->80/tcp, 53/udp   nginx:1.22.1   2h',
      'job[31m   exited              -                          -                      nginx:1.22.1   2h',
    ]);
  });

  it('names the profile where there may be several, and colours the state only', () => {
    const marked = psTable(rows, true, 0, (style, words) => `<${String(style)}>${words}</>`);
    expect(marked[0]).toMatch(/^PROFILE {3}NAME/);
    expect(marked[1]).toContain('<green>running (healthy)</>');
    expect(marked[2]).toContain('<dim>exited           </>');
  });

  it('lists tasks of other nodes, with the addresses that lead to them', () => {
    const task = {
      ...{ id: 't2', name: 'web.2', service: 'web', stack: null, image: 'nginx:1', node: 'n2' },
      ...{ container: null, endpoints: [{ network: 'front', ipv4: '10.0.9.5', ipv6: null }] },
    };
    const swarm = {
      ...{ node: 'n1', manager: true },
      nodes: [{ id: 'n2', hostname: 'worker-b', role: 'worker' as const, available: true }],
      tasks: [task, { ...task, id: 't1', name: 'web.1', node: 'n1' }],
    };
    const front = networkView('front', {
      prefixes: [{ real: '10.0.9.0/24', routed: '10.201.9.0/24' }],
    });
    const found = psRows('a', { containers: [JOB], networks: [], swarm, engine: '' }, [front]);
    expect(psTable(found, false, 0, plain).slice(0, 3)).toEqual([
      'NAME      STATE     ADDRESS      PORTS   IMAGE          NODE       AGE',
      'job[31m   exited    -            -       nginx:1.22.1   -          0s',
      'web.2     running   10.201.9.5   -       nginx:1        worker-b   -',
    ]);
    expect(found).toHaveLength(2);
  });
});

const NAMES: NamesView = {
  resolver: 'systemd-resolved',
  domains: ['a.gangway.internal', 'corp'],
  search: ['gangway.internal'],
  names: { f00: ['web.a.gangway.internal', 'www.a.gangway.internal'] },
};
const DOCKER = { socket: '/run/gangway/docker-a.sock', context: 'gangway-a' };
const named = (names: NamesView | null, docker: DockerAccess | null = null) => ({
  ...EMPTY_BRIDGE,
  ...{ names, docker },
  inventory: { containers: [JOB, WEB], networks: [], swarm: null, engine: '' },
});

describe('names', () => {
  const all = { containers: [WEB, JOB], networks: [], swarm: null, engine: '20.10.24' };
  const rows = (names: NamesView | null) => psRows('a', all, [networkView('a')], names);

  it('are in ps as short as this computer takes them', () => {
    expect(psTable(rows(NAMES), false, 0, plain)).toEqual([
      'NAME      STATE               ADDRESS                    DNS NAME   PORTS                  IMAGE          AGE',
      'web       running (healthy)   172.17.0.2, (172.18.0.2)   web.a      8080->80/tcp, 53/udp   nginx:1.22.1   0s',
      'job[31m   exited              -                          -          -                      nginx:1.22.1   0s',
    ]);
    expect(rows(NAMES)[0]).toMatchObject({
      dnsNames: ['web.a.gangway.internal', 'www.a.gangway.internal'],
      dnsName: 'web.a',
    });
  });

  it.each([null, { ...NAMES, resolver: null }])('are left out where none works: %o', (names) => {
    expect(psTable(rows(names), false, 0, plain)[0]).not.toContain('DNS NAME');
    expect(rows(names)[0]).toMatchObject({ dnsNames: [], dnsName: null });
  });

  it('are in status without those of the containers', () => {
    const { names, docker } = rowOf(PROFILE, named(NAMES, DOCKER));
    const { resolver, domains, search } = NAMES;
    expect({ names, docker }).toEqual({ names: { resolver, domains, search }, docker: DOCKER });
  });

  it.each<[NamesView | null, DockerAccess | null, string[]]>([
    [null, null, []],
    [{ ...NAMES, resolver: null }, null, []],
    [
      NAMES,
      DOCKER,
      ['names end in a.gangway.internal, such as web.a', 'docker --context gangway-a ps'],
    ],
    [
      { ...NAMES, names: {}, resolver: 'hosts-file' },
      { ...DOCKER, context: null },
      [
        'names end in a.gangway.internal (exact names only, from /etc/hosts)',
        'DOCKER_HOST=unix:///run/gangway/docker-a.sock docker ps',
      ],
    ],
  ])('and what to type for docker follow `up`', (names, docker, lines) => {
    expect(useLines(named(names, docker))).toEqual(lines);
  });
});

describe('status', () => {
  it('prints one line per profile', () => {
    const idle = rowOf(PROFILE, {
      state: { kind: 'idle' },
      health: NO_HEALTH,
      inventory: null,
      networks: [],
      names: null,
      docker: null,
      warnings: [],
    });
    expect(idle).toMatchObject({ name: 'a', state: { kind: 'idle' }, containers: null });
    expect(statusTable({ rows: [idle], profiles: [PROFILE] }, 0)[1]).toBe(
      'a      idle    a.example.org   -       -     -      -',
    );
  });
});

describe('networks', () => {
  const front = networkView('front', {
    ...{ driver: 'overlay', scope: 'swarm', containers: 3, nodes: ['a', 'b'] },
    prefixes: [
      { real: '10.0.9.0/24', routed: '10.201.9.0/24' },
      { real: 'fd00::/64', routed: null },
    ],
  });
  const vault = networkView('vault', {
    ...{ enabled: false, containers: 0 },
    prefixes: ['172.31.0.0/16', 'fd01::/64'].map((real) => ({ real, routed: null })),
    reach: { kind: 'refused', error: errorInfo('net.internal', { network: 'vault' }) },
  });
  const rows = [networkView('bridge'), front, vault].map((each) => ({ ...each, profile: 'a' }));

  it('prints both addresses and the state of each', () => {
    expect(networksTable(rows, plain)).toEqual([
      'NAME     DRIVER    SCOPE   SUBNET                     HERE-AS            CONTAINERS   NODES   STATE',
      'bridge   bridge    local   172.17.0.0/16              same               1            -       on',
      'front    overlay   swarm   10.0.9.0/24, fd00::/64     10.201.9.0/24, -   3            a, b    on',
      'vault    bridge    local   172.31.0.0/16, fd01::/64   -                  0            -       refused (Internal network)',
    ]);
  });

  it('names the profile where there are several, and colours the state', () => {
    const more = [...rows, ...rows.map((row) => ({ ...row, profile: 'b', enabled: true }))];
    const marked = networksTable(more, (style, words) => `<${String(style)}>${words}</>`);
    expect(marked[0]).toMatch(/^PROFILE {3}NAME/);
    expect(marked[1]).toContain('<green>on</>');
    expect(marked[3]).toContain('<dim>refused (Internal network)</>');
    expect(marked[6]).toContain('<red>refused (Internal network)</>');
  });
});

describe('ping', () => {
  it.each([
    ['nothing', [1, 2], [1, 2], []],
    ['one', [1, 2], [1, 2, 3], [3]],
    ['a lost one', [1, null], [1, null, null], [null]],
    ['a window that moved on', [1, 2, 3], [2, 3, 4], [4]],
    ['another link', [1, 2], [7], [7]],
    ['the first', [], [5], [5]],
  ])('finds what is new: %s', (_name, before, after, added) => {
    expect(newEchoes(before, after)).toEqual(added);
  });

  it('sums up', () => {
    const summary = summaryOf('a', [1, null, 2, 3]);
    expect(summary).toMatchObject({ loss: 0.25, minMs: 1, avgMs: 2, maxMs: 3 });
    expect(summaryLines(summary)).toEqual([
      '4 echoes, 3 answered, 25 % lost',
      'min/avg/max 1.00/2.00/3.00 ms',
    ]);
    expect(summaryLines(summaryOf('a', [null]))).toEqual(['1 echoes, 0 answered, 100 % lost']);
    expect([echoLine(0.5, 1), echoLine(null, 2)]).toEqual(['echo 1: 0.50 ms', 'echo 2: lost']);
  });
});

describe('exitCodeOf', () => {
  it.each([
    [0, new CommanderError(0, 'commander.helpDisplayed', '')],
    [2, new CommanderError(1, 'commander.unknownOption', '')],
    [1, failure('ssh.refused', { host: 'a', port: 22 })],
    [1, new Error('two\nlines')],
  ])('is %d', (code, thrown) => {
    const notes: string[] = [];
    expect(exitCodeOf(thrown, (line) => notes.push(line))).toBe(code);
    expect(notes).toHaveLength(code === 1 ? 1 : 0);
    for (const note of notes) expect(note).toMatch(/^gangway: [^\n]+\.$/);
  });
});

describe('printable', () => {
  it('takes what a terminal would obey', () => {
    expect(printable('a\u001b]0;x\u0007b\u009bc\r\nd')).toBe('a]0;xbc\nd');
  });
});
