/** An engine that says again what a real one said, in another time. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { deferred } from '../../src/core/gateway/promises';
import type { Entry, Recording } from './docker-recording';

/** What it takes to answer a list: milliseconds. Meanwhile the answer grows old, as a real one does. */
const LIST_MS = 5;

/** So much later than it tells does it write what lists are read from, however fast the recording plays. */
const WRITE_MS = 100;

interface EventFilters {
  readonly type: readonly string[];
  readonly event: readonly string[];
}

export class ReplayedEngine {
  readonly server: Server;
  /** Starts and deaths, all events, and lists, as far as they were told. */
  changes = 0;
  events = 0;
  lists = 0;
  mostListsAtOnce = 0;
  readonly #recording: Recording;
  readonly #milliseconds: number;
  readonly #over = deferred<void>();
  #listing = 0;
  #list: readonly number[];
  #timers: NodeJS.Timeout[] = [];

  /** The recording plays once, within `milliseconds` from the moment when somebody follows the events. */
  constructor(recording: Recording, milliseconds: number) {
    this.#recording = recording;
    this.#milliseconds = milliseconds;
    this.#list = lists(recording)[0] ?? [];
    this.server = createServer((request, response) => {
      this.#answer(request, response);
    });
  }

  /** Resolves once the last moment has passed. */
  get over(): Promise<void> {
    return this.#over.promise;
  }

  get lastList(): readonly Entry[] {
    return this.#entries(lists(this.#recording).at(-1) ?? []);
  }

  close(): void {
    this.#timers.forEach(clearTimeout);
    this.server.closeAllConnections();
    this.server.close();
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://docker');
    const path = pathname.replace(/^\/v1\.\d+/, '');
    const { version, networks } = this.#recording;
    if (path === '/version') response.end(JSON.stringify(version));
    else if (path === '/networks') response.end(JSON.stringify(networks));
    else if (path === '/info') response.end('{"Swarm":{"NodeID":"","ControlAvailable":false}}');
    else if (path === '/containers/json') this.#answerList(response);
    else if (path.startsWith('/containers/')) this.#answerOne(response, path.split('/')[2]);
    else this.#play(response, JSON.parse(searchParams.get('filters') ?? '') as EventFilters);
  }

  #answerList(response: ServerResponse): void {
    this.lists++;
    this.mostListsAtOnce = Math.max(this.mostListsAtOnce, ++this.#listing);
    const entries = JSON.stringify(this.#entries(this.#list));
    const timer = setTimeout(() => {
      this.#listing--;
      response.end(entries);
    }, LIST_MS);
    this.#timers.push(timer);
  }

  /** What the list tells of one is a part of what an inspection does. */
  #answerOne(response: ServerResponse, id: string | undefined): void {
    const entry = this.#entries(this.#list).find(({ Id }) => Id === id);
    response.writeHead(entry ? 200 : 404).end(JSON.stringify(entry ?? { message: 'no such' }));
  }

  #play(response: ServerResponse, filters: EventFilters): void {
    response.flushHeaders();
    const { moments } = this.#recording;
    const speed = this.#milliseconds / (moments.at(-1)?.at ?? 1);
    for (const moment of moments) {
      const act = (): void => {
        if ('list' in moment) this.#list = moment.list;
        else this.#tell(response, moment.event as RecordedEvent, filters);
      };
      const late = 'list' in moment ? WRITE_MS : 0;
      this.#timers.push(setTimeout(act, moment.at * speed + late));
    }
    this.#timers.push(setTimeout(this.#over.resolve, this.#milliseconds + WRITE_MS));
  }

  #tell(response: ServerResponse, event: RecordedEvent, filters: EventFilters): void {
    const { Type, Action } = event;
    if (Type === 'container' && (Action === 'start' || Action === 'die')) this.changes++;
    const isMeant = filters.event.some((action) => Action.split(':')[0] === action);
    if (!filters.type.includes(Type) || !isMeant) return;
    this.events++;
    response.write(`${JSON.stringify(event)}\n`);
  }

  #entries(indices: readonly number[]): readonly Entry[] {
    return indices.flatMap((index) => this.#recording.entries[index] ?? []);
  }
}

interface RecordedEvent {
  readonly Type: string;
  readonly Action: string;
}

function lists({ moments }: Recording): readonly (readonly number[])[] {
  return moments.flatMap((moment) => ('list' in moment ? [moment.list] : []));
}
