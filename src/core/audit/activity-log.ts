/**
 * The activity log of an engine: numbers events, keeps the latest in memory and writes all of them behind the
 * caller's back. Nothing here ever throws at a bridge; what could not be written is tried again with the next event.
 */
import { setTimeout as delay } from 'node:timers/promises';
import {
  MAX_RECENT,
  type ActivityBody,
  type ActivityEvent,
  type ActivityPage,
  type ActivityProfile,
} from '../../shared/activity';
import type { ErrorInfo } from '../../shared/errors';
import { storageFailed } from '../profiles/home';
import { appendLines, readActivity, readLatest } from './activity-file';

/** What is written at once, so that a file is never much longer than it may be: characters. */
const MAX_BATCH = 64 * 1024;

/** How long an engine that ends waits for the disk: milliseconds. */
const FLUSH_LIMIT_MS = 1_000;

type Unnumbered = Omit<ActivityEvent, 'id'>;

export class ActivityLog {
  readonly #directory: string;
  #loading: Promise<void> | null = null;
  #isLoaded = false;
  /** What happened before the file was read, which is when it is first needed. */
  #early: Unnumbered[] = [];
  #recent: ActivityEvent[] = [];
  #lastId = 0;
  /** At most `MAX_RECENT`: of what cannot be written for long, the oldest is given up. */
  #unwritten: ActivityEvent[] = [];
  #writing: Promise<void> | null = null;
  #trouble: ErrorInfo | null = null;

  constructor(directory: string) {
    this.#directory = directory;
  }

  append(body: ActivityBody, profile?: ActivityProfile): void {
    const event = { at: Date.now(), ...(profile && { profile }), ...body };
    if (this.#isLoaded) this.#take(event);
    else {
      this.#early.push(event);
      void this.#load();
    }
  }

  /** Events with a number above `since`, the latest `MAX_RECENT` at most. Never rejects. */
  async recent(since = 0): Promise<ActivityPage> {
    await this.#load();
    return { events: this.#recent.filter(({ id }) => id > since), trouble: this.#trouble };
  }

  /** All that is kept, on disk or only here, oldest first. Never rejects. */
  async all(): Promise<readonly ActivityEvent[]> {
    await this.flush();
    const written = await readActivity(this.#directory);
    const lastWritten = written.at(-1)?.id ?? 0;
    return [...written, ...this.#recent.filter(({ id }) => id > lastWritten)];
  }

  /** Resolves once everything is written, or cannot be for now. */
  async flush(): Promise<void> {
    const written = async (): Promise<void> => {
      if (this.#loading) await this.#loading;
      while (this.#writing) await this.#writing;
    };
    await Promise.race([written(), delay(FLUSH_LIMIT_MS, undefined, { ref: false })]);
  }

  #load(): Promise<void> {
    this.#loading ??= readLatest(this.#directory, MAX_RECENT).then((events) => {
      this.#recent = events;
      this.#lastId = events.at(-1)?.id ?? 0;
      this.#isLoaded = true;
      for (const event of this.#early) this.#take(event);
      this.#early = [];
    });
    return this.#loading;
  }

  #take(unnumbered: Unnumbered): void {
    const event = { id: ++this.#lastId, ...unnumbered } as ActivityEvent;
    this.#recent = [...this.#recent, event].slice(-MAX_RECENT);
    this.#unwritten = [...this.#unwritten, event].slice(-MAX_RECENT);
    this.#writing ??= this.#write().finally(() => (this.#writing = null));
  }

  async #write(): Promise<void> {
    while (this.#unwritten.length > 0) {
      const batch = firstLines(this.#unwritten);
      try {
        await appendLines(this.#directory, batch.text);
      } catch (error) {
        this.#trouble = storageFailed(this.#directory, error).info;
        return;
      }
      this.#trouble = null;
      this.#unwritten = this.#unwritten.filter(({ id }) => id > batch.lastId);
    }
  }
}

/** As many as fit in a batch, one at least. */
function firstLines(events: readonly ActivityEvent[]): { text: string; lastId: number } {
  let [text, lastId] = ['', 0];
  for (const event of events) {
    const line = `${JSON.stringify(event)}\n`;
    if (text !== '' && text.length + line.length > MAX_BATCH) break;
    text += line;
    lastId = event.id;
  }
  return { text, lastId };
}
