import { zone } from '../format.ts';

/** Times of boards: 'now-30d/d' and days of the calendar, always as the clocks of Rome show them. */

export interface Range {
  from: number;
  to: number;
}
export interface RangeText {
  from: string;
  to: string;
}
export type Unit = 's' | 'm' | 'h' | 'd' | 'w' | 'M' | 'y';

export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;
const short: Partial<Record<Unit, number>> = { s: 1000, m: 60_000, h: hourMs };

const clock = new Intl.DateTimeFormat('en-CA', {
  timeZone: zone,
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
const ofDay = new Map<number, number>();

function asked(instant: number): number {
  const found: Record<string, number> = {};
  for (const { type, value } of clock.formatToParts(instant)) found[type] = Number(value);
  const wall = Date.UTC(found.year!, found.month! - 1, found.day, found.hour, found.minute, found.second);
  return wall - Math.floor(instant / 1000) * 1000;
}

function atMidnight(day: number): number {
  let known = ofDay.get(day);
  if (known === undefined) ofDay.set(day, (known = asked(day * dayMs)));
  return known;
}

/** How far Rome is ahead of UTC; only on the two days of a year that change is each instant asked for. */
function ahead(instant: number): number {
  const day = Math.floor(instant / dayMs);
  const early = atMidnight(day);
  return early === atMidnight(day + 1) ? early : asked(instant);
}

/** What the clock in Rome shows, counted as if it were UTC. */
export const wallOf = (instant: number) => instant + ahead(instant);

/** The instant at which the clock shows it: the first of two in autumn, an hour later where spring leaves it out. */
export function instantOf(wall: number): number {
  const before = ahead(wall - dayMs),
    after = ahead(wall + dayMs);
  const first = wall - Math.max(before, after),
    second = wall - Math.min(before, after);
  return wallOf(first) === wall ? first : wallOf(second) === wall ? second : wall - before;
}

export function add(instant: number, count: number, unit: Unit): number {
  const fixed = short[unit];
  if (fixed) return instant + count * fixed;
  const wall = wallOf(instant);
  if (unit === 'd' || unit === 'w') return instantOf(wall + count * dayMs * (unit === 'w' ? 7 : 1));
  const date = new Date(wall);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + count * (unit === 'y' ? 12 : 1));
  // The 31st of a month of 30 days is its last.
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, last));
  return instantOf(date.getTime());
}

/** Where the second, hour, day, week (from Monday), month or year begins. */
export function startOf(instant: number, unit: Unit): number {
  const fixed = short[unit];
  if (fixed) return Math.floor(instant / fixed) * fixed;
  const date = new Date(wallOf(instant));
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  if (unit === 'y') return instantOf(Date.UTC(year, 0, 1));
  if (unit === 'M') return instantOf(Date.UTC(year, month, 1));
  const back = unit === 'w' ? (date.getUTCDay() + 6) % 7 : 0;
  return instantOf(Date.UTC(year, month, day - back));
}

export const endOf = (instant: number, unit: Unit) => add(startOf(instant, unit), 1, unit) - 1;

/** An instant from 'now-1M/M', '2026-10-01', '2026-10-01T08:00' (in Rome), an ISO instant, or milliseconds; else null. */
export function timeOf(text: string, isEnd: boolean, now: number): number | null {
  if (text.startsWith('now')) return relative(text.slice(3), isEnd, now);
  if (/^\d{10,14}$/.test(text)) return Number(text);
  const local = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(text);
  if (local) {
    const [year, month, day, hour = 0, minute = 0, second = 0] = local.slice(1).map((part) => Number(part ?? 0));
    const wall = Date.UTC(year!, month! - 1, day, hour, minute, second);
    if (!new Date(wall).toISOString().startsWith(text)) return null;
    const instant = instantOf(wall);
    return local[4] === undefined && isEnd ? endOf(instant, 'd') : instant;
  }
  const instant = /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(instant) ? null : instant;
}

/** About how long each is. */
const roughly: Record<Unit, number> = { s: 1000, m: 60_000, h: hourMs, d: dayMs, w: 7 * dayMs, M: 30.4 * dayMs, y: 365.2 * dayMs };

