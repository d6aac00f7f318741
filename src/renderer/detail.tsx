/** What is known of the selected profile: its bridge, and what is behind it. */
import { Cable, TriangleAlert } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import { noInventoryReason } from '../shared/no-inventory';
import type { Profile } from '../shared/profile';
import type { BridgeView } from '../shared/snapshot';
import { EmptyState } from './components/empty-state';
import { Tabs } from './components/tabs';
import { Containers } from './features/containers/containers';
import { isRefused } from './features/networks/network-view';
import { Networks } from './features/networks/networks';
import { StoredNetworks } from './features/networks/stored-networks';
import { Status } from './features/status/status';
import { Warnings } from './features/status/warnings';

export type DetailTab = 'containers' | 'networks';

interface DetailProps {
  readonly profile: Profile;
  readonly bridge: BridgeView;
  readonly tab: DetailTab;
  readonly onTab: (tab: DetailTab) => void;
  readonly onEdit: () => void;
  readonly scroller: RefObject<HTMLElement | null>;
}

export function Detail(props: DetailProps) {
  const { profile, bridge, tab, onTab } = props;
  const { kind } = bridge.state;
  const refused = bridge.networks.filter(isRefused).length;
  return (
    <>
      <Status profile={profile} bridge={bridge} />
      <Warnings warnings={bridge.warnings} />
      {(kind === 'connected' || kind === 'idle') && (
        <Tabs
          label={`What ${profile.name} has`}
          selected={tab}
          onSelect={onTab}
          tabs={[
            { id: 'containers', label: 'Containers' },
            {
              id: 'networks',
              label: 'Networks',
              attention: refused > 0 ? `${refused} refused` : undefined,
            },
          ]}
        >
          {kind === 'connected' ? <Behind {...props} /> : <NotConnected {...props} />}
        </Tabs>
      )}
    </>
  );
}

function Behind({ profile, bridge, tab, onEdit, scroller }: DetailProps): ReactNode {
  const { inventory, networks, names, warnings } = bridge;
  if (tab === 'networks') return <Networks profile={profile} networks={networks} onEdit={onEdit} />;
  // A warning says why there is no list; nothing is to be waited for.
  if (inventory === null && noInventoryReason(warnings)) {
    return (
      <EmptyState
        icon={<TriangleAlert size="1.75rem" strokeWidth={1.5} />}
        title="No list of containers"
      >
        Docker there did not give one; the warning above says why.
      </EmptyState>
    );
  }
  return (
    <Containers
      profileId={profile.id}
      inventory={inventory}
      networks={networks}
      names={names}
      scroller={scroller}
    />
  );
}

function NotConnected({ profile, tab, onEdit }: DetailProps): ReactNode {
  if (tab === 'networks') return <StoredNetworks profile={profile} onEdit={onEdit} />;
  return (
    <EmptyState icon={<Cable size="1.75rem" strokeWidth={1.5} />} title="Not connected">
      Connect {profile.name} to reach its containers by their own addresses.
    </EmptyState>
  );
}
