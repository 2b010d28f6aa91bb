import { useMemo, useRef } from 'react';
import { useBoard } from '../BoardContext.tsx';
import { colourOf, seriesColour } from '../config.ts';
import { endOf, type Range, rhythmOf, timeOf } from '../dates.ts';
import { Drawing } from '../Drawing.tsx';
import { Face } from '../Face.tsx';
import { figuresOf, type Frame, isSum, mostOf, sayCategory, sayCell } from '../frames.ts';
import { placeName } from '../matrix.ts';
import { Legend, Units } from '../Legend.tsx';
import { barOption, type BarPlot } from '../plot.ts';
import { opened, sayPlace, sayTick } from '../say.ts';
import type { Cell } from '../types.ts';
import { writerOf } from '../units.ts';
import { useSize } from '../useWidth.ts';
import type { BoardWords } from '../words.ts';
import { totalOf } from '../totals.ts';
import { tipOf, totalRow, type ViewProps } from './parts.ts';

/** Bars over names, months or hours: beside each other, on each other, or as shares of a whole. */
export function BarChart({ panel, frame, range, words, paint, label }: ViewProps) {
  const { drill } = useBoard();
  const box = useRef<HTMLDivElement>(null);
  const size = useSize(box);
  const { options } = panel;
  const x = frame.fields.find(({ key }) => key === options?.xField) ?? frame.fields.find(({ type }) => type === 'string' || type === 'time');
  const plot = useMemo((): BarPlot => {
    const all = figuresOf(frame).filter((field) => field !== x);
    const known = all.filter(({ values }) => values.some((value) => value !== null));
    const fields = known.length > 0 ? known : all;
    const stacking = options?.stacking ?? 'none';
    const sums = Array.from({ length: frame.rows }, (_, row) => fields.reduce((sum, { values }) => sum + Math.abs(Number(values[row] ?? 0)), 0));
    const most = stacking === 'none' ? mostOf(fields) : Math.max(0, ...sums);
    return {
      names: names(x?.values ?? [], x, frame, range, words),
      lines: fields.map((field) => ({
        field,
        name: field.name,
        values: field.values.map((value) => (typeof value === 'number' ? value : null)),
        colour: paint.of(seriesColour(field.values, field.config, all.indexOf(field))),
        // Each bar by its own threshold, where the settings ask for it.
        colours: field.values.map((value) => {
          const own = fields.length === 1 && field.config.color?.mode === 'thresholds' ? colourOf(value, field.config) : null;
          return own ? paint.of(own) : null;
        }),
      })),
      writer: writerOf({ unit: fields[0]?.config.unit, decimals: fields[0]?.config.decimals }, most, words.f),
      stacking,
      isLying: options?.orientation === 'horizontal',
    };
  }, [frame, range, paint, x, options, words.language]);
  const option = useMemo(
    () =>
      barOption(plot, {
        panel,
        paint,
        words,
        size: { ...size, still: window.matchMedia('(prefers-reduced-motion: reduce)').matches },
        notes: [],
        tip: (place) => tip(plot, place, words),
        tick: (at, unit) => sayTick(at, unit, words.f),
      }),
    [plot, size.width, size.letter, paint, words.language],
  );
  const to = (place: number): Range | null => spanOf(x?.values[place] ?? null, x?.type, frame, range);
  const mayOpen = drill !== undefined && plot.names.some((_, place) => to(place) !== null);
  const open = mayOpen
    ? (place: number) => {
        const found = to(Math.round(place));
        if (found) drill(found);
      }
    : undefined;
  return (
    <>
      {options?.legend?.showLegend !== false && plot.lines.length > 1 && (
        <Legend entries={plot.lines.map(({ name, colour }, place) => ({ name, colour, kind: 'bars', pattern: place }))} />
      )}
      <Face label={label} count={plot.names.length} say={(place) => said(plot, place, words)} open={open} hint={words.b('open.hint')}>
        {(cursor) => (
          <>
            <Units units={[plot.stacking === 'percent' ? '%' : plot.writer.unit]} />
          <div ref={box} className="board-plot" style={plot.isLying ? { minHeight: `${plot.names.length * 1.9 + 3}rem` } : undefined}>
            {size.width === 0 ? (
<div className="skeleton filling" />
) : (
<Drawing option={option} isCanvas={false} cursor={cursor} open={open} isLying={plot.isLying} />)}
          </div>
          </>
        )}
      </Face>
    </>
  );
}

function names(values: readonly Cell[], x: Frame['fields'][number] | undefined, frame: Frame, range: Range, words: BoardWords): string[] {
  if (!x) return Array.from({ length: frame.rows }, (_, row) => String(row + 1));
  const rhythm = x.type === 'time' ? rhythmOf(values as number[], range) : null;
  return values.map((value) => {
    if (typeof value === 'number' && x.type === 'time')
      return rhythm === 'month' ? sayTick(value, 'M', words.f) : rhythm === 'day' ? sayTick(value, 'd', words.f) : sayPlace(value, rhythm, words);
    return sayCategory(sayCell(x, value, words.f), words.f, x.key);
  });
}

/** The month or day that a bar stands for. */
function spanOf(value: Cell, type: string | undefined, frame: Frame, range: Range): Range | null {
  if (type === 'time' && typeof value === 'number')
    return opened(value, rhythmOf(frame.fields.find((field) => field.type === 'time')!.values as number[], range), range);
  if (typeof value !== 'string') return null;
  // 10/2026, 2026-10 and 2026-10-25 of a query are months and days.
  const text = value.replace(/^(\d\d)\/(\d{4})$/, '$2-$1');
  const month = /^\d{4}-\d{2}$/.test(text);
  if (!month && !/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const from = timeOf(month ? `${text}-01` : text, false, 0);
  return from === null ? null : { from, to: endOf(from, month ? 'M' : 'd') };
}

function rows(plot: BarPlot, place: number, words: BoardWords) {
  const total = totalOf(plot.lines.map(({ values }) => values[place]));
  return plot.lines.map(({ name, values, colour, colours }) => {
    const value = values[place] ?? null;
    const share = plot.stacking === 'percent' && value !== null && total && !total.isPart && total.sum > 0 ? ` (${words.f.percent(value / total.sum)})` : '';
    return { name, value: value === null ? words.b('missing') : plot.writer.say(value) + share, colour: colours[place] ?? colour };
  });
}

export function tip(plot: BarPlot, place: number, words: BoardWords): string {
  const isTotal = plot.stacking !== 'none' && plot.lines.length > 1 && plot.lines.every(({ field }) => isSum(field));
  return tipOf(placeName(plot.names[place] ?? '', words), [
    ...rows(plot, place, words),
    ...(isTotal ? totalRow(plot.lines.map(({ values }) => values[place]), plot.writer.say, words) : []),
  ]);
}

const said = (plot: BarPlot, place: number, words: BoardWords) =>
  `${placeName(plot.names[place] ?? '', words)}: ${rows(plot, place, words)
    .map(({ name, value }) => `${name} ${value}`)
    .join(', ')}.`;