function relative(rest: string, isEnd: boolean, now: number): number | null {
  const step = /([+-])(\d{0,5})([smhdwMy])|\/([smhdwMy])/y;
  let at = now;
  while (step.lastIndex < rest.length) {
    const found = step.exec(rest);
    if (!found) return null;
    const [, sign, count, unit, round] = found;
    const by = (sign === '-' ? -1 : 1) * (count === '' ? 1 : Number(count));
    // A calendar goes only so far: what is far outside has no day that could be shown.
    if (!round && !isWithin(at + by * roughly[unit as Unit])) return null;
    at = !round ? add(at, by, unit as Unit) : isEnd ? endOf(at, round as Unit) : startOf(at, round as Unit);
  }
  return at;
}

/** The years that the server answers about. */
const earliest = Date.UTC(2001, 0, 1),
  latest = Date.UTC(2099, 11, 31);
const isWithin = (instant: number) => instant >= earliest && instant <= latest;

/** At most five years, which is what the server answers. */
const longest = 5 * 366 * dayMs - dayMs;

/** Both ends, or null where they are no times or not in order. */
export function rangeOf(text: RangeText, now: number): Range | null {
  const from = timeOf(text.from, false, now),
    to = timeOf(text.to, true, now);
  return from === null || to === null || from >= to || to - from > longest || !isWithin(from) || !isWithin(to) ? null : { from, to };
}

/** A board's own '7d' or '6h' of a panel: that long until now. */
export const lastOf = (length: string, now: number) => rangeOf({ from: `now-${length}`, to: 'now' }, now);

/** Which whole units of the calendar a range is made of, and how many. */
export function wholes({ from, to }: Range): { unit: Unit; count: number } | null {
  for (const unit of ['y', 'M', 'w', 'd'] as const) {
    if (startOf(from, unit) !== from || endOf(to, unit) !== to) continue;
    let count = 1;
    for (let end = add(from, 1, unit); end <= to; end = add(end, 1, unit)) count++;
    if (unit !== 'w' || count === 1) return { unit, count };
  }
  return null;
}

/** The range beside it: as many months, weeks or days where it is made of these. */
export function moved(range: Range, by: -1 | 1): Range {
  const whole = wholes(range);
  if (!whole) {
    const span = range.to - range.from;
    return { from: range.from + by * span, to: range.to + by * span };
  }
  const from = add(range.from, by * whole.count, whole.unit);
  return { from, to: add(from, whole.count, whole.unit) - 1 };
}

export type Compared = 'before' | 'year';

/** What a range is compared with: the one before it as long as it, or the same days a year earlier. */
export function earlier(range: Range, how: Compared): Range {
  if (how === 'before') return moved(range, -1);
  const isToDay = endOf(range.to, 'd') === range.to;
  const to = add(range.to, -1, 'y');
  return { from: add(range.from, -1, 'y'), to: isToDay ? endOf(to, 'd') : to };
}

/** Where an instant of the earlier range is drawn in the later one: the same day and hour by the clock. */
export function carried(instant: number, earlierRange: Range, range: Range, how: Compared): number | null {
  if (how === 'year') {
    const there = add(instant, 1, 'y');
    return new Date(wallOf(there)).getUTCDate() === new Date(wallOf(instant)).getUTCDate() ? there : null;
  }
  const there = instantOf(wallOf(instant) - wallOf(earlierRange.from) + wallOf(range.from));
  return there > range.to ? null : there;
}

/** How a range is written into an address: days where it is made of days. */
export function textOf({ from, to }: Range): RangeText {
  const isFrom = startOf(from, 'd') === from,
    isTo = endOf(to, 'd') === to;
  const write = (instant: number, isDay: boolean) => new Date(wallOf(instant)).toISOString().slice(0, isDay ? 10 : 16);
  // Two hours of autumn have one name on the clock: there the instant itself is written.
  const exact = (instant: number, isDay: boolean) =>
    isDay || instantOf(Math.floor(wallOf(instant) / 60_000) * 60_000) === Math.floor(instant / 60_000) * 60_000
      ? write(instant, isDay)
      : new Date(instant).toISOString();
  return { from: exact(from, isFrom), to: exact(to, isTo) };
}

/** '15m', '1h' in milliseconds; null for what is no length. */
export function lengthOf(text: string | null | undefined): number | null {
  const found = /^(\d{1,4})([smhd])$/.exec(text ?? '');
  if (!found) return null;
  return Number(found[1]) * (found[2] === 'd' ? dayMs : short[found[2] as Unit]!);
}

