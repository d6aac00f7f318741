import { AtSign, Info, SquareTerminal } from 'lucide-react';
import { dockerCommand, type DockerAccess } from '../../../shared/docker-access';
import type { NamesView } from '../../../shared/names-view';
import { CopyButton } from '../../components/copy-button';
import { LongName } from '../../components/long-name';
import { Words } from '../../components/words';
import { useTexts } from '../../hooks/use-texts';
import styles from './names-line.module.css';

interface NamesLineProps {
  readonly names: NamesView | null;
  readonly docker: DockerAccess | null;
}

/** By what this computer's programs find what is behind the bridge: a domain, and a Docker context. */
export function NamesLine({ names, docker }: NamesLineProps) {
  const { t } = useTexts('status');
  const domain = names?.resolver ? names.domains[0] : undefined;
  if (domain === undefined && docker === null) return null;
  return (
    <>
      <div className={styles['line']}>
        {domain !== undefined && (
          <span className={styles['item']}>
            <AtSign size="0.875rem" aria-hidden="true" />
            <CopyButton
              text={domain}
              label={t('names.copyDomain', { domain })}
              title={t('names.domain', { domain })}
              side="start"
              className={styles['press']}
            >
              <LongName>{domain}</LongName>
            </CopyButton>
          </span>
        )}
        {docker && <DockerItem docker={docker} />}
      </div>
      {names?.resolver === 'hosts-file' && (
        <p className={styles['note']}>
          <Info size="0.875rem" aria-hidden="true" />
          <span>
            <Words>{t('names.exact')}</Words>
          </span>
        </p>
      )}
    </>
  );
}

function DockerItem({ docker }: { readonly docker: DockerAccess }) {
  const { t } = useTexts('status');
  const command = dockerCommand(docker);
  const words = docker.context ?? 'DOCKER_HOST';
  return (
    <span className={styles['item']}>
      <SquareTerminal size="0.875rem" aria-hidden="true" />
      <CopyButton
        text={command}
        label={t(docker.context === null ? 'names.copyHost' : 'names.copyCommand', { command })}
        title={command}
        side="start"
        className={styles['press']}
      >
        <LongName>{words}</LongName>
      </CopyButton>
    </span>
  );
}
