/** What was done and can be undone. Steps of one group, such as the strokes of one word, are one. */
export interface History<T> {
  past: readonly T[];
  now: T;
  future: readonly T[];
  group: string | null;
}

const most = 200;

export const begin = <T>(now: T): History<T> => ({ past: [], now, future: [], group: null });

export function record<T>(history: History<T>, next: T, group: string | null = null): History<T> {
  if (Object.is(next, history.now)) return history;
  if (group !== null && group === history.group) return { ...history, now: next, future: [] };
  return { past: [...history.past, history.now].slice(-most), now: next, future: [], group };
}

/** Ends a group: the next step is one of its own. */
export const settle = <T>(history: History<T>): History<T> => (history.group === null ? history : { ...history, group: null });

export function undo<T>(history: History<T>): History<T> {
  const before = history.past.at(-1);
  if (before === undefined) return history;
  return { past: history.past.slice(0, -1), now: before, future: [history.now, ...history.future], group: null };
}

export function redo<T>(history: History<T>): History<T> {
  const [next, ...rest] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.now], now: next, future: rest, group: null };
}
