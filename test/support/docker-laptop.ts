/** The app of `docker-app.ts` on the lab's laptop, and the real docker client beside it. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { build } from 'vite';
import { nativePrograms } from '../../script/lib/native-program.ts';
import { slimDocker } from '../../script/lib/slim-docker.ts';
import { startApp, type App } from './helper-driver';

const OUT = '.cache/test-docker';
const LAB = 'lab/lab';

/** Builds worker and app as the product is built. */
export async function buildDockerApp(): Promise<void> {
  const external = ['koffi', 'ssh2'];
  await build({
    configFile: false,
    plugins: [nativePrograms(), slimDocker()],
    logLevel: 'warn',
    ssr: { noExternal: true, external },
    build: {
      ssr: true,
      target: 'node20',
      outDir: OUT,
      emptyOutDir: true,
      rolldownOptions: {
        input: {
          'docker-app': resolve('test/support/docker-app.ts'),
          'bridge-worker': resolve('src/core/worker/thread.ts'),
        },
        external,
        output: { entryFileNames: '[name].js' },
      },
    },
  });
}

export interface Output {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder on the laptop that is `home` to the app, with `run/` for sockets and `docker/` for the client. */
export class DockerLaptop {
  readonly home: string;
  readonly config: string;
  socket: string;

  constructor(home: string) {
    this.home = home;
    this.config = `${home}/docker`;
    this.socket = `${home}/run/docker-a.sock`;
  }

  startApp(): App {
    const env = ['env', `DOCKER_CONFIG=${this.config}`];
    return startApp([
      LAB,
      'exec',
      'laptop',
      '--',
      ...env,
      'node',
      `${OUT}/docker-app.js`,
      this.home,
    ]);
  }

  /** Any command, with the environment of a person who did `eval "$(gangway env a)"`. */
  start(...argv: readonly string[]): ChildProcessWithoutNullStreams {
    const env = [`DOCKER_HOST=unix://${this.socket}`, `DOCKER_CONFIG=${this.config}`];
    const words = ['exec', 'laptop', '--', 'env', ...env, 'DOCKER_BUILDKIT=0', ...argv];
    return spawn(LAB, words);
  }

  async run(argv: readonly string[], input: string | Buffer = ''): Promise<Output> {
    const child = this.start(...argv);
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    const [stdout, stderr, [code]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'close') as Promise<[number]>,
    ]);
    return { code, stdout, stderr };
  }

  /** Runs docker; its output, or an error with what it said. */
  async docker(...args: readonly string[]): Promise<string> {
    return this.sh('exec docker "$@"', ...args);
  }

  /** A script for the laptop's shell; its output. */
  async sh(script: string, ...args: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await this.run(['sh', '-c', script, 'sh', ...args]);
    if (code !== 0) throw new Error(`${args.join(' ') || script}: ${code} ${stderr}`);
    return stdout.trim();
  }
}

/** Resolves once a program's output holds `pattern`. */
export function says(child: ChildProcessWithoutNullStreams, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const look = (chunk: Buffer): void => {
      said += chunk.toString();
      if (pattern.test(said)) resolve(said);
    };
    child.stdout.on('data', look);
    child.stderr.on('data', look);
    child.once('close', () => reject(new Error(`it ended: ${said}`)));
  });
}
