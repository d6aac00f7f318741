import { useEffect, useId, useRef, type ReactNode } from 'react';
import styles from './sheet.module.css';

interface SheetProps {
  readonly title: string;
  readonly icon?: ReactNode;
  readonly children: ReactNode;
  /** Escape. */
  readonly onCancel: () => void;
  /** `alertdialog` for a warning that wants an answer. */
  readonly role?: 'dialog' | 'alertdialog';
}

/**
 * A question over everything else. A modal `<dialog>` brings the focus trap, Escape and the inert page
 * behind; focus goes to the first field marked `data-autofocus`, else to the sheet itself, so that an Enter
 * meant for something else answers nothing.
 */
export function Sheet({ title, icon, children, onCancel, role = 'dialog' }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    const element = dialog.current;
    if (!element) return undefined;
    element.showModal();
    (element.querySelector<HTMLElement>('[data-autofocus]') ?? element).focus();
    return () => element.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      role={role}
      tabIndex={-1}
      aria-labelledby={heading}
      className={styles['sheet']}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        // Taken here, because Chromium closes a dialog at the second Escape whatever `cancel` says.
        event.preventDefault();
        event.stopPropagation();
        onCancel();
      }}
      onCancel={(event) => {
        event.preventDefault();
        onCancel();
      }}
    >
      <header className={styles['header']}>
        {icon && (
          <span className={styles['icon']} aria-hidden="true">
            {icon}
          </span>
        )}
        <h2 id={heading} className={styles['title']}>
          {title}
        </h2>
      </header>
      {children}
    </dialog>
  );
}

export function SheetActions({ children }: { readonly children: ReactNode }) {
  return <div className={styles['actions']}>{children}</div>;
}
