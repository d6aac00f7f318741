/** Which questions wait for a person. */
export class PromptWatch {
  #known: ReadonlySet<string> = new Set();

  get isAsking(): boolean {
    return this.#known.size > 0;
  }

  /** Whether there is a question that was not there before. */
  asksAnew(prompts: readonly { readonly id: string }[]): boolean {
    const fresh = prompts.some(({ id }) => !this.#known.has(id));
    this.#known = new Set(prompts.map(({ id }) => id));
    return fresh;
  }
}
