import type { ReactNode } from 'react';
import { DEFAULT_SUFFIX } from '../../../shared/names-view';
import { SelectField, TextArea, TextField } from '../../components/field';
import type { FormField, FormValues } from './form-values';
import styles from './profile-form.module.css';
import type { FieldProps } from './use-form-fields';

interface AdvancedFieldsProps {
  readonly values: FormValues;
  readonly field: (name: FormField) => FieldProps;
}

/** Names and Docker: what is empty has the default that stands in its place. */
export function AdvancedFields(props: AdvancedFieldsProps) {
  return (
    <>
      <NameFields {...props} />
      <DockerFields {...props} />
    </>
  );
}

function NameFields({ values, field }: AdvancedFieldsProps) {
  const profile = values.name.trim() || 'staging';
  const suffix = values.suffix.trim() || DEFAULT_SUFFIX;
  const environment = values.environment.trim() || profile;
  const domain = values.domain.trim() || suffix;
  return (
    <Group title="Names">
      <TextField
        label="Suffix"
        placeholder={DEFAULT_SUFFIX}
        hint={<Example>{`web.${profile}.${suffix}`}</Example>}
        {...field('suffix')}
      />
      <div className={styles['halves']}>
        <TextField label="Environment" placeholder={profile} {...field('environment')} />
        <TextField label="Domain" placeholder={suffix} {...field('domain')} />
      </div>
      <p className={styles['note']}>
        The classic form: <Example>{`web.nginx.${environment}.${domain}`}</Example>
      </p>
      <TextField
        label="Search domains"
        placeholder="corp.internal, consul"
        hint="Appended to names that are not whole, besides the suffix."
        {...field('search')}
      />
      <TextArea
        label="Nameservers"
        placeholder={'consul -> 10.0.0.10\ncorp.internal -> 10.0.0.2:53'}
        rows={2}
        hint="One per line: a domain, and who is asked for names in it, across the bridge."
        {...field('nameservers')}
      />
    </Group>
  );
}

function DockerFields({ values, field }: AdvancedFieldsProps) {
  const { ca, cert, key } = values;
  const speaksTls = values.endpoint.trim().startsWith('tcp:') || Boolean(ca || cert || key);
  return (
    <Group title="Docker">
      <TextField
        label="Endpoint"
        placeholder="unix:///var/run/docker.sock"
        hint="As the gateway sees it; or tcp://host:port."
        {...field('endpoint')}
      />
      {speaksTls && (
        <>
          <TextField label="TLS CA file" placeholder="none: no TLS" {...field('ca')} />
          <TextField label="TLS certificate file" placeholder="none" {...field('cert')} />
          <TextField label="TLS key file" placeholder="none" {...field('key')} />
        </>
      )}
      <SelectField
        label="Docker context"
        hint="For this computer’s docker, as long as the bridge is up."
        {...field('context')}
      >
        <option value="yes">{`gangway-${values.name.trim() || 'staging'}`}</option>
        <option value="no">None</option>
      </SelectField>
    </Group>
  );
}

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <fieldset className={styles['group']}>
      <legend>{title}</legend>
      {children}
    </fieldset>
  );
}

function Example({ children }: { readonly children: string }) {
  return <code className={styles['example']}>{children}</code>;
}
