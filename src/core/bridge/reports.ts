/** Values as they come, for one reader who takes them when it can. */
export class Reports<Value> implements AsyncIterable<Value> {
  #values: Value[] = [];
  #isOver = false;
  #wake: () => void = () => undefined;

  add(value: Value): void {
    this.#values.push(value);
    this.#wake();
  }

  /** Nothing follows; what is there is still read. */
  end(): void {
    this.#isOver = true;
    this.#wake();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Value> {
    for (;;) {
      const values = this.#values;
      this.#values = [];
      yield* values;
      if (this.#values.length > 0) continue;
      if (this.#isOver) return;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }
}
