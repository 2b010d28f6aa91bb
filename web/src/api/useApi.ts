import { useCallback, useEffect, useRef, useState } from 'react';
import { call, Fault } from './client.ts';
import { useSignedOut } from './session.tsx';

export interface Loaded<T> {
  /** What was last received; kept while a newer one is on its way. */
  data: T | null;
  fault: Fault | null;
  loading: boolean;
  reload(): void;
}

/** Fetches a path, again when it changes, and again every so many milliseconds while the page is looked at. */
export function useApi<T>(path: string | null, every = 0): Loaded<T> {
  const [held, setHeld] = useState<{ path: string | null; data: T | null; fault: Fault | null }>({
    path: null,
    data: null,
    fault: null,
  });
  const [turn, setTurn] = useState(0);
  const [loading, setLoading] = useState(path !== null);
  const signedOut = useRef(useSignedOut());
  const reload = useCallback(() => setTurn((count) => count + 1), []);

  useEffect(() => {
    if (path === null) return;
    const stop = new AbortController();
    setLoading(true);
    call<T>('GET', path, undefined, stop.signal).then(
      (data) => {
        setHeld({ path, data, fault: null });
        setLoading(false);
      },
      (failure: unknown) => {
        if (stop.signal.aborted) return;
        const fault = failure instanceof Fault ? failure : new Fault(0, null);
        if (fault.status === 401) signedOut.current();
        setHeld((before) => ({ path, data: before.path === path ? before.data : null, fault }));
        setLoading(false);
      },
    );
    return () => stop.abort();
  }, [path, turn]);

  useEffect(() => {
    if (!every || path === null) return;
    const timer = setInterval(() => document.visibilityState === 'visible' && reload(), every);
    const seen = () => document.visibilityState === 'visible' && reload();
    document.addEventListener('visibilitychange', seen);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', seen);
    };
  }, [every, path, reload]);

  const current = held.path === path;
  return { data: current ? held.data : null, fault: current ? held.fault : null, loading: loading || !current, reload };
}
