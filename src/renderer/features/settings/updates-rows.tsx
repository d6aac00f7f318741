import { UPDATE_CHANNELS, type Settings } from '../../../shared/settings';
import { Button } from '../../components/button';
import { useTexts } from '../../hooks/use-texts';
import { ChoiceRow } from './choice-row';
import { SettingRow } from './setting-row';
import { useUpdates } from './use-updates';

interface UpdatesRowsProps {
  readonly channel: Settings['updates'];
  readonly onChange: (channel: Settings['updates']) => void;
}

export function UpdatesRows({ channel, onChange }: UpdatesRowsProps) {
  const { t } = useTexts('settings');
  const { state, check } = useUpdates(channel);
  const kind = state?.kind ?? 'checking';
  const version = state?.kind === 'available' ? state.version : '';
  if (kind === 'unavailable') return <SettingRow label={t('updatesState.unavailable')} />;
  return (
    <>
      <ChoiceRow
        label={t('updatesChannel')}
        value={channel}
        choices={UPDATE_CHANNELS.map((each) => [each, t(`updatesChannels.${each}`)])}
        onChange={onChange}
      />
      <SettingRow label={<span role="status">{t(`updatesState.${kind}`, { version })}</span>}>
        {kind === 'current' && <Button onClick={check}>{t('updatesCheck')}</Button>}
      </SettingRow>
    </>
  );
}
