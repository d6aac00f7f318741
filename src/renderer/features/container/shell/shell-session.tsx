import { useEffect, useRef, useState } from 'react';
import type { TerminalSize } from '../../../../shared/container-tools';
import { Button } from '../../../components/button';
import { ErrorCard } from '../../../components/error-card';
import { useCommands } from '../../../hooks/use-commands';
import { useStream } from '../../../hooks/use-stream';
import { useTexts } from '../../../hooks/use-texts';
import { nameOf, type ContainerView } from '../use-container-view';
import { useFindKey } from '../use-find-key';
import { ShellSearch } from './shell-search';
import styles from './shell.module.css';
import { useTerminal } from './use-terminal';

interface ShellSessionProps {
  readonly view: ContainerView;
  readonly active: boolean;
  /** Begins another one, once this has ended; `null` while the container does not run. */
  readonly onAgain: (() => void) | null;
}

/** From the first prompt to the last byte; it does not come back. */
export function ShellSession({ view, active, onAgain }: ShellSessionProps) {
  const { t } = useTexts('container');
  const { run } = useCommands();
  const frame = useRef<HTMLDivElement>(null);
  const [searching, setSearching] = useState(false);
  const [size, setSize] = useState<TerminalSize | null>(null);
  const [cut, setCut] = useState(false);
  const reachable = view.presence === 'here';
  if (size && !reachable && !cut) setCut(true);

  const terminal = useTerminal(frame, t('shell.label', { name: nameOf(view) }), {
    onOpen: setSize,
    onTyped: (text) => stream.send({ kind: 'typed', text }),
    onResized: (now) => stream.send({ kind: 'resized', size: now }),
    onCopy: (text) => void run((gangway) => gangway.copyText(text)),
    onLeave: () => document.querySelector<HTMLElement>('[role=tab][aria-selected=true]')?.focus(),
  });
  const stream = useStream(
    'shell',
    // The size that it begins with: a later one is told to it.
    size && !cut ? [view.profileId, view.id, size] : null,
    (bytes) => terminal.current?.write(bytes),
  );
  const over = cut || stream.ended;
  useEffect(() => {
    if (over) terminal.current?.end();
  }, [over, terminal]);
  useEffect(() => {
    if (active && size) terminal.current?.focus();
  }, [active, size, terminal]);
  useFindKey(active, () => setSearching(true), true);

  return (
    <div className={styles['shell']}>
      {searching && (
        <ShellSearch
          find={(text, step, matchCase) => terminal.current?.find(text, step, matchCase) ?? false}
          onClose={() => {
            setSearching(false);
            terminal.current?.focus();
          }}
        />
      )}
      <div ref={frame} className={styles['terminal']} />
      {stream.error && !cut ? (
        <div className={styles['over']} role="alert">
          <ErrorCard
            error={stream.error}
            actions={
              <Button disabled={!onAgain} onClick={() => onAgain?.()}>
                {t('retry', { ns: 'common' })}
              </Button>
            }
          />
        </div>
      ) : (
        <footer className={styles['footer']}>
          <span role="status" className={styles['state']}>
            {t(`shell.${stateOf()}`)}
          </span>
          {over ? (
            <Button disabled={!onAgain} onClick={() => onAgain?.()}>
              {t('shell.again')}
            </Button>
          ) : (
            <kbd className={styles['hint']}>{t('shell.leave')}</kbd>
          )}
        </footer>
      )}
    </div>
  );

  function stateOf(): 'cut' | 'ended' | 'open' | 'opening' {
    if (cut) return 'cut';
    if (stream.ended) return 'ended';
    return size ? 'open' : 'opening';
  }
}
