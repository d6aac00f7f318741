import { use } from 'react';
import { useTranslation } from 'react-i18next';
import { formatBytes, formatShare } from '../../format';
import { UsageContext } from './row-actions';
import styles from './usage-text.module.css';

interface UsageTextProps {
  readonly id: string;
  readonly name: string;
}

/** What a container uses now, once somebody wants to know. */
export function UsageText({ id, name }: UsageTextProps) {
  const { t } = useTranslation('containers');
  const report = use(UsageContext);
  if (!report) return null;
  const usage = report[id];
  return (
    <span role="group" aria-label={t('usageOf', { name })} className={styles['usage']}>
      {usage ? `${formatShare(usage.cpu)} · ${formatBytes(usage.memory)}` : '–'}
    </span>
  );
}
