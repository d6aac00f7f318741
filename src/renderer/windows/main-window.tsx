/** The main window: profiles, activity and settings, one beside the other. */
import type { AppSnapshot } from '../../shared/snapshot';
import type { MainSection } from '../../shared/window-route';

interface MainWindowProps {
  readonly snapshot: AppSnapshot;
  readonly section: MainSection;
  readonly item: string | undefined;
}

export function MainWindow({ section }: MainWindowProps) {
  return <h1>{section}</h1>;
}
