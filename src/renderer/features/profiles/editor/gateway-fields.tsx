import { ArrowDown, ArrowUp, BookUser, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Trans } from 'react-i18next';
import type { ConfigHost } from '../../../../shared/config-host';
import { Button, IconButton } from '../../../components/button';
import { TextField } from '../../../components/field';
import { useTexts } from '../../../hooks/use-texts';
import { HostSheet } from '../host-sheet';
import { useConfigHosts } from '../use-config-hosts';
import styles from './editor.module.css';
import { emptyGateway } from './form-values';
import { Section } from './section';
import type { ProfileFormHold } from './use-profile-form';

/** As many as a profile may have. */
const MAX_GATEWAYS = 16;

/** The ways in, tried in their order. */
export function GatewayFields({ form }: { readonly form: ProfileFormHold }) {
  const { t } = useTexts('profiles');
  const { gateways } = form.values;
  const reply = useConfigHosts();
  const hosts = reply?.ok ? reply.value : [];
  return (
    <Section title={t('sections.connection')}>
      {gateways.map(({ key }, index) => (
        <Gateway key={key} form={form} index={index} hosts={hosts} />
      ))}
      <p className={styles['note']}>
        <Trans ns="profiles" i18nKey="hostNote" components={{ code: <code /> }} />
        {gateways.length > 1 && ` ${t('gatewaysNote')}`}
      </p>
      {gateways.length < MAX_GATEWAYS && (
        <div>
          <Button onClick={() => form.setGateways([...gateways, emptyGateway()])}>
            <Plus size="0.875rem" aria-hidden="true" />
            {t('gateway.add')}
          </Button>
        </div>
      )}
    </Section>
  );
}

interface GatewayProps {
  readonly form: ProfileFormHold;
  readonly index: number;
  readonly hosts: readonly ConfigHost[];
}

function Gateway({ form, index, hosts }: GatewayProps) {
  const { t } = useTexts('profiles');
  const [choosing, setChoosing] = useState(false);
  const { gatewayField, setGateways, values } = form;
  const { gateways } = values;
  const several = gateways.length > 1;
  const place = index + 1;
  return (
    <div
      role="group"
      aria-label={t('gateway.title', { place })}
      className={several ? styles['gateway'] : styles['only']}
    >
      {several && (
        <header className={styles['gateway-heading']}>
          <h4>{t('gateway.title', { place })}</h4>
          <IconButton
            label={t('gateway.up', { place })}
            aria-disabled={index === 0}
            onClick={() => setGateways(moved(gateways, index, -1))}
          >
            <ArrowUp />
          </IconButton>
          <IconButton
            label={t('gateway.down', { place })}
            aria-disabled={index === gateways.length - 1}
            onClick={() => setGateways(moved(gateways, index, 1))}
          >
            <ArrowDown />
          </IconButton>
          <IconButton
            label={t('gateway.remove', { place })}
            onClick={() => setGateways(gateways.filter((_, at) => at !== index))}
          >
            <Trash2 />
          </IconButton>
        </header>
      )}
      <div className={styles['host']}>
        <TextField
          label={t('fields.host')}
          placeholder="gateway.example.com"
          {...gatewayField(index, 'host')}
        />
        {hosts.length > 0 && (
          <IconButton label={t('hosts.choose')} onClick={() => setChoosing(true)}>
            <BookUser />
          </IconButton>
        )}
        <TextField
          label={t('fields.port')}
          placeholder="22"
          inputMode="numeric"
          {...gatewayField(index, 'port')}
        />
      </div>
      <div className={styles['halves']}>
        <TextField
          label={t('fields.user')}
          placeholder={t('placeholders.user')}
          {...gatewayField(index, 'user')}
        />
        <TextField
          label={t('fields.identityFile')}
          placeholder={t('placeholders.identityFile')}
          {...gatewayField(index, 'identityFile')}
        />
      </div>
      {choosing && (
        <HostSheet
          hosts={hosts}
          onCancel={() => setChoosing(false)}
          onChoose={({ alias }) => {
            gatewayField(index, 'host').onChange({ target: { value: alias } });
            setChoosing(false);
          }}
        />
      )}
    </div>
  );
}

function moved<Item>(items: readonly Item[], from: number, by: -1 | 1): readonly Item[] {
  const to = from + by;
  const [here, there] = [items[from], items[to]];
  if (here === undefined || there === undefined) return items;
  return items.map((item, at) => (at === from ? there : at === to ? here : item));
}
