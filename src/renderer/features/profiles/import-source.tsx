import { FileJson } from 'lucide-react';
import { useRef } from 'react';
import { describeError } from '../../../shared/error-text';
import type { ErrorInfo } from '../../../shared/errors';
import { Button } from '../../components/button';
import { TextArea } from '../../components/field';
import styles from './import-screen.module.css';

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
  const chooser = useRef<HTMLInputElement>(null);
  return (
    <section aria-label="From somebody else" className={styles['source']}>
      <TextArea
        label="Link or text of an export"
        placeholder="gangway://profile/…"
        rows={3}
        autoFocus
        value={text}
        error={error && describeError(error).what}
        onChange={({ target }) => onText(target.value)}
      />
      <div className={styles['file']}>
        <Button onClick={() => chooser.current?.click()}>
          <FileJson size="0.875rem" aria-hidden="true" />
          Choose file…
        </Button>
        <span className={styles['hint']}>{file ?? 'or drop it here'}</span>
      </div>
      <input
        ref={chooser}
        type="file"
        accept=".json,application/json,text/plain"
        aria-label="File of an export"
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
