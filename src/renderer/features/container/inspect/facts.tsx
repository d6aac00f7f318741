import type { ReactNode } from 'react';
import { endpointAddresses } from '../../../../shared/endpoint-address';
import { namesHere } from '../../../../shared/names-here';
import { CopyButton } from '../../../components/copy-button';
import { useTexts } from '../../../hooks/use-texts';
import { nameOf, type ContainerView } from '../use-container-view';
import type { InspectFacts } from './inspect-facts';
import styles from './inspect.module.css';

interface FactsProps {
  readonly facts: InspectFacts;
  readonly view: ContainerView;
}

const POLICIES = ['no', 'always', 'unless-stopped', 'on-failure'] as const;

/** What one mostly looks for. */
export function Facts({ facts, view }: FactsProps) {
  const { t, i18n } = useTexts('container');
  const when = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short' });
  const names = namesHere(view.bridge.names, view.id);
  const policy = POLICIES.find((each) => each === facts.restart.policy);
  return (
    <section className={styles['card']} aria-label={t('inspect.summary')}>
      <dl className={styles['facts']}>
        {facts.command !== '' && (
          <Fact label={t('inspect.command')}>
            <code>{facts.command}</code>
          </Fact>
        )}
        {facts.created !== null && (
          <Fact label={t('inspect.created')}>{when.format(facts.created)}</Fact>
        )}
        <Fact label={t('inspect.restart')}>
          {policy ? t(`inspect.policies.${policy}`) : facts.restart.policy}
          {facts.restart.retries > 0 &&
            `, ${t('inspect.retries', { count: facts.restart.retries })}`}
        </Fact>
        {facts.user !== null && <Fact label={t('inspect.user')}>{facts.user}</Fact>}
        {facts.directory !== null && (
          <Fact label={t('inspect.directory')}>
            <code>{facts.directory}</code>
          </Fact>
        )}
        <Networks facts={facts} view={view} />
        {names.length > 0 && (
          <Fact label={t('inspect.names')}>
            <ul>
              {names.map((name) => (
                <li key={name}>
                  <Copy text={name} of={nameOf(view)} />
                </li>
              ))}
            </ul>
          </Fact>
        )}
        {facts.ports.length > 0 && (
          <Fact label={t('inspect.ports')}>
            <ul>
              {facts.ports.map(({ port, published }) => (
                <li key={port}>
                  <code>{port}</code>
                  {published.length > 0 && (
                    <span className={styles['aside']}>
                      {t('inspect.published', { at: published.join(', ') })}
                    </span>
                  )}
                </li>
              ))}
            </ul>
          </Fact>
        )}
        <Fact label={t('inspect.mounts')}>
          {facts.mounts.length === 0 ? (
            <span className={styles['aside']}>{t('inspect.noMounts')}</span>
          ) : (
            <ul>
              {facts.mounts.map(({ type, from, to, readOnly }) => (
                <li key={to}>
                  <code>{to}</code>
                  <span className={styles['aside']}>
                    {[
                      from === '' ? type : `${type} ${from}`,
                      ...(readOnly ? [t('inspect.readOnly')] : []),
                    ].join(', ')}
                  </span>
                </li>
              ))}
            </ul>
          )}
        </Fact>
      </dl>
    </section>
  );
}

function Networks({ facts, view }: FactsProps) {
  const { t } = useTexts('container');
  const known = endpointAddresses(view.container?.endpoints ?? [], view.bridge.networks);
  return (
    <Fact label={t('inspect.networks')}>
      {facts.networks.length === 0 ? (
        <span className={styles['aside']}>{t('inspect.noNetworks')}</span>
      ) : (
        <ul>
          {facts.networks.map(({ name, address, aliases }) => {
            const here = known.find(({ real }) => real === address)?.here ?? null;
            return (
              <li key={name}>
                {name}
                {(here ?? address) !== null && (
                  <Copy text={here ?? address ?? ''} of={nameOf(view)} />
                )}
                <span className={styles['aside']}>{asideOf(address, here, aliases)}</span>
              </li>
            );
          })}
        </ul>
      )}
    </Fact>
  );

  function asideOf(
    address: string | null,
    here: string | null,
    aliases: readonly string[],
  ): string {
    const words: string[] = [];
    if (address === null) words.push(t('inspect.noAddress'));
    else if (here === null) words.push(t('inspect.notRouted'));
    else if (here !== address) words.push(t('inspect.there', { address }));
    const others = aliases.filter((alias) => !view.id.startsWith(alias));
    if (others.length > 0) words.push(t('inspect.aliases', { names: others.join(', ') }));
    return words.join(' · ');
  }
}

function Copy({ text, of }: { readonly text: string; readonly of: string }) {
  const { t } = useTexts('container');
  return <CopyButton text={text} label={t('inspect.copyOf', { text, name: of })} side="start" />;
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}
