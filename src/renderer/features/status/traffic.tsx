import { ArrowDown, ArrowUp } from 'lucide-react';
import { memo, useLayoutEffect, useState } from 'react';
import type { LinkHealth } from '../../../shared/health';
import { formatBytes } from '../../format';
import { useTexts } from '../../hooks/use-texts';
import { addSample, throughputOf, type TrafficSample } from './throughput';
import styles from './traffic.module.css';

/** What goes through the link now, either way; the totals in a tooltip. */
export const Traffic = memo(function Traffic({ health }: { readonly health: LinkHealth }) {
  const { t } = useTexts('status');
  const now = throughputOf(useSamples(health));
  const [down, up] = [formatBytes(health.receivedBytes), formatBytes(health.sentBytes)];
  return (
    <div className={styles['traffic']} title={t('traffic.title', { down, up })}>
      <span className={styles['way']}>
        <ArrowDown size="0.75rem" aria-hidden="true" />
        <bdi>{rate(now?.down)}</bdi>
        <span className="visually-hidden"> {t('traffic.down')}</span>
      </span>
      <span className={styles['way']}>
        <ArrowUp size="0.75rem" aria-hidden="true" />
        <bdi>{rate(now?.up)}</bdi>
        <span className="visually-hidden"> {t('traffic.up')}</span>
      </span>
    </div>
  );
});

function useSamples({ sentBytes, receivedBytes, window }: LinkHealth): readonly TrafficSample[] {
  const [samples, setSamples] = useState<readonly TrafficSample[]>([]);
  // Every echo brings a window of its own, also when nothing was sent meanwhile.
  // Before painting: an effect after it would cost a second frame, every second.
  useLayoutEffect(() => {
    const sample = { at: performance.now(), sent: sentBytes, received: receivedBytes };
    // The time at which it came is known only now.
    // eslint-disable-next-line react-hooks/set-state-in-effect
    setSamples((before) => addSample(before, sample));
  }, [sentBytes, receivedBytes, window]);
  return samples;
}

function rate(bytes: number | undefined): string {
  return bytes === undefined ? '–' : `${formatBytes(bytes)}/s`;
}
