import { Dot } from '../../components/dot';
import { useTexts } from '../../hooks/use-texts';
import { containerTone } from '../containers/container-view';
import { ContainerActions } from './container-actions';
import styles from './container-header.module.css';
import { nameOf, type ContainerView } from './use-container-view';

/** Which container this is, how it is, and what can be done to it. */
export function ContainerHeader({ view }: { readonly view: ContainerView }) {
  const { t } = useTexts('container');
  const { container, profile, presence } = view;
  const current = presence === 'here' ? container : null;
  const words = current
    ? [
        t(`state.${current.status}`),
        ...(current.health === 'none' ? [] : [t(`health.${current.health}`)]),
      ].join(', ')
    : t(`presence.${presence === 'here' ? 'loading' : presence}`);
  return (
    <header className={styles['header']}>
      <div className={styles['what']}>
        <h1 className={styles['name']}>
          <Dot tone={current ? containerTone(current) : 'off'} />
          <span className={styles['text']}>{nameOf(view)}</span>
        </h1>
        <p className={styles['facts']}>
          <span title={current?.statusText} className={styles['fact']}>
            {words}
          </span>
          {container && (
            <span
              className={`${styles['fact'] ?? ''} ${styles['image'] ?? ''}`}
              title={container.image}
            >
              {container.image}
            </span>
          )}
          {profile && (
            <span
              className={`${styles['fact'] ?? ''} ${styles['profile'] ?? ''}`}
              title={t('onProfile', { profile: profile.name })}
            >
              {profile.emoji !== undefined && <span aria-hidden="true">{profile.emoji} </span>}
              {profile.name}
            </span>
          )}
        </p>
      </div>
      {current && <ContainerActions view={view} container={current} />}
    </header>
  );
}
