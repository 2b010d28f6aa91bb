import { describe, expect, it } from 'vitest';
import {
  add,
  carried,
  earlier,
  endOf,
  instantOf,
  lengthOf,
  moved,
  placesOf,
  type Range,
  rangeOf,
  rhythmOf,
  startOf,
  textOf,
  ticksOf,
  timeOf,
  wallOf,
  wholes,
} from '../../src/dashboards/dates.ts';

const at = (text: string) => Date.parse(text);
const said = (instant: number | null) => (instant === null ? null : new Date(instant).toISOString());
const hours = ({ from, to }: Range) => (to + 1 - from) / 3_600_000;
// A Wednesday at 15:30 in Rome, in winter time.
const now = at('2026-10-28T14:30:00Z');

describe('the clock of Rome', () => {
  it('is two hours ahead in summer and one in winter', () => {
    expect(wallOf(at('2026-07-01T00:00:00Z'))).toBe(at('2026-07-01T02:00:00Z'));
    expect(wallOf(at('2026-12-01T00:00:00Z'))).toBe(at('2026-12-01T01:00:00Z'));
  });
  it('changes at one o’clock UTC of the last Sundays of March and October', () => {
    expect(wallOf(at('2026-03-29T00:59:59Z'))).toBe(at('2026-03-29T01:59:59Z'));
    expect(wallOf(at('2026-03-29T01:00:00Z'))).toBe(at('2026-03-29T03:00:00Z'));
    expect(wallOf(at('2026-10-25T00:59:59Z'))).toBe(at('2026-10-25T02:59:59Z'));
    expect(wallOf(at('2026-10-25T01:00:00Z'))).toBe(at('2026-10-25T02:00:00Z'));
  });
  it('finds the instant of what it shows, the first of two in autumn', () => {
    expect(said(instantOf(at('2026-10-25T02:30:00Z')))).toBe('2026-10-25T00:30:00.000Z');
    expect(said(instantOf(at('2026-10-25T03:00:00Z')))).toBe('2026-10-25T02:00:00.000Z');
    expect(said(instantOf(at('2026-03-29T02:30:00Z')))).toBe('2026-03-29T01:30:00.000Z');
  });
});

describe('relative times', () => {
  // Worked by hand on the calendar.
  const oracle: [string, string, string][] = [
    ['now', '2026-10-28T14:30:00.000Z', '2026-10-28T14:30:00.000Z'],
    ['now-6h', '2026-10-28T08:30:00.000Z', '2026-10-28T08:30:00.000Z'],
    ['now/d', '2026-10-27T23:00:00.000Z', '2026-10-28T22:59:59.999Z'],
    ['now-1d/d', '2026-10-26T23:00:00.000Z', '2026-10-27T22:59:59.999Z'],
    ['now-3d/d', '2026-10-24T22:00:00.000Z', '2026-10-25T22:59:59.999Z'],
    ['now/w', '2026-10-25T23:00:00.000Z', '2026-11-01T22:59:59.999Z'],
    ['now/M', '2026-09-30T22:00:00.000Z', '2026-10-31T22:59:59.999Z'],
    ['now-1M/M', '2026-08-31T22:00:00.000Z', '2026-09-30T21:59:59.999Z'],
    ['now/y', '2025-12-31T23:00:00.000Z', '2026-12-31T22:59:59.999Z'],
    ['now/d+6h', '2026-10-28T05:00:00.000Z', '2026-10-29T04:59:59.999Z'],
    ['now-30d/d', '2026-09-27T22:00:00.000Z', '2026-09-28T21:59:59.999Z'],
    ['now-72h', '2026-10-25T14:30:00.000Z', '2026-10-25T14:30:00.000Z'],
  ];
  it.each(oracle)('%s', (text, from, to) => {
    expect([said(timeOf(text, false, now)), said(timeOf(text, true, now))]).toEqual([from, to]);
  });
  it('a day of them has 25 hours in autumn and 23 in spring', () => {
    expect(hours(rangeOf({ from: 'now/d', to: 'now/d' }, at('2026-10-25T10:00:00Z'))!)).toBe(25);
    expect(hours(rangeOf({ from: 'now/d', to: 'now/d' }, at('2026-03-29T10:00:00Z'))!)).toBe(23);
    expect(hours(rangeOf({ from: 'now/M', to: 'now/M' }, now)!)).toBe(31 * 24 + 1);
  });
  it('what is no time is refused', () => {
    for (const text of ['', 'ieri', 'now-', 'now-1x', 'now/q', '2026-02-30', '2026-13-01', 'now-1d/d;', '2026-10-01T25:00'])
      expect(timeOf(text, false, now), text).toBeNull();
  });
  it('far beyond the years that there are figures of, nothing is a range', () => {
    for (const [from, to] of [
      ['now-99999y', 'now-99998y'],
      ['now+99999y', 'now+99999y'],
      ['now-99999y-99999y-99999y-99999y', 'now'],
      ['now-99999M/M', 'now-99998M/M'],
      ['99999999999990', '99999999999999'],
      ['1970-01-01', '1971-01-01'],
      ['2101-01-01', '2101-02-01'],
      ['9999-12-30', '9999-12-31'],
      ['now-1d', 'now/y+99999d'],
    ])
      expect(rangeOf({ from: from!, to: to! }, now), `${from} ${to}`).toBeNull();
  });
  it('a range must go forward, and at most five years', () => {
    expect(rangeOf({ from: 'now', to: 'now-1d' }, now)).toBeNull();
    expect(rangeOf({ from: '2016-01-01', to: 'now' }, now)).toBeNull();
    expect(rangeOf({ from: 'now-4y', to: 'now' }, now)).not.toBeNull();
  });
});

