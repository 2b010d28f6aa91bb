import type { Cell } from './types.ts';

/** Many values to one; what is not known counts for nothing, and nothing at all is null, never zero. */
export const reducers: Record<string, (values: readonly Cell[]) => Cell> = {
  lastNotNull: (values) => values.findLast(isKnown) ?? null,
  last: (values) => values.at(-1) ?? null,
  first: (values) => values[0] ?? null,
  firstNotNull: (values) => values.find(isKnown) ?? null,
  sum: (values) => some(values, (numbers) => numbers.reduce((sum, value) => sum + value, 0)),
  mean: (values) => some(values, (numbers) => numbers.reduce((sum, value) => sum + value, 0) / numbers.length),
  min: (values) => some(values, (numbers) => numbers.reduce((least, value) => Math.min(least, value))),
  max: (values) => some(values, (numbers) => numbers.reduce((most, value) => Math.max(most, value))),
  range: (values) =>
    some(values, (numbers) => numbers.reduce((most, value) => Math.max(most, value)) - numbers.reduce((least, value) => Math.min(least, value))),
  count: (values) => values.filter(isKnown).length,
};

const isKnown = (value: Cell) => value !== null && !(typeof value === 'number' && Number.isNaN(value));

function some(values: readonly Cell[], reduce: (numbers: number[]) => number): number | null {
  const numbers = values.filter((value): value is number => typeof value === 'number' && !Number.isNaN(value));
  return numbers.length === 0 ? null : reduce(numbers);
}

export const reduce = (values: readonly Cell[], how: string | undefined): Cell =>
  (reducers[how ?? 'lastNotNull'] ?? reducers.lastNotNull!)(values);
