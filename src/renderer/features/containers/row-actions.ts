/** What can be done with a row, and what is being done: one place for the whole list. */
import { createContext, use } from 'react';
import type { UsageReport } from '../../../shared/container-tools';
import type { ContainerTab } from '../../../shared/window-route';

/** What a menu needs to know of the row that it is for. */
export interface MenuTarget {
  /** Of the container; `null` for a task on another node, which has neither logs nor shell here. */
  readonly containerId: string | null;
  readonly name: string;
  readonly up: boolean;
  /** To be copied; `null` if it has none. */
  readonly address: string | null;
  /** Its name on this computer, or else its own. */
  readonly copyName: string;
  readonly pages: readonly { readonly port: string; readonly url: string }[];
  readonly onCheck: () => void;
}

export interface RowActions {
  /** Opens the menu at `anchor`, or closes it if that is where it is. */
  readonly openMenu: (target: MenuTarget, anchor: HTMLElement) => void;
  readonly openContainer: (containerId: string, tab: ContainerTab) => void;
}

export const RowActionsContext = createContext<RowActions | null>(null);

export function useRowActions(): RowActions {
  const actions = use(RowActionsContext);
  if (!actions) throw new Error('no RowActionsContext above');
  return actions;
}

/** What is used now, by container; `null` while nobody wants to know. */
export const UsageContext = createContext<UsageReport | null>(null);
