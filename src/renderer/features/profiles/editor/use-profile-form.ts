import { useState } from 'react';
import { describeError } from '../../../../shared/error-text';
import { errorInfo } from '../../../../shared/errors';
import type { Profile, ProfileDraft } from '../../../../shared/profile';
import { freeName, profileNameFor } from '../../../../shared/profile-names';
import { useTexts } from '../../../hooks/use-texts';
import { toDraft, type Checked } from './form-draft';
import type { Words } from './form-issues';
import {
  emptyForm,
  isChanged,
  toForm,
  type FieldPath,
  type FormField,
  type FormIssues,
  type FormValues,
  type GatewayField,
  type GatewayValues,
} from './form-values';

/** What every control of the form gets. */
interface FieldProps {
  readonly name: string;
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (event: { target: { value: string } }) => void;
  readonly onBlur: () => void;
}

export interface ProfileFormHold {
  readonly values: FormValues;
  readonly changed: boolean;
  readonly checked: Checked;
  readonly field: (name: FormField) => FieldProps;
  readonly gatewayField: (index: number, name: GatewayField) => FieldProps;
  readonly set: (change: Partial<FormValues>) => void;
  readonly setGateways: (gateways: readonly GatewayValues[]) => void;
  /** From now on says what is wrong anywhere; `path` and `text` are what the store has found. */
  readonly refuse: (path?: FieldPath, text?: string) => void;
  readonly revert: () => void;
  /** What the form holds has been stored as this. */
  readonly stored: (profile: Profile) => void;
}

interface FormOptions {
  readonly profile: Profile | undefined;
  readonly template: ProfileDraft | undefined;
  /** Names of the other profiles. */
  readonly taken: readonly string[];
}

/**
 * Holds what was typed. A field says what is wrong with it while it is typed in, but not before it was left for the
 * first time: nobody is told that half a word is wrong.
 */
export function useProfileForm({ profile, template, taken }: FormOptions): ProfileFormHold {
  const { t } = useTexts('profiles');
  const [base, setBase] = useState<ProfileDraft | undefined>(profile ?? template);
  const [initial, setInitial] = useState(() => (base ? toForm(base) : emptyForm()));
  const [values, setValues] = useState(initial);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [all, setAll] = useState(false);
  const [refused, setRefused] = useState<FormIssues>({});
  const [seen, setSeen] = useState(profile);
  const changed = isChanged(initial, values);

  // Somebody else changed the profile, or a network was chosen: what was typed here stays.
  if (profile && profile !== seen) {
    setSeen(profile);
    if (JSON.stringify(profile) !== JSON.stringify(base)) {
      const now = toForm(profile);
      setBase(profile);
      setInitial(now);
      if (!changed) setValues(now);
    }
  }

  const checked = withFreeName(toDraft(values, base, t), values, taken, t);
  const issues: FormIssues = { ...(checked.ok ? {} : checked.issues), ...refused };

  function change(path: FieldPath, next: FormValues): void {
    setValues(next);
    if (refused[path] !== undefined) setRefused({});
  }

  function props(path: FieldPath, id: string, value: string): Omit<FieldProps, 'onChange'> {
    const told = all || left.has(id) || refused[path] !== undefined;
    return {
      name: path,
      value,
      error: told ? issues[path] : undefined,
      // What was only passed on the way is not asked for yet.
      onBlur: () => {
        if (value.trim() !== '') setLeft((old) => new Set(old).add(id));
      },
    };
  }

  return {
    values,
    changed,
    checked,
    field: (name) => ({
      ...props(name, name, values[name]),
      onChange: ({ target }) => change(name, { ...values, [name]: target.value }),
    }),
    gatewayField: (index, name) => {
      const gateway = values.gateways[index];
      return {
        ...props(`gateways.${index}.${name}`, `${gateway?.key} ${name}`, gateway?.[name] ?? ''),
        onChange: ({ target }) =>
          change(
            `gateways.${index}.${name}`,
            withGateway(values, index, name, target.value, profile ? undefined : taken),
          ),
      };
    },
    set: (some) => setValues((old) => ({ ...old, ...some })),
    setGateways: (gateways) => setValues((old) => ({ ...old, gateways })),
    refuse: (path, text) => {
      setAll(true);
      if (path !== undefined && text !== undefined) setRefused({ [path]: text });
    },
    revert: () => {
      setValues(initial);
      setLeft(new Set());
      setAll(false);
      setRefused({});
    },
    stored: (saved) => {
      const now = toForm(saved);
      setBase(saved);
      setInitial(now);
      setValues(now);
      setLeft(new Set());
      setAll(false);
      setRefused({});
    },
  };
}

/** The name of a new profile (`taken` are the others') follows the first gateway's host until it is typed. */
function withGateway(
  values: FormValues,
  index: number,
  name: GatewayField,
  value: string,
  taken: readonly string[] | undefined,
): FormValues {
  const gateways = values.gateways.map((gateway, at) =>
    at === index ? { ...gateway, [name]: value } : gateway,
  );
  const changed = { ...values, gateways };
  if (!taken || index > 0 || name !== 'host') return changed;
  const before = values.gateways[0]?.host ?? '';
  return values.name === nameFor(before, taken)
    ? { ...changed, name: nameFor(value, taken) }
    : changed;
}

function nameFor(host: string, taken: readonly string[]): string {
  return host.trim() ? freeName(profileNameFor(host), taken) : '';
}

function withFreeName(
  checked: Checked,
  { name }: FormValues,
  taken: readonly string[],
  t: Words,
): Checked {
  if (!taken.includes(name.trim())) return checked;
  const { what } = describeError(errorInfo('config.duplicate-name', { name: name.trim() }), t);
  return { ok: false, issues: { ...(checked.ok ? {} : checked.issues), name: what } };
}
