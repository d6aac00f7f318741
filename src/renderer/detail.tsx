/** What is known of the selected profile: its bridge, and what is behind it. */
import { Cable, TriangleAlert } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import { noInventoryReason } from '../shared/no-inventory';
import type { Profile } from '../shared/profile';
import type { BridgeView } from '../shared/snapshot';
import { EmptyState } from './components/empty-state';
import { Tabs } from './components/tabs';
import { Containers } from './features/containers/containers';
import type { GroupingChoice } from './features/containers/use-grouping';
import { isRefused } from './features/networks/network-view';
import { Networks } from './features/networks/networks';
import { StoredNetworks } from './features/networks/stored-networks';
import { Status } from './features/status/status';
import { Warnings } from './features/status/warnings';
import { useTexts } from './hooks/use-texts';

export type DetailTab = 'containers' | 'networks';

interface DetailProps {
  readonly profile: Profile;
  readonly bridge: BridgeView;
  readonly tab: DetailTab;
  readonly onTab: (tab: DetailTab) => void;
  readonly onEdit: () => void;
  readonly grouping: GroupingChoice;
  readonly scroller: RefObject<HTMLElement | null>;
}

export function Detail(props: DetailProps) {
  const { profile, bridge, tab, onTab, onEdit } = props;
  const { t } = useTexts('popover');
  const { kind } = bridge.state;
  const refused = bridge.networks.filter(isRefused).length;
  return (
    <>
      <Status profile={profile} bridge={bridge} onEdit={onEdit} />
      <Warnings
        warnings={bridge.warnings}
        onFix={(fix) => (fix === 'networks' ? onTab('networks') : onEdit())}
      />
      {(kind === 'connected' || kind === 'idle') && (
        <Tabs
          label={t('tabs', { name: profile.name })}
          selected={tab}
          onSelect={onTab}
          tabs={[
            { id: 'containers', label: t('containers') },
            {
              id: 'networks',
              label: t('networks'),
              attention: refused > 0 ? t('refused', { count: refused }) : undefined,
            },
          ]}
        >
          {kind === 'connected' ? <Behind {...props} /> : <NotConnected {...props} />}
        </Tabs>
      )}
    </>
  );
}

function Behind({ profile, bridge, tab, onEdit, grouping, scroller }: DetailProps): ReactNode {
  const { t } = useTexts('popover');
  const { inventory, networks, names, warnings } = bridge;
  if (tab === 'networks') return <Networks profile={profile} networks={networks} onEdit={onEdit} />;
  // A warning says why there is no list; nothing is to be waited for.
  if (inventory === null && noInventoryReason(warnings)) {
    return (
      <EmptyState icon={<TriangleAlert size="1.75rem" strokeWidth={1.5} />} title={t('noList')}>
        {t('noListWhy')}
      </EmptyState>
    );
  }
  return (
    <Containers
      profile={profile}
      inventory={inventory}
      networks={networks}
      names={names}
      grouping={grouping}
      scroller={scroller}
    />
  );
}

function NotConnected({ profile, tab, onEdit }: DetailProps): ReactNode {
  const { t } = useTexts('popover');
  if (tab === 'networks') return <StoredNetworks profile={profile} onEdit={onEdit} />;
  return (
    <EmptyState icon={<Cable size="1.75rem" strokeWidth={1.5} />} title={t('notConnected')}>
      {t('notConnectedHint', { name: profile.name })}
    </EmptyState>
  );
}
