import { Play, RotateCw, Square } from 'lucide-react';
import type { ContainerAction } from '../../../shared/container-tools';
import type { Container, Inventory } from '../../../shared/inventory';
import { Button } from '../../components/button';
import { Sheet, SheetActions } from '../../components/sheet';
import { useTexts } from '../../hooks/use-texts';
import styles from './action-question.module.css';
import { consequencesOf } from './consequences';

/** What somebody may be sorry for; a start is done at once. */
export type Questionable = Exclude<ContainerAction, 'start'>;

export const ACTION_ICONS = { start: Play, stop: Square, restart: RotateCw } as const;

interface ActionQuestionProps {
  readonly action: Questionable;
  readonly container: Container;
  readonly inventory: Inventory | null;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/** Says what comes of stopping or restarting a container before it is done; the safe answer has the focus. */
export function ActionQuestion(props: ActionQuestionProps) {
  const { action, container, inventory, onConfirm, onCancel } = props;
  const { t } = useTexts('container');
  const Icon = ACTION_ICONS[action];
  return (
    <Sheet
      role="alertdialog"
      icon={<Icon size="1rem" />}
      title={t(`confirm.${action}.title`, { name: container.name })}
      onCancel={onCancel}
    >
      <div className={styles['sentences']}>
        {consequencesOf(container, action, inventory, t).map((sentence) => (
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
