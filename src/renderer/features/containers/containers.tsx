/** The containers behind a bridge: a search, the way they are grouped, and the list. */
import { Container as ContainerIcon, SearchX } from 'lucide-react';
import {
  memo,
  useCallback,
  useDeferredValue,
  useMemo,
  useRef,
  useState,
  type RefObject,
} from 'react';
import type { Inventory } from '../../../shared/inventory';
import type { NamesView } from '../../../shared/names-view';
import type { NetworkView } from '../../../shared/network-view';
import type { Profile } from '../../../shared/profile';
import { EmptyState } from '../../components/empty-state';
import { Reason } from '../../components/reason';
import { useTexts } from '../../hooks/use-texts';
import { ActionQuestion } from '../container/action-question';
import styles from './containers.module.css';
import { ContainerList } from './container-list';
import { entriesOf, finder } from './entries';
import { rowsOf } from './grouping';
import { RowActionsContext, UsageContext } from './row-actions';
import { RowMenu } from './row-menu';
import { Toolbar } from './toolbar';
import { useContainerActions } from './use-container-actions';
import type { GroupingChoice } from './use-grouping';
import { useUsage } from './use-usage';

interface ContainersProps {
  readonly profile: Profile;
  /** `null` until Docker answered. */
  readonly inventory: Inventory | null;
  readonly networks: readonly NetworkView[];
  /** `null` until names are answered. */
  readonly names: NamesView | null;
  readonly grouping: GroupingChoice;
  readonly scroller: RefObject<HTMLElement | null>;
}

/** Not drawn again for every echo. */
export const Containers = memo(function Containers({ inventory, ...rest }: ContainersProps) {
  const { t } = useTexts('containers');
  if (!inventory) return <p className={styles['wait']}>{t('wait')}</p>;
  if (inventory.containers.length === 0 && !inventory.swarm?.tasks.length) {
    return (
      <EmptyState icon={<ContainerIcon size="1.75rem" strokeWidth={1.5} />} title={t('none')}>
        {t('noneWhy', { engine: inventory.engine })}
      </EmptyState>
    );
  }
  return <Found inventory={inventory} {...rest} />;
});

type FoundProps = ContainersProps & { readonly inventory: Inventory };

function Found({ profile, inventory, networks, names, grouping, scroller }: FoundProps) {
  const { t } = useTexts('containers');
  const [query, setQuery] = useState('');
  const wanted = useDeferredValue(query.trim());
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const entries = useMemo(() => entriesOf(inventory), [inventory]);
  const find = useMemo(() => finder(entries, networks, names), [entries, networks, names]);
  const found = useMemo(() => find(wanted), [find, wanted]);
  const rows = useMemo(
    () =>
      rowsOf(
        found,
        grouping.grouping,
        {
          running: t('group.running'),
          elsewhere: t('group.elsewhere'),
          stopped: t('group.stopped'),
          noNetwork: t('group.noNetwork'),
          noProject: t('group.noProject'),
        },
        // Whoever searches wants to see what was found.
        wanted ? new Set() : closed,
      ),
    [found, grouping.grouping, closed, wanted, t],
  );
  const { report, error, onVisible, ...usage } = useUsage(profile.id);
  const { actions, menu, closeMenu, asked, dismiss, choose, act, busy } = useContainerActions(
    profile.id,
    inventory,
  );
  const toggle = useCallback((key: string): void => {
    setClosed((now) => {
      const next = new Set(now);
      if (!next.delete(key)) next.add(key);
      return next;
    });
  }, []);
  const section = useRef<HTMLElement>(null);

  return (
    <RowActionsContext value={actions}>
      <section ref={section} aria-label={t('label')} className={styles['containers']}>
        <Toolbar
          query={query}
          onQuery={setQuery}
          count={
            wanted
              ? t('some', { shown: found.length, count: entries.length })
              : String(entries.length)
          }
          grouping={grouping}
          onLeave={() =>
            section.current?.querySelector<HTMLElement>('li[data-kind=entry] button')?.focus()
          }
          usage={usage}
        />
        {error && <Reason error={error} />}
        {found.length > 0 ? (
          <UsageContext value={report}>
            <ContainerList
              profileId={profile.id}
              rows={rows}
              networks={networks}
              names={names}
              busy={busy}
              onToggle={toggle}
              onVisible={onVisible}
              scroller={scroller}
            />
          </UsageContext>
        ) : (
          <EmptyState icon={<SearchX size="1.75rem" strokeWidth={1.5} />} title={t('nothing')}>
            {t('nothingWhy', { query: wanted })}
          </EmptyState>
        )}
      </section>
      {menu && <RowMenu {...menu} onAct={choose} onClose={closeMenu} />}
      {asked && (
        <ActionQuestion
          {...asked}
          inventory={inventory}
          onConfirm={() => act(asked.container.id, asked.action)}
          onCancel={dismiss}
        />
      )}
    </RowActionsContext>
  );
}
