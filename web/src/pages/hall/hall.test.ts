import { expect, test } from 'vitest';
import { formatOf } from '../../format.ts';
import { fill, type Values } from '../../i18n/index.tsx';
import { buildings, type BuildingWords } from './building-words.ts';
import type { Building } from './building-types.ts';
import { before, changeOf } from './compare.ts';
import { ageOf, daysBetween, placeOf, whyOf } from './matter.ts';
import { sentencesOf } from './OneBuilding.tsx';
import { wrongIn } from './place.ts';
import { addedOf, priceOf } from './price.ts';
import type { Matter } from './types.ts';
import { hall, type HallWords } from './words.ts';

const f = formatOf('it');
const own: Record<string, string> = hall.it;
const words = {
  language: 'it',
  f,
  h: (key: string, values?: Values) => fill(own[key] ?? key, values),
  named: (key: string, values?: Values) => fill(own[key] ?? key, values),
  many: (key: string, n: number, values?: Values) => fill(own[n === 1 ? `${key}.1` : key] ?? own[key] ?? key, { ...values, n: f.number(n) }),
} as unknown as HallWords;

const matter = (more: Partial<Matter>): Matter => ({
  kind: 'gaps',
  count: 1,
  since: null,
  urgent: false,
  months: [],
  blocks: [],
  quarters: null,
  part: null,
  overdue: null,
  due: null,
  largestEur: null,
  ...more,
});

test('age is counted in days of the calendar in Rome, on the day of 25 hours too', () => {
  // Half past eleven in the evening of the 24th, and half past midnight of the 26th: two days.
  expect(daysBetween('2026-10-24T21:30:00Z', '2026-10-25T23:30:00Z')).toBe(2);
  expect(ageOf('2026-10-24T22:30:00Z', '2026-10-25T22:30:00Z', words)).toBe('da oggi');
  expect(ageOf('2026-10-24T12:00:00Z', '2026-10-25T12:00:00Z', words)).toBe('da ieri');
  expect(ageOf('2026-09-01T12:00:00Z', '2026-10-01T12:00:00Z', words)).toBe('da 30 giorni');
});

test('each matter says why and leads to where it is mended', () => {
  const held = matter({ kind: 'month_held', months: ['2026-09'], blocks: [{ code: 'hours', count: 1234 }, { code: 'prices', count: null }] });
  expect(whyOf(held, words)).toBe(
    'Settembre 2026 è finito, ma non si può ancora chiudere: 1.234 ore di punti non misurate, da decidere e mancano dei prezzi.',
  );
  expect(placeOf(held)).toBe('mesi/2026-09/chiusura');
  expect(whyOf(matter({ quarters: 96 }), words)).toContain('mancano 96 quarti d’ora');
  expect(whyOf(matter({ kind: 'request', overdue: 2, due: '2026-10-01' }), words)).toBe('Si risponde entro un mese. Oltre il termine: 2.');
  expect(whyOf(matter({ kind: 'request', overdue: 0, due: '2026-10-01' }), words)).toContain('01/10/2026');
  expect(placeOf(matter({ kind: 'approval', months: ['2026-08', '2026-09'] }))).toBe('pagamenti');
});

test('months are compared by name, and parts of a whole in points', () => {
  expect(before('2026-01', 1)).toBe('2025-12');
  expect(before('2026-11', 12)).toBe('2025-11');
  expect(changeOf(110, 100, false, f.number)).toBe('+10\u00a0%');
  expect(changeOf(90, 100, false, f.number)).toBe('-10\u00a0%');
  expect(changeOf(5, 0, false, f.number)).toBe('');
  expect(changeOf(0.61, 0.55, true, f.number)).toBe('+6\u00a0pt');
});

test('the price is the mean of the zone and a stated figure, with a comma or a point', () => {
  expect(addedOf('0,12')).toBe(0.12);
  expect(addedOf(' 0.1234 ')).toBe(0.1234);
  expect(addedOf('2,1')).toBeNull();
  expect(addedOf('-1')).toBeNull();
  expect(addedOf('molto')).toBeNull();
  expect(priceOf(130, 0.12)).toBeCloseTo(0.25, 10);
  expect(priceOf(null, 0.12)).toBeNull();
});

test('the base load in words and euro is what was worked by hand', () => {
  const text: Record<string, string> = buildings.it;
  const say = {
    f,
    b: (key: string, values?: Values) => fill(text[key] ?? key, values),
    euro: (value: number) => `${f.number(value)}\u00a0€`,
    kw: (value: number) => `${f.number(value, 2)}\u00a0kW`,
  } as unknown as BuildingWords;
  const school = {
    baseKw: 1.5,
    kwhPerDay: 60,
    outsideKwh: 4000,
    outsideShare: 0.4,
    opens: '08:00',
    closes: '16:00',
    days: 200,
    peakKw: 16,
    contractedKw: 15,
  } as Building;
  const [base, outside, peak] = sentencesOf(school, 0.25, say);
  // 1.5 kW × 8 760 h = 13 140 kWh × 0.25 = 3 285 €; 36 of 60 kWh a day are 60 %.
  expect(base).toContain('13.140\u00a0kWh l’anno, circa 3.285\u00a0€: il 60\u00a0%');
  // 4 000 × 0.25.
  expect(outside).toContain('il 40\u00a0%: 4.000\u00a0kWh in 200 giorni, 1.000\u00a0€');
  expect(peak).toContain('supera');
  expect(sentencesOf(school, null, say)[0]).not.toContain('€');
});

test('what is wrong with a place is told by its field, and hours may be written short', () => {
  const draft = { name: 'Scuola', kind: 'school' as const, power: '15,5', opens: '8.30', closes: '16:00' };
  expect(wrongIn(draft)).toEqual({
    wrong: [],
    body: { name: 'Scuola', kind: 'school', contractedKw: 15.5, opens: '08:30', closes: '16:00' },
  });
  expect(wrongIn({ ...draft, name: ' ', power: '0', opens: '25:00', closes: '' }).wrong).toEqual(['name', 'contractedKw', 'opens', 'closes']);
  expect(wrongIn({ ...draft, closes: '08:30' }).wrong).toEqual(['closes']);
  expect(wrongIn({ ...draft, power: '', opens: '', closes: '' }).body).toMatchObject({ contractedKw: null, opens: null, closes: null });
});

test('both languages have the same words', () => {
  expect(Object.keys(hall.en)).toEqual(Object.keys(hall.it));
  expect(Object.keys(buildings.en)).toEqual(Object.keys(buildings.it));
});
