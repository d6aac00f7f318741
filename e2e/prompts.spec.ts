/** Questions of the real app on the real lab: new and changed host keys, a locked key, and a gateway with a second factor. */
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { startServer } from '../src/core/ssh/testing/server';
import { expect, test } from './support/app';
import { ADDRESS, dropConnection, onGateway } from './support/lab';

const run = promisify(execFile);
const PASSPHRASE = 'gangplank';

/** A second sshd on gateway `a`, which asks for a password besides a key, through PAM. */
const MFA = {
  port: 2422,
  answer: 'harbour-49',
  log: '/run/sshd-mfa.log',
  /** PAM knows a program by its name. */
  start: `
    ln -sf /usr/sbin/sshd /run/sshd-mfa
    printf '%s\\n' 'auth required pam_unix.so' 'account required pam_permit.so' 'session required pam_permit.so' \\
      >/etc/pam.d/sshd-mfa
    echo root:harbour-49 | chpasswd
    /run/sshd-mfa -p 2422 -E /run/sshd-mfa.log -o PidFile=/run/sshd-mfa.pid -o PermitRootLogin=yes \\
      -o KbdInteractiveAuthentication=yes -o AuthenticationMethods=publickey,keyboard-interactive:pam
  `,
  hangUp: String.raw`pkill -f '^sshd-mfa: .*\[net\]'`,
  stop: `
    kill $(cat /run/sshd-mfa.pid)
    usermod -p '*' root
    rm -f /run/sshd-mfa* /etc/pam.d/sshd-mfa
  `,
};

const tryAgain = (page: Page): Promise<void> =>
  page.getByRole('button', { name: 'Try again to connect staging' }).click();

test('a new host key is drawn as ssh-keygen does; a changed one is a hard stop', async ({
  gangway,
}) => {
  const { page, home } = gangway;
  const known = path.join(home, '.ssh/known_hosts');
  const printed = await onGateway('a', 'ssh-keygen -lvf /etc/ssh/ssh_host_ed25519_key.pub');
  const [line = '', ...picture] = printed.trimEnd().split('\n');
  await gangway.open();
  await gangway.addProfile({ name: 'staging', host: ADDRESS.a });
  await gangway.connect('staging');
  const sheet = page.getByRole('dialog');
  await expect(sheet).toContainText(line.split(' ')[1] ?? 'no fingerprint');
  expect(await sheet.getByRole('img').textContent()).toBe(picture.join('\n'));
  await gangway.screenshot('prompt-host-key');
  await sheet.getByRole('button', { name: 'Cancel' }).click();
  await gangway.waitForState('staging', 'failed');

  await writeFile(
    known,
    `${ADDRESS.a} ${await readFile('/home/dev/.ssh/id_stranger.pub', 'utf8')}`,
  );
  await tryAgain(page);
  const stop = page.getByRole('alertdialog');
  await expect(stop).toContainText(`${known}, line 1`);
  await expect(stop.getByRole('button', { name: /trust/i })).toHaveCount(0);
  expect(await gangway.state('staging')).toMatchObject({ error: { code: 'ssh.host-key-changed' } });
  await gangway.screenshot('prompt-host-key-changed');
  // What it says is what helps.
  const command = await stop.locator('code').last().textContent();
  await run('sh', ['-c', command ?? 'false']);
  await stop.getByRole('button', { name: 'Close' }).click();
  await expect(stop).toHaveCount(0);
  await tryAgain(page);
  await gangway.trustHostKey();
  await gangway.waitForState('staging', 'connected');
});

test('a passphrase is asked for again when it was wrong', async ({ gangway }) => {
  const { page } = gangway;
  await gangway.open();
  await gangway.addProfile({
    ...{ name: 'staging', host: ADDRESS.a },
    identityFile: '~/.ssh/id_encrypted',
  });
  await gangway.connect('staging');
  await gangway.trustHostKey();
  const field = page.getByLabel('Passphrase');
  await field.fill('wrong');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Attempt 2 of 3')).toBeVisible();
  await field.fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Show what is typed' }).click();
  await expect(field).toHaveValue(PASSPHRASE);
  await page.getByRole('button', { name: 'Unlock' }).click();
  await gangway.waitForState('staging', 'connected');
});

