import { describe, expect, it } from 'vitest';
import { type PriceGap, spansOf } from '../src/pages/prices.ts';

const gap = (day: string, more: Partial<PriceGap> = {}): PriceGap => ({
  day,
  zone: 'CNOR',
  missing: 24,
  expected: 24,
  triedAt: null,
  problem: null,
  ...more,
});

describe('days without prices', () => {
  it('are told as spans, over the end of a month and both changes of the clock', () => {
    const days = ['2026-03-30', '2026-03-29', '2026-03-28'].map((day) =>
      gap(day, day === '2026-03-29' ? { missing: 23, expected: 23 } : {}),
    );
    expect(spansOf([gap('2026-10-01'), gap('2026-09-30'), ...days])).toMatchObject([
      { from: '2026-09-30', to: '2026-10-01', days: 2, missing: 48, expected: 48 },
      { from: '2026-03-28', to: '2026-03-30', days: 3, missing: 71, expected: 71 },
    ]);
  });

  it('keep apart what lacks some hours, what was tried with another outcome, and another zone', () => {
    const gaps = [
      gap('2026-05-04'),
      gap('2026-05-04', { zone: 'SARD' }),
      gap('2026-05-03', { missing: 1 }),
      gap('2026-05-03', { zone: 'SARD' }),
      gap('2026-05-02', { triedAt: '2026-05-05T10:00:00Z', problem: 'GME' }),
    ];
    expect(spansOf(gaps).map((span) => [span.zone, span.days])).toEqual([
      ['CNOR', 1],
      ['SARD', 2],
      ['CNOR', 1],
      ['CNOR', 1],
    ]);
  });
});
