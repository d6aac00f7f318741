/** What only a daemon in trouble shows; test/docker-attachments.test.ts has a real one. */
import type { Server, ServerResponse } from 'node:http';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ChannelAgent } from './agent';
import { IMAGE_REFERENCE } from './attachment-image';
import { labelsOf } from './attachment-spec';
import { AttachmentKeeper } from './attachments';
import { openClient } from './client';

const NETWORK = { id: 'network1', name: 'mesh', attachable: true };
const OWNER = { bridge: 'bridge1', mark: 'mark1' };

let server: Server;
let agent: ChannelAgent;
let keeper: AttachmentKeeper;
let gone: string[];
/** Calls that change something, e.g. `POST /containers/create gangway-bridge1-network1`. */
let changes: string[];
let images: string[];
/** By call: statuses to answer with before all is well. */
let troubles: Record<string, number[]>;

const OK: Record<string, [number, unknown]> = {
  'GET /version': [200, { Version: '20.10.24', ApiVersion: '1.41', Arch: 'amd64' }],
  'GET /containers/json': [200, []],
  'GET /services': [503, { message: 'This node is not a swarm manager.' }],
  'POST /images/create': [200, { status: 'sha256:1' }],
  'POST /containers/create': [201, { Id: 'container1' }],
  'POST /containers/container1/start': [204, ''],
  'GET /containers/container1/json': [200, { State: { Running: true, Pid: 4711 } }],
  'DELETE /containers/container1': [204, ''],
  'GET /info': [200, { Swarm: { NodeID: 'node1', ControlAvailable: true } }],
  'POST /services/create': [201, { ID: 'service1' }],
  'DELETE /images/image1': [200, []],
};

function answer(call: string, response: ServerResponse): void {
  const trouble = troubles[call]?.shift();
  if (call === 'POST /images/create') images.push(IMAGE_REFERENCE);
  const found =
    call === 'GET /images/json' ? [200, images.map(() => ({ Id: 'image1' }))] : OK[call];
  const [status, body] = (trouble ? [trouble, { message: 'in trouble' }] : found) as [
    number,
    unknown,
  ];
  response.writeHead(status).end(body === '' ? undefined : JSON.stringify(body));
}

beforeEach(async () => {
  [gone, changes, images, troubles] = [[], [], [], {}];
  server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://docker');
    const call = `${request.method ?? ''} ${pathname.replace(/^\/v1\.41/, '')}`;
    if (request.method !== 'GET')
      changes.push([call, searchParams.get('name')].filter(Boolean).join(' '));
    request.resume().on('end', () => {
      answer(call, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  agent = new ChannelAgent(() => Promise.resolve(connect(port, '127.0.0.1')));
  keeper = new AttachmentKeeper((network) => gone.push(network));
  keeper.opened(await openClient(agent));
});
afterEach(() => {
  agent.destroy();
  server.closeAllConnections();
  server.close();
});

const tell = (action: string): void => {
  const attributes = labelsOf(NETWORK, OWNER);
  keeper.heard({ type: 'container', action, id: 'container1', attributes });
};
const tellNetwork = (action: string): void => {
  keeper.heard({ type: 'network', action, id: NETWORK.id, attributes: {} });
};

describe('AttachmentKeeper', () => {
  it('imports the image, then makes and starts a container', async () => {
    expect(await keeper.attach(NETWORK, OWNER)).toEqual({ pid: 4711 });
    expect(changes).toEqual([
      'POST /images/create',
      'POST /containers/create gangway-bridge1-network1',
      'POST /containers/container1/start',
    ]);
  });

  it('imports the image once for all who need it', async () => {
    const others = ['network2', 'network3'].map((id) => ({ ...NETWORK, id }));
    await Promise.all([NETWORK, ...others].map((network) => keeper.attach(network, OWNER)));
    expect(changes.filter((change) => change === 'POST /images/create')).toHaveLength(1);
  });

  it('tries again while the Swarm has no leader', async () => {
    troubles = { 'POST /containers/container1/start': [500, 503] };
    expect(await keeper.attach(NETWORK, OWNER)).toEqual({ pid: 4711 });
  });

  it('does not try again what is refused', async () => {
    troubles = { 'POST /containers/container1/start': [403, 403] };
    await expect(keeper.attach(NETWORK, OWNER)).rejects.toMatchObject({
      info: { code: 'gateway.attach-failed', detail: { network: 'mesh', message: 'in trouble' } },
    });
    expect(troubles).toEqual({ 'POST /containers/container1/start': [403] });
  });

  it('takes another name while Docker still removes the last one', async () => {
    troubles = { 'POST /containers/create': [409] };
    await keeper.attach(NETWORK, OWNER);
    expect(changes[2]).toMatch(/^POST \/containers\/create gangway-bridge1-network1-[0-9a-f]{4}$/);
  });

  it('waits for the end of a removal that somebody else has begun', async () => {
    await keeper.attach(NETWORK, OWNER);
    troubles = { 'DELETE /containers/container1': [409] };
    const detached = keeper.detach(NETWORK.id);
    server.once('request', (_request, response: ServerResponse) => {
      response.on('finish', () => setImmediate(tell, 'destroy'));
    });
    await detached;
    expect(changes.slice(-2)).toEqual(Array(2).fill('DELETE /containers/container1'));
    expect(gone).toEqual([]);
  });

  it('tells once of an attachment that died, and not of one that it removes itself', async () => {
    await keeper.attach(NETWORK, OWNER);
    tell('die');
    tell('die');
    expect(gone).toEqual([NETWORK.id]);
  });

  it('says so while Docker does not answer', async () => {
    keeper.closed();
    await expect(keeper.attach(NETWORK, OWNER)).rejects.toMatchObject({
      info: { detail: { message: 'Docker does not answer' } },
    });
  });

  it('makes a task again whose network Docker takes away late', async () => {
    const events = [
      // Late, but before there is a task to lose it; then from under a task; then not.
      [() => tellNetwork('destroy'), () => tell('create'), () => tellNetwork('destroy')],
      [() => tell('create'), () => tell('start'), () => tellNetwork('destroy')],
    ];
    server.on('request', ({ url }, response: ServerResponse) => {
      if (url?.endsWith('/services/create'))
        response.on('finish', () => setImmediate(() => events.shift()?.forEach((each) => each())));
    });
    const attached = await keeper.attach({ ...NETWORK, attachable: false }, OWNER);
    expect(attached).toEqual({ pid: 4711 });
    expect(events).toEqual([]);
    expect(gone).toEqual([]);
  });

  it('does not wait at the end for what is still tried', async () => {
    troubles = { 'POST /containers/container1/start': Array<number>(9).fill(503) };
    const attached = keeper.attach(NETWORK, OWNER);
    const failed = expect(attached).rejects.toMatchObject({
      info: { code: 'gateway.attach-failed' },
    });
    await once(server, 'request');
    const since = performance.now();
    await keeper.detachAll();
    await failed;
    expect(performance.now() - since).toBeLessThan(5_000);
  });

  it('never fails at the end', async () => {
    await keeper.attach(NETWORK, OWNER);
    troubles = { 'DELETE /containers/container1': [500], 'DELETE /images/image1': [500] };
    await keeper.detachAll();
    expect(changes.slice(-2)).toEqual(['DELETE /containers/container1', 'DELETE /images/image1']);
  });
});
