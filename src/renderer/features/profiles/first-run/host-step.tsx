import { useState, type SyntheticEvent } from 'react';
import type { ProfileDraft } from '../../../../shared/profile';
import { Button } from '../../../components/button';
import { CopyButton } from '../../../components/copy-button';
import { Disclosure } from '../../../components/disclosure';
import { TextField } from '../../../components/field';
import { Mark } from '../../../components/mark';
import { useTexts } from '../../../hooks/use-texts';
import { HostChoices } from '../host-choices';
import { draftsFor } from '../import-plan';
import { useConfigHosts } from '../use-config-hosts';
import { Step } from './step';
import styles from './step.module.css';
import { draftFor } from './target';

interface HostStepProps {
  /** As typed. */
  readonly host: string;
  readonly onHost: (host: string) => void;
  readonly onNext: (draft: ProfileDraft) => void;
  readonly onAdd: () => void;
  readonly onImport: () => void;
}

/** Brings up a cloud on this machine, and the app in it. */
const LAB_COMMAND = 'script/demo --keep';

/** The lab is made of Linux namespaces. */
const hasLab = (): boolean => /linux/i.test(navigator.userAgent);

export function HostStep({ host, onHost, onNext, onAdd, onImport }: HostStepProps) {
  const { t } = useTexts('profiles');
  const [refused, setRefused] = useState(false);
  const [lab, setLab] = useState(false);
  const reply = useConfigHosts();
  const hosts = reply?.ok ? reply.value : [];

  function choose(target: string): void {
    const draft = draftFor(target);
    setRefused(!draft);
    if (draft) onNext(draft);
  }

  return (
    <form
      noValidate
      onSubmit={(event: SyntheticEvent) => {
        event.preventDefault();
        choose(host);
      }}
    >
      <Step
        icon={<Mark size="2rem" />}
        title={t('first.host.title')}
        text={t('first.host.text')}
        actions={
          <Button tone="primary" type="submit">
            {t('first.next')}
          </Button>
        }
      >
        <TextField
          label={t('fields.host')}
          placeholder="deploy@gateway.example.com"
          hint={t('first.host.hint')}
          data-autofocus
          value={host}
          error={refused ? t(host.trim() ? 'first.host.refused' : 'issues.hostMissing') : undefined}
          onChange={({ target }) => {
            onHost(target.value);
            setRefused(false);
          }}
        />
        {hosts.length > 0 && (
          <div className={styles['known']}>
            <p className={styles['or']}>{t('first.host.or')}</p>
            <HostChoices
              hosts={hosts}
              few={3}
              onChoose={(chosen) => draftsFor([chosen], []).forEach(onNext)}
            />
          </div>
        )}
        <div className={styles['others']}>
          <Button tone="quiet" onClick={onAdd}>
            {t('first.host.byHand')}
          </Button>
          <Button tone="quiet" onClick={onImport}>
            {t('first.host.import')}
          </Button>
        </div>
        {hasLab() && (
          <Disclosure title={t('first.lab.title')} open={lab} onToggle={setLab}>
            <div className={styles['lab']}>
              <p>{t('first.lab.text')}</p>
              <CopyButton text={LAB_COMMAND} label={t('first.lab.copy')} side="start">
                <code>{LAB_COMMAND}</code>
              </CopyButton>
            </div>
          </Disclosure>
        )}
      </Step>
    </form>
  );
}
