/** The window of one container: what it says, a shell in it, what it uses, what it is. */
import type { AppSnapshot } from '../../shared/snapshot';
import type { WindowRoute } from '../../shared/window-route';

interface ContainerWindowProps {
  readonly snapshot: AppSnapshot;
  readonly route: Extract<WindowRoute, { window: 'container' }>;
}

export function ContainerWindow({ route }: ContainerWindowProps) {
  return <h1>{route.container}</h1>;
}
