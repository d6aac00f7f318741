import { describe, expect, it } from 'vitest';
import { Aliases } from './aliases';
import type { ListedContainer } from './listed';

const ID = '8140dd3b2b1493df2b89009e979e0228aee602fe77b2fd8d642e6f070db502e9';

function listed(id: string, endpoints: Record<string, string>, name = id): ListedContainer {
  return {
    container: {
      ...{ id, name, image: 'web', status: 'running', health: 'none', statusText: 'Up' },
      ...{ createdAt: 0, ports: [], project: null },
      endpoints: Object.keys(endpoints).map((network) => ({ network, ipv4: null, ipv6: null })),
    },
    endpointIds: new Map(Object.entries(endpoints)),
  };
}

interface Question {
  readonly id: string;
  answer(aliases: Record<string, string[]>): Promise<void>;
  fail(error: Error): Promise<void>;
}

function engine() {
  const questions: Question[] = [];
  let news = 0;
  const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
  const aliases = new Aliases(
    {
      aliases: (id) =>
        new Promise((resolve, reject) => {
          questions.push({
            id,
            answer: (found) => (resolve(new Map(Object.entries(found))), settled()),
            fail: (error) => (reject(error), settled()),
          });
        }),
    },
    () => {
      news++;
    },
  );
  return { aliases, questions, news: () => news };
}

const aliasesOf = (containers: ReturnType<Aliases['addTo']>) =>
  containers.map(({ endpoints }) => endpoints.map(({ aliases = [] }) => aliases));

describe('Aliases', () => {
  it('asks once, and tells when it knows', async () => {
    const { aliases, questions, news } = engine();
    const list = [listed('web', { app: 'e1', other: 'e2' })];
    expect(aliasesOf(aliases.addTo(list))).toEqual([[[], []]]);
    await questions[0]?.answer({ e1: ['db'] });
    expect(news()).toBe(1);
    expect(aliasesOf(aliases.addTo(list))).toEqual([[['db'], []]]);
    expect(questions).toHaveLength(1);
  });

  it('leaves out the id and the name, also after a rename', async () => {
    const { aliases, questions } = engine();
    aliases.addTo([listed(ID, { app: 'e1' }, 'web')]);
    await questions[0]?.answer({ e1: ['web', ID.slice(0, 12), ID, 'front', '8140'] });
    expect(aliasesOf(aliases.addTo([listed(ID, { app: 'e1' }, 'web')]))).toEqual([
      [['front', '8140']],
    ]);
    expect(aliasesOf(aliases.addTo([listed(ID, { app: 'e1' }, 'front')]))).toEqual([
      [['web', '8140']],
    ]);
    expect(questions).toHaveLength(1);
  });

  it('asks again when a container has joined anew, also while it is asked', async () => {
    const { aliases, questions } = engine();
    aliases.addTo([listed('web', { app: 'e1' })]);
    aliases.addTo([listed('web', { app: 'e2' })]);
    expect(questions).toHaveLength(1);
    await questions[0]?.answer({ e1: ['old'] });
    expect(questions).toHaveLength(2);
    await questions[1]?.answer({ e2: ['new'] });
    expect(aliasesOf(aliases.addTo([listed('web', { app: 'e2' })]))).toEqual([[['new']]]);
  });

  it('forgets what is gone', async () => {
    const { aliases, questions } = engine();
    aliases.addTo([listed('web', { app: 'e1' })]);
    await questions[0]?.answer({ e1: ['db'] });
    aliases.addTo([]);
    aliases.addTo([listed('web', { app: 'e1' })]);
    expect(questions).toHaveLength(2);
  });

  it('asks few at once, and says nothing where nothing is new', async () => {
    const { aliases, questions, news } = engine();
    const list = ['a', 'b', 'c', 'd', 'e'].map((id) => listed(id, { app: `e-${id}` }));
    aliases.addTo(list);
    for (let done = 0; done < list.length; done++) {
      expect(questions.length - done).toBeLessThanOrEqual(2);
      await questions[done]?.answer({});
    }
    expect(questions).toHaveLength(5);
    expect(news()).toBe(0);
  });

  it('does not ask again what the daemon refuses, but what a lost connection left open', async () => {
    const { aliases, questions } = engine();
    const list = [listed('web', { app: 'e1' })];
    aliases.addTo(list);
    await questions[0]?.fail(new Error('socket hang up'));
    aliases.addTo(list);
    expect(questions).toHaveLength(2);
    await questions[1]?.fail(Object.assign(new Error('no such container'), { statusCode: 404 }));
    aliases.addTo(list);
    expect(questions).toHaveLength(2);
  });

  it('asks nothing once it is stopped', async () => {
    const { aliases, questions, news } = engine();
    aliases.addTo(['a', 'b', 'c'].map((id) => listed(id, { app: id })));
    aliases.stop();
    await questions[0]?.answer({ c: ['x'] });
    expect([questions.length, news()]).toEqual([2, 0]);
  });
});
