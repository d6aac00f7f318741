import { memo } from 'react';
import { endpointAddresses } from '../../../shared/endpoint-address';
import type { Container } from '../../../shared/inventory';
import { namesHere } from '../../../shared/names-here';
import type { NamesView } from '../../../shared/names-view';
import type { NetworkView } from '../../../shared/network-view';
import { addressless, conditionOf, containerTone, isUp } from './container-view';
import { Entry } from './entry';
import { Ports } from './ports';

interface ContainerRowProps {
  readonly profileId: string;
  readonly container: Container;
  /** What it is called. */
  readonly name: string;
  readonly networks: readonly NetworkView[];
  readonly names: NamesView | null;
}

/** A container of the gateway. Not drawn again for every echo. */
export const ContainerRow = memo(function ContainerRow(props: ContainerRowProps) {
  const { profileId, container, name, networks, names } = props;
  const { id, image, statusText, endpoints, ports } = container;
  const up = isUp(container);
  const answering = endpointAddresses(endpoints, networks).find(({ here }) => here !== null);
  return (
    <Entry
      profileId={profileId}
      id={id}
      name={name}
      tone={containerTone(container)}
      quiet={!up}
      condition={up ? conditionOf(container) : null}
      instead={up ? addressless(endpoints) : statusText}
      image={image}
      imageTitle={`${image}, ${statusText}`}
      endpoints={endpoints}
      networks={networks}
      names={names}
      trailing={
        up && (
          <Ports
            ports={ports}
            address={answering?.here ?? null}
            host={namesHere(names, id)[0] ?? null}
            name={name}
          />
        )
      }
    />
  );
});
