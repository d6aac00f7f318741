import { Copy } from 'lucide-react';
import { CopyButton } from '../../components/copy-button';
import { useTexts } from '../../hooks/use-texts';
import styles from './command-line.module.css';

/** A command to run elsewhere, whole, with a button that copies it. */
export function CommandLine({ children }: { readonly children: string }) {
  const { t } = useTexts('prompts');
  return (
    <div className={styles['line']}>
      <code className={styles['command']} dir="ltr">
        {children}
      </code>
      <CopyButton text={children} label={t('copyCommand', { command: children })}>
        <Copy size="0.875rem" aria-hidden="true" />
      </CopyButton>
    </div>
  );
}
