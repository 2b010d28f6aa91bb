import { describe, expect, it } from 'vitest';
import { ago, sayOne, writerOf } from '../../src/dashboards/units.ts';
import { formatOf } from '../../src/format.ts';

const [italian, english] = [formatOf('it'), formatOf('en')];
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('figures with their unit', () => {
  // Written by hand as an Italian clerk would.
  const oracle: [string, number, string, string][] = [
    ['kwatth', 1234.5, '1.235 kWh', '1,235 kWh'],
    ['kwatth', 12.34, '12,3 kWh', '12.3 kWh'],
    ['kwatth', 0.4, '0,40 kWh', '0.40 kWh'],
    ['kwatth', 0.004, '0,004 kWh', '0.004 kWh'],
    ['kwatth', 99_999, '99.999 kWh', '99,999 kWh'],
    ['kwatth', 123_456, '123,5 MWh', '123.5 MWh'],
    ['currencyEUR', 11700.456, '11.700,46 €', '11,700.46 €'],
    ['currencyEUR', -0.001, '0,00 €', '0.00 €'],
    ['suffix:€', 11700.456, '11.700,46 €', '11,700.46 €'],
    ['suffix:kWp', 105, '105,0 kWp', '105.0 kWp'],
    ['percentunit', 0.6123, '61,2 %', '61.2 %'],
    ['percent', 61.23, '61,2 %', '61.2 %'],
    ['masst', 45, '45,0 t', '45.0 t'],
    ['masskg', 45000, '45,0 t', '45.0 t'],
    ['s', 259353, '3,00 giorni', '3.00 days'],
    ['s', 86400, '24,0 h', '24.0 h'],
    ['s', 59, '59,0 s', '59.0 s'],
    ['none', 1234, '1.234', '1,234'],
    ['none', 2.5, '2,50', '2.50'],
    ['kwatt', 0.5, '0,50 kW', '0.50 kW'],
    ['bool', 1, 'sì', 'yes'],
    ['unknown-unit', 12, '12', '12'],
  ];
  it.each(oracle)('%s %d', (unit, value, it, en) => {
    expect([plain(sayOne(value, { unit }, italian)), plain(sayOne(value, { unit }, english))]).toEqual([it, en]);
  });
  it('have the decimals that are asked for', () => {
    expect(plain(sayOne(0.6123, { unit: 'percentunit', decimals: 0 }, italian))).toBe('61 %');
    expect(plain(sayOne(11.5, { unit: 'currencyEUR', decimals: 0 }, italian))).toBe('12 €');
  });
  it('that are not known are not zero', () => {
    expect(sayOne(null, { unit: 'kwatth' }, italian)).toBe('–');
    expect(sayOne(undefined, { unit: 'kwatth', noValue: 'nessun dato' }, italian)).toBe('nessun dato');
  });
  it('of one axis have one scale and as many decimals', () => {
    const { say, bare, unit } = writerOf({ unit: 'kwatth' }, 250_000, italian);
    expect([plain(say(250_000)), plain(say(1000)), bare(1000), unit]).toEqual(['250,0 MWh', '1,0 MWh', '1,0', 'MWh']);
  });
  it('count how long ago', () => {
    const now = Date.parse('2026-10-28T14:30:00Z');
    expect(ago(now - 2 * 3_600_000, now, 'it')).toBe('2 ore fa');
    expect(ago(now - 86_400_000, now, 'it')).toBe('ieri');
    expect(ago(now - 3 * 86_400_000, now, 'en')).toBe('3 days ago');
    expect(sayOne(Date.parse('2026-10-25T01:00:00Z'), { unit: 'dateTimeAsIso' }, italian)).toBe('25/10/2026 02:00');
  });
});
