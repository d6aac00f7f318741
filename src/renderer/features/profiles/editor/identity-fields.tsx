import { useId, type ReactNode } from 'react';
import { PROFILE_COLOURS } from '../../../../shared/profile';
import { TextField } from '../../../components/field';
import { useTexts } from '../../../hooks/use-texts';
import styles from './identity-fields.module.css';
import { Section } from './section';
import type { ProfileFormHold } from './use-profile-form';

/** To begin with; any other symbol can be typed. */
const SYMBOLS = ['🌊', '⚓', '🚢', '🏝️', '🚀', '🧪', '🔥', '🛡️', '🏢', '🏠'] as const;

const isListed = (symbol: string): boolean => SYMBOLS.some((each) => each === symbol);

interface IdentityFieldsProps {
  readonly form: ProfileFormHold;
  readonly autoFocus: boolean;
}

/** Name, colour and symbol: how a person tells profiles apart. */
export function IdentityFields({ form, autoFocus }: IdentityFieldsProps) {
  const { t } = useTexts('profiles');
  const { values, set, field } = form;
  const emoji = field('emoji');
  const errorId = useId();
  return (
    <Section title={t('sections.appearance')}>
      <TextField
        label={t('fields.name')}
        placeholder="staging"
        autoFocus={autoFocus}
        {...field('name')}
      />
      <Choices
        label={t('fields.colour')}
        value={values.colour}
        onChange={(colour) => set({ colour })}
        choices={PROFILE_COLOURS.map((id) => ({ id, label: t(`colours.${id}`) }))}
        none={t('colours.none')}
        look="swatch"
      />
      <div>
        <Choices
          label={t('fields.symbol')}
          value={values.emoji}
          onChange={(emoji) => set({ emoji })}
          choices={SYMBOLS.map((id) => ({ id, label: id }))}
          none={t('noSymbol')}
          look="emoji"
        >
          <span className={styles['typed']}>
            <input
              type="text"
              aria-label={t('fields.otherSymbol')}
              aria-invalid={emoji.error !== undefined}
              aria-describedby={emoji.error && errorId}
              title={t('fields.otherSymbol')}
              placeholder="…"
              autoComplete="off"
              name={emoji.name}
              value={isListed(values.emoji) ? '' : values.emoji}
              onChange={emoji.onChange}
              onBlur={emoji.onBlur}
            />
          </span>
        </Choices>
        {emoji.error && (
          <p id={errorId} className={styles['error']}>
            {emoji.error}
          </p>
        )}
      </div>
    </Section>
  );
}

interface ChoicesProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly choices: readonly { readonly id: string; readonly label: string }[];
  /** Accessible name of the choice of none. */
  readonly none: string;
  readonly look: 'swatch' | 'emoji';
  /** Behind the choices. */
  readonly children?: ReactNode;
}

/** Radio buttons that look like what they choose; arrow keys go from one to the next. */
function Choices(props: ChoicesProps) {
  const { label, value, onChange, choices, none, look, children } = props;
  const name = useId();
  return (
    <fieldset className={styles['choices']}>
      <legend>{label}</legend>
      <div className={styles['row']}>
        {[{ id: '', label: none }, ...choices].map((choice) => (
          <label
            key={choice.id}
            title={choice.label}
            className={styles[look]}
            data-choice={choice.id || 'none'}
          >
            <input
              type="radio"
              name={name}
              aria-label={choice.label}
              checked={value === choice.id}
              onChange={() => onChange(choice.id)}
            />
            {look === 'emoji' && <span aria-hidden="true">{choice.id || '–'}</span>}
          </label>
        ))}
        {children}
      </div>
    </fieldset>
  );
}
