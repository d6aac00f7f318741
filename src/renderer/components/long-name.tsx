import styles from './long-name.module.css';

/** A dotted name on one line. Where there is no room for it, its middle goes: both ends tell it apart from others. */
export function LongName({ children }: { readonly children: string }) {
  const dot = children.lastIndexOf('.');
  const end = dot > 0 ? dot : children.length;
  return (
    <span className={styles['name']}>
      <span className={styles['start']}>{children.slice(0, end)}</span>
      <span className={styles['end']}>{children.slice(end)}</span>
    </span>
  );
}
