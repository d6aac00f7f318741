/** A shell in the container. Each is a session of its own: what one had set or entered is gone with it. */
import { useState } from 'react';
import { SquareTerminal } from 'lucide-react';
import { EmptyState } from '../../../components/empty-state';
import { useTexts } from '../../../hooks/use-texts';
import { isUp } from '../../containers/container-view';
import type { ContainerView } from '../use-container-view';
import { ShellSession } from './shell-session';
import styles from './shell.module.css';

interface ShellProps {
  readonly view: ContainerView;
  /** Whether this is the tab that is looked at. */
  readonly active: boolean;
}

export function Shell({ view, active }: ShellProps) {
  const { t } = useTexts('container');
  const { container, presence } = view;
  const [session, setSession] = useState(0);
  const runs = presence === 'here' && container !== null && isUp(container);
  // Once there was one, what it printed stays to be read.
  const [begun, setBegun] = useState(false);
  if (runs && active && !begun) setBegun(true);
  if (!begun) {
    const key = presence === 'here' ? 'stopped' : presence;
    return (
      <div className={styles['empty']}>
        <EmptyState icon={<SquareTerminal />} title={t('shell.none')}>
          {t(`shell.why.${key}`)}
        </EmptyState>
      </div>
    );
  }
  return (
    <ShellSession
      key={session}
      view={view}
      active={active}
      onAgain={runs ? () => setSession((count) => count + 1) : null}
    />
  );
}
