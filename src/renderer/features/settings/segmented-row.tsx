import { useId } from 'react';
import { SettingRow } from './setting-row';
import styles from './settings.module.css';

interface SegmentedRowProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  /** Each with its words; two or three short ones. */
  readonly choices: readonly (readonly [Value, string])[];
  readonly onChange: (value: Value) => void;
}

/** One of a few, all in sight: radio buttons that look like one control. */
export function SegmentedRow<Value extends string>({
  label,
  value,
  choices,
  onChange,
}: SegmentedRowProps<Value>) {
  const id = useId();
  return (
    <SettingRow label={<span id={id}>{label}</span>}>
      <div role="radiogroup" aria-labelledby={id} className={styles['segments']}>
        {choices.map(([each, words]) => (
          <label key={each} className={styles['segment']}>
            <input
              type="radio"
              name={id}
              className="visually-hidden"
              checked={each === value}
              onChange={() => onChange(each)}
            />
            <span>{words}</span>
          </label>
        ))}
      </div>
    </SettingRow>
  );
}
