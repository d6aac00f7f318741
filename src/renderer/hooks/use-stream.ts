import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { ErrorInfo } from '../../shared/errors';
import type { StreamListener } from '../../shared/ipc/builders';
import type { WindowStreams } from '../../shared/ipc/window-api';

type ArgsOf<Name extends keyof WindowStreams> = Parameters<WindowStreams[Name]>[0];
type ValueOf<Name extends keyof WindowStreams> =
  Parameters<WindowStreams[Name]>[1] extends StreamListener<infer Value> ? Value : never;
type InputOf<Name extends keyof WindowStreams> = Parameters<
  ReturnType<WindowStreams[Name]>['send']
>[0];

interface StreamState {
  /** Over; `error` says why if it failed. */
  readonly ended: boolean;
  readonly error: ErrorInfo | null;
}

interface StreamHold<Name extends keyof WindowStreams> extends StreamState {
  readonly send: (value: InputOf<Name>) => void;
}

type AnyStream = (
  args: unknown,
  listener: StreamListener<unknown>,
) => { readonly send: (value: unknown) => void; readonly close: () => void };

const OPEN: StreamState = { ended: false, error: null };

/**
 * Keeps a stream open while it is wanted (`args` is not `null`), and opens another one when they or `generation` change;
 * `onValue` gets what it says; the other end waits for the promise that it returns.
 */
export function useStream<Name extends keyof WindowStreams>(
  name: Name,
  args: ArgsOf<Name> | null,
  onValue: (value: ValueOf<Name>) => void | Promise<void>,
  generation = 0,
): StreamHold<Name> {
  const [over, setOver] = useState<StreamState & { readonly of: string }>();
  const open = useRef<{ readonly send: (value: unknown) => void } | null>(null);
  const next = useEffectEvent((value: unknown) => onValue(value as ValueOf<Name>));
  const key = args && JSON.stringify(args);
  const of = `${key} ${generation}`;
  useEffect(() => {
    if (key === null) return undefined;
    const stream = window.gangway.streams[name] as unknown as AnyStream;
    const opened = stream(JSON.parse(key) as unknown, {
      next,
      end: (error) => setOver({ of, ended: true, error }),
    });
    open.current = opened;
    return () => {
      open.current = null;
      opened.close();
    };
  }, [name, key, of]);
  const { ended, error } = over?.of === of ? over : OPEN;
  return { ended, error, send: (value) => open.current?.send(value) };
}
