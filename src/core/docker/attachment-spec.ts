/** What Docker is told to make for an attachment: pure. */
import type { ContainerCreateOptions, CreateServiceOptions } from 'dockerode';
import type { Attachable, AttachmentOwner } from './attachment';
import { IMAGE_REFERENCE } from './attachment-image';
import { LABELS } from './labels';

export type Labels = Readonly<Record<string, string>>;

/** Nobody's: the process needs nothing and owns nothing. */
const USER = '65534:65534';

/** Engines before API 1.46 leave it out of account, as does its declaration. */
const PRIVILEGES: object = { NoNewPrivileges: true };

export function labelsOf(network: Attachable, { bridge, mark }: AttachmentOwner): Labels {
  return { [LABELS.bridge]: bridge, [LABELS.mark]: mark, [LABELS.network]: network.id };
}

/** `another` makes it a name that nobody has, while Docker still removes the last one. */
export function nameOf(network: Attachable, { bridge }: AttachmentOwner, another = ''): string {
  const name = `gangway-${bridge.slice(0, 8)}-${network.id.slice(0, 12)}`;
  return another === '' ? name : `${name}-${another}`;
}

/** `POST /containers/create`: as little of a container as Docker can make. */
export function containerSpec(
  name: string,
  network: Attachable,
  owner: AttachmentOwner,
): ContainerCreateOptions {
  return {
    name,
    Image: IMAGE_REFERENCE,
    User: USER,
    Labels: labelsOf(network, owner),
    StopSignal: 'SIGKILL',
    HostConfig: {
      NetworkMode: network.id,
      AutoRemove: true,
      CapDrop: ['ALL'],
      ReadonlyRootfs: true,
      SecurityOpt: ['no-new-privileges'],
      LogConfig: { Type: 'none', Config: {} },
      Init: false,
    },
  };
}

/**
 * `POST /services/create`: one task on this node, which nobody starts again. Without a digest the node takes the
 * image that it has (what `docker service create --no-resolve-image` does).
 */
export function serviceSpec(
  name: string,
  network: Attachable,
  owner: AttachmentOwner,
  node: string,
): CreateServiceOptions {
  const labels = labelsOf(network, owner);
  return {
    Name: name,
    Labels: { ...labels },
    TaskTemplate: {
      ContainerSpec: {
        Image: IMAGE_REFERENCE,
        Labels: { ...labels },
        User: USER,
        ReadOnly: true,
        StopSignal: 'SIGKILL',
        StopGracePeriod: 0,
        CapabilityDrop: ['ALL'],
        Privileges: PRIVILEGES,
        Init: false,
      },
      RestartPolicy: { Condition: 'none' },
      Placement: { Constraints: [`node.id==${node}`] },
      Networks: [{ Target: network.id }],
      LogDriver: { Name: 'none' },
    },
    Mode: { Replicated: { Replicas: 1 } },
    EndpointSpec: { Mode: 'dnsrr' },
  };
}
