import { useState } from 'react';
import { MAX_ANSWER_LENGTH } from '../../../shared/prompt';
import { TextField } from '../../components/field';
import { useTexts } from '../../hooks/use-texts';
import styles from './secret-field.module.css';

interface SecretFieldProps {
  readonly label: string;
  /** What was wrong with the last one. */
  readonly error?: string | undefined;
}

/** A field with the focus, whose owner may look at what they have typed. */
export function SecretField({ label, error }: SecretFieldProps) {
  const { t } = useTexts('prompts');
  const [isShown, setShown] = useState(false);
  return (
    <div className={styles['secret']}>
      <TextField
        label={label}
        type={isShown ? 'text' : 'password'}
        autoComplete="off"
        autoCapitalize="off"
        maxLength={MAX_ANSWER_LENGTH}
        error={error}
        data-autofocus
      />
      <button
        type="button"
        className={styles['toggle']}
        aria-label={t(isShown ? 'hideLabel' : 'showLabel')}
        onClick={() => setShown(!isShown)}
      >
        {t(isShown ? 'hide' : 'show')}
      </button>
    </div>
  );
}