export type Rhythm = 'quarter' | 'hour' | 'day' | 'month' | 'year';
const rhythms: Record<Rhythm, [number, Unit]> = {
  quarter: [15, 'm'],
  hour: [1, 'h'],
  day: [1, 'd'],
  month: [1, 'M'],
  year: [1, 'y'],
};
export const after = (instant: number, rhythm: Rhythm) => add(instant, ...rhythms[rhythm]);

/** How often figures come, when each has its place in the calendar; null for times that come as they like. */
export function rhythmOf(times: readonly number[], range: Range): Rhythm | null {
  const sorted = [...new Set(times)].sort((one, other) => one - other);
  if (sorted.length === 0) return null;
  let least = Number.POSITIVE_INFINITY;
  for (let place = 1; place < sorted.length; place++) least = Math.min(least, sorted[place]! - sorted[place - 1]!);
  if (!Number.isFinite(least)) least = range.to - range.from;
  const all = (unit: Unit) => sorted.every((instant) => startOf(instant, unit) === instant);
  if (least >= 28 * dayMs && all('M')) return least >= 365 * dayMs && all('y') && sorted.length > 1 ? 'year' : 'month';
  if (least >= dayMs - hourMs && all('d')) return 'day';
  if (least >= hourMs && all('h')) return 'hour';
  return sorted.every((instant) => instant % (15 * 60_000) === 0) ? 'quarter' : null;
}

/** Every place from the first to the last, and over the whole range where the rhythm is of days or shorter. */
export function placesOf(times: readonly number[], rhythm: Rhythm, range: Range, most = 45_000): number[] {
  let first = Math.min(...ends(times)),
    last = Math.max(...ends(times));
  if (rhythm !== 'month' && rhythm !== 'year') {
    const unit = rhythm === 'day' ? 'd' : 'h';
    first = Math.min(first, startOf(range.from, unit));
    last = Math.max(last, startOf(range.to, unit));
  }
  const places: number[] = [];
  for (let at = first; at <= last && places.length < most; at = after(at, rhythm)) places.push(at);
  return places;
}

function ends(times: readonly number[]): [number, number] {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const time of times) {
    if (time < least) least = time;
    if (time > most) most = time;
  }
  return [least, most];
}

/** Where an axis is marked: hours, days, months or years, so that there is room for each. */
export function ticksOf({ from, to }: Range, most: number, rhythm: Rhythm | null = null): { unit: 'h' | 'd' | 'M' | 'y'; at: number[] } {
  const finest = rhythm === 'year' ? 'y' : rhythm === 'month' ? 'M' : rhythm === 'day' ? 'd' : 'h';
  const tries: ['h' | 'd' | 'M' | 'y', number][] = [
    ['h', 1],
    ['h', 3],
    ['h', 6],
    ['h', 12],
    ['d', 1],
    ['d', 2],
    ['d', 5],
    ['d', 10],
    ['d', 15],
    ['M', 1],
    ['M', 2],
    ['M', 3],
    ['M', 6],
  ];
  const span = to - from;
  for (const [unit, step] of tries.filter(([one]) => 'hdMy'.indexOf(one) >= 'hdMy'.indexOf(finest))) {
    const length = { h: hourMs, d: dayMs, M: 30.4 * dayMs, y: 365 * dayMs }[unit] * step;
    if (span / length > most + 1) continue;
    const at = marks(from, to, unit, step);
    if (at.length <= most) return { unit, at };
  }
  return { unit: 'y', at: marks(from, to, 'y', Math.max(1, Math.ceil(span / (365 * dayMs) / Math.max(1, most)))) };
}

function marks(from: number, to: number, unit: 'h' | 'd' | 'M' | 'y', step: number): number[] {
  const found: number[] = [];
  for (let at = startOf(from, unit); at <= to; at = add(at, 1, unit)) {
    const date = new Date(wallOf(at));
    const place = { h: date.getUTCHours(), d: date.getUTCDate() - 1, M: date.getUTCMonth(), y: date.getUTCFullYear() }[unit];
    // A mark on the 31st would stand on the one of the 1st.
    if (at >= from && place % step === 0 && !(unit === 'd' && step > 1 && place >= 30)) found.push(at);
  }
  return found;
}
