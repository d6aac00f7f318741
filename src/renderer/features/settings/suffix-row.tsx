import { useId, useState, type KeyboardEvent } from 'react';
import { DEFAULT_SUFFIX } from '../../../shared/names-view';
import { domainSchema } from '../../../shared/profile';
import { useTexts } from '../../hooks/use-texts';
import { SettingRow } from './setting-row';
import styles from './settings.module.css';

interface SuffixRowProps {
  /** Empty is the default. */
  readonly suffix: string;
  /** For the example: a name that the person knows. */
  readonly profile: string | undefined;
  readonly onChange: (suffix: string) => void;
}

/** Holds with Enter or when the field is left; Escape brings back what holds. */
export function SuffixRow({ suffix, profile = 'staging', onChange }: SuffixRowProps) {
  const { t } = useTexts('settings');
  const [text, setText] = useState(suffix);
  const id = useId();
  const typed = text.trim().replace(/^\.|\.$/g, '');
  const parsed = domainSchema.safeParse(typed);
  const wanted = typed === '' ? '' : parsed.data;
  const shown = (wanted ?? suffix) || DEFAULT_SUFFIX;

  function commit(): void {
    if (wanted === undefined || wanted === suffix) return;
    onChange(wanted === DEFAULT_SUFFIX ? '' : wanted);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Enter') commit();
    if (event.key !== 'Escape' || text === suffix) return;
    event.preventDefault();
    setText(suffix);
  }

  return (
    <SettingRow
      label={<label htmlFor={id}>{t('suffix')}</label>}
      hint={
        wanted === undefined ? (
          <span className={styles['invalid']}>{t('suffixInvalid')}</span>
        ) : (
          <SuffixHint example={`web.${profile}.${shown}`} />
        )
      }
      hintId={`${id}-hint`}
    >
      <input
        id={id}
        className={styles['input']}
        value={text}
        placeholder={DEFAULT_SUFFIX}
        spellCheck={false}
        autoComplete="off"
        aria-invalid={wanted === undefined}
        aria-describedby={`${id}-hint`}
        onChange={({ target }) => setText(target.value)}
        onBlur={commit}
        onKeyDown={onKeyDown}
      />
    </SettingRow>
  );
}

/** With the example as code, wherever a language puts it in its sentence. */
function SuffixHint({ example }: { readonly example: string }) {
  const { t } = useTexts('settings');
  const [before, after] = t('suffixHint', { example: '\n' }).split('\n');
  return (
    <>
      {before}
      <code>{example}</code>
      {after}
    </>
  );
}
