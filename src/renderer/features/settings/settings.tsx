/** What a person chooses for the whole app; every change holds at once. */
import type { AppSnapshot } from '../../../shared/snapshot';
import { LANGUAGE_CHOICES, LOG_LEVELS, THEMES } from '../../../shared/settings';
import { ErrorCard } from '../../components/error-card';
import { Screen } from '../../components/screen';
import { useTexts } from '../../hooks/use-texts';
import { ChoiceRow } from './choice-row';
import { HelperServiceRow } from './helper-service-row';
import { SegmentedRow } from './segmented-row';
import { SettingsGroup } from './settings-group';
import styles from './settings.module.css';
import { SuffixRow } from './suffix-row';
import { SwitchRow } from './switch-row';
import { UpdatesRows } from './updates-rows';
import { useChange } from './use-change';

export function Settings({ snapshot }: { readonly snapshot: AppSnapshot }) {
  const { t } = useTexts('settings');
  const { change, pending, trouble } = useChange();
  const { settings, version } = snapshot;
  return (
    <Screen title={t('title')}>
      <div className={styles['settings']}>
        {trouble && (
          <div role="alert" className={styles['notice']}>
            <ErrorCard error={trouble} />
          </div>
        )}
        <SettingsGroup title={t('general')}>
          {(['startAtLogin', 'restoreConnections', 'notifications'] as const).map((key) => (
            <SwitchRow
              key={key}
              label={t(key)}
              hint={t(`${key}Hint`)}
              checked={settings[key]}
              busy={pending.has(key)}
              onChange={(value) => change({ [key]: value })}
            />
          ))}
        </SettingsGroup>
        <SettingsGroup title={t('appearance')}>
          <SegmentedRow
            label={t('theme')}
            value={settings.theme}
            choices={THEMES.map((theme) => [theme, t(`themes.${theme}`)])}
            onChange={(theme) => change({ theme })}
          />
          <ChoiceRow
            label={t('language')}
            value={settings.language}
            choices={LANGUAGE_CHOICES.map((language) => [language, t(`languages.${language}`)])}
            onChange={(language) => change({ language })}
          />
        </SettingsGroup>
        <SettingsGroup title={t('names')}>
          <SuffixRow
            key={settings.suffix}
            suffix={settings.suffix}
            profile={snapshot.profiles[0]?.name}
            onChange={(suffix) => change({ suffix })}
          />
        </SettingsGroup>
        <SettingsGroup title={t('permission')}>
          <HelperServiceRow />
        </SettingsGroup>
        <SettingsGroup title={t('updates')}>
          <UpdatesRows channel={settings.updates} onChange={(updates) => change({ updates })} />
        </SettingsGroup>
        <SettingsGroup title={t('diagnosis')}>
          <ChoiceRow
            label={t('logLevel')}
            hint={t('logLevelHint', { path: 'logs/main.log' })}
            value={settings.logLevel}
            choices={LOG_LEVELS.map((level) => [level, t(`logLevels.${level}`)])}
            onChange={(logLevel) => change({ logLevel })}
          />
        </SettingsGroup>
        <p className={styles['version']}>{t('version', { version })}</p>
      </div>
    </Screen>
  );
}