describe('absolute times', () => {
  it('are days and hours of Rome, instants, or milliseconds', () => {
    expect(said(timeOf('2026-10-25', false, now))).toBe('2026-10-24T22:00:00.000Z');
    expect(said(timeOf('2026-10-25', true, now))).toBe('2026-10-25T22:59:59.999Z');
    expect(said(timeOf('2026-10-25T08:00', true, now))).toBe('2026-10-25T07:00:00.000Z');
    expect(said(timeOf('2026-10-25T08:00:00Z', false, now))).toBe('2026-10-25T08:00:00.000Z');
    expect(said(timeOf('1793174400000', false, now))).toBe(new Date(1793174400000).toISOString());
  });
  it('come back as they were written', () => {
    for (const text of [
      { from: '2026-10-01', to: '2026-10-31' },
      { from: '2026-10-25', to: '2026-10-25' },
      { from: '2026-03-29T01:00', to: '2026-03-29T05:00' },
    ])
      expect(textOf(rangeOf(text, now)!)).toEqual(text);
    const second = { from: at('2026-10-25T01:00:00Z'), to: at('2026-10-25T02:00:00Z') };
    expect(rangeOf(textOf(second), now)).toEqual(second);
  });
});

describe('steps on the calendar', () => {
  it('keep the hour on the clock over a change', () => {
    expect(said(add(at('2026-10-24T10:00:00Z'), 1, 'd'))).toBe('2026-10-25T11:00:00.000Z');
    expect(said(add(at('2026-10-24T10:00:00Z'), 24, 'h'))).toBe('2026-10-25T10:00:00.000Z');
  });
  it('end a month where it ends', () => {
    expect(said(add(at('2026-01-31T12:00:00Z'), 1, 'M'))).toBe('2026-02-28T12:00:00.000Z');
    expect(said(add(at('2028-02-29T12:00:00Z'), -1, 'y'))).toBe('2027-02-28T12:00:00.000Z');
  });
  it('a week begins on Monday', () => {
    expect(said(startOf(at('2026-11-01T12:00:00Z'), 'w'))).toBe('2026-10-25T23:00:00.000Z');
    expect(said(endOf(at('2026-10-26T12:00:00Z'), 'w'))).toBe('2026-11-01T22:59:59.999Z');
  });
});

