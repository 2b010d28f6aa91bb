/** Where the marks of a day stand under its bars, in per cent of their width: at the hour of the clock they name. */
export function axisOf(clocks: readonly string[]): { name: string; percent: number }[] {
  const marks = ['00', '06', '12', '18'].map((name) => ({ name, place: clocks.indexOf(name) }));
  return [...marks.filter(({ place }) => place >= 0), { name: '24', place: clocks.length }].map(({ name, place }) => ({
    name,
    percent: (100 * place) / Math.max(1, clocks.length),
  }));
}
