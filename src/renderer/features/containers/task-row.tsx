import { Server } from 'lucide-react';
import { memo, useMemo } from 'react';
import type { SwarmTask } from '../../../shared/inventory';
import type { NamesView } from '../../../shared/names-view';
import type { NetworkView } from '../../../shared/network-view';
import { useTexts } from '../../hooks/use-texts';
import { addressesOf } from './addresses';
import { addressless } from './container-view';
import { Entry } from './entry';
import styles from './task-row.module.css';

interface TaskRowProps {
  readonly profileId: string;
  readonly task: SwarmTask;
  /** Host name of the node that runs it. */
  readonly node: string;
  readonly networks: readonly NetworkView[];
  readonly names: NamesView | null;
}

const NO_PAGES: readonly never[] = [];

/** A task of a Swarm service that runs on another node than the gateway. */
export const TaskRow = memo(function TaskRow(props: TaskRowProps) {
  const { profileId, task, node, networks, names } = props;
  const { t } = useTexts('containers');
  const { id, name, image, service, endpoints } = task;
  const addresses = useMemo(() => addressesOf(endpoints, networks), [endpoints, networks]);
  return (
    <Entry
      profileId={profileId}
      id={id}
      name={name}
      tone="on"
      up
      condition={null}
      instead={addressless(t, endpoints)}
      image={image}
      imageTitle={t('taskTitle', { image, service })}
      addresses={addresses}
      networks={networks}
      names={names}
      containerId={null}
      pages={NO_PAGES}
      trailing={
        <span className={styles['node']} title={t('nodeTitle', { node })}>
          <Server size="0.75rem" aria-hidden="true" />
          <span className="visually-hidden">{t('node')}</span>
          <span className={styles['host']}>{node}</span>
        </span>
      }
    />
  );
});
