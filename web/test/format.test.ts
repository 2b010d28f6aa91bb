import { describe, expect, it } from 'vitest';
import { articleOf, formatOf } from '../src/format.ts';

const italian = formatOf('it');
const english = formatOf('en');
const space = '\u00a0';

describe('numbers', () => {
  it('groups thousands always, with a dot, in Italian', () => {
    expect(italian.kwh(1234.5)).toBe(`1.234,5${space}kWh`);
    expect(italian.kwh(1234567.89, 3)).toBe(`1.234.567,890${space}kWh`);
    expect(italian.number(9999)).toBe('9.999');
  });
  it('writes euro after the figure, with cents', () => {
    expect(italian.eur(11700.456)).toBe(`11.700,46${space}€`);
    expect(italian.eur(0)).toBe(`0,00${space}€`);
    expect(italian.eur(-3.1)).toBe(`-3,10${space}€`);
    expect(english.eur(11700.456)).toBe(`11,700.46${space}€`);
  });
  it('shows what is not known as a dash, never as a zero', () => {
    for (const figure of [
      italian.kwh(null),
      italian.eur(undefined),
      italian.percent(null),
      italian.percent(Number.NaN),
      italian.eurMwh(null),
    ])
      expect(figure).toBe('–');
  });
  it('has no negative zero', () => expect(italian.kwh(-0.01)).toBe(`0,0${space}kWh`));
  it('writes a ratio as per cent', () => expect(italian.percent(0.6123)).toBe(`61${space}%`));
  // By ear: zero, uno, otto, undici, dodici, diciotto, settantanove, ottanta to ottantanove, novanta, cento, ottocento, mille.
  it('puts the article before per cent that Italian has there', () => {
    const article = (percent: number) => italian.thePercent(percent / 100).slice(0, -`${italian.percent(percent / 100)}`.length);
    expect([0, 1, 2, 7, 8, 9, 10, 11, 12, 18, 79].map(article)).toEqual(['lo ', 'l’', 'il ', 'il ', 'l’', 'il ', 'il ', 'l’', 'il ', 'il ', 'il ']);
    for (let percent = 80; percent <= 89; percent++) expect(article(percent)).toBe('l’');
    expect([90, 98, 100, 108, 110, 111, 118, 180, 800, 899, 1000, 1800, 8000, 11000].map(article)).toEqual([
      'il ', 'il ', 'il ', 'il ', 'il ', 'il ', 'il ', 'il ', 'l’', 'l’', 'il ', 'il ', 'l’', 'l’',
    ]);
    expect(italian.thePercent(0.8)).toBe(`l’80${space}%`);
    expect(italian.thePercent(0.004)).toBe(`lo 0${space}%`);
    expect(english.thePercent(0.8)).toBe(`80${space}%`);
  });
  it('takes the article from the figure as it is written', () =>
    expect(['0,5\u00a0%', '8,25\u00a0%', '1,5\u00a0%', '12,5\u00a0%'].map(articleOf)).toEqual(['lo ', 'l’', 'l’', 'il ']));
  it('writes power and sizes', () => {
    expect(italian.kw(20)).toBe(`20${space}kW`);
    expect(italian.kw(17.5)).toBe(`17,5${space}kW`);
    expect(italian.bytes(84210)).toBe(`84${space}kB`);
  });
});

describe('days and hours, in Rome', () => {
  it('writes days, months and weekdays', () => {
    expect(italian.day('2026-10-25')).toBe('25/10/2026');
    expect(italian.dayLong('2026-10-25')).toBe('domenica 25 ottobre 2026');
    expect(italian.month('2026-03')).toBe('marzo 2026');
    expect(english.dayLong('2026-10-25')).toMatch(/Sunday,? 25 October 2026/);
  });
  it('reads the clock of Rome on both sides of the change', () => {
    expect(italian.time('2026-10-25T00:30:00Z')).toBe('02:30');
    expect(italian.time('2026-10-25T01:30:00Z')).toBe('02:30');
    expect(italian.time('2026-03-29T00:59:00Z')).toBe('01:59');
    expect(italian.time('2026-03-29T01:00:00Z')).toBe('03:00');
  });
  it('writes midnight as 00, not 24', () => expect(italian.moment('2026-01-14T23:00:00Z')).toBe('15/01/2026 00:00'));
});
