import type { ReactNode } from 'react';
import { curveOf, type Sample } from './usage-history';
import curve from '../../../components/curve.module.css';
import styles from './usage-chart.module.css';

interface UsageChartProps {
  readonly title: string;
  /** What it is now, in words. */
  readonly now: string;
  /** Beside it: of how much, or how much at most. */
  readonly note: ReactNode;
  /** What a screen reader says of the curve. */
  readonly description: string;
  readonly samples: readonly Sample[];
  readonly value: (sample: Sample) => number;
  /** Value at the upper edge, and its words. */
  readonly top: number;
  readonly topLabel: string;
  readonly since: string;
  readonly until: string;
}

const BOX = { width: 600, height: 96 };

/** A figure and the last minutes of it. */
export function UsageChart(props: UsageChartProps) {
  const { title, now, note, description, samples, value, top, topLabel } = props;
  const { line, area } = curveOf(samples, value, { ...BOX, top });
  return (
    <section className={styles['chart']} aria-label={title}>
      <header className={styles['header']}>
        <h2 className={styles['title']}>{title}</h2>
        <p className={styles['now']}>{now}</p>
        <p className={styles['note']}>{note}</p>
      </header>
      <div className={styles['plot']}>
        <span className={styles['top']} aria-hidden="true">
          {topLabel}
        </span>
        <svg
          role="img"
          aria-label={description}
          viewBox={`0 0 ${BOX.width} ${BOX.height}`}
          preserveAspectRatio="none"
          className={styles['svg']}
        >
          <path
            d={`M0 0H${BOX.width}M0 ${BOX.height / 2}H${BOX.width}`}
            className={styles['grid']}
            vectorEffect="non-scaling-stroke"
          />
          <path d={area} className={curve['area']} />
          <path d={line} className={curve['line']} vectorEffect="non-scaling-stroke" />
        </svg>
      </div>
      <p className={styles['axis']} aria-hidden="true">
        <span>{props.since}</span>
        <span>{props.until}</span>
      </p>
    </section>
  );
}
