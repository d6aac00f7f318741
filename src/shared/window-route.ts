/** Which window a page is, and what it shows: the part of its address after `#`. */
import { z } from 'zod';

export const MAIN_SECTIONS = ['profiles', 'activity', 'settings'] as const;
export type MainSection = (typeof MAIN_SECTIONS)[number];

export const CONTAINER_TABS = ['logs', 'shell', 'usage', 'inspect'] as const;
export type ContainerTab = (typeof CONTAINER_TABS)[number];

export const windowRouteSchema = z.discriminatedUnion('window', [
  z.object({ window: z.literal('popover') }),
  z.object({
    window: z.literal('main'),
    section: z.enum(MAIN_SECTIONS),
    /** `profiles`: the one to begin with, `new` for a new one, `import` for the import. */
    item: z.union([z.uuid(), z.enum(['new', 'import'])]).optional(),
  }),
  z.object({
    window: z.literal('container'),
    profile: z.uuid(),
    /** Full id. */
    container: z.string().regex(/^[0-9a-f]{64}$/),
    tab: z.enum(CONTAINER_TABS),
  }),
]);
export type WindowRoute = z.infer<typeof windowRouteSchema>;

/** With its `#`, e.g. `#/container/<profile>/<container>/logs`; empty for the popover. */
export function hashOf(route: WindowRoute): string {
  switch (route.window) {
    case 'popover':
      return '';
    case 'main':
      return ['#', 'main', route.section, ...(route.item ? [route.item] : [])].join('/');
    case 'container':
      return ['#', 'container', route.profile, route.container, route.tab].join('/');
  }
}

/** Of what is no route of ours: the popover. */
export function routeOf(hash: string): WindowRoute {
  const [, window, ...rest] = hash.split('/');
  const candidate =
    window === 'main'
      ? { window, section: rest[0], item: rest[1] }
      : { window, profile: rest[0], container: rest[1], tab: rest[2] };
  const parsed = windowRouteSchema.safeParse(candidate);
  return parsed.success ? parsed.data : { window: 'popover' };
}
