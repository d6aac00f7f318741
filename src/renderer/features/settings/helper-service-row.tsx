import type { HelperService } from '../../../shared/helper-service';
import { Button } from '../../components/button';
import { ErrorCard } from '../../components/error-card';
import { useTexts } from '../../hooks/use-texts';
import { SettingRow } from './setting-row';
import styles from './settings.module.css';
import { useHelperService } from './use-helper-service';

/** The network helper as a service of the system: whether it is one, and the way there and back. */
export function HelperServiceRow() {
  const { t } = useTexts('settings');
  const { service, trouble, busy, set } = useHelperService();
  return (
    <SettingRow
      label={t('service')}
      hint={<Hint service={service} />}
      below={
        trouble && (
          <div ref={bringIntoView} role="alert" className={styles['trouble']}>
            <ErrorCard error={trouble} />
          </div>
        )
      }
    >
      {busy && (
        <span role="status" className={styles['state']}>
          {t('serviceBusy')}
        </span>
      )}
      {!busy && service && <Actions service={service} onSet={set} />}
    </SettingRow>
  );
}

/** What went wrong after a click is seen without a scroll. */
function bringIntoView(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}

function Hint({ service }: { readonly service: HelperService | null }) {
  const { t } = useTexts('settings');
  switch (service?.kind) {
    case undefined:
      return t('serviceChecking');
    case 'absent':
      return t('serviceHint.absent');
    case 'unsupported':
      return t(`serviceHint.${service.reason}`);
    case 'installed':
    case 'outdated': {
      const [before, after] = t(`serviceHint.${service.kind}`, { path: '\n' }).split('\n');
      return (
        <>
          {before}
          <code>{service.path}</code>
          {after}
        </>
      );
    }
  }
}

interface ActionsProps {
  readonly service: HelperService;
  readonly onSet: (wanted: boolean) => void;
}

function Actions({ service, onSet }: ActionsProps) {
  const { t } = useTexts('settings');
  switch (service.kind) {
    case 'unsupported':
      return null;
    case 'absent':
      return <Button onClick={() => onSet(true)}>{t('serviceInstall')}</Button>;
    case 'installed':
      return <Button onClick={() => onSet(false)}>{t('serviceRemove')}</Button>;
    case 'outdated':
      return (
        <>
          <Button tone="quiet" onClick={() => onSet(false)}>
            {t('serviceRemove')}
          </Button>
          <Button tone="primary" onClick={() => onSet(true)}>
            {t('serviceInstallAgain')}
          </Button>
        </>
      );
  }
}
