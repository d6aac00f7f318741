import { use } from 'react';
import { formatBytes, formatShare } from '../../format';
import { useTexts } from '../../hooks/use-texts';
import { UsageContext } from './row-actions';
import styles from './usage-text.module.css';

interface UsageTextProps {
  readonly id: string;
  readonly name: string;
}

/** What a container uses now, once somebody wants to know. */
export function UsageText({ id, name }: UsageTextProps) {
  const { t } = useTexts('containers');
  const report = use(UsageContext);
  if (!report) return null;
  const usage = report[id];
  return (
    <span role="group" aria-label={t('usageOf', { name })} className={styles['usage']}>
      {usage ? `${formatShare(usage.cpu)} · ${formatBytes(usage.memory)}` : '–'}
    </span>
  );
}
