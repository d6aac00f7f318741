import { LoaderCircle, Play, RotateCw, Square } from 'lucide-react';
import { useState } from 'react';
import type { ContainerAction } from '../../../shared/container-tools';
import type { Container } from '../../../shared/inventory';
import { Button } from '../../components/button';
import { ErrorCard } from '../../components/error-card';
import { Sheet, SheetActions } from '../../components/sheet';
import { useTexts } from '../../hooks/use-texts';
import { isUp } from '../containers/container-view';
import styles from './container-actions.module.css';
import { consequencesOf } from './consequences';
import { useAction } from './use-action';
import type { ContainerView } from './use-container-view';

const ICONS = { start: Play, stop: Square, restart: RotateCw } as const;

interface ContainerActionsProps {
  readonly view: ContainerView;
  readonly container: Container;
}

/** Start at once; stop and restart after a sheet that says what comes of it. */
export function ContainerActions({ view, container }: ContainerActionsProps) {
  const { t } = useTexts('container');
  const { busy, error, act, dismiss } = useAction(view.profileId, view.id);
  const [asked, setAsked] = useState<Exclude<ContainerAction, 'start'> | null>(null);
  const choices: readonly ContainerAction[] = isUp(container) ? ['restart', 'stop'] : ['start'];
  const shown = busy && !choices.includes(busy) ? [busy] : choices;
  const moving = container.status === 'removing';
  return (
    <>
      <div className={styles['actions']} role="group" aria-label={t('actions')}>
        {shown.map((action) => {
          const Icon = busy === action ? LoaderCircle : ICONS[action];
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
        <Confirmation
          action={asked}
          view={view}
          container={container}
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

interface ConfirmationProps extends ContainerActionsProps {
  readonly action: Exclude<ContainerAction, 'start'>;
  readonly onCancel: () => void;
  readonly onConfirm: () => void;
}

function Confirmation({ action, view, container, onCancel, onConfirm }: ConfirmationProps) {
  const { t } = useTexts('container');
  const Icon = ICONS[action];
  const sentences = consequencesOf(container, action, view.bridge.inventory, t);
  return (
    <Sheet
      role="alertdialog"
      icon={<Icon size="1rem" />}
      title={t(`confirm.${action}.title`, { name: container.name })}
      onCancel={onCancel}
    >
      <div className={styles['sentences']}>
        {sentences.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
      <SheetActions>
        <Button onClick={onCancel} data-autofocus>
          {t('cancel', { ns: 'common' })}
        </Button>
        <Button tone={action === 'stop' ? 'danger' : 'primary'} onClick={onConfirm}>
          {t(`do.${action}`)}
        </Button>
      </SheetActions>
    </Sheet>
  );
}
