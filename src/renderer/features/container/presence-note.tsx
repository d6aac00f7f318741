import { LoaderCircle, PackageX, Unplug } from 'lucide-react';
import type { ReactNode } from 'react';
import { canConnect } from '../../../shared/bridge-state';
import { Button } from '../../components/button';
import { ErrorCard } from '../../components/error-card';
import { useCommands } from '../../hooks/use-commands';
import { useTexts } from '../../hooks/use-texts';
import styles from './presence-note.module.css';
import { nameOf, type ContainerView } from './use-container-view';

/** Says why nothing moves in this window, and what will make it move again; nothing while all is well. */
export function PresenceNote({ view }: { readonly view: ContainerView }) {
  switch (view.presence) {
    case 'here':
    case 'loading':
      return null;
    case 'gone':
      return <Gone view={view} />;
    case 'away':
      return <Away view={view} />;
  }
}

function Gone({ view }: { readonly view: ContainerView }) {
  const { t } = useTexts('container');
  const { run } = useCommands();
  const name = nameOf(view);
  const successor = view.bridge.inventory?.containers.find((each) => each.name === name);
  return (
    <Note
      icon={<PackageX />}
      text={t(successor ? 'gone.replaced' : 'gone.removed', { name })}
      action={
        successor && (
          <Button
            onClick={() =>
              void run((gangway) =>
                gangway.openWindow({
                  window: 'container',
                  profile: view.profileId,
                  container: successor.id,
                  tab: 'logs',
                }),
              )
            }
          >
            {t('gone.open')}
          </Button>
        )
      }
    />
  );
}

function Away({ view }: { readonly view: ContainerView }) {
  const { t } = useTexts('container');
  const { run } = useCommands();
  const { profile, profileId } = view;
  const { state, warnings } = view.bridge;
  if (!profile) return <Note icon={<Unplug />} text={t('away.noProfile')} />;
  const { name } = profile;
  const connect = (
    <Button tone="primary" onClick={() => void run((gangway) => gangway.connect(profileId))}>
      {t('connect', { ns: 'common' })}
    </Button>
  );
  if (state.kind === 'connected') {
    const broken = warnings.find(({ code }) => code === 'docker.socket-failed');
    if (broken) return <Failure error={broken} />;
    return <Note icon={<LoaderCircle />} text={t('away.docker', { name })} />;
  }
  if (state.kind === 'failed') return <Failure error={state.error} actions={connect} />;
  return (
    <Note
      icon={<Unplug />}
      text={t(`away.${state.kind}`, { name })}
      action={canConnect(state) && connect}
    />
  );
}

function Failure(props: Parameters<typeof ErrorCard>[0]) {
  return (
    <div className={styles['failure']}>
      <ErrorCard {...props} />
    </div>
  );
}

interface NoteProps {
  readonly icon: ReactNode;
  readonly text: string;
  readonly action?: ReactNode;
}

function Note({ icon, text, action }: NoteProps) {
  return (
    <section role="status" className={styles['note']}>
      <span className={styles['icon']} aria-hidden="true">
        {icon}
      </span>
      <p className={styles['text']}>{text}</p>
      {action}
    </section>
  );
}
