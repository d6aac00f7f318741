import { randomart, type KeyPicture as Key } from '../../../shared/randomart';
import { useTexts } from '../../hooks/use-texts';
import styles from './key-picture.module.css';

/** Fingerprint and picture of a key, as `ssh-keygen -lv` prints them. */
export function KeyPicture({ of }: { readonly of: Key }) {
  const { t } = useTexts('prompts');
  return (
    <div className={styles['key']} dir="ltr">
      <code className={styles['fingerprint']}>{of.fingerprint}</code>
      <pre className={styles['picture']} role="img" aria-label={t('picture')}>
        {randomart(of)}
      </pre>
    </div>
  );
}
