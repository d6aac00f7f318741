import type { ConfigHost } from '../../../shared/config-host';
import type { Profile } from '../../../shared/profile';
import { ErrorCard } from '../../components/error-card';
import { HostPicker } from './host-picker';
import { useConfigHosts } from './use-config-hosts';

interface ConfigHostsProps {
  readonly profiles: readonly Profile[];
  /** What stands in its place where no host is named. */
  readonly otherwise: string;
  readonly onAdd: (chosen: readonly ConfigHost[]) => void;
}

/** The hosts of `~/.ssh/config`, or why there are none. */
export function ConfigHosts({ profiles, otherwise, onAdd }: ConfigHostsProps) {
  const reply = useConfigHosts();
  if (!reply) return null;
  if (!reply.ok) return <ErrorCard error={reply.error} />;
  return reply.value.length > 0 ? (
    <HostPicker hosts={reply.value} profiles={profiles} onAdd={onAdd} />
  ) : (
    <p>{otherwise}</p>
  );
}
