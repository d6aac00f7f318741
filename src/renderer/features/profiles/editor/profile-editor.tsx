/** One profile, stored or new, with everything that can be said of it. */
import { useEffect, useEffectEvent, useId, useRef, useState, type SyntheticEvent } from 'react';
import type { ErrorInfo } from '../../../../shared/errors';
import { PROFILE_COLOURS, type Profile, type ProfileDraft } from '../../../../shared/profile';
import { freeName } from '../../../../shared/profile-names';
import { ErrorCard } from '../../../components/error-card';
import { Question } from '../../../components/question';
import { useErrorText } from '../../../hooks/use-error-text';
import { useEscape } from '../../../hooks/use-escape';
import { useUnsaved } from '../../../hooks/use-leave-guard';
import { useTexts } from '../../../hooks/use-texts';
import { ProfileMark } from '../profile-mark';
import { TestPanel } from '../test/test-panel';
import { useConnectionTest } from '../test/use-connection-test';
import styles from './editor.module.css';
import { fieldOf } from './form-draft';
import { GatewayFields } from './gateway-fields';
import { GiveAway } from './give-away';
import { IdentityFields } from './identity-fields';
import { ConnectFields, DockerFields, NameFields, NetworkFields } from './routing-fields';
import { SaveBar } from './save-bar';
import { useProfileForm } from './use-profile-form';

interface ProfileEditorProps {
  /** The one to change; absent for a new one. */
  readonly profile?: Profile | undefined;
  /** What a new one begins with. */
  readonly template?: ProfileDraft | undefined;
  /** All that there are, in their order. */
  readonly profiles: readonly Profile[];
  /** Of names in profiles that have none of their own. */
  readonly usualSuffix: string;
  readonly onAdded: (added: Profile) => void;
  readonly onDuplicate: (template: ProfileDraft) => void;
  /** It was removed, or a new one is not wanted after all. */
  readonly onGone: () => void;
}

export function ProfileEditor(props: ProfileEditorProps) {
  const { profile, template, profiles, usualSuffix, onAdded, onDuplicate, onGone } = props;
  const { t } = useTexts(['profiles', 'common']);
  const taken = profiles.filter(({ id }) => id !== profile?.id).map(({ name }) => name);
  const form = useProfileForm({ profile, template, taken });
  const { values, checked, changed, refuse } = form;
  const [refusals, setRefusals] = useState(0);
  const [trouble, setTrouble] = useState<ErrorInfo | null>(null);
  const [saved, setSaved] = useState(false);
  const [removing, setRemoving] = useState(false);
  const describe = useErrorText();
  const test = useConnectionTest();
  const element = useRef<HTMLFormElement>(null);
  const id = useId();
  const release = useUnsaved(changed ? 'changes' : null);
  useEscape(profile ? undefined : onGone);

  // After the page has shown why it was not saved, the first such field has the focus.
  useEffect(() => {
    if (refusals > 0) element.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [refusals]);

  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 's' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    element.current?.requestSubmit();
  });
  useEffect(() => {
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);

  async function save(event: SyntheticEvent): Promise<void> {
    event.preventDefault();
    setTrouble(null);
    if (!checked.ok) {
      refuse();
      setRefusals((count) => count + 1);
      return;
    }
    const { gangway } = window;
    const reply = await (profile
      ? gangway.updateProfile(profile.id, checked.draft)
      : gangway.addProfile(checked.draft));
    if (!reply.ok) {
      show(reply.error);
      return;
    }
    form.stored(reply.value);
    setSaved(true);
    if (profile) return;
    release();
    void gangway.rememberProfile(reply.value.id);
    onAdded(reply.value);
  }

  function show(error: ErrorInfo): void {
    const words = describe(error).what;
    if (error.code === 'config.duplicate-name') refuse('name', words);
    else if (error.code === 'config.invalid')
      refuse(fieldOf(String(error.detail['field']).split('.')), words);
    else setTrouble(error);
    setRefusals((count) => count + 1);
  }

  function startTest(): void {
    if (checked.ok) {
      test.start(checked.draft, profile?.id ?? null);
      return;
    }
    refuse();
    setRefusals((count) => count + 1);
  }

  async function remove(of: Profile): Promise<void> {
    setRemoving(false);
    const reply = await window.gangway.removeProfile(of.id);
    if (!reply.ok) {
      setTrouble(reply.error);
      return;
    }
    release();
    onGone();
  }

  return (
    <div className={styles['editor']}>
      <header className={styles['header']}>
        <ProfileMark profile={{ name: values.name, ...marksOf(values) }} />
        <h2 className={styles['title']}>{profile ? profile.name : t('add')}</h2>
      </header>
      <main className={styles['main']}>
        <form
          ref={element}
          id={id}
          className={styles['form']}
          noValidate
          onSubmit={(event) => void save(event)}
          onChange={() => setSaved(false)}
        >
          {trouble && <ErrorCard error={trouble} />}
          <IdentityFields form={form} autoFocus={!profile} />
          <GatewayFields form={form} />
          <NetworkFields form={form} />
          <NameFields form={form} usualSuffix={usualSuffix} />
          <DockerFields form={form} />
          <ConnectFields form={form} />
          {profile && (
            <GiveAway
              profile={profile}
              onDuplicate={() =>
                onDuplicate({ ...profile, name: freeName(profile.name, [...taken, profile.name]) })
              }
              onRemove={() => setRemoving(true)}
            />
          )}
        </form>
      </main>
      {test.run && (
        <TestPanel
          run={test.run}
          stale={!checked.ok || JSON.stringify(checked.draft) !== JSON.stringify(test.run.draft)}
          onAgain={startTest}
          onCancel={test.cancel}
          onClose={test.close}
        />
      )}
      <SaveBar
        form={id}
        isNew={!profile}
        changed={changed}
        saved={saved}
        testing={test.run?.ended === false}
        onTest={startTest}
        onRevert={profile ? form.revert : onGone}
      />
      {removing && profile && (
        <Question
          title={t('remove.title', { name: profile.name })}
          text={t('remove.text')}
          confirm={t('remove.confirm')}
          dismiss={t('common:cancel')}
          onConfirm={() => void remove(profile)}
          onDismiss={() => setRemoving(false)}
        />
      )}
    </div>
  );
}

/** As far as they are valid. */
function marksOf({ emoji, colour }: { readonly emoji: string; readonly colour: string }) {
  const known = PROFILE_COLOURS.find((each) => each === colour);
  return { ...(emoji.trim() && { emoji: emoji.trim() }), ...(known && { colour: known }) };
}
