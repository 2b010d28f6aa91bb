import { useMemo, useRef, useState } from 'react';
import { colourOf } from '../config.ts';
import { add, after, rhythmOf, ticksOf } from '../dates.ts';
import { Face } from '../Face.tsx';
import { type Field, timesOf } from '../frames.ts';
import { Swatch } from '../Legend.tsx';
import { sayPlace, sayTick } from '../say.ts';
import { stateName } from '../summary.ts';
import type { Cell } from '../types.ts';
import { useSize } from '../useWidth.ts';
import type { ViewProps } from './parts.ts';

interface Span {
  from: number;
  to: number;
  value: Cell;
  name: string;
  colour: string;
}

/** One row for each name, coloured and lettered by its state through time. */
export function StateTimeline({ panel, frame, range, words, paint, label }: ViewProps) {
  const box = useRef<HTMLDivElement>(null);
  const { width, letter } = useSize(box);
  const [pointed, setPointed] = useState('');
  const { f } = words;
  const rows = useMemo(() => {
    const times = (timesOf(frame)?.values ?? []) as number[];
    const rhythm = rhythmOf(times, range);
    return frame.fields
      .filter(({ type }) => type !== 'time')
      .map((field) => ({ field, rhythm, spans: spansOf(field, times, panel.options?.mergeValues !== false) }));

    function spansOf(field: Field, at: readonly number[], isMerged: boolean): Span[] {
      const spans: Span[] = [];
      // Without a rhythm a state lasts until the next one, the last at most a day.
      for (const [row, from] of at.entries()) {
        const value = field.values[row] ?? null;
        if (value === null) continue;
        let next = row + 1;
        while (!rhythm && next < at.length && (field.values[next] ?? null) === null) next++;
        const to = rhythm ? after(from, rhythm) : Math.min(at[next] ?? add(from, 1, 'h'), add(from, 1, 'd'));
        const name = stateName(field, value, f);
        const last = spans.at(-1);
        if (isMerged && last && last.name === name && last.to >= from) last.to = to;
        else spans.push({ from, to, value, name, colour: paint.of(colourOf(value, field.config) ?? 'slate') });
      }
      return spans;
    }
  }, [frame, range, paint, words.language]);
  const all = rows.flatMap(({ spans }) => spans);
  const from = Math.min(range.from, ...all.map((span) => span.from)),
    to = Math.max(Math.min(range.to, Date.now()), ...all.map((span) => span.to));
  const isNarrow = width < 520;
  const left = isNarrow ? 0 : Math.min(width * 0.24, 11 * letter);
  const tall = isNarrow ? letter * 3.4 : letter * 2.3;
  const x = (at: number) => left + ((at - from) / (to - from || 1)) * Math.max(1, width - left);
  const ticks = ticksOf({ from, to }, Math.max(2, Math.floor((width - left) / (letter * 5.4))));
  const height = rows.length * tall + letter * 2;
  const states = new Map(all.map(({ name, colour }) => [name, colour]));
  const place = (row: number) => rows[row]!;
  const told = rows.flatMap(({ field, spans, rhythm }, row) =>
    spans.map((span) => ({ row, span, text: `${field.name}, ${sayPlace(span.from, rhythm, words)}: ${span.name}.` })),
  );
  return (
    <>
      {states.size <= 8 && (
        <ul className="legend" aria-hidden="true">
          {[...states].map(([name, colour]) => (
            <li key={name}>
              <Swatch name={name} colour={colour} kind="bars" />
              {name}
            </li>
          ))}
        </ul>
      )}
      <Face label={label} count={told.length} say={(at) => told[at]?.text ?? ''}>
        {(cursor) => (
          <div ref={box} className="state-box">
            {width > 0 && (
              <svg width={width} height={height} fontSize={letter} aria-hidden="true">
                {ticks.at.map((at) => (
                  <g key={at}>
                    <line x1={x(at)} x2={x(at)} y1={0} y2={rows.length * tall} className="state-tick" />
                    <text x={Math.min(x(at), width - letter * 2.2)} y={height - letter * 0.4} textAnchor={x(at) < left + letter * 2 ? 'start' : 'middle'} className="state-word">
                      {sayTick(at, ticks.unit, f)}
                    </text>
                  </g>
                ))}
                {rows.map(({ field, spans }, row) => (
                  <g key={field.key} transform={`translate(0 ${row * tall})`}>
                    <text x={0} y={isNarrow ? letter * 1.1 : tall / 2 + letter * 0.35} className="state-name">
                      {cut(field.name, isNarrow ? width : left, letter)}
                    </text>
                    {spans.map((span, at) => {
                      const wide = Math.max(1, x(span.to) - x(span.from) - 1);
                      const top = isNarrow ? letter * 1.5 : 2;
                      return (
                        <g key={at} onPointerEnter={() => setPointed(`${place(row).field.name}, ${sayPlace(span.from, place(row).rhythm, words)}: ${span.name}`)} onPointerLeave={() => setPointed('')}>
                          <rect
                            x={x(span.from)}
                            y={top}
                            width={wide}
                            height={tall - top - 3}
                            rx={2}
                            fill={span.colour}
                            className={cursor !== null && told[cursor]?.span === span ? 'state-at' : undefined}
                          />
                          {wide > span.name.length * letter * 0.62 && (
                            <text x={x(span.from) + wide / 2} y={top + (tall - top - 3) / 2 + letter * 0.35} textAnchor="middle" fill={paint.on(span.colour)} className="state-value">
                              {span.name}
                            </text>
                          )}
                        </g>
                      );
                    })}
                  </g>
                ))}
              </svg>
            )}
          </div>
        )}
      </Face>
      <p className="state-pointed small" aria-hidden="true">
        {pointed}
      </p>
    </>
  );
}

function cut(name: string, room: number, letter: number): string {
  const most = Math.max(4, Math.floor(room / (letter * 0.56)));
  return name.length > most ? `${name.slice(0, most - 1)}…` : name;
}
