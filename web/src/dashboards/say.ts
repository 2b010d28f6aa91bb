import type { Format } from '../format.ts';
import { dayOf } from '../time.ts';
import { add, instantOf, type Range, type RangeText, type Rhythm, startOf, wallOf, wholes } from './dates.ts';
import type { BoardKey, BoardWords } from './words.ts';

/** Spans and instants in words. */

export const presets: readonly [BoardKey, RangeText][] = [
  ['time.today', { from: 'now/d', to: 'now/d' }],
  ['time.yesterday', { from: 'now-1d/d', to: 'now-1d/d' }],
  ['time.week', { from: 'now-7d/d', to: 'now' }],
  ['time.month30', { from: 'now-30d/d', to: 'now' }],
  ['time.thisMonth', { from: 'now/M', to: 'now/M' }],
  ['time.lastMonth', { from: 'now-1M/M', to: 'now-1M/M' }],
  ['time.year12', { from: 'now-12M/M', to: 'now' }],
  ['time.thisYear', { from: 'now/y', to: 'now/y' }],
  ['time.lastYear', { from: 'now-1y/y', to: 'now-1y/y' }],
];

const same = (one: RangeText, other: RangeText) => one.from === other.from && one.to === other.to;

/** Those of them that may be asked about. */
export const presetsOf = (only: readonly RangeText[] | null) => (only ? presets.filter(([, one]) => only.some((known) => same(one, known))) : presets);

/** Whether a period may be asked about. */
export const isOpen = (text: RangeText, only: readonly RangeText[] | null | undefined) => !only || only.some((known) => same(text, known));

/** 'ottobre 2026', '25 ottobre 2026', 'dal 1 al 12 ottobre 2026', 'dal 3 ottobre 2026 alle 10:00 al …'. */
export function sayRange(range: Range, { b, f }: Pick<BoardWords, 'b' | 'f'>): string {
  const { from, to } = range;
  const first = dayOf(new Date(from)),
    last = dayOf(new Date(to));
  const whole = wholes(range);
  if (whole?.unit === 'y' && whole.count === 1) return first.slice(0, 4);
  if (whole?.unit === 'M' && whole.count === 1) return f.month(first.slice(0, 7));
  if (first === last) {
    if (whole) return f.dayLong(first);
    return b('time.hours', { day: f.dayLong(first), fromTime: clock(from, f), toTime: clock(to, f) });
  }
  if (whole || isWithinDay(range)) return b('time.whole.days', { from: f.day(first), to: f.day(last) });
  return b('time.moments', { from: f.day(first), fromTime: clock(from, f), to: f.day(last), toTime: clock(to, f) });
}

/** From the beginning of a day until some moment: people say only the days. */
const isWithinDay = ({ from }: Range) => startOf(from, 'd') === from;

const clock = (instant: number, f: Format) => f.time(new Date(instant).toISOString());

/** What a place on a time axis is called, in a sentence. */
export function sayPlace(instant: number, rhythm: Rhythm | null, words: Pick<BoardWords, 'b' | 'f'>): string {
  const { f } = words;
  const day = dayOf(new Date(instant));
  if (rhythm === 'year') return day.slice(0, 4);
  if (rhythm === 'month') return f.month(day.slice(0, 7));
  if (rhythm === 'day') return f.dayLong(day);
  return `${f.dayShort(day)} ${day.slice(0, 4)}, ${sayClock(instant, words)}`;
}

/** The hour; the one that autumn repeats is told apart. */
export function sayClock(instant: number, { b, f }: Pick<BoardWords, 'b' | 'f'>): string {
  const time = clock(instant, f);
  return isAgain(instant) ? b('hour.again', { time }) : time;
}

const isAgain = (instant: number) => {
  const minute = Math.floor(instant / 60_000) * 60_000;
  return instantOf(wallOf(minute)) !== minute;
};

/** For a file: the day, or day and hour; the second of two equal hours carries 'bis'. */
export function writeTime(instant: number, rhythm: Rhythm | null, f: Format): string {
  const day = dayOf(new Date(instant));
  if (rhythm === 'year') return day.slice(0, 4);
  if (rhythm === 'month') return day.slice(0, 7);
  if (rhythm === 'day') return f.day(day);
  return `${f.day(day)} ${clock(instant, f)}${isAgain(instant) ? ' bis' : ''}`;
}

/** Under an axis. */
export function sayTick(instant: number, unit: 'h' | 'd' | 'M' | 'y', f: Format): string {
  const day = dayOf(new Date(instant));
  if (unit === 'y') return day.slice(0, 4);
  if (unit === 'M') return f.monthShort(day.slice(0, 7));
  if (unit === 'd' || startOf(instant, 'd') === instant) return f.dayShort(day);
  return clock(instant, f);
}

/** What a click on a place of an axis opens: the month, then the day; an hour opens nothing. */
export function opened(instant: number, rhythm: Rhythm | null, range: Range): Range | null {
  const unit = rhythm === 'year' ? 'y' : rhythm === 'month' ? 'M' : 'd';
  const from = startOf(instant, unit);
  const found = { from, to: add(from, 1, unit) - 1 };
  return found.from <= range.from && found.to >= range.to ? null : found;
}

export function sayLength(text: string, { b }: Pick<BoardWords, 'b'>): string {
  const found = /^(\d+)([mhdw])/.exec(text);
  if (!found) return text;
  const n = Number(found[1]);
  const unit = found[2];
  return unit === 'm' ? b('length.minutes', { n }) : unit === 'h' ? b('length.hours', { n }) : b('length.days', { n: unit === 'w' ? 7 * n : n });
}

/** The days of a range as the two fields of a form take them. */
export const daysOf = ({ from, to }: Range) => ({ from: dayOf(new Date(from)), to: dayOf(new Date(to)) });
