/** "Test connection": a gateway of a profile, step by step, without laying a link. */
import type { ErrorDetail, ErrorInfo } from './errors';

/** In their order; each stands on the one before. */
export const TEST_STEPS = [
  'resolve',
  'reach',
  'host-key',
  'login',
  'docker',
  'rights',
  'networks',
] as const;
export type TestStep = (typeof TEST_STEPS)[number];

export type TestOutcome =
  | { readonly kind: 'running' }
  /**
   * Facts for a sentence: `resolve` {address}, `reach` {ms, via?} (the last jump host), `host-key` {type, fingerprint,
   * trust: `known` or `accepted`}, `login` {user, method}, `docker` {engine, containers} (none where Docker only warns),
   * `rights` {rights, mode}, `networks` {routed, remapped, refused}: how many, `remapped` among the routed.
   */
  | { readonly kind: 'passed'; readonly facts: ErrorDetail }
  /** It works, but not as it might. */
  | { readonly kind: 'warned'; readonly facts: ErrorDetail; readonly error: ErrorInfo }
  | { readonly kind: 'failed'; readonly error: ErrorInfo };

/** The latest of one step; steps that are never told of were not come to. */
export interface TestProgress {
  /** Index in the profile's gateways. */
  readonly gateway: number;
  readonly step: TestStep;
  readonly outcome: TestOutcome;
}
