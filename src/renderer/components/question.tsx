import { Button } from './button';
import { Sheet, SheetActions } from './sheet';

interface QuestionProps {
  readonly title: string;
  readonly text?: string;
  readonly confirm: string;
  readonly dismiss: string;
  readonly onConfirm: () => void;
  readonly onDismiss: () => void;
}

/** Asks before something is lost; the safe answer has the focus. */
export function Question({ title, text, confirm, dismiss, onConfirm, onDismiss }: QuestionProps) {
  return (
    <Sheet role="alertdialog" title={title} onCancel={onDismiss}>
      {text && <p>{text}</p>}
      <SheetActions>
        <Button onClick={onDismiss} data-autofocus>
          {dismiss}
        </Button>
        <Button tone="danger" onClick={onConfirm}>
          {confirm}
        </Button>
      </SheetActions>
    </Sheet>
  );
}
