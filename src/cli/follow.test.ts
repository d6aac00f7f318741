import { describe, expect, it } from 'vitest';
import type { Phase } from '../shared/bridge-state';
import { errorInfo, failure } from '../shared/errors';
import type { PromptAnswer, PromptBody } from '../shared/prompt';
import { followConnect, type FollowPorts } from './follow';
import { LiveSnapshot } from './live';
import { FakeEngine, LINK, PROFILE } from './testing/fake-engine';

const HOST_KEY: PromptBody = {
  kind: 'host-key',
  host: 'a',
  keyType: 'ED25519',
  fingerprint: 'F',
  bits: 256,
};
const prompt = (id: string) => ({
  id,
  profileId: PROFILE.id,
  profile: PROFILE.name,
  body: HOST_KEY,
});
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

async function start(answer: FollowPorts['answer'] = () => Promise.reject(new Error('unasked'))) {
  const engine = new FakeEngine();
  const live = await LiveSnapshot.open(engine.client);
  const phases: Phase[] = [];
  const link = followConnect(engine.client, live, PROFILE, {
    answer,
    phase: (phase) => phases.push(phase),
  });
  link.catch(() => undefined);
  await settled();
  return { engine, live, phases, link };
}

describe('followConnect', () => {
  it('connects, tells each phase once and gives the link', async () => {
    const { engine, phases, link } = await start();
    expect(engine.connected).toEqual([PROFILE.id]);
    for (const phase of ['ssh', 'ssh', 'link'] as const)
      engine.bridge({ state: { kind: 'connecting', attempt: 1, phase } });
    engine.bridge({ state: { kind: 'connected', since: 1, link: LINK } });
    expect(await link).toEqual(LINK);
    expect(phases).toEqual(['elevate', 'ssh', 'link']);
  });

  it('rejects with the error that the bridge failed with', async () => {
    const { engine, link } = await start();
    const error = errorInfo('ssh.refused', { host: 'a', port: 22 });
    engine.bridge({ state: { kind: 'disconnecting', after: { to: 'failed', error } } });
    engine.bridge({ state: { kind: 'failed', error, cleanup: 'clean' } });
    await expect(link).rejects.toMatchObject({ info: error });
  });

  it('rejects when somebody disconnects, and when the engine ends', async () => {
    const one = await start();
    one.engine.bridge({ state: { kind: 'idle' } });
    await expect(one.link).rejects.toMatchObject({ info: { code: 'ssh.cancelled' } });
    const other = await start();
    other.engine.end();
    await expect(other.link).rejects.toMatchObject({ info: { code: 'control.gone' } });
  });

  it('asks each question once and passes the answer on', async () => {
    const asked: PromptBody[] = [];
    const { engine } = await start((body) => {
      asked.push(body);
      return Promise.resolve({ kind: 'accept' });
    });
    engine.patch({ prompts: [prompt('p'), { ...prompt('q'), profileId: 'another' }] });
    engine.bridge({ warnings: [] });
    await settled();
    expect(asked).toEqual([HOST_KEY]);
    expect(engine.answers).toEqual([['p', { kind: 'accept' }]]);
  });

  it('takes a question back that is withdrawn, and does not answer it', async () => {
    let withdrawn = false;
    const { engine } = await start(
      (_body, signal) =>
        new Promise<PromptAnswer>((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            withdrawn = true;
            reject(new Error('aborted'));
          });
        }),
    );
    engine.patch({ prompts: [prompt('p')] });
    engine.patch({ prompts: [] });
    await settled();
    expect(withdrawn).toBe(true);
    expect(engine.answers).toEqual([]);
  });

  it('tells why nobody could be asked, rather than what followed from it', async () => {
    const refusal = failure('ssh.host-key-unknown', { host: 'a', fingerprint: 'F' });
    const { engine, link } = await start(() => Promise.reject(refusal));
    engine.patch({ prompts: [prompt('p')] });
    await settled();
    expect(engine.answers).toEqual([['p', { kind: 'cancel' }]]);
    const error = errorInfo('ssh.cancelled');
    engine.bridge({ state: { kind: 'failed', error, cleanup: 'clean' } });
    await expect(link).rejects.toMatchObject({ info: refusal.info });
  });
});

describe('LiveSnapshot', () => {
  it('asks for a new snapshot when it missed a patch', async () => {
    const { engine, live } = await start();
    engine.skip({ profiles: [] });
    engine.bridge({ warnings: [errorInfo('internal')] });
    await live.until(({ current }) => current.profiles.length === 0 || undefined);
    expect(live.bridge(PROFILE.id).warnings).toHaveLength(1);
    expect(() => live.profile('a')).toThrow('config.unknown-profile');
  });
});
