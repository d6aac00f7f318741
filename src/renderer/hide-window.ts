/** Escape sends a popover away; an ordinary window stays. */
export function hideWindow(): void {
  void window.gangway.hideWindow();
}
