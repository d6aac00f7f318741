import { FileJson } from 'lucide-react';
import { useRef } from 'react';
import type { ErrorInfo } from '../../../shared/errors';
import { Button } from '../../components/button';
import { TextArea } from '../../components/field';
import { useErrorText } from '../../hooks/use-error-text';
import { useTexts } from '../../hooks/use-texts';
import styles from './import-pane.module.css';

interface ImportSourceProps {
  /** As typed or pasted. */
  readonly text: string;
  /** Name of the file that was chosen instead. */
  readonly file: string | null;
  readonly error: ErrorInfo | undefined;
  readonly onText: (text: string) => void;
  readonly onFile: (file: File) => void;
}

/** Where an export comes from: pasted, chosen, or dropped anywhere on the screen. */
export function ImportSource({ text, file, error, onText, onFile }: ImportSourceProps) {
  const { t } = useTexts('profiles');
  const describe = useErrorText();
  const chooser = useRef<HTMLInputElement>(null);
  return (
    <section aria-label={t('import.source')} className={styles['source']}>
      <TextArea
        label={t('import.text')}
        placeholder="gangway://profile/…"
        rows={3}
        autoFocus
        value={text}
        error={error && describe(error).what}
        onChange={({ target }) => onText(target.value)}
      />
      <div className={styles['file']}>
        <Button onClick={() => chooser.current?.click()}>
          <FileJson size="0.875rem" aria-hidden="true" />
          {t('import.choose')}
        </Button>
        <span className={styles['hint']}>{file ?? t('import.drop')}</span>
      </div>
      <input
        ref={chooser}
        type="file"
        accept=".json,application/json,text/plain"
        aria-label={t('import.file')}
        hidden
        onChange={({ target }) => {
          const [chosen] = target.files ?? [];
          if (chosen) onFile(chosen);
          // The same file once more, put right meanwhile, is a change again.
          target.value = '';
        }}
      />
    </section>
  );
}
