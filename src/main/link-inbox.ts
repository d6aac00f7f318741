/** Links that are handed to the app, kept until somebody follows them: they may come before anything runs. */
import { app } from 'electron';
import { linkAmong } from './deep-link';

export class LinkInbox {
  #waiting: string[] = [];
  #follow: ((link: string) => void) | null = null;

  /** Before Electron is ready: macOS tells of a link at once. */
  constructor() {
    app.on('open-url', (event, url) => {
      event.preventDefault();
      this.#take(url);
    });
    this.takeFrom(process.argv);
  }

  /** Whether there was one among the arguments of this program or of a second one. */
  takeFrom(argv: readonly string[]): boolean {
    const link = linkAmong(argv);
    if (link !== undefined) this.#take(link);
    return link !== undefined;
  }

  /** Calls `follow` with those that wait, and with every one from now on. */
  onLink(follow: (link: string) => void): void {
    this.#follow = follow;
    for (const link of this.#waiting.splice(0)) follow(link);
  }

  #take(link: string): void {
    if (this.#follow) this.#follow(link);
    else this.#waiting.push(link);
  }
}
