/**
 * ssh2 as this folder sees it. It is CommonJS: under plain Node only the default import has everything.
 * The interfaces below are its internals that we lean on, as of 1.17.0; nothing else may.
 */
import type { EventEmitter } from 'node:events';
import type { Duplex } from 'node:stream';
import ssh2, { type Client as Ssh2Client, type ClientChannel } from 'ssh2';

export const { BaseAgent, Client, createAgent, utils } = ssh2;

export type { Ssh2Client, ClientChannel };
export type { AnyAuthMethod, BaseAgent as BaseAgentType, ParsedKey } from 'ssh2';

export interface Cipher {
  encrypt(packet: Buffer): void;
  /** A packet with length, padding and its length filled in, the payload from byte 5 on. */
  allocPacket(payloadBytes: number): Buffer;
}

interface Protocol {
  readonly _handlers: {
    USERAUTH_FAILURE: (protocol: Protocol, methods: string[], partial: boolean) => void;
    DEBUG?: (protocol: Protocol, display: boolean, message: string) => void;
  };
  readonly _packetRW: {
    readonly write: {
      readonly allocStart: number;
      alloc(payloadBytes: number): Buffer;
      finalize(packet: Buffer): Buffer;
    };
  };
  readonly _cipher: Cipher;
  /** Set during a key exchange. */
  readonly _kexinit: Buffer | undefined;
  /** Packets that wait for the end of a key exchange. */
  _queue: Buffer[] | undefined;
  openssh_directStreamLocal: (channel: number, window: number, maxPacket: number) => void;
  channelData(channel: number, data: Buffer): void;
  channelWindowAdjust(channel: number, bytes: number): void;
}

/** The half of a channel that the peer granted us: `window` and `packetSize` in bytes. */
interface ChannelInternals {
  readonly outgoing: { id: number; window: number; packetSize: number; state: string };
}

/**
 * What ssh2 does when the peer's window opens again, if `_waitWindow` is set: it sends `_chunk`, else calls `_chunkcb`.
 * It does not forget a chunk that it has sent.
 */
interface ChannelFlow {
  readonly incoming: { readonly state: string };
  _waitWindow: boolean;
  _chunk: Buffer | undefined;
  _chunkcb: (() => void) | undefined;
}

interface ClientInternals {
  readonly _protocol: Protocol;
}

/** The raw connection under a client: a TCP socket, or a channel of a jump host. */
export type Transport = Duplex & EventEmitter;

export function protocolOf(client: Ssh2Client): Protocol {
  return (client as unknown as ClientInternals)._protocol;
}

export function outgoingOf(channel: ClientChannel): ChannelInternals['outgoing'] {
  return (channel as unknown as ChannelInternals).outgoing;
}

export function flowOf(channel: ClientChannel): ChannelFlow {
  return channel as unknown as ChannelFlow;
}

/** Sends a packet made with `_packetRW.write.alloc`, as ssh2's own `sendPacket` does. */
export function sendPacket(protocol: Protocol, packet: Buffer): void {
  const final = protocol._packetRW.write.finalize(packet);
  if (protocol._kexinit === undefined) protocol._cipher.encrypt(final);
  else (protocol._queue ??= []).push(final);
}
