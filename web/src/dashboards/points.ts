import type { Format } from '../format.ts';
import { patternOf } from './config.ts';
import { type Frame, type Point, sayCategory, sayCell } from './frames.ts';
import { reduce } from './reducers.ts';
import type { Options } from './types.ts';

/** The figures that a tile, a gauge, bars or a pie show: each column brought to one, or each row for itself. */
export function pointsOf(frame: Frame, options: Options | undefined, f: Format): Point[] {
  const { calcs, fields: wanted = '', values: isEach, limit } = options?.reduceOptions ?? {};
  const pattern = wanted === '' ? null : /^\/.*\/[a-z]*$/s.test(wanted) ? patternOf(wanted) : null;
  const shown = frame.fields.filter(
    (field) =>
      field.config.custom?.hideFrom?.viz !== true &&
      (wanted === ''
        ? field.type === 'number'
        : pattern
          ? pattern.test(field.key) && field.type !== 'time'
          : field.key === wanted || field.name === wanted),
  );
  if (!isEach)
    return shown.map((field) => ({ name: field.name, value: reduce(field.values, calcs?.[0]), field, trail: field.values }));
  const label = frame.fields.find(({ type }) => type === 'string' || type === 'time');
  const points: Point[] = [];
  for (let row = 0; row < Math.min(frame.rows, limit ?? 100); row++)
    for (const field of shown.filter((one) => one !== label)) {
      const named = label && sayCategory(sayCell(label, label.values[row], f), f);
      const name = named === undefined ? field.name : shown.length > 1 && shown.some((one) => one !== field && one !== label) ? `${named} · ${field.name}` : named;
      points.push({ name, value: field.values[row] ?? null, field, trail: [] });
    }
  return points;
}
