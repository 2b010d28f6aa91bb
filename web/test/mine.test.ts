import { describe, expect, it } from 'vitest';
import { axisOf } from '../src/pages/mine/axis.ts';
import { privacy } from '../src/pages/privacy/words.ts';
import { mine, untold, type MineKey } from '../src/pages/mine/words.ts';

describe('the marks under the hours of a day', () => {
  const two = (hour: number) => String(hour).padStart(2, '0');
  const day = Array.from({ length: 24 }, (_, hour) => two(hour));
  it('stand under the hour they name, also when the clocks change', () => {
    expect(axisOf(day)).toEqual([
      { name: '00', percent: 0 },
      { name: '06', percent: 25 },
      { name: '12', percent: 50 },
      { name: '18', percent: 75 },
      { name: '24', percent: 100 },
    ]);
    // Spring leaves out 02, so 06 is the sixth of 23 bars; autumn has it twice, so 06 is the eighth of 25.
    expect(axisOf(day.filter((hour) => hour !== '02'))[1]).toEqual({ name: '06', percent: (100 * 5) / 23 });
    expect(axisOf([...day.slice(0, 3), '02', ...day.slice(3)])[1]).toEqual({ name: '06', percent: (100 * 7) / 25 });
  });
});

const blanks = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

describe('the words of the member’s own page', () => {
  const keys = Object.keys(mine.it) as MineKey[];
  it('have the same keys and blanks in both languages', () => {
    expect(Object.keys(mine.en).sort()).toEqual([...keys].sort());
    // A sentence may begin with the time in one language and end with it in the other.
    const lower = (text: string) => blanks(text).map((name) => name!.toLowerCase()).sort();
    for (const key of keys) expect(lower(mine.en[key]), key).toEqual(lower(mine.it[key]));
  });
  it('name every state and every fault that the server tells', () => {
    for (const state of ['open', 'in_hand', 'accepted', 'refused', 'withdrawn']) expect(mine.it).toHaveProperty([`state.${state}`]);
    for (const fault of ['empty', 'long', 'letter', 'email', 'pod', 'tax', 'taken'])
      expect(mine.it).toHaveProperty([`rank.fault.${fault}`]);
    for (const purpose of ['quarter_hours', 'published_totals']) expect(mine.it).toHaveProperty([`consent.${purpose}`]);
    for (const state of ['few_members', 'few_producers', 'waiting', 'unsummed', 'past']) {
      expect(untold(state)).toBe(state);
      expect(mine.it).toHaveProperty([`why.${state}`]);
    }
    for (const state of ['known', 'little_history', 'no_hours']) expect(untold(state)).toBeUndefined();
  });
  it('have a request for every kind that it opens', () => {
    for (const kind of ['amount', 'leave', 'erasure', 'consent']) expect(privacy.it).toHaveProperty([`ask.${kind}`]);
  });
});
