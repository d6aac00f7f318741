/** What a change of a bridge's view means for the activity log: pure. */
import type { ActivityBody } from '../../shared/activity';
import type { BridgeState } from '../../shared/bridge-state';
import type { ErrorInfo } from '../../shared/errors';
import type { BridgeView } from '../../shared/snapshot';

/** In the order in which they happened; nothing for data that merely moves, such as latency. */
export function bridgeEvents(before: BridgeView, change: Partial<BridgeView>): ActivityBody[] {
  const states = change.state ? stateEvents(before.state, change.state) : [];
  // What a change of state takes away was not solved.
  const areOver = change.state === undefined;
  const warnings = change.warnings ? warningEvents(before.warnings, change.warnings, areOver) : [];
  return [...states, ...warnings];
}

function stateEvents(before: BridgeState, after: BridgeState): ActivityBody[] {
  switch (after.kind) {
    case 'idle':
      return before.kind === 'disconnecting' ? [{ kind: 'disconnected' }] : [];
    case 'connecting':
      return [{ kind: 'phase', phase: after.phase, attempt: after.attempt }];
    case 'connected': {
      const { gateway, mode, rights, interface: device, mtu, reason } = after.link;
      const link = { gateway, mode, rights, interface: device, mtu };
      return [{ kind: 'connected', ...link, ...(reason && { reason }) }];
    }
    case 'waiting': {
      const { error, retryAt, attempt } = after;
      return [{ kind: 'waiting', error, retryAt, attempt }];
    }
    case 'disconnecting':
      return before.kind === 'connected' && 'error' in after.after
        ? [{ kind: 'dropped', error: after.after.error }]
        : [];
    case 'failed':
      return [{ kind: 'failed', error: after.error, cleanup: after.cleanup }];
  }
}

function warningEvents(
  before: readonly ErrorInfo[],
  after: readonly ErrorInfo[],
  areOver: boolean,
): ActivityBody[] {
  const come = without(after, before).map((error) => ({ kind: 'warning', error }) as const);
  if (!areOver) return come;
  return [
    ...without(before, after).map((error) => ({ kind: 'warning-over', error }) as const),
    ...come,
  ];
}

function without(some: readonly ErrorInfo[], others: readonly ErrorInfo[]): ErrorInfo[] {
  const known = new Set(others.map((each) => JSON.stringify(each)));
  return some.filter((each) => !known.has(JSON.stringify(each)));
}
