import { describe, expect, it } from 'vitest';
import { hours, todayOf, totals } from '../dev/data.mjs';
import { optionOf, type Plot } from '../src/charts/options.ts';

const paint = { colour: (name: string) => name, number: String, narrow: false, still: true, letter: 12, tip: () => '' };
const plot: Plot = {
  labels: ['00', '01'],
  unit: 'kWh',
  estimated: [false, true],
  missing: [false, false],
  series: [
    { key: 'injected', name: 'Immessa', meaning: 'surplus', values: [3, 4], slot: 'a' },
    { key: 'shared', name: 'Condivisa', meaning: 'shared', values: [2, 1], slot: 'a', inside: true },
  ],
};
interface Drawn {
  stack: string;
  xAxisIndex: number;
  data: unknown[];
  itemStyle: { color: string };
}

describe('a chart', () => {
  const [injected, shared] = optionOf(plot, paint).series as [Drawn, Drawn];
  it('draws what is shared inside what is injected, not on top of it', () => {
    expect(injected.stack).not.toBe(shared.stack);
    expect([injected.xAxisIndex, shared.xAxisIndex]).toEqual([0, 1]);
  });
  it('has one colour per meaning', () =>
    expect([injected.itemStyle.color, shared.itemStyle.color]).toEqual(['surplus', 'shared']));
  it('hatches estimates alone', () => {
    expect(injected.data[0]).toBe(3);
    expect(injected.data[1]).toMatchObject({ value: 4, itemStyle: { decal: { color: 'hatch' } } });
  });
});

describe('the invented day', () => {
  it('has 25 hours on 25 October, and its totals are those of its hours', () => {
    expect(todayOf().hours).toHaveLength(25);
    const rows = hours('2026-10-24');
    expect(rows).toHaveLength(24);
    const { injectedKwh, sharedKwh, withdrawnKwh, gridKwh } = totals(rows);
    expect(sharedKwh).toBeLessThanOrEqual(injectedKwh);
    expect(gridKwh).toBeCloseTo(withdrawnKwh - sharedKwh, 6);
  });
});
