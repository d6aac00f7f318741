import { Eye, EyeOff } from 'lucide-react';
import { Button } from '../../../components/button';
import { CopyButton } from '../../../components/copy-button';
import { useTexts } from '../../../hooks/use-texts';
import styles from './inspect.module.css';
import type { Variable } from './inspect-facts';

interface EnvironmentProps {
  readonly variables: readonly Variable[];
  readonly shown: boolean;
  readonly onShow: () => void;
}

/** Variables by name; their values only when asked for, because many a password is among them. */
export function Environment({ variables, shown, onShow }: EnvironmentProps) {
  const { t } = useTexts('container');
  if (variables.length === 0) return null;
  const Icon = shown ? EyeOff : Eye;
  return (
    <section className={styles['card']} aria-label={t('inspect.environment')}>
      <header className={styles['head']}>
        <h2 className={styles['title']}>{t('inspect.environment')}</h2>
        <Button tone="quiet" onClick={onShow}>
          <Icon size="0.875rem" aria-hidden="true" />
          {t(shown ? 'inspect.hideValues' : 'inspect.showValues')}
        </Button>
      </header>
      <dl className={styles['facts']}>
        {variables.map(({ name, value }, index) => (
          <div key={index} className={styles['variable']}>
            <dt>
              <code>{name}</code>
            </dt>
            <dd>
              {shown ? (
                <CopyButton
                  text={value}
                  label={t('inspect.copyValue', { name })}
                  side="start"
                  className={styles['value']}
                >
                  {value === '' ? t('inspect.empty') : value}
                </CopyButton>
              ) : (
                <span className={styles['aside']} aria-label={t('inspect.hidden')} role="img">
                  ••••••
                </span>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
