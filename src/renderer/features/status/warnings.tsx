import type { ErrorInfo } from '../../../shared/errors';
import { Reason } from '../../components/reason';
import styles from './warnings.module.css';

/** What works only in part: quiet lines, each of which opens. */
export function Warnings({ warnings }: { readonly warnings: readonly ErrorInfo[] }) {
  // A remapped network works in full; the Networks view shows it with both addresses.
  const shown = warnings.filter(({ code }) => code !== 'net.remapped');
  if (shown.length === 0) return null;
  return (
    <ul aria-label="Warnings" className={styles['list']}>
      {shown.map((warning) => (
        <li key={JSON.stringify(warning)}>
          <Reason error={warning} />
        </li>
      ))}
    </ul>
  );
}
