import { useMemo, useRef } from 'react';
import { useBoard } from '../BoardContext.tsx';
import { carried, type Range } from '../dates.ts';
import { Drawing } from '../Drawing.tsx';
import { Face } from '../Face.tsx';
import { isSum } from '../frames.ts';
import { Legend, Units } from '../Legend.tsx';
import { axisOf, dashIn, manyPoints, type Note, type Plot, plotOf, pointsIn, timeOption } from '../plot.ts';
import { reduce } from '../reducers.ts';
import { opened, sayPlace, sayTick } from '../say.ts';
import { sayOne } from '../units.ts';
import { useSize } from '../useWidth.ts';
import type { BoardWords } from '../words.ts';
import { tipOf, totalRow, type ViewProps } from './parts.ts';

/** Lines, areas, bars over time. */
export function TimeSeries({ panel, frame, range, before, beforeRange, compared, words, paint, label }: ViewProps) {
  const { annotations, drill, cross, board } = useBoard();
  const box = useRef<HTMLDivElement>(null);
  const size = useSize(box);
  const plot = useMemo(() => {
    const earlier =
      before && beforeRange && compared
        ? {
            frame: before,
            place: (at: number) => carried(at, beforeRange, range, compared),
            name: (name: string) => words.b(`compare.name.${compared}`, { name }),
          }
        : null;
    return plotOf(frame, range, paint, words, earlier);
  }, [frame, range, paint, before, beforeRange, compared, words.language]);
  const notes = useMemo(
    () =>
      annotations
        .map((note) => ({ note, at: Date.parse(note.at), end: note.end ? Date.parse(note.end) : null }))
        .filter(({ at }) => at >= range.from && at <= range.to)
        .slice(0, 20)
        .map(({ at, end }, place): Note => ({ at, end, sign: String(place + 1) })),
    [annotations, range],
  );
  const { rhythm, places } = plot;
  const option = useMemo(
    () =>
      timeOption(plot, {
        panel,
        paint,
        words,
        size: { ...size, still: window.matchMedia('(prefers-reduced-motion: reduce)').matches },
        notes,
        tip: (place) => tip(plot, place, words),
        tick: (at, unit) => sayTick(at, unit, words.f),
      }),
    [plot, size.width, size.letter, paint, notes, words.language],
  );
  const to = (place: number): Range | null => {
    const at = places[place];
    return at === undefined ? null : opened(at, rhythm, range);
  };
  const mayOpen = drill !== undefined && places.length > 0 && to(0) !== null && rhythm !== null;
  const open = mayOpen
    ? (place: number) => {
        const found = to(Math.round(place));
        if (found) drill(found);
      }
    : undefined;
  const calcs = panel.options?.legend?.calcs ?? [];
  return (
    <>
      {panel.options?.legend?.showLegend !== false && (
        <Legend
          entries={plot.lines
            .filter(({ field }) => field.config.custom?.hideFrom?.legend !== true)
            .map((line) => ({ ...line, dash: dashIn(line, plot, size) }))
            .map(({ name, colour, draw, dash, field, isBefore }, place) => ({
              name,
              colour,
              kind: draw,
              dash,
              pattern: place,
              value: isBefore || calcs.length === 0 ? undefined : calcs.map((how) => sayOne(reduce(field.values, how) as number | null, field.config, words.f)).join(' · '),
            }))}
        />
      )}
      <Face label={label} count={places.length} say={(place) => said(plot, place, words)} open={open} hint={words.b('open.hint')}>
        {(cursor) => (
          <>
            <Units units={plot.isPercent ? ['%'] : plot.writers.map(({ unit }) => unit)} />
          <div ref={box} className="board-plot">
            {size.width === 0 ? (
<div className="skeleton filling" />
) : (
<Drawing
              option={option}
              isCanvas={pointsIn(plot) > manyPoints}
              cursor={cursor}
              open={open}
              cross={
                board.graphTooltip > 0
                  ? {
                      of: cross,
                      toInstant: (axis) => (rhythm ? (places[Math.round(axis)] ?? null) : axis),
                      toAxis: (at) => (places.length > 0 && at >= range.from - 40 * 86_400_000 && at <= range.to ? axisOf(plot, at) : null),
                    }
                  : undefined
              }
            />)}
          </div>
          </>
        )}
      </Face>
    </>
  );
}

function figures(plot: Plot, place: number, words: BoardWords) {
  const shown = plot.lines.filter(({ field }) => field.config.custom?.hideFrom?.tooltip !== true);
  return shown.map((line) => {
    const value = line.values[place];
    const writer = plot.writers[line.axis]!;
    return { line, value, text: value === null || value === undefined ? words.b('missing') : writer.say(value) };
  });
}

export function tip(plot: Plot, place: number, words: BoardWords): string {
  const at = plot.places[place];
  if (at === undefined) return '';
  const found = figures(plot, place, words);
  const rows = found.map(({ line, text }) => ({ name: line.name, value: text, colour: line.colour }));
  const stacked = found.filter(({ line }) => line.stack !== null && !line.isBefore);
  const isTotal = stacked.length > 1 && stacked.every(({ line }) => isSum(line.field));
  return tipOf(sayPlace(at, plot.rhythm, words), [...rows, ...(isTotal ? totalRow(stacked.map(({ value }) => value), plot.writers[0]!.say, words) : [])]);
}

const said = (plot: Plot, place: number, words: BoardWords) =>
  `${sayPlace(plot.places[place]!, plot.rhythm, words)}: ${figures(plot, place, words)
    .map(({ line, text }) => `${line.name} ${text}`)
    .join(', ')}.`;
