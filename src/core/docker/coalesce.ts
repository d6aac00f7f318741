/**
 * Makes a trigger for `task` that never runs it twice at once: triggers that come while it runs give
 * one more run afterwards, however many they are. A rejection ends the series and goes to `onError`.
 */
export function coalesce(task: () => Promise<void>, onError: (error: unknown) => void): () => void {
  let state: 'resting' | 'running' | 'again' = 'resting';
  const run = (): void => {
    state = 'running';
    task().then(() => {
      if (state === 'again') run();
      else state = 'resting';
    }, onError);
  };
  return () => {
    if (state === 'resting') run();
    else state = 'again';
  };
}
