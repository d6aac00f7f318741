import { useId } from 'react';
import { Select } from '../../components/select';
import { SettingRow } from './setting-row';
import styles from './settings.module.css';

interface ChoiceRowProps<Value extends string> {
  readonly label: string;
  readonly hint?: string;
  readonly value: Value;
  /** Each with its words. */
  readonly choices: readonly (readonly [Value, string])[];
  readonly disabled?: boolean;
  readonly onChange: (value: Value) => void;
}

/** One of several, from a list that opens. */
export function ChoiceRow<Value extends string>({
  label,
  hint,
  value,
  choices,
  disabled = false,
  onChange,
}: ChoiceRowProps<Value>) {
  const id = useId();
  return (
    <SettingRow label={<label htmlFor={id}>{label}</label>} hint={hint} hintId={`${id}-hint`}>
      <Select
        id={id}
        className={styles['select']}
        value={value}
        disabled={disabled}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={({ target }) => {
          const chosen = choices.find(([each]) => each === target.value);
          if (chosen) onChange(chosen[0]);
        }}
      >
        {choices.map(([each, words]) => (
          <option key={each} value={each}>
            {words}
          </option>
        ))}
      </Select>
    </SettingRow>
  );
}
