import { useState, type DragEvent, type HTMLAttributes } from 'react';

/** Its own, so that no field takes what is dragged for text. */
const TYPE = 'application/x-gangway-profile';

interface Held {
  readonly id: string;
  /** Before which place it would be put. */
  readonly gap: number;
}

type RowProps = Pick<
  HTMLAttributes<HTMLElement>,
  'draggable' | 'onDragStart' | 'onDragOver' | 'onDrop' | 'onDragEnd'
>;

export interface DragOrder {
  readonly heldId: string | undefined;
  /** Before which place the line stands that shows where it goes; `undefined` where nothing would change. */
  readonly gap: number | undefined;
  readonly row: (id: string) => RowProps;
}

/** Rows of a list, dragged with the pointer: tells by how many places one is to move, down if positive. */
export function useDragOrder(
  ids: readonly string[],
  onMove: (id: string, by: number) => void,
): DragOrder {
  const [held, setHeld] = useState<Held | null>(null);
  const from = held ? ids.indexOf(held.id) : -1;
  // Beside itself on either side.
  const stays = held === null || held.gap === from || held.gap === from + 1;

  function gapAt({ currentTarget, clientY }: DragEvent<HTMLElement>, id: string): number {
    const { top, height } = currentTarget.getBoundingClientRect();
    return ids.indexOf(id) + (clientY > top + height / 2 ? 1 : 0);
  }

  return {
    heldId: held?.id,
    gap: stays ? undefined : held.gap,
    row: (id) => ({
      draggable: ids.length > 1,
      onDragStart: ({ dataTransfer }) => {
        dataTransfer.setData(TYPE, id);
        dataTransfer.effectAllowed = 'move';
        setHeld({ id, gap: ids.indexOf(id) });
      },
      onDragOver: (event) => {
        if (!held) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'move';
        const gap = gapAt(event, id);
        if (gap !== held.gap) setHeld({ ...held, gap });
      },
      onDrop: (event) => {
        if (!held) return;
        event.preventDefault();
        const gap = gapAt(event, id);
        const by = gap > from ? gap - from - 1 : gap - from;
        setHeld(null);
        if (by !== 0) onMove(held.id, by);
      },
      onDragEnd: () => setHeld(null),
    }),
  };
}
