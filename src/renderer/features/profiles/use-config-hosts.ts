import { useEffect, useState } from 'react';
import type { ConfigHost } from '../../../shared/config-host';
import type { Reply } from '../../../shared/ipc/builders';

/** Hosts of `~/.ssh/config`, or why they cannot be had; `null` while they are being read. */
export function useConfigHosts(): Reply<readonly ConfigHost[]> | null {
  const [reply, setReply] = useState<Reply<readonly ConfigHost[]> | null>(null);
  useEffect(() => {
    let wanted = true;
    const ask = (): void =>
      void window.gangway.configHosts().then((read) => {
        if (wanted) setReply(read);
      });
    ask();
    // Whoever comes back may have written a host into it meanwhile.
    window.addEventListener('focus', ask);
    return () => {
      wanted = false;
      window.removeEventListener('focus', ask);
    };
  }, []);
  return reply;
}
