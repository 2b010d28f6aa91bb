import { describe, expect, it } from 'vitest';
import { hoursOf } from '../dev/data.mjs';
import { hourRows } from '../src/components/rows.ts';
import { wordsOf } from '../src/i18n/index.tsx';
import { addDays, addMonths, dayOf, hourLabels, isDay, isMonth } from '../src/time.ts';

describe('the calendar', () => {
  it('steps over the days on which the clock changes', () => {
    expect(addDays('2026-10-24', 1)).toBe('2026-10-25');
    expect(addDays('2026-10-25', 1)).toBe('2026-10-26');
    expect(addDays('2026-03-29', 1)).toBe('2026-03-30');
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2027-01-01', -1)).toBe('2026-12-31');
  });
  it('steps over years by months', () => {
    expect(addMonths('2026-12', 1)).toBe('2027-01');
    expect(addMonths('2026-03', -12)).toBe('2025-03');
  });
  it('takes no other text for a day or a month', () => {
    for (const day of ['2026-02-30', '2026-13-01', '26-1-1', '', null, 'oggi']) expect(isDay(day)).toBe(false);
    expect(isDay('2026-02-28')).toBe(true);
    for (const month of ['2026-13', '2026-00', '2026', '2026-1']) expect(isMonth(month)).toBe(false);
    expect(isMonth('2026-12')).toBe(true);
  });
  it('knows the day of Rome of an instant', () => {
    expect(dayOf('2026-10-24T22:00:00Z')).toBe('2026-10-25');
    expect(dayOf('2026-10-25T22:59:59Z')).toBe('2026-10-25');
    expect(dayOf('2026-10-25T23:00:00Z')).toBe('2026-10-26');
  });
});

describe('the hours of a day', () => {
  const labels = (day: string) =>
    hourLabels(
      hoursOf(day).map((from) => ({
        hour: new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Rome', hour: '2-digit', hourCycle: 'h23' }).format(
          from,
        ),
      })),
    );
  it('are 25 in autumn, and the second 02 has a name of its own', () =>
    expect(labels('2026-10-25').slice(0, 5)).toEqual(['00', '01', '02', '02 bis', '03']));
  it('are 25, 24 and 23', () =>
    expect(['2026-10-25', '2026-10-26', '2026-03-29'].map((day) => labels(day).length)).toEqual([25, 24, 23]));
  it('leave 02 out in spring', () => expect(labels('2026-03-29').slice(0, 4)).toEqual(['00', '01', '03', '04']));
  it('that are still to come are not missing', () => {
    const hour = (from: string, to: string) => ({ from, to, hour: '12', quality: 'missing' as const });
    const rows = hourRows(
      [hour('2026-10-25T09:00:00Z', '2026-10-25T10:00:00Z'), hour('2026-10-25T14:00:00Z', '2026-10-25T15:00:00Z')],
      wordsOf('it'),
      '2026-10-25T13:20:00Z',
    );
    expect(rows.map(({ quality }) => quality)).toEqual(['missing', 'future']);
  });
});
