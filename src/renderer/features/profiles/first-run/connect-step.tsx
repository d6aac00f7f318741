import { Rocket } from 'lucide-react';
import { useState, type SyntheticEvent } from 'react';
import type { ErrorInfo } from '../../../../shared/errors';
import { profileDraftSchema, type ProfileDraft } from '../../../../shared/profile';
import { Button } from '../../../components/button';
import { ErrorCard } from '../../../components/error-card';
import { TextField } from '../../../components/field';
import { useCommands } from '../../../hooks/use-commands';
import { useTexts } from '../../../hooks/use-texts';
import { gatewayLabel } from '../test/test-run';
import { Step } from './step';

interface ConnectStepProps {
  readonly draft: ProfileDraft;
  readonly onBack: () => void;
}

/** Adds the profile and connects it; then there is one, and the first run is over. */
export function ConnectStep({ draft, onBack }: ConnectStepProps) {
  const { t } = useTexts(['profiles', 'common']);
  const { run } = useCommands();
  const [name, setName] = useState(draft.name);
  const [trouble, setTrouble] = useState<ErrorInfo | null>(null);
  const named = profileDraftSchema.safeParse({ ...draft, name: name.trim() });
  const hosts = draft.gateways.map(gatewayLabel).join(', ');

  async function connect(event: SyntheticEvent): Promise<void> {
    event.preventDefault();
    if (!named.success) return;
    const reply = await window.gangway.addProfile(named.data);
    if (!reply.ok) {
      setTrouble(reply.error);
      return;
    }
    const { id } = reply.value;
    void window.gangway.rememberProfile(id);
    await run((gangway) => gangway.connect(id));
  }

  return (
    <form noValidate onSubmit={(event) => void connect(event)}>
      <Step
        icon={<Rocket size="1.75rem" strokeWidth={1.75} />}
        title={t('first.connect.title')}
        text={t('first.connect.text')}
        actions={
          <>
            <Button onClick={onBack}>{t('first.back')}</Button>
            <Button tone="primary" type="submit" data-autofocus>
              {t('common:connect')}
            </Button>
          </>
        }
      >
        {trouble && <ErrorCard error={trouble} />}
        <TextField
          label={t('fields.name')}
          hint={t('first.connect.hint', { host: hosts })}
          value={name}
          error={named.success ? undefined : t('issues.name')}
          onChange={({ target }) => setName(target.value)}
        />
      </Step>
    </form>
  );
}
