import { Check, LoaderCircle, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../../components/button';
import { ErrorCard } from '../../../components/error-card';
import { useTexts } from '../../../hooks/use-texts';
import { isUp } from '../../containers/container-view';
import { ToolButton } from '../tool-button';
import type { ContainerView } from '../use-container-view';
import styles from './log-status.module.css';
import type { LogState } from './use-log-stream';
import type { Saving } from './use-save-logs';

interface LogStatusProps {
  readonly view: ContainerView;
  readonly state: LogState;
  readonly lines: number;
  /** Lines of the other output. */
  readonly hidden: number;
  readonly dropped: number;
  readonly waiting: number;
  readonly paused: boolean;
  readonly onResume: () => void;
  readonly onRetry: () => void;
  readonly saving: Saving;
}

/** Below the log: whether it is live, how much of it there is, and what became of the last wish. */
export function LogStatus(props: LogStatusProps) {
  const { view, state, lines, hidden, dropped, waiting, paused, saving } = props;
  const { t } = useTexts('container');
  return (
    <>
      {state.kind === 'failed' && (
        <div className={styles['failure']} role="alert">
          <ErrorCard
            error={state.error}
            actions={<Button onClick={props.onRetry}>{t('retry', { ns: 'common' })}</Button>}
          />
        </div>
      )}
      {saving.error && (
        <div className={styles['failure']} role="alert">
          <ErrorCard
            error={saving.error}
            actions={<Button onClick={saving.dismiss}>{t('close', { ns: 'common' })}</Button>}
          />
        </div>
      )}
      <footer className={styles['status']}>
        <span role="status" className={styles['state']}>
          {liveWords()}
        </span>
        {paused && (
          <Button tone="quiet" onClick={props.onResume}>
            {t('logs.resume')}
          </Button>
        )}
        <span className={styles['saved']} role="status">
          {saved()}
        </span>
        <span className={styles['count']} title={dropped > 0 ? t('logs.dropped') : undefined}>
          {countWords()}
        </span>
      </footer>
    </>
  );

  function liveWords(): string {
    if (paused) return waiting > 0 ? t('logs.waiting', { count: waiting }) : t('logs.paused');
    switch (state.kind) {
      case 'follows':
        return t('logs.follows');
      case 'ended':
        return t(view.container && isUp(view.container) ? 'logs.again' : 'logs.ended');
      case 'failed':
      case 'cut':
        return t('logs.cut');
    }
  }

  function countWords(): string {
    const kept =
      dropped > 0 ? t('logs.latest', { count: lines }) : t('logs.lines', { count: lines });
    return hidden > 0 ? `${kept}, ${t('logs.hidden', { count: hidden })}` : kept;
  }

  function saved(): ReactNode {
    if (saving.busy)
      return (
        <>
          <LoaderCircle size="0.875rem" aria-hidden="true" />
          {t('logs.saving')}
        </>
      );
    if (saving.path === null) return null;
    return (
      <>
        <Check size="0.875rem" aria-hidden="true" className={styles['done']} />
        <span className={styles['path']} title={saving.path}>
          {t('logs.saved', { path: saving.path })}
        </span>
        <ToolButton label={t('close', { ns: 'common' })} onClick={saving.dismiss}>
          <X />
        </ToolButton>
      </>
    );
  }
}
