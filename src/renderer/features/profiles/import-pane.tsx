import { useState } from 'react';
import { errorInfo, type ErrorInfo } from '../../../shared/errors';
import type { Profile, ProfileDraft } from '../../../shared/profile';
import { MAX_EXPORT } from '../../../shared/profile-link';
import { ErrorCard } from '../../components/error-card';
import { Screen } from '../../components/screen';
import { useUnsaved } from '../../hooks/use-leave-guard';
import { useTexts } from '../../hooks/use-texts';
import { ConfigHosts } from './config-hosts';
import { draftsFor, planImport, type Import } from './import-plan';
import styles from './import-pane.module.css';
import { ImportSource } from './import-source';
import { PlannedList } from './planned-list';
import { useImportLink } from './use-import-link';

interface ImportPaneProps {
  readonly profiles: readonly Profile[];
  /** Called with the first profile that was added, or with nothing. */
  readonly onClose: (added?: Profile) => void;
}

/** What was given: typed or pasted, or the contents of a file. */
interface Given {
  readonly text: string;
  readonly file: string | null;
  readonly refused?: ErrorInfo;
}

const NOTHING: Given = { text: '', file: null };

/** Profiles from somebody else, or from `~/.ssh/config`. */
export function ImportPane({ profiles, onClose }: ImportPaneProps) {
  const { t } = useTexts('profiles');
  const [given, setGiven] = useState<Given>(NOTHING);
  const [trouble, setTrouble] = useState<ErrorInfo | null>(null);
  const plan = planOf(given, profiles, t('import.theText'));
  useImportLink((text) => setGiven({ text, file: null }));
  const release = useUnsaved(plan?.ok ? 'import' : null);

  async function add(drafts: readonly ProfileDraft[]): Promise<void> {
    setTrouble(null);
    // Whose name is taken has been told its new one.
    const reply = await window.gangway.importProfiles([...drafts], true);
    if (!reply.ok) {
      setTrouble(reply.error);
      return;
    }
    release();
    onClose(reply.value[0]);
  }

  async function open(file: File): Promise<void> {
    if (file.size > MAX_EXPORT) {
      const message = t('import.tooLong');
      const refused = errorInfo('config.invalid', { source: file.name, message });
      setGiven({ text: '', file: file.name, refused });
      return;
    }
    try {
      setGiven({ text: await file.text(), file: file.name });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      setTrouble(errorInfo('config.storage-failed', { path: file.name, message }));
    }
  }

  return (
    <Screen title={t('import.open')} onEscape={() => onClose()}>
      <div
        className={styles['screen']}
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          const [file] = event.dataTransfer.files;
          if (!file) return;
          event.preventDefault();
          void open(file);
        }}
      >
        {trouble && <ErrorCard error={trouble} />}
        <ImportSource
          text={given.file === null ? given.text : ''}
          file={given.file}
          error={plan && !plan.ok ? plan.error : undefined}
          onText={(text) => setGiven({ text, file: null })}
          onFile={(file) => void open(file)}
        />
        {plan?.ok && (
          <PlannedList
            planned={plan.planned}
            onCancel={() => setGiven(NOTHING)}
            onImport={() => void add(plan.planned.map(({ draft }) => draft))}
          />
        )}
        {!plan?.ok && (
          <ConfigHosts
            profiles={profiles}
            otherwise={t('hosts.none')}
            onAdd={(hosts) => void add(draftsFor(hosts, profiles))}
          />
        )}
      </div>
    </Screen>
  );
}

function planOf(
  { text, file, refused }: Given,
  profiles: readonly Profile[],
  /** How what was pasted is called. */
  pasted: string,
): Import | undefined {
  if (refused) return { ok: false, error: refused };
  if (file === null && text.trim() === '') return undefined;
  return planImport(text, file ?? pasted, profiles);
}
