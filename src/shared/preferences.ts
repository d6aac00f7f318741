/** What the window remembers of its user's choices; nothing is lost if it is lost. */
export interface Preferences {
  /** Id of the profile looked at last. */
  readonly selectedProfile: string | null;
}
