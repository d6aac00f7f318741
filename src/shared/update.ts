/** What is known of newer versions. */

export type UpdateState =
  /** Not a packaged app, or one without a place to ask. */
  | { readonly kind: 'unavailable' }
  | { readonly kind: 'off' }
  | { readonly kind: 'current' }
  /** It is loaded, and installed at the next quit. */
  | { readonly kind: 'available'; readonly version: string };
