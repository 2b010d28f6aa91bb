import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { useBoardWords } from './words.ts';

/** A chart that the keyboard walks through: the arrow keys move a cursor, and what it meets is announced. */
export function Face({
  label,
  count,
  say,
  open,
  hint,
  children,
}: {
  label: string;
  count: number;
  say(place: number): string;
  open?: ((place: number) => void) | undefined;
  hint?: string | undefined;
  children(cursor: number | null): ReactNode;
}) {
  const { b, t } = useBoardWords();
  const [at, setAt] = useState<number | null>(null);
  const cursor = at === null || count === 0 ? null : Math.min(at, count - 1);
  const key = (event: KeyboardEvent) => {
    const last = count - 1;
    const leap = Math.max(1, Math.round(count / 10));
    const next: Record<string, number> = {
      ArrowRight: cursor === null ? 0 : Math.min(last, cursor + 1),
      ArrowLeft: cursor === null ? last : Math.max(0, cursor - 1),
      PageDown: Math.min(last, (cursor ?? 0) + leap),
      PageUp: Math.max(0, (cursor ?? last) - leap),
      Home: 0,
      End: last,
    };
    if (event.key in next) {
      event.preventDefault();
      setAt(next[event.key] ?? 0);
    } else if (event.key === 'Enter' && open && cursor !== null) {
      event.preventDefault();
      open(cursor);
    } else if (event.key === 'Escape') setAt(null);
  };
  return (
    <>
      <div
        className="chart-face board-face"
        role="application"
        aria-roledescription={t('chart.role')}
        tabIndex={0}
        aria-label={`${label} ${b('keys')}${open ? ` ${b('keys.open')}` : ''}`}
        onKeyDown={key}
        onBlur={() => setAt(null)}
      >
        {children(cursor)}
      </div>
      <p className="cursor" role="status" aria-live="polite">
        {cursor !== null ? say(cursor) : open && hint ? <span aria-hidden="true">{hint}</span> : ''}
      </p>
    </>
  );
}
