import { colourOf, mappedOf } from '../config.ts';
import { mostOf, sayCell } from '../frames.ts';
import { pointsOf } from '../points.ts';
import { writerOf } from '../units.ts';
import type { ViewProps } from './parts.ts';

/** One lying bar for each name, with its figure written out. */
export function BarGauge({ panel, frame, words, paint }: ViewProps) {
  const points = pointsOf(frame, panel.options, words.f);
  const most = mostOf(points.map(({ field }) => field));
  return (
    <ul className="bars plain">
      {points.map((point, place) => {
        const { config } = point.field;
        const value = typeof point.value === 'number' ? point.value : null;
        const [low, high] = [config.min ?? 0, config.max ?? Math.max(...points.map((one) => (typeof one.value === 'number' ? one.value : 0)), 0)];
        const share = value === null ? 0 : Math.max(0, Math.min(1, (value - low) / (high - low || 1)));
        const named = mappedOf(point.value, config.mappings)?.text;
        const said = named ?? (value === null ? sayCell(point.field, point.value, words.f) : writerOf(config, most, words.f).say(value));
        return (
          <li key={place} className="bar-row">
            <span className="bar-name">{point.name}</span>
            <span className="bar-figure">{said}</span>
            <span className="bar-way" aria-hidden="true">
              <span style={{ width: `${share * 100}%`, backgroundColor: paint.of((value === null ? null : colourOf(value, config)) ?? 'blue') }} />
            </span>
          </li>
        );
      })}
    </ul>
  );
}
