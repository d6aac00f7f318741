import type { LinkHealth } from '../../../shared/health';
import { formatRoundTrip, formatShare } from '../../format';
import styles from './latency.module.css';
import { sparkline } from './sparkline-path';

const BOX = { width: 180, height: 36, capacity: 120 };

/** Round trip through the link now, and the last two minutes of it. */
export function Latency({ health }: { readonly health: LinkHealth }) {
  const { line, area, lost } = sparkline(health.window, BOX);
  return (
    <div className={styles['latency']}>
      <div className={styles['now']}>
        <span className="visually-hidden">Latency </span>
        <span className={styles['value']} data-testid="latency">
          {health.rttMs === null ? '–' : formatRoundTrip(health.rttMs)}
        </span>
        <span className={health.loss > 0 ? styles['lossy'] : styles['loss']}>
          {lossWords(health)}
        </span>
      </div>
      <svg
        role="img"
        aria-label={describeWindow(health)}
        viewBox={`0 0 ${BOX.width} ${BOX.height}`}
        preserveAspectRatio="none"
        className={styles['chart']}
      >
        <path d={area} className={styles['area']} />
        <path d={line} className={styles['line']} vectorEffect="non-scaling-stroke" />
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
}

function lossWords({ window, loss }: LinkHealth): string {
  if (window.length === 0) return 'No echo yet';
  return loss > 0 ? `${formatShare(loss)} lost` : 'No loss';
}

function describeWindow({ window }: LinkHealth): string {
  const answered = window.filter((echo) => echo !== null);
  if (answered.length === 0) return 'No echo answered yet';
  const least = formatRoundTrip(Math.min(...answered));
  const most = formatRoundTrip(Math.max(...answered));
  return `Last ${window.length} echoes: ${least} to ${most}, ${window.length - answered.length} lost`;
}
