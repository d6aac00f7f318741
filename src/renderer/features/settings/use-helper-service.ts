import { useEffect, useState } from 'react';
import type { ErrorInfo } from '../../../shared/errors';
import type { HelperService } from '../../../shared/helper-service';
import type { Reply } from '../../../shared/ipc/builders';

interface ServiceState {
  /** `null` until it is known. */
  readonly service: HelperService | null;
  readonly trouble: ErrorInfo | null;
}

interface ServiceHold extends ServiceState {
  /** A person is asked for the password, or it is being done. */
  readonly busy: boolean;
  readonly set: (wanted: boolean) => void;
}

/** What the service is now; asked for anew whenever the window comes to the front. */
export function useHelperService(): ServiceHold {
  const [{ service, trouble }, setState] = useState<ServiceState>({ service: null, trouble: null });
  const [busy, setBusy] = useState(false);
  const take = (reply: Reply<HelperService>): void =>
    setState((old) =>
      reply.ok
        ? { service: reply.value, trouble: null }
        : { service: old.service, trouble: reply.error },
    );

  useEffect(() => {
    const look = (): void => void window.gangway.helperService().then(take);
    look();
    window.addEventListener('focus', look);
    return () => window.removeEventListener('focus', look);
  }, []);

  const set = (wanted: boolean): void => {
    setBusy(true);
    setState((old) => ({ ...old, trouble: null }));
    void window.gangway.setHelperService(wanted).then((reply) => {
      setBusy(false);
      take(reply);
    });
  };
  return { service, trouble, busy, set };
}
