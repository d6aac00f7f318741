import { Button } from '../../components/button';
import { EmptyState } from '../../components/empty-state';
import { Mark } from '../../components/mark';
import { useCommands } from '../../hooks/use-commands';
import { ConfigHosts } from './config-hosts';
import styles from './first-run.module.css';
import { draftsFor } from './import-plan';

interface FirstRunProps {
  readonly onAdd: () => void;
  readonly onImport: () => void;
}

/** No profile yet: what it takes to have one, and the hosts that there are already. */
export function FirstRun({ onAdd, onImport }: FirstRunProps) {
  const { run } = useCommands();
  return (
    <div className={styles['first']}>
      <EmptyState
        icon={<Mark size="2.5rem" />}
        title="Lay your first gangway"
        action={
          <div className={styles['actions']}>
            <Button tone="primary" onClick={onAdd}>
              Add profile
            </Button>
            <Button onClick={onImport}>Import…</Button>
          </div>
        }
      >
        Name a machine that you reach by SSH and that runs Docker. Its containers then answer here
        by their own addresses.
      </EmptyState>
      <ConfigHosts
        profiles={[]}
        onAdd={(hosts) => void run((gangway) => gangway.importProfiles(draftsFor(hosts, []), true))}
      />
    </div>
  );
}
