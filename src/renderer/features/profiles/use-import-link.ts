import { useEffect, useEffectEvent } from 'react';

/** Calls `onLink` with a link that was opened to be imported: at first, and whenever another one brings the window to the front. */
export function useImportLink(onLink: (link: string) => void): void {
  const take = useEffectEvent(() => {
    void window.gangway.takeImportLink().then((reply) => {
      if (reply.ok && reply.value) onLink(reply.value);
    });
  });
  useEffect(() => {
    take();
    window.addEventListener('focus', take);
    return () => window.removeEventListener('focus', take);
  }, []);
}
