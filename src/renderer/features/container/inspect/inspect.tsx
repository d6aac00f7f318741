/** What `docker inspect` tells: what one mostly looks for on top, all of it below. */
import { RefreshCw } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Button } from '../../../components/button';
import { EmptyState } from '../../../components/empty-state';
import { ErrorCard } from '../../../components/error-card';
import { useTexts } from '../../../hooks/use-texts';
import { FileSearch } from 'lucide-react';
import type { ContainerView } from '../use-container-view';
import { Environment } from './environment';
import { Facts } from './facts';
import { factsOf } from './inspect-facts';
import styles from './inspect.module.css';
import { JsonView } from './json-view';
import { useInspect } from './use-inspect';

interface InspectProps {
  readonly view: ContainerView;
  /** Whether this is the tab that is looked at. */
  readonly active: boolean;
}

export function Inspect({ view, active }: InspectProps) {
  const { t } = useTexts('container');
  const { json, error, ask } = useInspect(view);
  const [secrets, setSecrets] = useState(false);
  const facts = useMemo(() => (json === null ? null : factsOf(json)), [json]);
  if (error) {
    return (
      <div className={styles['inspect']}>
        <ErrorCard
          error={error}
          actions={<Button onClick={ask}>{t('retry', { ns: 'common' })}</Button>}
        />
      </div>
    );
  }
  if (json === null) {
    const { presence } = view;
    return (
      <EmptyState
        icon={<FileSearch />}
        title={t(presence === 'here' ? 'inspect.asking' : 'inspect.none')}
      >
        {presence === 'here' ? null : t(`inspect.why.${presence}`)}
      </EmptyState>
    );
  }
  return (
    <div className={styles['inspect']}>
      {facts && (
        <>
          <Facts facts={facts} view={view} />
          <Environment
            variables={facts.environment}
            shown={secrets}
            onShow={() => setSecrets(!secrets)}
          />
        </>
      )}
      <JsonView
        json={json}
        secrets={secrets}
        active={active}
        refresh={
          <Button tone="quiet" disabled={view.presence !== 'here'} onClick={ask}>
            <RefreshCw size="0.875rem" aria-hidden="true" />
            {t('inspect.refresh')}
          </Button>
        }
      />
    </div>
  );
}
