/** Lines on the terminal: what was found just now, and how long it will take. */
import type { Sample } from './stats';

export class Progress {
  readonly #started = Date.now();
  #begun = 0;
  #planned = 0;
  #passed = 0;

  say(text: string): void {
    console.log(`bench: ${text}`);
  }

  begin(seconds: number): void {
    this.#begun = Date.now();
    this.#planned = seconds;
    this.say(`about ${minutes(seconds)} of measuring`);
  }

  passed(seconds: number): void {
    this.#passed += seconds;
  }

  figure(where: string, samples: readonly Sample[]): void {
    if (samples.length === 0) return;
    const words = samples.map(({ measure, unit, value }) => `${measure} ${short(value)} ${unit}`);
    this.say(`[${this.#left()}] ${where}: ${words.join(', ')}`);
  }

  get seconds(): number {
    return (Date.now() - this.#started) / 1000;
  }

  /** By how long the part that is done took, once there is some. */
  #left(): string {
    const left = this.#planned - this.#passed;
    const took = (Date.now() - this.#begun) / 1000;
    const pace = this.#passed > 20 ? took / this.#passed : 1;
    return `${minutes(Math.max(0, left * pace))} left`;
  }
}

function minutes(seconds: number): string {
  return seconds < 90 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;
}

function short(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
