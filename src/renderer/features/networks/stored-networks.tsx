import { Network as NetworkIcon } from 'lucide-react';
import type { Profile } from '../../../shared/profile';
import { Dot } from '../../components/dot';
import { EmptyState } from '../../components/empty-state';
import { moveFocus } from '../../hooks/move-focus';
import { useTexts } from '../../hooks/use-texts';
import { NetworkGroup } from './network-group';
import row from './network-row.module.css';
import styles from './networks.module.css';
import { SwitchedRow } from './switched-row';

interface StoredNetworksProps {
  readonly profile: Profile;
  readonly onEdit: () => void;
}

/** What is known of a profile's networks while it is not connected: choices and additional CIDRs. */
export function StoredNetworks({ profile, onEdit }: StoredNetworksProps) {
  const { t } = useTexts('networks');
  const choices = Object.entries(profile.networks).sort(([a], [b]) =>
    a.localeCompare(b, 'en', { numeric: true }),
  );
  if (choices.length === 0 && profile.cidrs.length === 0) {
    return (
      <EmptyState
        icon={<NetworkIcon size="1.75rem" strokeWidth={1.5} />}
        title={t('notConnected.title')}
      >
        {t('notConnected.text', { profile: profile.name })}
      </EmptyState>
    );
  }
  return (
    <section aria-label={t('title')} className={styles['networks']} onKeyDown={moveFocus}>
      {choices.length > 0 && (
        <NetworkGroup title={t('groups.chosen')}>
          {choices.map(([name, enabled]) => (
            <li key={name}>
              <SwitchedRow
                profileId={profile.id}
                name={name}
                enabled={enabled}
                line={
                  <>
                    <Dot tone="off" />
                    <h4 className={row['name']}>{name}</h4>
                  </>
                }
              />
            </li>
          ))}
        </NetworkGroup>
      )}
      {profile.cidrs.length > 0 && (
        <NetworkGroup title={t('groups.cidr')} onEdit={onEdit}>
          {profile.cidrs.map((cidr) => (
            <li key={cidr} className={row['row']}>
              <div className={row['line']}>
                <Dot tone="off" />
                <h4 className={row['prefix']}>{cidr}</h4>
              </div>
            </li>
          ))}
        </NetworkGroup>
      )}
    </section>
  );
}
