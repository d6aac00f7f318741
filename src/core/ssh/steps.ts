/** How far signing in has come, for whoever shows it step by step. */
import type { ErrorDetail } from '../../shared/errors';

/** In their order. Of a chain of hosts, `reach` takes all jumps, with their keys and logins; the rest is the last one's. */
export type SignInStep = 'resolve' | 'reach' | 'host-key' | 'login';

/** `null`: it begins. Facts as in `shared/connection-test.ts`: it is done; what fails is told by the call itself. */
export type OnStep = (step: SignInStep, facts: ErrorDetail | null) => void;

export const untold: OnStep = () => undefined;
