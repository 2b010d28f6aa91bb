import { describe, expect, it } from 'vitest';
import { privacy } from '../src/pages/privacy/words.ts';
import { mine, type MineKey } from '../src/pages/mine/words.ts';

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
    expect(mine.it).toHaveProperty(['consent.quarter_hours']);
  });
  it('have a request for every kind that it opens', () => {
    for (const kind of ['amount', 'leave', 'erasure', 'consent']) expect(privacy.it).toHaveProperty([`ask.${kind}`]);
  });
});
