import { useState, type ReactNode } from 'react';
import type { ErrorInfo } from '../../../shared/errors';
import { useErrorText } from '../../hooks/use-error-text';
import { Switch } from '../../components/switch';
import { Words } from '../../components/words';
import { useTexts } from '../../hooks/use-texts';
import styles from './network-row.module.css';

interface SwitchedRowProps {
  readonly profileId: string;
  /** Docker's name of the network. */
  readonly name: string;
  readonly enabled: boolean;
  /** Not to be switched. */
  readonly fixed?: boolean;
  /** Id of the words that say more. */
  readonly describedBy?: string;
  /** What stands on the line of the switch. */
  readonly line: ReactNode;
  /** Lines below. */
  readonly children?: ReactNode;
}

/** A row with a switch at the end of its first line. It shows what is so; a refused click says why below. */
export function SwitchedRow(props: SwitchedRowProps) {
  const { profileId, name, enabled } = props;
  const { t } = useTexts('networks');
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<ErrorInfo | null>(null);

  async function toggle(): Promise<void> {
    setBusy(true);
    setTrouble(null);
    const reply = await window.gangway.setNetwork(profileId, name, !enabled);
    setBusy(false);
    if (!reply.ok) setTrouble(reply.error);
  }

  return (
    <div className={styles['row']}>
      <div className={styles['line']}>
        {props.line}
        {!props.fixed && (
          <Switch
            checked={enabled}
            label={t('route', { name })}
            describedBy={props.describedBy}
            busy={busy}
            onClick={() => void toggle()}
          />
        )}
      </div>
      {props.children}
      {trouble && <Trouble error={trouble} />}
    </div>
  );
}

function Trouble({ error }: { readonly error: ErrorInfo }) {
  const { what, next } = useErrorText()(error);
  return (
    <p role="alert" className={styles['trouble']}>
      <Words>{`${what} ${next}`}</Words>
    </p>
  );
}
