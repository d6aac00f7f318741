import { useState, type ReactNode } from 'react';
import { describeError } from '../../../shared/error-text';
import type { ErrorInfo } from '../../../shared/errors';
import { Switch } from '../../components/switch';
import { Words } from '../../components/words';
import styles from './network-row.module.css';

interface NetworkSwitchProps {
  readonly profileId: string;
  /** Docker's name of the network. */
  readonly name: string;
  readonly enabled: boolean;
  /** Not to be switched. */
  readonly fixed?: boolean;
  readonly describedBy?: string;
  /** What stands on the same line. */
  readonly children: ReactNode;
}

/** A line with a switch at its end. The switch shows what is so; a refused click says why below. */
export function NetworkSwitch({
  profileId,
  name,
  enabled,
  fixed = false,
  describedBy,
  children,
}: NetworkSwitchProps) {
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
    <>
      <div className={styles['line']}>
        {children}
        {!fixed && (
          <Switch
            checked={enabled}
            label={`Route ${name}`}
            describedBy={describedBy}
            busy={busy}
            onClick={() => void toggle()}
          />
        )}
      </div>
      {trouble && <Trouble error={trouble} />}
    </>
  );
}

function Trouble({ error }: { readonly error: ErrorInfo }) {
  const { what, next } = describeError(error);
  return (
    <p role="alert" className={styles['trouble']}>
      <Words>{`${what} ${next}`}</Words>
    </p>
  );
}
