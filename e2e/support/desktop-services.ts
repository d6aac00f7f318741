/** A desktop's notifications and tray host, recorded and acted upon over the session bus. */
import { expect } from '@playwright/test';
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { EventEmitter, on, once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';

export interface MenuEntry {
  readonly id: number;
  readonly label: string;
  readonly enabled: boolean;
  readonly checked: boolean;
}

export interface ShownNotification {
  readonly id: number;
  readonly title: string;
  readonly body: string;
}

type Heard =
  | ({ readonly event: 'notify' } & ShownNotification)
  | { readonly event: 'close'; readonly id: number }
  | { readonly event: 'tray' | 'ready' }
  | { readonly event: 'answer'; readonly menu?: readonly MenuEntry[]; readonly error?: string };

export class DesktopServices {
  /** Notifications that are shown now, the oldest first. */
  shown: readonly ShownNotification[] = [];
  /** How many were ever shown. */
  count = 0;
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #events = new EventEmitter();

  private constructor() {
    this.#process = spawn(path.join(import.meta.dirname, 'desktop-services.py'));
    this.#process.stderr.pipe(process.stderr);
    createInterface(this.#process.stdout).on('line', (line) => this.#hear(line));
  }

  /** Resolves once an app that starts now finds them. */
  static async start(): Promise<DesktopServices> {
    const services = new DesktopServices();
    await once(services.#events, 'ready');
    return services;
  }

  async stop(): Promise<void> {
    const ended = once(this.#process, 'exit');
    this.#process.stdin.end();
    await ended;
  }

  /** The menu of the tray icon, as a right click shows it. */
  async menu(): Promise<readonly MenuEntry[]> {
    return (await this.#ask('menu')).menu ?? [];
  }

  /** Once it is in the menu, which the app makes anew when something changes. */
  async choose(label: string): Promise<void> {
    await expect(() => this.#ask(`choose ${label}`)).toPass({ timeout: 5_000 });
  }

  /** A left click on the tray icon. */
  async activate(): Promise<void> {
    await this.#ask('activate');
  }

  /** On a notification. */
  async click({ id }: ShownNotification): Promise<void> {
    await this.#ask(`click ${id}`);
  }

  async #ask(command: string): Promise<Extract<Heard, { event: 'answer' }>> {
    const answers = on(this.#events, 'answer');
    this.#process.stdin.write(`${command}\n`);
    const { value } = (await answers.next()) as { value: [Extract<Heard, { event: 'answer' }>] };
    await answers.return?.();
    if (value[0].error !== undefined) throw new Error(`${command}: ${value[0].error}`);
    return value[0];
  }

  #hear(line: string): void {
    const heard = JSON.parse(line) as Heard;
    if (heard.event === 'notify') {
      const { id, title, body } = heard;
      this.shown = [...this.shown.filter((each) => each.id !== id), { id, title, body }];
      this.count += 1;
    }
    if (heard.event === 'close') this.shown = this.shown.filter(({ id }) => id !== heard.id);
    this.#events.emit(heard.event, heard);
  }
}
