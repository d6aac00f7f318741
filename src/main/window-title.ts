/** What a window is called in lists of windows: by what it shows. Pure. */
import type { AppSnapshot } from '../shared/snapshot';
import type { WindowRoute } from '../shared/window-route';
import type { ShellWords } from './texts';

/** `null` where that is not known (now); a `null` snapshot: the engine does not run. */
export function windowTitle(
  route: WindowRoute,
  snapshot: AppSnapshot | null,
  t: ShellWords,
): string | null {
  switch (route.window) {
    case 'popover':
      return 'Gangway';
    case 'main':
      return t(`titles.${route.section}`);
    case 'container': {
      const profile = snapshot?.profiles.find(({ id }) => id === route.profile);
      const known = snapshot?.bridges[route.profile]?.inventory?.containers;
      const container = known?.find(({ id }) => id === route.container)?.name;
      if (!profile || container === undefined) return null;
      return t('titles.container', { container, profile: profile.name });
    }
  }
}
