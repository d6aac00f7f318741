import { PlugZap } from 'lucide-react';
import { Button } from '../../../components/button';
import { useTexts } from '../../../hooks/use-texts';
import styles from './editor.module.css';

interface SaveBarProps {
  /** Id of the form that is saved. */
  readonly form: string;
  readonly isNew: boolean;
  readonly changed: boolean;
  /** Nothing was changed since it was. */
  readonly saved: boolean;
  readonly testing: boolean;
  readonly onTest: () => void;
  readonly onRevert: () => void;
}

/** Always there, so that nothing moves when something is changed. */
export function SaveBar(props: SaveBarProps) {
  const { form, isNew, changed, saved, testing, onTest, onRevert } = props;
  const { t } = useTexts(['profiles', 'common']);
  return (
    <footer className={styles['bar']}>
      <Button onClick={onTest} disabled={testing}>
        <PlugZap size="0.875rem" aria-hidden="true" />
        {t('bar.test')}
      </Button>
      <p role="status" className={styles['said']}>
        {changed ? !isNew && t('bar.unsaved') : saved && t('bar.saved')}
      </p>
      {(isNew || changed) && (
        <>
          <Button onClick={onRevert}>{isNew ? t('common:cancel') : t('bar.revert')}</Button>
          <Button tone="primary" type="submit" form={form}>
            {isNew ? t('add') : t('common:save')}
          </Button>
        </>
      )}
    </footer>
  );
}
