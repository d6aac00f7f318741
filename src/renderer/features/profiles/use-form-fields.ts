import { useEffect, useState } from 'react';
import type { ProfileDraft } from '../../../shared/profile';
import { toDraft } from './form-draft';
import type { FormField, FormIssues, FormValues } from './form-values';

/** What every control of the form gets. */
export interface FieldProps {
  readonly name: FormField;
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (event: { target: { value: string } }) => void;
}

interface FormFields {
  readonly values: FormValues;
  readonly setIssues: (issues: FormIssues) => void;
  readonly field: (name: FormField) => FieldProps;
}

/** Nobody is told that half a word is wrong: milliseconds without a key. */
const PAUSE_MS = 700;

/** Holds what was typed, and says what is wrong with a field soon after typing in it stops. */
export function useFormFields(initial: FormValues, edited: ProfileDraft | undefined): FormFields {
  const [values, setValues] = useState<FormValues>(initial);
  const [issues, setIssues] = useState<FormIssues>({});
  const [typed, setTyped] = useState<FormField | null>(null);

  useEffect(() => {
    if (typed === null || values[typed].trim() === '') return undefined;
    const timer = setTimeout(() => {
      const checked = toDraft(values, edited);
      const issue = checked.ok ? undefined : checked.issues[typed];
      setIssues((old) => (old[typed] === issue ? old : { ...old, [typed]: issue }));
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, values, edited]);

  function field(name: FormField): FieldProps {
    return {
      name,
      value: values[name],
      error: issues[name],
      onChange: ({ target }) => {
        setValues((old) => ({ ...old, [name]: target.value }));
        setTyped(name);
        // What is being put right is not wrong any more.
        if (issues[name] !== undefined) setIssues((old) => ({ ...old, [name]: undefined }));
      },
    };
  }

  return { values, setIssues, field };
}
