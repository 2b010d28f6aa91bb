import { describe, expect, it } from 'vitest';
import { euroOf, percentOf } from '../src/euro.ts';

describe('euro as typed', () => {
  it.each([
    ['1.234,56', 1234.56],
    ['1234,5', 1234.5],
    ['1234.56', 1234.56],
    ['-18,30 €', -18.3],
    ['−18,30', -18.3],
    ['500', 500],
  ])('%s is read', (text, value) => expect(euroOf(text)).toBe(value));
  it.each(['', '0', '0,00', 'dieci', '1.234', '1,234', '1.23,4', '12,345', '1e9', '99999999999'])(
    '%s is refused rather than guessed',
    (text) => expect(euroOf(text)).toBeNull(),
  );
});

describe('a percentage as typed', () => {
  it.each([
    ['4', 4],
    ['0', 0],
    ['22 %', 22],
    ['4,5', 4.5],
  ])('%s is read', (text, value) => expect(percentOf(text)).toBe(value));
  it.each(['', '-4', '101', 'x'])('%s is refused', (text) => expect(percentOf(text)).toBeNull());
});
