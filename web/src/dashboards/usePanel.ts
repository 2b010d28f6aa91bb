import { useCallback, useEffect, useState } from 'react';
import { call, Fault } from '../api/client.ts';
import { useSignedOut } from '../api/session.tsx';
import { useBoard } from './BoardContext.tsx';
import { dayMs, earlier, lastOf, type Range, type RangeText } from './dates.ts';
import { gateOf } from './gate.ts';
import type { Answer, Panel } from './types.ts';

export interface Held {
  answers: Answer[];
  /** The same figures of the range that is compared with. */
  before: Answer[] | null;
  range: Range;
  beforeRange: Range | null;
  at: string;
}
export interface Asked {
  /** What was last received; kept while a newer one is on its way. */
  held: Held | null;
  fault: Fault | null;
  loading: boolean;
  reload(): void;
}

// The server lets one person ask four things at once: one place stays free for the notes on the time axes.
const gate = gateOf(3);
const comparable = new Set(['timeseries', 'stat', 'gauge']);

/** Whether a panel follows the range that is chosen. Its own length yields to days that somebody chose. */
export const follows = (panel: Panel, text: RangeText) => !panel.live && !(panel.timeFrom && isRelative(text));

const isRelative = ({ from, to }: RangeText) => from.startsWith('now') && to.startsWith('now');

/** The name of the range that a panel is asked with. */
export const spanOf = (panel: Panel, text: RangeText, first: RangeText): RangeText =>
  panel.live ? first : panel.timeFrom && !follows(panel, text) ? { from: `now-${panel.timeFrom}`, to: 'now' } : text;

/** The range that a panel is asked with. */
export function rangeFor(panel: Panel, chosen: Range, text: RangeText, now: number): Range {
  if (panel.timeFrom && !follows(panel, text)) return lastOf(panel.timeFrom, now) ?? chosen;
  return panel.live ? { from: now - 30 * dayMs, to: now } : chosen;
}

/** Asks for the figures of a panel, again when what is chosen changes or the board is refreshed. */
export function usePanel(panel: Panel, width: number): Asked {
  const state = useBoard();
  const { board, path, range: chosen, text, compared, variables, community, member, turn, now } = state;
  const signedOut = useSignedOut();
  const [again, setAgain] = useState(0);
  const [asked, setAsked] = useState<{ key: string; held: Held | null; fault: Fault | null; loading: boolean }>({
    key: '',
    held: null,
    fault: null,
    loading: true,
  });
  const range = rangeFor(panel, chosen, text, now);
  const before = compared && follows(panel, text) && comparable.has(panel.type) ? earlier(chosen, compared) : null;
  const refs = panel.refIds?.length ? panel.refIds : ['A'];
  // Where only some periods may be asked about they are named: whose clock counts is the server's.
  const named = board.ranges && { span: spanOf(panel, text, board.time) };
  const body = (ref: string, { from, to }: Range, isBefore = false) => ({
    panelId: panel.id,
    refId: ref,
    ...(named
      ? { ...named, ...(isBefore ? { compare: compared } : {}) }
      : { from: new Date(from).toISOString(), to: new Date(to).toISOString() }),
    variables,
    ...(width > 0 ? { maxPoints: Math.max(100, Math.ceil(width / 100) * 100) } : {}),
    ...(community ? { community } : {}),
    ...(member !== null ? { member } : {}),
  });
  const key = JSON.stringify([path, refs.map((ref) => body(ref, range)), range, before, turn, again]);

  useEffect(() => {
    const stop = new AbortController();
    setAsked((held) => ({ ...held, loading: true }));
    const ask = (ref: string, over: Range, isBefore = false) => gate(() => patient<Answer>(path, body(ref, over, isBefore), stop.signal));
    Promise.all([
      Promise.all(refs.map((ref) => ask(ref, range))),
      before ? Promise.all(refs.map((ref) => ask(ref, before, true))).catch(() => null) : null,
    ]).then(
      ([answers, earlierAnswers]) => {
        if (stop.signal.aborted) return;
        const at = answers.map((answer) => answer.at).sort()[0] ?? new Date(now).toISOString();
        const held = { answers, before: earlierAnswers, range, beforeRange: before, at };
        setAsked({ key, held, fault: null, loading: false });
      },
      (failure: unknown) => {
        if (stop.signal.aborted) return;
        const fault = failure instanceof Fault ? failure : new Fault(0, null);
        // Everybody may see the public board: there nobody was signed in.
        if (fault.status === 401 && !path.startsWith('api/public/')) signedOut();
        setAsked((last) => ({ key, held: last.held, fault, loading: false }));
      },
    );
    return () => stop.abort();
  }, [key]);

  const reload = useCallback(() => setAgain((count) => count + 1), []);
  return { held: asked.held, fault: asked.fault, loading: asked.loading || asked.key !== key, reload };
}

const pause = (ms: number, signal: AbortSignal) =>
  new Promise<void>((go, stop) => {
    const timer = setTimeout(go, ms);
    signal.addEventListener('abort', () => (clearTimeout(timer), stop(signal.reason)), { once: true });
  });

/** Asks again a little later where the server says that it is asked too much at once. */
async function patient<T>(path: string, body: unknown, signal: AbortSignal): Promise<T> {
  for (let tried = 0; ; tried++) {
    signal.throwIfAborted();
    try {
      return await call<T>('POST', path, body, signal);
    } catch (failure) {
      const isSoon = failure instanceof Fault && (failure.status === 429 || (failure.status === 503 && failure.body.reason === 'busy'));
      if (!isSoon || tried === 4) throw failure;
      await pause(Math.min(failure.retryAfter ?? 1 + tried, 10) * 1000, signal);
    }
  }
}
