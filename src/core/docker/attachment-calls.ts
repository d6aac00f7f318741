/** The calls by which attachments come and go. They reject with what dockerode does: an error with a `statusCode`. */
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { AuthConfig, ContainerCreateOptions, CreateServiceOptions } from 'dockerode';
import { z } from 'zod';
import { attachmentImage, IMAGE, IMAGE_CHANGES, IMAGE_REFERENCE } from './attachment-image';
import type { Labels } from './attachment-spec';
import { soon, type DockerClient } from './client';
import { LABELS } from './labels';

/** What Docker has of a bridge's attachments. */
export interface Found {
  readonly id: string;
  readonly labels: Labels;
}

export function statusOf(error: unknown): number {
  return (error as { statusCode?: number }).statusCode ?? 0;
}

export async function createContainer(
  { docker }: DockerClient,
  { name, ...body }: ContainerCreateOptions,
): Promise<string> {
  // Without `_query` dockerode would put all of it into the address as well.
  const request = { _query: { name }, _body: body, ...soon() };
  return (await docker.createContainer(request)).id;
}

export async function startContainer({ docker }: DockerClient, id: string): Promise<void> {
  await docker.getContainer(id).start(soon());
}

/** Its process id while it runs, else 0. */
export async function pidOf({ docker }: DockerClient, id: string): Promise<number> {
  try {
    const { State } = await docker.getContainer(id).inspect(soon());
    return State.Running ? State.Pid : 0;
  } catch (error) {
    if (statusOf(error) === 404) return 0;
    throw error;
  }
}

/** Kills and removes it. `false`: somebody else is at it, and it is not gone yet. */
export async function removeContainer({ docker }: DockerClient, id: string): Promise<boolean> {
  try {
    await docker.getContainer(id).remove({ force: true, ...soon() });
    return true;
  } catch (error) {
    if (statusOf(error) === 409) return false;
    if (statusOf(error) === 404) return true;
    throw error;
  }
}

const NO_LOGIN: AuthConfig = {};

export async function createService(
  { docker }: DockerClient,
  spec: CreateServiceOptions,
): Promise<string> {
  // With one argument, dockerode takes it for the login to a registry as well.
  const { id } = await docker.createService(NO_LOGIN, { ...spec, ...soon() });
  return id;
}

export async function removeService({ docker }: DockerClient, id: string): Promise<void> {
  try {
    await docker.getService(id).remove(soon());
  } catch (error) {
    if (statusOf(error) !== 404) throw error;
  }
}

/** Why the tasks of a service do not run, in Swarm's words. */
export async function complaintOf({ docker }: DockerClient, service: string): Promise<string> {
  const schema = z.array(
    z.object({ Status: z.object({ Err: z.string().nullish(), Message: z.string().nullish() }) }),
  );
  const tasks = schema.parse(
    await docker.listTasks({ filters: { service: [service] }, ...soon() }),
  );
  const words = tasks.map(({ Status }) => Status.Err ?? Status.Message ?? '');
  return words.find((word) => word !== '') ?? 'no node takes its task';
}

export async function findContainers({ docker }: DockerClient, bridge: string): Promise<Found[]> {
  const filters = { label: [`${LABELS.bridge}=${bridge}`] };
  const list = await docker.listContainers({ all: true, filters, ...soon() });
  return list.map(({ Id, Labels }) => ({ id: Id, labels: Labels }));
}

/** None on a node that is no manager. */
export async function findServices({ docker }: DockerClient, bridge: string): Promise<Found[]> {
  const filters = { label: [`${LABELS.bridge}=${bridge}`] };
  try {
    const list = await docker.listServices({ filters, ...soon() });
    return list.map(({ ID, Spec }) => ({ id: ID, labels: Spec?.Labels ?? {} }));
  } catch (error) {
    if (statusOf(error) >= 500) return [];
    throw error;
  }
}

/** `POST /images/create?fromSrc=-`: no registry is asked for anything. `true` if it was missing. */
export async function importIfMissing({ docker, architecture }: DockerClient): Promise<boolean> {
  const filters = { reference: [IMAGE_REFERENCE] };
  if ((await docker.listImages({ filters, ...soon() })).length > 0) return false;
  const layer = attachmentImage(architecture);
  if (!layer) throw new Error(`there is no attachment for machines of type ${architecture}`);
  const options = { ...IMAGE, changes: IMAGE_CHANGES, ...soon() };
  const answer = await text(await docker.importImage(Readable.from([layer]), options));
  // It is a stream of JSON, and answers 200 before it knows.
  const error = /"error":"([^"]*)"/.exec(answer)?.[1];
  if (error !== undefined) throw new Error(error);
  return true;
}

/** Every one that nobody's container uses; Docker refuses to remove the others. */
export async function removeImages({ docker }: DockerClient): Promise<void> {
  const filters = { label: [`${LABELS.image}=1`] };
  for (const { Id } of await docker.listImages({ filters, ...soon() })) {
    try {
      await docker.getImage(Id).remove(soon());
    } catch (error) {
      if (![404, 409].includes(statusOf(error))) throw error;
    }
  }
}
