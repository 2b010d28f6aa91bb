/** Times of six parts, seconds first, as far as people can be told them in words. */
export interface Rhythm {
  kind: 'minutes' | 'hour' | 'day' | 'week' | 'month';
  /** Every so many minutes. */
  every: number;
  minute: number;
  hour: number;
  /** Of the week, Sunday is 0. */
  weekday: number;
  /** Of the month. */
  day: number;
}

const number = (part: string, most: number, least = 0) => (/^\d{1,2}$/.test(part) && Number(part) >= least && Number(part) <= most ? Number(part) : null);

/** The rhythm that an expression says; null when it is another than these. */
export function rhythmOf(cron: string): Rhythm | null {
  const parts = cron.trim().split(/\s+/);
  if (parts.length !== 6) return null;
  const [second, minute, hour, day, month, weekday] = parts as [string, string, string, string, string, string];
  if (number(second, 59) === null || month !== '*') return null;
  const base: Rhythm = { kind: 'minutes', every: 1, minute: 0, hour: 0, weekday: 1, day: 1 };
  const every = (part: string) => part === '*' || part === '?';
  if (every(day) && every(weekday) && hour === '*') {
    if (minute === '*') return base;
    const step = /^(?:\*|0)\/(\d{1,2})$/.exec(minute)?.[1];
    if (step && Number(step) > 0) return { ...base, every: Number(step) };
    const at = number(minute, 59);
    return at === null ? null : { ...base, kind: 'hour', minute: at };
  }
  const [m, h] = [number(minute, 59), number(hour, 23)];
  if (m === null || h === null) return null;
  const timed = { ...base, minute: m, hour: h };
  if (every(day) && every(weekday)) return { ...timed, kind: 'day' };
  const w = number(weekday, 7);
  if (every(day) && w !== null) return { ...timed, kind: 'week', weekday: w % 7 };
  const d = number(day, 31, 1);
  return every(weekday) && d !== null ? { ...timed, kind: 'month', day: d } : null;
}

export function cronOf({ kind, every, minute, hour, weekday, day }: Rhythm): string {
  switch (kind) {
    case 'minutes':
      return every > 1 ? `0 */${every} * * * *` : '0 * * * * *';
    case 'hour':
      return `0 ${minute} * * * *`;
    case 'day':
      return `0 ${minute} ${hour} * * *`;
    case 'week':
      return `0 ${minute} ${hour} * * ${weekday}`;
    case 'month':
      return `0 ${minute} ${hour} ${day} * *`;
  }
}
