import { useId, type ComponentProps, type ReactNode } from 'react';
import styles from './field.module.css';
import { Select } from './select';

interface FieldFrame {
  readonly label: string;
  readonly hint?: ReactNode;
  /** What is wrong with the value. */
  readonly error?: string | undefined;
}

/** Label, control, then what is wrong or else a hint: tied together for screen readers. */
export function TextField({ label, hint, error, ...input }: FieldFrame & ComponentProps<'input'>) {
  const id = useId();
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      <input
        spellCheck={false}
        autoComplete="off"
        {...input}
        {...described(id, hint, error)}
        className={styles['input']}
      />
    </Frame>
  );
}

export function TextArea({ label, hint, error, ...area }: FieldFrame & ComponentProps<'textarea'>) {
  const id = useId();
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      <textarea
        spellCheck={false}
        {...area}
        {...described(id, hint, error)}
        className={`${styles['input'] ?? ''} ${styles['area'] ?? ''}`}
      />
    </Frame>
  );
}

export function SelectField({
  label,
  hint,
  error,
  ...select
}: FieldFrame & ComponentProps<'select'>) {
  const id = useId();
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      <Select {...select} {...described(id, hint, error)} />
    </Frame>
  );
}

function described(id: string, hint: ReactNode, error: string | undefined) {
  return {
    id,
    'aria-invalid': error !== undefined,
    'aria-describedby': error !== undefined || hint !== undefined ? `${id}-note` : undefined,
  };
}

function Frame({
  id,
  label,
  hint,
  error,
  children,
}: FieldFrame & { readonly id: string; readonly children: ReactNode }) {
  return (
    <div className={styles['field']}>
      <label htmlFor={id} className={styles['label']}>
        {label}
      </label>
      {children}
      {(error ?? hint) !== undefined && (
        <p id={`${id}-note`} className={error === undefined ? styles['hint'] : styles['error']}>
          {error ?? hint}
        </p>
      )}
    </div>
  );
}
