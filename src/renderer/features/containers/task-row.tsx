import { Server } from 'lucide-react';
import { memo } from 'react';
import type { SwarmTask } from '../../../shared/inventory';
import type { NamesView } from '../../../shared/names-view';
import type { NetworkView } from '../../../shared/network-view';
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

/** A task of a Swarm service that runs on another node than the gateway. */
export const TaskRow = memo(function TaskRow(props: TaskRowProps) {
  const { profileId, task, node, networks, names } = props;
  const { id, name, image, service, endpoints } = task;
  return (
    <Entry
      profileId={profileId}
      id={id}
      name={name}
      tone="on"
      condition={null}
      instead={addressless(endpoints)}
      image={image}
      imageTitle={`${image}, service ${service}`}
      endpoints={endpoints}
      networks={networks}
      names={names}
      trailing={
        <span className={styles['node']} title={`Runs on the node ${node}`}>
          <Server size="0.75rem" aria-hidden="true" />
          <span className="visually-hidden">node </span>
          <span className={styles['host']}>{node}</span>
        </span>
      }
    />
  );
});
