/** The sum of what stands on each other; whether something of it is not known: then it is a part of the whole, and no share is known. */
export function totalOf(values: readonly (number | null | undefined)[]): { sum: number; isPart: boolean } | null {
  const known = values.filter((value): value is number => typeof value === 'number');
  return known.length === 0 ? null : { sum: known.reduce((all, value) => all + value, 0), isPart: known.length < values.length };
}
