/** Shows notifications of the system: at most one of each bridge. */
import { Notification } from 'electron';
import type { Announcement } from './notification-words';

export class Notifier {
  readonly #shown = new Map<string, Notification>();
  readonly #icon: string;
  readonly #onClick: () => void;

  constructor({ icon, onClick }: { readonly icon: string; readonly onClick: () => void }) {
    this.#icon = icon;
    this.#onClick = onClick;
  }

  /** In the place of what was said of that bridge before. */
  announce(id: string, announcement: Announcement): void {
    if (announcement === null) return;
    this.#shown.get(id)?.close();
    this.#shown.delete(id);
    if (announcement === 'clear' || !Notification.isSupported()) return;
    const notification = new Notification({ ...announcement, icon: this.#icon });
    notification.on('click', this.#onClick);
    this.#shown.set(id, notification);
    notification.show();
  }
}
