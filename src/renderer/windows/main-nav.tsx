import { History, Settings2, Waypoints } from 'lucide-react';
import type { MainSection } from '../../shared/window-route';
import { Mark } from '../components/mark';
import { moveFocus } from '../hooks/move-focus';
import { useTexts } from '../hooks/use-texts';
import styles from './main-window.module.css';

interface MainNavProps {
  readonly section: MainSection;
  readonly onSelect: (section: MainSection) => void;
}

const SECTIONS = [
  { id: 'profiles', Icon: Waypoints },
  { id: 'activity', Icon: History },
  { id: 'settings', Icon: Settings2 },
] as const satisfies readonly { id: MainSection; Icon: typeof History }[];

/** The window's sections; arrow keys go from one to the next. */
export function MainNav({ section, onSelect }: MainNavProps) {
  const { t } = useTexts('profiles');
  return (
    <nav aria-label={t('nav.label')} className={styles['nav']}>
      <p className={styles['brand']}>
        <Mark size="1.125rem" />
        Gangway
      </p>
      {/* Arrow keys are an addition to Tab. */}
      <ul role="list" className={styles['sections']} onKeyDown={moveFocus}>
        {SECTIONS.map(({ id, Icon }) => (
          <li key={id}>
            <button
              type="button"
              aria-current={id === section ? 'page' : undefined}
              className={styles['section']}
              onClick={() => onSelect(id)}
            >
              <Icon size="1rem" aria-hidden="true" />
              {t(`nav.${id}`)}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
