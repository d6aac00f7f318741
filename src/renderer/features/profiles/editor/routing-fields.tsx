import { SelectField, TextArea, TextField } from '../../../components/field';
import { useTexts } from '../../../hooks/use-texts';
import styles from './editor.module.css';
import { Example, Section } from './section';
import type { ProfileFormHold } from './use-profile-form';

interface FieldsProps {
  readonly form: ProfileFormHold;
}

/** What is routed besides Docker's networks, and how packets travel. */
export function NetworkFields({ form: { field } }: FieldsProps) {
  const { t } = useTexts('profiles');
  return (
    <Section title={t('sections.networks')}>
      <TextArea
        label={t('fields.cidrs')}
        placeholder="10.20.0.0/16"
        rows={2}
        hint={t('hints.cidrs')}
        {...field('cidrs')}
      />
      <SelectField label={t('fields.link')} hint={t('hints.link')} {...field('link')}>
        <option value="auto">{t('links.auto')}</option>
        <option value="relay">{t('links.relay')}</option>
        <option value="tun-channel">{t('links.tunChannel')}</option>
      </SelectField>
    </Section>
  );
}

interface NameFieldsProps extends FieldsProps {
  /** Of profiles that have none of their own. */
  readonly usualSuffix: string;
}

/** What is empty has the default that stands in its place. */
export function NameFields({ form: { field, values }, usualSuffix }: NameFieldsProps) {
  const { t } = useTexts('profiles');
  const profile = values.name.trim() || 'staging';
  const suffix = values.suffix.trim() || usualSuffix;
  const environment = values.environment.trim() || profile;
  const domain = values.domain.trim() || suffix;
  return (
    <Section title={t('sections.names')}>
      <TextField
        label={t('fields.suffix')}
        placeholder={usualSuffix}
        hint={<Example>{`web.${profile}.${suffix}`}</Example>}
        {...field('suffix')}
      />
      <div className={styles['halves']}>
        <TextField
          label={t('fields.environment')}
          placeholder={profile}
          {...field('environment')}
        />
        <TextField label={t('fields.domain')} placeholder={suffix} {...field('domain')} />
      </div>
      <p className={styles['note']}>
        {t('hints.classic')} <Example>{`web.nginx.${environment}.${domain}`}</Example>
      </p>
      <TextField
        label={t('fields.search')}
        placeholder="corp.internal, consul"
        hint={t('hints.search')}
        {...field('search')}
      />
      <TextArea
        label={t('fields.nameservers')}
        placeholder={'consul -> 10.0.0.10\ncorp.internal -> 10.0.0.2:53'}
        rows={2}
        hint={t('hints.nameservers')}
        {...field('nameservers')}
      />
    </Section>
  );
}

export function DockerFields({ form: { field, values } }: FieldsProps) {
  const { t } = useTexts('profiles');
  const { ca, cert, key } = values;
  const speaksTls = values.endpoint.trim().startsWith('tcp:') || Boolean(ca || cert || key);
  return (
    <Section title={t('sections.docker')}>
      <TextField
        label={t('fields.endpoint')}
        placeholder="unix:///var/run/docker.sock"
        hint={t('hints.endpoint')}
        {...field('endpoint')}
      />
      {speaksTls && (
        <>
          <TextField label={t('fields.ca')} placeholder={t('placeholders.ca')} {...field('ca')} />
          <div className={styles['halves']}>
            <TextField
              label={t('fields.cert')}
              placeholder={t('placeholders.cert')}
              {...field('cert')}
            />
            <TextField
              label={t('fields.key')}
              placeholder={t('placeholders.cert')}
              {...field('key')}
            />
          </div>
        </>
      )}
      <SelectField label={t('fields.context')} hint={t('hints.context')} {...field('context')}>
        <option value="yes">{`gangway-${values.name.trim() || 'staging'}`}</option>
        <option value="no">{t('noContext')}</option>
      </SelectField>
    </Section>
  );
}

/** What happens by itself. */
export function ConnectFields({ form: { field, values, set } }: FieldsProps) {
  const { t } = useTexts('profiles');
  return (
    <Section title={t('sections.connect')}>
      <label className={styles['check']}>
        <input
          type="checkbox"
          checked={values.connectOnStart === 'yes'}
          onChange={({ target }) => set({ connectOnStart: target.checked ? 'yes' : 'no' })}
        />
        {t('fields.connectOnStart')}
      </label>
      <TextField
        label={t('fields.openOnConnect')}
        placeholder={`http://web.${values.name.trim() || 'staging'}/`}
        inputMode="url"
        hint={t('hints.openOnConnect')}
        {...field('openOnConnect')}
      />
    </Section>
  );
}
