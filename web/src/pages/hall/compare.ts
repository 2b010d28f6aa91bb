/** The month so many months before. */
export function before(month: string, months: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const place = year * 12 + number - 1 - months;
  return `${Math.floor(place / 12)}-${String((place % 12) + 1).padStart(2, '0')}`;
}

/** How much more or less, in per cent; in points between parts of a whole. Empty where there is nothing to compare with. */
export function changeOf(now: number, old: number, points: boolean, number: (value: number, decimals?: number) => string): string {
  if (points) {
    const step = Math.round(now * 100) - Math.round(old * 100);
    return `${step > 0 ? '+' : ''}${number(step)}\u00a0pt`;
  }
  if (old <= 0) return '';
  const change = Math.round(((now - old) / old) * 100);
  return `${change > 0 ? '+' : ''}${number(change)}\u00a0%`;
}
