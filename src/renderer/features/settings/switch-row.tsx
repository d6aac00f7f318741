import { useId } from 'react';
import { Switch } from '../../components/switch';
import { SettingRow } from './setting-row';

interface SwitchRowProps {
  readonly label: string;
  readonly hint: string;
  readonly checked: boolean;
  readonly busy: boolean;
  readonly onChange: (checked: boolean) => void;
}

export function SwitchRow({ label, hint, checked, busy, onChange }: SwitchRowProps) {
  const id = useId();
  return (
    <SettingRow label={label} hint={hint} hintId={id}>
      <Switch
        label={label}
        checked={checked}
        busy={busy}
        describedBy={id}
        onClick={() => onChange(!checked)}
      />
    </SettingRow>
  );
}
