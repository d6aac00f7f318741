import { Network as NetworkIcon } from 'lucide-react';
import type { NetworkView } from '../../../shared/network-view';
import type { Profile } from '../../../shared/profile';
import { EmptyState } from '../../components/empty-state';
import { moveFocus } from '../../hooks/move-focus';
import { useTexts } from '../../hooks/use-texts';
import { NetworkGroup } from './network-group';
import { NetworkRow } from './network-row';
import { groupsOf } from './network-view';
import styles from './networks.module.css';

interface NetworksProps {
  readonly profile: Profile;
  /** Empty until the routes are planned. */
  readonly networks: readonly NetworkView[];
  /** Opens the profile's form. */
  readonly onEdit: () => void;
}

/** What a connected bridge makes of each network, with a switch where there is a choice. */
export function Networks({ profile, networks, onEdit }: NetworksProps) {
  const { t } = useTexts('networks');
  if (networks.length === 0) {
    return (
      <EmptyState icon={<NetworkIcon size="1.75rem" strokeWidth={1.5} />} title={t('none.title')}>
        {t('none.text')}
      </EmptyState>
    );
  }
  return (
    <section aria-label={t('title')} className={styles['networks']} onKeyDown={moveFocus}>
      {groupsOf(networks).map((group) => (
        <NetworkGroup
          key={group.kind}
          title={t(`groups.${group.kind}`)}
          count={group.networks.length}
          onEdit={group.kind === 'cidr' ? onEdit : undefined}
        >
          {group.networks.map((network) => (
            <li key={network.id}>
              <NetworkRow profileId={profile.id} network={network} />
            </li>
          ))}
        </NetworkGroup>
      ))}
    </section>
  );
}
