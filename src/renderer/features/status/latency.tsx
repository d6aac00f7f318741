import type { TFunction } from 'i18next';
import { memo } from 'react';
import type { LinkHealth } from '../../../shared/health';
import curve from '../../components/curve.module.css';
import { formatRoundTrip, formatShare } from '../../format';
import { useTexts } from '../../hooks/use-texts';
import styles from './latency.module.css';
import { sparkline } from './sparkline-path';

const BOX = { width: 180, height: 36, capacity: 120 };

/** Round trip through the link now, and the last two minutes of it. */
export const Latency = memo(function Latency({ health }: { readonly health: LinkHealth }) {
  const { t } = useTexts('status');
  const { line, area, lost } = sparkline(health.window, BOX);
  return (
    <div className={styles['latency']}>
      <div className={styles['now']}>
        <span className="visually-hidden">{t('latency.label')} </span>
        <span className={styles['value']} data-testid="latency">
          {health.rttMs === null ? '–' : formatRoundTrip(health.rttMs)}
        </span>
        <span className={health.loss > 0 ? styles['lossy'] : styles['loss']}>
          {lossWords(t, health)}
        </span>
      </div>
      <svg
        role="img"
        aria-label={describeWindow(t, health)}
        viewBox={`0 0 ${BOX.width} ${BOX.height}`}
        preserveAspectRatio="none"
        className={styles['chart']}
      >
        <path d={area} className={curve['area']} />
        <path d={line} className={curve['line']} vectorEffect="non-scaling-stroke" />
        {lost.map((x) => (
          <path
            key={x}
            d={`M${x} ${BOX.height}V${BOX.height - 6}`}
            className={styles['lost']}
            vectorEffect="non-scaling-stroke"
          />
        ))}
      </svg>
    </div>
  );
});

function lossWords(t: TFunction<'status'>, { window, loss }: LinkHealth): string {
  if (window.length === 0) return t('latency.noEcho');
  return loss > 0 ? t('latency.lost', { share: formatShare(loss) }) : t('latency.noLoss');
}

function describeWindow(t: TFunction<'status'>, { window }: LinkHealth): string {
  const answered = window.filter((echo) => echo !== null);
  if (answered.length === 0) return t('latency.noAnswer');
  return t('latency.chart', {
    count: window.length,
    least: formatRoundTrip(Math.min(...answered)),
    most: formatRoundTrip(Math.max(...answered)),
    lost: window.length - answered.length,
  });
}
