import { useMemo, useRef } from 'react';
import { useBoard } from '../BoardContext.tsx';
import { endOf, startOf } from '../dates.ts';
import { Drawing } from '../Drawing.tsx';
import { Face } from '../Face.tsx';
import { cellName, matrixOf, placeName } from '../matrix.ts';
import { heatOption } from '../plot.ts';
import { sayTick } from '../say.ts';
import { writerOf } from '../units.ts';
import { useSize } from '../useWidth.ts';
import { tipOf, type ViewProps } from './parts.ts';

/** Hours by days, or hours by days of the week: the darker the more. */
export function Heatmap({ panel, frame, words, paint, label }: ViewProps) {
  const { drill } = useBoard();
  const box = useRef<HTMLDivElement>(null);
  const size = useSize(box);
  const { b } = words;
  const plot = useMemo(() => {
    const matrix = matrixOf(frame, words);
    let [least, most] = [0, 0];
    for (const { value } of matrix.cells) if (value !== null) [least, most] = [Math.min(least, value), Math.max(most, value)];
    const at = new Map(matrix.cells.map((cell) => [cell.y * matrix.xs.length + cell.x, cell.value]));
    return { ...matrix, least, most, at: (x: number, y: number) => at.get(y * matrix.xs.length + x) ?? null };
  }, [frame, words.language]);
  const writer = writerOf(plot.field?.config ?? {}, plot.most, words.f);
  const say = (x: number, y: number) => writer.say(plot.at(x, y)) ;
  const option = useMemo(
    () =>
      heatOption(
        plot,
        {
          panel,
          paint,
          words,
          size: { ...size, still: true },
          notes: [],
          tip: () => '',
          tick: (at, unit) => sayTick(at, unit, words.f),
        },
        (x, y) => tipOf(cellName(plot, x, y, words), [{ name: plot.times ? b('head.value') : (plot.field?.name ?? ''), value: say(x, y), colour: null }]),
      ),
    [plot, size.width, size.height, size.letter, paint],
  );
  const { times } = plot;
  const open =
    drill && times && times.length > 1
      ? (x: number) => {
          const at = times[Math.round(x)];
          if (at !== undefined) drill({ from: startOf(at, 'd'), to: endOf(at, 'd') });
        }
      : undefined;
  // The keyboard walks the columns, and hears the highest of each.
  const column = (x: number) => {
    let best = -1;
    for (let y = 0; y < plot.ys.length; y++) if ((plot.at(x, y) ?? -1) > (best < 0 ? -1 : (plot.at(x, best) ?? -1))) best = y;
    return best;
  };
  return (
    <>
      <Face
        label={label}
        count={plot.xs.length}
        open={open}
        hint={b('open.hint')}
        say={(x) => {
          const y = column(x);
          return y < 0 ? `${plot.xs[x]}: ${b('missing')}.` : `${plot.xs[x]}: ${b('sum.heat', { name: placeName(plot.ys[y]!, words), value: say(x, y) })}.`;
        }}
      >
        {() => (
          <div ref={box} className="board-plot">
            {size.width === 0 ? (
<div className="skeleton filling" />
) : (
<Drawing option={option} isCanvas={plot.cells.length > 4000} cursor={null} open={open} />)}
          </div>
        )}
      </Face>
      <p className="heat-scale" aria-hidden="true">
        <span>{writer.say(plot.least)}</span>
        <span className="heat-ramp" style={{ background: `linear-gradient(90deg, ${[0, 0.25, 0.5, 0.75, 1].map((share) => paint.shade(share)).join(', ')})` }} />
        <span>{writer.say(plot.most)}</span>
      </p>
    </>
  );
}
