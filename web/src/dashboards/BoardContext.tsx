import { createContext, type ReactNode, useContext, useMemo, useRef } from 'react';
import type { Compared, Range, RangeText } from './dates.ts';
import type { Annotation, Board } from './types.ts';
import type { Chosen } from './variables.ts';

/** What every panel of a board needs to know of it. */
export interface BoardState {
  board: Board;
  /** Where its queries go. */
  path: string;
  range: Range;
  text: RangeText;
  compared: Compared | null;
  /** What the server is asked with. */
  variables: Chosen;
  community: string | null;
  member: number | null;
  annotations: readonly Annotation[];
  /** Counts the refreshes. */
  turn: number;
  now: number;
  /** Opens a span of time; absent where there is nothing to choose. */
  drill?: ((range: Range) => void) | undefined;
  cross: Cross;
}

const BoardContext = createContext<BoardState | null>(null);

export const BoardProvider = ({ state, children }: { state: BoardState; children: ReactNode }) => (
  <BoardContext value={state}>{children}</BoardContext>
);

export function useBoard(): BoardState {
  const state = useContext(BoardContext);
  if (!state) throw new Error('useBoard stands outside BoardProvider.');
  return state;
}

/** The instant that is pointed at, told to every chart of the board without drawing the page anew. */
export interface Cross {
  set(at: number | null, by: unknown): void;
  listen(hear: (at: number | null, by: unknown) => void): () => void;
}

export function useCross(): Cross {
  const listeners = useRef(new Set<(at: number | null, by: unknown) => void>());
  return useMemo(
    () => ({
      set: (at, by) => {
        for (const hear of listeners.current) hear(at, by);
      },
      listen: (hear) => {
        listeners.current.add(hear);
        return () => listeners.current.delete(hear);
      },
    }),
    [],
  );
}
