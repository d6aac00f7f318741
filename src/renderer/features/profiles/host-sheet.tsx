import type { ConfigHost } from '../../../shared/config-host';
import { Button } from '../../components/button';
import { Sheet, SheetActions } from '../../components/sheet';
import { useTexts } from '../../hooks/use-texts';
import { HostChoices } from './host-choices';

interface HostSheetProps {
  readonly hosts: readonly ConfigHost[];
  readonly onChoose: (host: ConfigHost) => void;
  readonly onCancel: () => void;
}

/** Asks for one of the hosts of `~/.ssh/config`. */
export function HostSheet({ hosts, onChoose, onCancel }: HostSheetProps) {
  const { t } = useTexts(['profiles', 'common']);
  return (
    <Sheet title={t('hosts.choose')} onCancel={onCancel}>
      <HostChoices hosts={hosts} autoFocus onChoose={onChoose} />
      <SheetActions>
        <Button onClick={onCancel}>{t('common:cancel')}</Button>
      </SheetActions>
    </Sheet>
  );
}
