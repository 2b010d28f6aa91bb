import { useState } from 'react';
import { levelOf, textOf, type Level } from './heat.ts';
import type { Board, BoardPoint } from './types.ts';
import { useQuality } from './words.ts';

const atOnce = 40;
const levels: readonly Level[] = ['whole', 'unmeasured', 'part', 'empty', 'none'];
const samples: Record<Level, string> = { whole: '✓', unmeasured: 'S', part: '75', empty: '✕', none: '' };

/** Points by days: colour, pattern and a sign say how complete each day is. */
export function HeatTable({
  board,
  open,
  opens,
}: {
  board: Board;
  open(point: number, day: string): void;
  opens(point: number, day: string): boolean;
}) {
  const { q, f } = useQuality();
  const [shown, setShown] = useState(atOnce);
  const { days, points } = board;
  if (points.length === 0) return <p className="empty">{q('heat.none')}</p>;
  return (
    <>
      <p>
        {q('heat.words')} {q('heat.keys')}
      </p>
      <ul className="plain heat-legend">
        {levels.map((level) => (
          <li key={level}>
            <span className={`heat-cell heat-${level}`} aria-hidden="true">
              {samples[level]}
            </span>{' '}
            {q(`level.${level}`)}
          </li>
        ))}
      </ul>
      <div className="table-scroll heat-scroll" role="group" aria-label={q('heat')} tabIndex={0}>
        <table className="heat">
          <caption className="visually-hidden">{q('heat')}</caption>
          <thead>
            <tr>
              <th scope="col">{q('point')}</th>
              {days.map((day) => (
                <th key={day} scope="col">
                  <abbr title={f.dayLong(day)}>{Number(day.slice(8))}</abbr>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {points.slice(0, shown).map((point) => (
              <tr key={point.point}>
                <th scope="row">
                  <span className="whole-word">…{point.label}</span>
                </th>
                {days.map((day, place) => (
                  <Cell key={day} point={point} day={day} place={place} open={open} opens={opens} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {points.length > shown && (
        <p className="after">
          <button type="button" onClick={() => setShown(shown + atOnce)}>
            {q('heat.more', { n: points.length - shown })}
          </button>
        </p>
      )}
      {board.pointsLeftOut > 0 && <p className="small">{q('heat.left', { n: board.pointsLeftOut })}</p>}
    </>
  );
}

function Cell({
  point,
  day,
  place,
  open,
  opens,
}: {
  point: BoardPoint;
  day: string;
  place: number;
  open(point: number, day: string): void;
  opens(point: number, day: string): boolean;
}) {
  const { q, f } = useQuality();
  const [due, known, unmeasured] = [point.due[place] ?? 0, point.known[place] ?? 0, point.unmeasured[place] ?? 0];
  const level = levelOf(due, known, unmeasured);
  const text = textOf(due, known, unmeasured);
  const words = level === 'part' ? q('cell.part', { known, due }) : q(`level.${level}`);
  if (level === 'none') return <td />;
  return (
    <td>
      {(level === 'part' || level === 'empty') && opens(point.point, day) ? (
        <button
          type="button"
          className={`heat-cell heat-${level}`}
          onClick={() => open(point.point, day)}
        >
          {text}
          <span className="visually-hidden"> {q('cell', { label: point.label, day: f.day(day), words })}</span>
        </button>
      ) : (
        <span className={`heat-cell heat-${level}`} title={words}>
          <span aria-hidden="true">{text}</span>
          <span className="visually-hidden">{words}</span>
        </span>
      )}
    </td>
  );
}