test('a second factor is asked for in the server’s words, once, and never by itself', async ({
  gangway,
}) => {
  const { page } = gangway;
  const answers: string[][] = [];
  const server = await startServer({
    authenticate(context) {
      if (context.method !== 'keyboard-interactive')
        return context.reject(['keyboard-interactive']);
      const questions = [{ prompt: 'Code: ' }, { prompt: 'Colour? ', echo: true }];
      context.prompt(questions, 'Harbour', 'Codes change every 30 seconds.', (given) => {
        answers.push(given);
        context.reject(['keyboard-interactive']);
      });
    },
  });
  try {
    await gangway.open();
    await gangway.addProfile({ name: 'staging', host: '127.0.0.1', port: server.port });
    await gangway.connect('staging');
    await gangway.trustHostKey();
    const sheet = page.getByRole('dialog', { name: 'Harbour' });
    await expect(sheet).toContainText('Codes change every 30 seconds.');
    await expect(sheet.getByRole('timer')).toContainText('The server may stop waiting at about');
    await expect(page.getByLabel('Colour?')).toHaveAttribute('type', 'text');
    await gangway.screenshot('prompt-questions');
    await sheet.getByRole('button', { name: 'Cancel' }).click();
    expect(await gangway.waitForState('staging', 'failed')).toMatchObject({
      error: { code: 'ssh.cancelled' },
    });

    await tryAgain(page);
    await page.getByLabel('Code:').fill('123456');
    await page.getByLabel('Colour?').fill('blue');
    await page.keyboard.press('Enter');
    expect(await gangway.waitForState('staging', 'failed')).toMatchObject({
      error: { code: 'ssh.auth-failed' },
    });
    expect(answers).toEqual([['123456', 'blue']]);
  } finally {
    server.stop();
  }
});

test('after a drop nothing answers for a person, who is asked again on wish only', async ({
  gangway,
}) => {
  const { page } = gangway;
  const answers = async (): Promise<string[]> =>
    (await onGateway('a', `grep keyboard-interactive ${MFA.log}`)).match(/Accepted|Failed/g) ?? [];
  const sheet = page.getByRole('dialog', { name: `${ADDRESS.a} asks` });
  const answer = async (): Promise<void> => {
    await expect(sheet).toBeVisible();
    await page.getByLabel('Password:').fill(MFA.answer);
    await page.keyboard.press('Enter');
    await gangway.waitForState('staging', 'connected');
  };
  await onGateway('a', MFA.start);
  try {
    await gangway.open();
    await gangway.addProfile({ name: 'staging', host: ADDRESS.a, port: MFA.port });
    await gangway.connect('staging');
    await gangway.trustHostKey();
    await expect(page.getByLabel('Password:')).toHaveAttribute('type', 'password');
    await gangway.screenshot('prompt-second-factor');
    await answer();
    expect(await answers()).toEqual(['Accepted']);

    await dropConnection();
    const { error } = await gangway.waitForState('staging', 'failed');
    expect(error.code).toBe('ssh.needs-answer');
    expect((await gangway.snapshot()).prompts).toEqual([]);
    expect(await answers()).toEqual(['Accepted']);
    await gangway.open();
    await gangway.screenshot('prompt-needs-answer');

    await tryAgain(page);
    await answer();
    expect(await answers()).toEqual(['Accepted', 'Accepted']);
    await gangway.disconnect('staging');

    // A server that waits no longer takes its question with it.
    await gangway.connect('staging');
    await expect(sheet).toBeVisible();
    await onGateway('a', MFA.hangUp);
    expect(await gangway.waitForState('staging', 'failed')).toMatchObject({
      error: { code: 'ssh.login-unfinished' },
    });
    await expect(sheet).toHaveCount(0);
    await gangway.screenshot('prompt-too-late');
  } finally {
    await onGateway('a', MFA.stop);
  }
});
