/** What was typed and not saved: asked for before anything in the window takes it away, or the window closes. */
import {
  createContext,
  use,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from 'react';
import { Question } from '../components/question';
import { useTexts } from './use-texts';

/** What would be lost: changes of a profile, or what was chosen to be imported. */
type Unsaved = 'changes' | 'import';

interface LeaveGuard {
  /** Runs `go` now, or once the person has agreed to lose what is not saved; else `stay`. */
  readonly leaveTo: (go: () => void, stay?: () => void) => void;
  readonly setUnsaved: (unsaved: Unsaved | null) => void;
}

interface Asked {
  readonly about: Unsaved;
  readonly go: () => void;
  readonly stay: (() => void) | undefined;
}

const GuardContext = createContext<LeaveGuard | null>(null);

export function LeaveGuardProvider({ children }: { readonly children: ReactNode }) {
  const { t } = useTexts('profiles');
  const unsaved = useRef<Unsaved | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);

  const leaveTo = useCallback<LeaveGuard['leaveTo']>((go, stay) => {
    if (unsaved.current) setAsked({ about: unsaved.current, go, stay });
    else go();
  }, []);
  const setUnsaved = useCallback<LeaveGuard['setUnsaved']>((now) => {
    unsaved.current = now;
  }, []);
  const guard = useMemo(() => ({ leaveTo, setUnsaved }), [leaveTo, setUnsaved]);

  useEffect(() => {
    const onClose = (event: BeforeUnloadEvent): void => {
      if (!unsaved.current) return;
      event.preventDefault();
      leaveTo(
        () => window.close(),
        () => void window.gangway.keepOpen(),
      );
    };
    window.addEventListener('beforeunload', onClose);
    return () => window.removeEventListener('beforeunload', onClose);
  }, [leaveTo]);

  return (
    <GuardContext value={guard}>
      {children}
      {asked && (
        <Question
          title={t(`leave.${asked.about}.title`)}
          text={t(`leave.${asked.about}.text`)}
          confirm={t(`leave.${asked.about}.confirm`)}
          dismiss={t(`leave.${asked.about}.dismiss`)}
          onConfirm={() => {
            unsaved.current = null;
            setAsked(null);
            asked.go();
          }}
          onDismiss={() => {
            setAsked(null);
            asked.stay?.();
          }}
        />
      )}
    </GuardContext>
  );
}

export function useLeaveGuard(): LeaveGuard {
  const guard = use(GuardContext);
  if (!guard) throw new Error('no LeaveGuardProvider above');
  return guard;
}

/** Guards what the component holds, for as long as it is shown. The function lets go at once: it has been saved. */
export function useUnsaved(unsaved: Unsaved | null): () => void {
  const { setUnsaved } = useLeaveGuard();
  useEffect(() => {
    setUnsaved(unsaved);
    return () => setUnsaved(null);
  }, [unsaved, setUnsaved]);
  return () => setUnsaved(null);
}
