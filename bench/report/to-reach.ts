/** What issue "The fast link" asks for, as ratios within one run. */
import type { Figures } from '../stats';

interface Part {
  /** E.g. `up`. Empty where there is only one. */
  readonly name: string;
  readonly value: number | undefined;
}

export interface Goal {
  readonly text: string;
  readonly bar: number;
  readonly stretch: number;
  readonly better: 'higher' | 'lower';
  readonly format: (value: number) => string;
  /** The goal is met when all of them meet it. */
  readonly parts: readonly Part[];
}

/** A heap that is collected now and then is never twice the same: less than this is no growth. */
const NO_GROWTH_MB = 8;
/** What the line lets through, less what 58 ms of headers and slow start cannot use. */
const WAN_MBIT = 500;

export function goals(figures: Figures): readonly Goal[] {
  const [node, electron, wireguard] = ['gangway-node', 'gangway-electron', 'wireguard-go'];
  const ratio = (name: string, measure: string, one: string, other: string): Part => ({
    name,
    value: figures.paired(measure, [one, other], (a, b) => a / b),
  });
  const streams = (one: string, other: string, prefix = ''): Part[] => [
    ratio(`${prefix}up`, 'tcp1-up', one, other),
    ratio(`${prefix}down`, 'tcp1-down', one, other),
  ];
  const relays = (measure: string, other: string): Part[] => [
    ratio('Node', measure, node, other),
    ratio('Electron', measure, electron, other),
  ];
  const medians = (measure: string): Part[] => [
    { name: 'Node', value: figures.median(measure, node) },
    { name: 'Electron', value: figures.median(measure, electron) },
  ];
  const ofLine = (name: string, subject: string, measure: string): Part => {
    const mbit = figures.median(measure, subject);
    return { name, value: mbit === undefined ? undefined : mbit / WAN_MBIT };
  };
  const atLeast = { better: 'higher', format: times } as const;
  const atMost = { better: 'lower', format: times } as const;

  return [
    {
      ...{
        text: 'relay in Node, 1 stream, against wireguard-go',
        bar: 0.8,
        stretch: 1.2,
        ...atLeast,
      },
      parts: streams(node, wireguard),
    },
    {
      ...{ text: 'relay in Electron, 1 stream, against wireguard-go', bar: 0.5, stretch: 0.9 },
      ...atLeast,
      parts: streams(electron, wireguard),
    },
    {
      ...{ text: 'relay in Electron against OpenVPN', bar: 2.5, stretch: 4, ...atLeast },
      parts: streams(electron, 'openvpn'),
    },
    {
      ...{ text: 'relay in Electron against sshuttle', bar: 6, stretch: 10, ...atLeast },
      parts: streams(electron, 'sshuttle'),
    },
    {
      ...{ text: 'relay in Electron against `ssh -w`', bar: 4, stretch: 8, ...atLeast },
      parts: streams(electron, 'ssh-w'),
    },
    {
      text: 'relay against the raw SSH channel of the same client (ssh2)',
      ...{ bar: 0.6, stretch: 0.8, better: 'higher', format: percent },
      parts: [
        ...streams(node, 'ssh2-node', 'Node '),
        ...streams(electron, 'ssh2-electron', 'Electron '),
      ],
    },
    {
      ...{ text: 'tun-channel against `ssh -w`', bar: 1, stretch: 1.3, ...atLeast },
      parts: streams('gangway-tun-channel', 'ssh-w'),
    },
    {
      ...{ text: 'idle RTT against `ssh -w`', bar: 1.5, stretch: 1.1, ...atMost },
      parts: relays('rtt-idle', 'ssh-w'),
    },
    {
      text: 'RTT while a download saturates the link, against wireguard-go',
      ...{ bar: 2, stretch: 1, ...atMost },
      parts: relays('rtt-loaded', wireguard),
    },
    {
      ...{ text: 'HTTP requests/s, 64 connections, against wireguard-go', bar: 0.7, stretch: 1.2 },
      ...atLeast,
      parts: relays('http64-rate', wireguard),
    },
    {
      text: '58 ms WAN, 1 stream, of its 500 Mbit/s',
      ...{ bar: 0.8, stretch: 0.95, better: 'higher', format: percent },
      parts: [
        ofLine('Node up', node, 'wan-tcp1-up'),
        ofLine('Node down', node, 'wan-tcp1-down'),
        ofLine('Electron up', electron, 'wan-tcp1-up'),
        ofLine('Electron down', electron, 'wan-tcp1-down'),
      ],
    },
    {
      text: '58 ms WAN with 0.5 % loss, 8 streams down, against `ssh -w`',
      ...{ bar: 2, stretch: 4, ...atLeast },
      parts: relays('lossy-tcp8-down', 'ssh-w'),
    },
    {
      text: 'connect, command to first reply, against `ssh HOST true`',
      ...{ bar: 250, stretch: 100, better: 'lower', format: (ms) => `+ ${ms.toFixed(0)} ms` },
      parts: (
        [
          ['Node', node],
          ['Electron', electron],
        ] as const
      ).map(([name, id]) => ({
        name,
        value: figures.paired('connect', [id, 'ssh-cat'], (a, b) => a - b),
      })),
    },
    {
      ...{ text: 'CPU seconds per GB, laptop + gateway, against OpenVPN', bar: 0.5, stretch: 0.25 },
      ...atMost,
      parts: [
        ratio('Node up', 'cpu-up', node, 'openvpn'),
        ratio('Node down', 'cpu-down', node, 'openvpn'),
        ratio('Electron up', 'cpu-up', electron, 'openvpn'),
        ratio('Electron down', 'cpu-down', electron, 'openvpn'),
      ],
    },
    {
      text: 'memory growth over a 10 GB transfer',
      ...{ bar: NO_GROWTH_MB, stretch: NO_GROWTH_MB, better: 'lower' },
      format: (mb) => `${mb.toFixed(1)} MB`,
      parts: medians('memory-growth'),
    },
    {
      text: 'a name right after a rename, restart or scaling, p95',
      ...{ bar: 250, stretch: 100, better: 'lower', format: (ms) => `${ms.toFixed(0)} ms` },
      parts: [{ name: '', value: figures.median('names-p95', node) }],
    },
    {
      text: 'DNS server on one core, queries/s',
      ...{ bar: 20_000, stretch: 40_000, better: 'higher', format: (rate) => rate.toFixed(0) },
      parts: [{ name: '', value: figures.median('dns-rate', node) }],
    },
    {
      text: 'main thread of Electron: longest stall while the link is saturated',
      ...{ bar: 16, stretch: 8, better: 'lower', format: (ms) => `${ms.toFixed(1)} ms` },
      parts: (['up', 'down'] as const).map((name) => ({
        name,
        value: figures.median(`main-thread-stall-${name}`, electron),
      })),
    },
  ];
}

function times(value: number): string {
  return `${value.toFixed(2)}x`;
}

function percent(value: number): string {
  return `${(value * 100).toFixed(0)} %`;
}
