import { ArrowLeft } from 'lucide-react';
import { useEffect, useRef, useState, type SyntheticEvent } from 'react';
import { describeError } from '../../../shared/error-text';
import type { ErrorInfo } from '../../../shared/errors';
import type { Profile, ProfileDraft } from '../../../shared/profile';
import { freeName } from '../../../shared/profile-names';
import { Button, IconButton } from '../../components/button';
import { Disclosure } from '../../components/disclosure';
import { ErrorCard } from '../../components/error-card';
import { SelectField, TextArea, TextField } from '../../components/field';
import { Question } from '../../components/question';
import { Screen } from '../../components/screen';
import { AdvancedFields } from './advanced-fields';
import { fieldOf, toDraft } from './form-draft';
import {
  ADVANCED_FIELDS,
  EMPTY_FORM,
  hasAdvanced,
  isAnyChanged,
  toForm,
  type FormIssues,
} from './form-values';
import { ProfileActions } from './profile-actions';
import styles from './profile-form.module.css';
import { useFormFields } from './use-form-fields';

interface ProfileFormProps {
  /** The one to change; absent for a new one. */
  readonly profile?: Profile | undefined;
  /** What a new one begins with. */
  readonly template?: ProfileDraft | undefined;
  /** All that there are, in their order. */
  readonly profiles: readonly Profile[];
  readonly onDuplicate: (template: ProfileDraft) => void;
  /** Called with the profile that was saved, or with nothing. */
  readonly onClose: (saved?: Profile) => void;
}

export function ProfileForm(props: ProfileFormProps) {
  const { profile, template, profiles, onDuplicate, onClose } = props;
  const base = profile ?? template;
  const initial = base ? toForm(base) : EMPTY_FORM;
  const { values, setIssues, field } = useFormFields(initial, base);
  const [advanced, setAdvanced] = useState(hasAdvanced(initial));
  const [refusals, setRefusals] = useState(0);
  const [trouble, setTrouble] = useState<ErrorInfo | null>(null);
  const [removing, setRemoving] = useState(false);
  /** What to do once the changes may be lost. */
  const [leaving, setLeaving] = useState<{ readonly go: () => void } | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const changed = isAnyChanged(initial, values);
  const leaveTo = (go: () => void): void => (changed ? setLeaving({ go }) : go());
  const leave = (): void => leaveTo(() => onClose());

  // After the page has shown why it was not saved, the first such field has the focus.
  useEffect(
    () => form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus(),
    [refusals],
  );

  function refuse(issues: FormIssues): void {
    setIssues(issues);
    if (ADVANCED_FIELDS.some((name) => issues[name] !== undefined)) setAdvanced(true);
    setRefusals((count) => count + 1);
  }

  async function save(event: SyntheticEvent): Promise<void> {
    event.preventDefault();
    setTrouble(null);
    const checked = toDraft(values, base);
    if (!checked.ok) {
      refuse(checked.issues);
      return;
    }
    const { gangway } = window;
    const reply = await (profile
      ? gangway.updateProfile(profile.id, checked.draft)
      : gangway.addProfile(checked.draft));
    if (reply.ok) onClose(reply.value);
    else show(reply.error);
  }

  function show(error: ErrorInfo): void {
    if (error.code === 'config.duplicate-name') refuse({ name: describeError(error).what });
    else if (error.code === 'config.invalid')
      refuse({ [fieldOf(String(error.detail['field']).split('.'))]: describeError(error).what });
    else setTrouble(error);
  }

  async function remove(id: string): Promise<void> {
    setRemoving(false);
    const reply = await window.gangway.removeProfile(id);
    if (reply.ok) onClose();
    else setTrouble(reply.error);
  }

  function duplicate(of: Profile): void {
    const names = profiles.map(({ name }) => name);
    leaveTo(() => onDuplicate({ ...of, name: freeName(of.name, names) }));
  }

  async function move(id: string, direction: 'up' | 'down'): Promise<void> {
    const reply = await window.gangway.moveProfile(id, direction);
    if (!reply.ok) setTrouble(reply.error);
  }

  return (
    <Screen
      title={profile ? `Edit ${profile.name}` : 'Add profile'}
      leading={
        <IconButton label="Back" onClick={leave}>
          <ArrowLeft />
        </IconButton>
      }
      onEscape={leave}
    >
      <form ref={form} className={styles['form']} noValidate onSubmit={(event) => void save(event)}>
        {trouble && <ErrorCard error={trouble} />}
        <TextField label="Name" placeholder="staging" autoFocus {...field('name')} />
        <div className={styles['pair']}>
          <TextField label="Host" placeholder="gateway.example.com" {...field('host')} />
          <TextField label="Port" placeholder="22" inputMode="numeric" {...field('port')} />
        </div>
        <p className={styles['note']}>
          A host name, an address, or a <code>Host</code> of <code>~/.ssh/config</code>. What you
          leave empty below comes from there.
        </p>
        <TextField label="User" placeholder="from ssh config" {...field('user')} />
        <TextField
          label="Identity file"
          placeholder="ssh-agent and default keys"
          {...field('identityFile')}
        />
        <TextArea
          label="Additional CIDRs"
          placeholder="10.20.0.0/16"
          rows={3}
          hint="One per line: what to route besides Docker’s networks, such as the VPC itself."
          {...field('cidrs')}
        />
        <SelectField
          label="Link"
          hint="Automatic prefers the relay, which needs python3 there, and no PermitTunnel."
          {...field('link')}
        >
          <option value="auto">Automatic</option>
          <option value="relay">Relay</option>
          <option value="tun-channel">OpenSSH tunnel</option>
        </SelectField>
        <Disclosure
          title="Names and Docker"
          summary={hasAdvanced(values) ? 'changed' : 'defaults'}
          open={advanced}
          onToggle={setAdvanced}
        >
          <AdvancedFields values={values} field={field} />
        </Disclosure>
        <div className={styles['actions']}>
          {profile && (
            <Button tone="danger" onClick={() => setRemoving(true)}>
              Remove…
            </Button>
          )}
          <span className={styles['gap']} />
          <Button onClick={leave}>Cancel</Button>
          <Button tone="primary" type="submit">
            {profile ? 'Save' : 'Add profile'}
          </Button>
        </div>
      </form>
      {profile && (
        <ProfileActions
          profile={profile}
          profiles={profiles}
          onDuplicate={() => duplicate(profile)}
          onMove={(direction) => void move(profile.id, direction)}
        />
      )}
      {leaving && (
        <Question
          title="Discard your changes?"
          confirm="Discard"
          dismiss="Keep editing"
          onConfirm={() => leaving.go()}
          onDismiss={() => setLeaving(null)}
        />
      )}
      {removing && profile && (
        <Question
          title={`Remove ${profile.name}?`}
          text="Gangway disconnects it first. Keys and known hosts stay as they are."
          confirm="Remove profile"
          dismiss="Cancel"
          onConfirm={() => void remove(profile.id)}
          onDismiss={() => setRemoving(false)}
        />
      )}
    </Screen>
  );
}
