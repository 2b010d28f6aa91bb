import { expect, test } from 'vitest';
import { isWhole, type PartRow, partsOf, restOf, rowsOf } from './partsOf.ts';

const part = (eur: string, month = '2026-10'): PartRow => ({ as: 'money', kind: 'complete', month, eur });

test('what is left of a movement is to the cent', () => {
  expect(restOf(0.3, [part('0,10'), part('0.20')])).toBe(0);
  expect(restOf(1234.56, [part('1.200,00')])).toBe(3456);
  expect(restOf(-150, [part('-100'), part('−50,00')])).toBe(0);
  expect(restOf(10, [part('niente')])).toBe(1000);
});

test('parts are whole when each is an amount of a month and they come to the movement', () => {
  expect(isWhole(100, [part('60'), part('40')])).toBe(true);
  expect(isWhole(100, [part('60'), part('40', '')])).toBe(false);
  expect(isWhole(100, [part('60'), part('40'), part('')])).toBe(false);
  expect(isWhole(100, [part('60'), part('39,99')])).toBe(false);
  expect(isWhole(0, [])).toBe(false);
});

test('a guess is typed and sent as it was', () => {
  const guess = [
    { as: 'money' as const, month: '2026-09', kind: 'complete', eur: 37.4 },
    { as: 'money' as const, month: '2026-10', kind: 'advance', eur: -12 },
  ];
  for (const language of ['it', 'en'] as const) expect(partsOf(rowsOf(guess, language))).toEqual(guess);
  expect(rowsOf(guess, 'it')[0]!.eur).toBe('37,40');
});
