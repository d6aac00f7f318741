/** What the container uses now and has used in the last minutes, asked for while it is looked at. */
import { Gauge } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../components/button';
import { EmptyState } from '../../../components/empty-state';
import { ErrorCard } from '../../../components/error-card';
import { formatShare } from '../../../format';
import { useStream } from '../../../hooks/use-stream';
import { useTexts } from '../../../hooks/use-texts';
import { isUp } from '../../containers/container-view';
import type { ContainerView } from '../use-container-view';
import { formatMemory } from './memory-size';
import { UsageChart } from './usage-chart';
import { scaleTop, withSample, type Sample } from './usage-history';
import styles from './usage.module.css';

/** A tenth of a core, and a mebibyte: less than that is drawn flat. */
const LEAST_CPU = 0.1;
const LEAST_MEMORY = 1_048_576;

export function UsageView({ view }: { readonly view: ContainerView }) {
  const { t } = useTexts('container');
  const { profileId, id, container, presence, connectedSince } = view;
  const [samples, setSamples] = useState<readonly Sample[]>([]);
  const [round, setRound] = useState(0);
  const runs = presence === 'here' && container !== null && isUp(container);
  const { error } = useStream(
    'usage',
    runs ? [profileId, [id]] : null,
    (report) => {
      const usage = report[id];
      if (usage) setSamples((now) => withSample(now, { ...usage, at: Date.now() }));
    },
    connectedSince + round,
  );
  const latest = samples.at(-1);
  if (error && runs) {
    return (
      <div className={styles['usage']}>
        <ErrorCard
          error={error}
          actions={
            <Button onClick={() => setRound((count) => count + 1)}>
              {t('retry', { ns: 'common' })}
            </Button>
          }
        />
      </div>
    );
  }
  if (!latest) {
    const why = runs ? 'asking' : presence === 'here' ? 'stopped' : presence;
    return (
      <EmptyState icon={<Gauge />} title={t(runs ? 'usage.asking' : 'usage.none')}>
        {why === 'asking' ? null : t(`usage.why.${why}`)}
      </EmptyState>
    );
  }
  return (
    <div className={styles['usage']}>
      <Cpu samples={samples} runs={runs} />
      <Memory samples={samples} runs={runs} />
    </div>
  );
}

interface ChartProps {
  readonly samples: readonly Sample[];
  readonly runs: boolean;
}

function useAxis(): { readonly since: string; readonly until: string } {
  const { t } = useTexts('container');
  return { since: t('usage.since'), until: t('usage.until') };
}

function Cpu({ samples, runs }: ChartProps) {
  const { t } = useTexts('container');
  const axis = useAxis();
  const most = Math.max(...samples.map(({ cpu }) => cpu));
  const top = scaleTop(most, LEAST_CPU);
  const cpu = samples.at(-1)?.cpu ?? 0;
  return (
    <UsageChart
      {...axis}
      title={t('usage.cpu')}
      now={runs ? formatShare(cpu) : '–'}
      note={t('usage.cpuNote', { most: formatShare(most) })}
      description={t('usage.curve', { most: formatShare(most) })}
      samples={samples}
      value={(sample) => sample.cpu}
      top={top}
      topLabel={formatShare(top)}
    />
  );
}

function Memory({ samples, runs }: ChartProps) {
  const { t } = useTexts('container');
  const axis = useAxis();
  const latest = samples.at(-1);
  const most = Math.max(...samples.map(({ memory }) => memory));
  const limit = latest?.memoryLimit ?? null;
  const top = limit ?? scaleTop((most * 1.1) / LEAST_MEMORY, 1) * LEAST_MEMORY;
  return (
    <UsageChart
      {...axis}
      title={t('usage.memory')}
      now={runs && latest ? formatMemory(latest.memory) : '–'}
      note={
        limit === null
          ? t('usage.noLimit', { most: formatMemory(most) })
          : t('usage.limit', { limit: formatMemory(limit), most: formatMemory(most) })
      }
      description={t('usage.curve', { most: formatMemory(most) })}
      samples={samples}
      value={(sample) => sample.memory}
      top={top}
      topLabel={formatMemory(top)}
    />
  );
}
