/** Does what a `gangway://` link asks for: never more than a question to the person. */
import type { Engine } from '../core/engine';
import { canConnect } from '../shared/bridge-state';
import { errorInfo } from '../shared/errors';
import { EMPTY_BRIDGE } from '../shared/snapshot';
import { readDeepLink } from './deep-link';

/** Of a refused link, as much as a person needs to recognise it. Characters. */
const SHOWN = 60;

export interface LinkActions {
  /** Rejects if it cannot run. */
  readonly engine: () => Promise<Engine>;
  readonly showPopover: () => void;
  /** Opens the import, for the profiles of that link. */
  readonly showImport: (link: string) => void;
}

/** Never rejects: what was wrong is shown. */
export async function followLink(link: string, actions: LinkActions): Promise<void> {
  const wanted = readDeepLink(link);
  if (wanted.kind === 'profiles') {
    actions.showImport(wanted.link);
    return;
  }
  try {
    const engine = await actions.engine();
    if (wanted.kind === 'connect') askToConnect(engine, wanted.name);
    else engine.tell(errorInfo('config.link-refused', { link: shortened(link) }));
  } catch {
    // The page says why nothing runs.
  }
  actions.showPopover();
}

function askToConnect(engine: Engine, name: string): void {
  const { profiles, bridges } = engine.snapshot();
  const profile = profiles.find((each) => each.name === name);
  if (!profile) {
    engine.tell(errorInfo('config.link-refused', { name }));
    return;
  }
  const { state } = bridges[profile.id] ?? EMPTY_BRIDGE;
  // Connected, or on its way: there is nothing to ask.
  if (canConnect(state)) void engine.handlers.askToConnect(profile.id);
}

function shortened(link: string): string {
  return link.length > SHOWN ? `${link.slice(0, SHOWN)}…` : link;
}