describe('the period beside', () => {
  const range = (from: string, to = from) => rangeOf({ from, to }, now)!;
  it('of a month is a month, of a day a day, of a week a week', () => {
    expect(moved(range('2026-10-01', '2026-10-31'), -1)).toEqual(range('2026-09-01', '2026-09-30'));
    expect(moved(range('2026-01-01', '2026-01-31'), 1)).toEqual(range('2026-02-01', '2026-02-28'));
    expect(moved(range('2026-10-25'), -1)).toEqual(range('2026-10-24'));
    expect(moved(range('2026-10-26', '2026-11-01'), 1)).toEqual(range('2026-11-02', '2026-11-08'));
    expect(moved(range('2026-01-01', '2026-12-31'), -1)).toEqual(range('2025-01-01', '2025-12-31'));
  });
  it('of anything else is as long', () => {
    expect(moved({ from: 1000, to: 5000 }, 1)).toEqual({ from: 5000, to: 9000 });
  });
  it('is made of whole units or not', () => {
    expect(wholes(range('2026-10-01', '2026-12-31'))).toEqual({ unit: 'M', count: 3 });
    expect(wholes(range('2026-10-03', '2026-10-05'))).toEqual({ unit: 'd', count: 3 });
    expect(wholes({ from: now - 3600_000, to: now })).toBeNull();
  });
  it('a year earlier has the same days', () => {
    expect(earlier(range('2026-10-01', '2026-10-31'), 'year')).toEqual(range('2025-10-01', '2025-10-31'));
    expect(earlier(range('2028-02-01', '2028-02-29'), 'year')).toEqual(range('2027-02-01', '2027-02-28'));
  });
  it('is drawn over the later one at the same hour of the clock', () => {
    const [then, later] = [range('2025-10-01', '2025-10-31'), range('2026-10-01', '2026-10-31')];
    expect(said(carried(at('2025-10-25T10:00:00Z'), then, later, 'year'))).toBe('2026-10-25T11:00:00.000Z');
    expect(carried(at('2024-02-29T11:00:00Z'), range('2024-02-01', '2024-02-29'), range('2025-02-01', '2025-02-28'), 'year')).toBeNull();
    expect(said(carried(at('2026-09-30T21:00:00Z'), range('2026-09-01', '2026-09-30'), later, 'before'))).toBe('2026-10-30T22:00:00.000Z');
    expect(carried(at('2026-01-31T11:00:00Z'), range('2026-01-01', '2026-01-31'), range('2026-02-01', '2026-02-28'), 'before')).toBeNull();
  });
});

describe('the rhythm of figures', () => {
  const october = rangeOf({ from: '2026-10-01', to: '2026-10-31' }, now)!;
  const times = (first: string, count: number, unit: 'h' | 'd' | 'M') => Array.from({ length: count }, (_, step) => add(at(first), step, unit));
  it('is of hours, days or months of Rome, or none', () => {
    expect(rhythmOf(times('2026-10-24T22:00:00Z', 30, 'h'), october)).toBe('hour');
    expect(rhythmOf(times('2026-09-30T22:00:00Z', 31, 'd'), october)).toBe('day');
    expect(rhythmOf(times('2026-09-30T22:00:00Z', 3, 'M'), october)).toBe('month');
    expect(rhythmOf([at('2026-10-01T08:11:12Z'), at('2026-10-03T09:01:02Z')], october)).toBeNull();
    expect(rhythmOf(times('2026-09-30T22:00:00Z', 1, 'd'), october)).toBe('month');
    expect(rhythmOf([at('2026-10-05T22:00:00Z')], october)).toBe('day');
  });
  it('has a place for every hour of the day of 25', () => {
    const day = rangeOf({ from: '2026-10-25', to: '2026-10-25' }, now)!;
    expect(placesOf([day.from, day.from + 3 * 3_600_000], 'hour', day)).toHaveLength(25);
    expect(placesOf([october.from], 'day', october)).toHaveLength(31);
  });
  it('is marked where there is room', () => {
    const day = rangeOf({ from: '2026-10-25', to: '2026-10-25' }, now)!;
    expect(ticksOf(day, 9).at.map(said)).toEqual(
      ['2026-10-24T22', '2026-10-25T02', '2026-10-25T05', '2026-10-25T08', '2026-10-25T11', '2026-10-25T14', '2026-10-25T17', '2026-10-25T20'].map((hour) => `${hour}:00:00.000Z`),
    );
    for (const most of [2, 4, 7, 12, 30])
      for (const range of [day, october, rangeOf({ from: 'now-4y', to: 'now' }, now)!]) {
        const { at: found } = ticksOf(range, most);
        expect(found.length).toBeLessThanOrEqual(most);
        expect(found.length).toBeGreaterThan(0);
      }
  });
});

describe('lengths', () => {
  it('are minutes, hours or days', () => {
    expect([lengthOf('15m'), lengthOf('1h'), lengthOf('2d'), lengthOf('x'), lengthOf(null)]).toEqual([900_000, 3_600_000, 172_800_000, null, null]);
  });
});
