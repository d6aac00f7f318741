import type { KeyboardEvent } from 'react';

type Step = 'next' | 'previous' | 'first' | 'last';

const STEPS: Readonly<Record<string, Step>> = {
  ArrowDown: 'next',
  ArrowUp: 'previous',
  Home: 'first',
  End: 'last',
};

const TARGET = 'button, summary, input';

/** Up, Down, Home and End go from item to item of a list, to the first thing to press in each; Tab reaches the others. */
export function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = STEPS[event.key];
  if (!step) return;
  const items = [...event.currentTarget.querySelectorAll('li')].filter((item) =>
    item.querySelector(TARGET),
  );
  const here = items.findIndex((item) => item.contains(document.activeElement));
  items[indexAfter(step, here, items.length)]?.querySelector<HTMLElement>(TARGET)?.focus();
  event.preventDefault();
}

function indexAfter(step: Step, here: number, count: number): number {
  switch (step) {
    case 'next':
      return Math.min(here + 1, count - 1);
    case 'previous':
      return Math.max(here - 1, 0);
    case 'first':
      return 0;
    case 'last':
      return count - 1;
  }
}
