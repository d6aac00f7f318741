import { memo, useMemo } from 'react';
import type { ContainerAction } from '../../../shared/container-tools';
import type { Container } from '../../../shared/inventory';
import { namesHere } from '../../../shared/names-here';
import type { NamesView } from '../../../shared/names-view';
import type { NetworkView } from '../../../shared/network-view';
import { useTexts } from '../../hooks/use-texts';
import { addressesOf } from './addresses';
import { addressless, conditionOf, containerTone, isUp } from './container-view';
import { Entry } from './entry';
import { pagesOf } from './port-view';
import { Ports } from './ports';
import { UsageText } from './usage-text';

interface ContainerRowProps {
  readonly profileId: string;
  readonly container: Container;
  /** What it is called. */
  readonly name: string;
  readonly networks: readonly NetworkView[];
  readonly names: NamesView | null;
  /** What is being done with it. */
  readonly busy: ContainerAction | undefined;
}

/** A container of the gateway. Not drawn again for every echo. */
export const ContainerRow = memo(function ContainerRow(props: ContainerRowProps) {
  const { profileId, container, name, networks, names, busy } = props;
  const { t } = useTexts('containers');
  const { id, image, statusText, endpoints, ports } = container;
  const up = isUp(container);
  const addresses = useMemo(() => addressesOf(endpoints, networks), [endpoints, networks]);
  const address = addresses.find(({ here }) => here !== null)?.here ?? null;
  const host = namesHere(names, id)[0] ?? address;
  const condition = up ? conditionOf(t, container) : null;
  return (
    <Entry
      profileId={profileId}
      id={id}
      name={name}
      tone={busy ? 'busy' : containerTone(container)}
      up={up}
      condition={busy ? t(`busy.${busy}`) : condition}
      instead={up ? addressless(t, endpoints) : busy ? null : statusText}
      image={image}
      imageTitle={t('imageTitle', { image, status: statusText })}
      addresses={addresses}
      networks={networks}
      names={names}
      containerId={id}
      pages={up && host !== null ? pagesOf(host, ports) : []}
      usage={up && <UsageText id={id} name={name} />}
      trailing={up && <Ports ports={ports} address={address} host={host} name={name} />}
    />
  );
});
