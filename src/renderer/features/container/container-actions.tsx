import { LoaderCircle } from 'lucide-react';
import { useState } from 'react';
import type { ContainerAction } from '../../../shared/container-tools';
import type { Container } from '../../../shared/inventory';
import { Button } from '../../components/button';
import { ErrorCard } from '../../components/error-card';
import { useTexts } from '../../hooks/use-texts';
import { isUp } from '../containers/container-view';
import { ACTION_ICONS, ActionQuestion, type Questionable } from './action-question';
import styles from './container-actions.module.css';
import { useAction } from './use-action';
import type { ContainerView } from './use-container-view';

interface ContainerActionsProps {
  readonly view: ContainerView;
  readonly container: Container;
}

/** Start at once; stop and restart after a sheet that says what comes of it. */
export function ContainerActions({ view, container }: ContainerActionsProps) {
  const { t } = useTexts('container');
  const { busy, error, act, dismiss } = useAction(view.profileId, view.id);
  const [asked, setAsked] = useState<Questionable | null>(null);
  const choices: readonly ContainerAction[] = isUp(container) ? ['restart', 'stop'] : ['start'];
  const shown = busy && !choices.includes(busy) ? [busy] : choices;
  const moving = container.status === 'removing';
  return (
    <>
      <div className={styles['actions']} role="group" aria-label={t('actions')}>
        {shown.map((action) => {
          const Icon = busy === action ? LoaderCircle : ACTION_ICONS[action];
          return (
            <Button
              key={action}
              disabled={busy !== null || moving}
              aria-busy={busy === action}
              onClick={() => {
                if (action === 'start') void act(action);
                else setAsked(action);
              }}
            >
              <Icon
                size="0.875rem"
                aria-hidden="true"
                className={busy === action ? styles['turning'] : undefined}
              />
              {t(busy === action ? `doing.${action}` : `do.${action}`)}
            </Button>
          );
        })}
      </div>
      {error && (
        <div role="alert" className={styles['error']}>
          <ErrorCard
            error={error}
            actions={<Button onClick={dismiss}>{t('close', { ns: 'common' })}</Button>}
          />
        </div>
      )}
      {asked && (
        <ActionQuestion
          action={asked}
          container={container}
          inventory={view.bridge.inventory}
          onCancel={() => setAsked(null)}
          onConfirm={() => {
            setAsked(null);
            void act(asked);
          }}
        />
      )}
    </>
  );
}
