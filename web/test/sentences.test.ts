import { describe, expect, it } from 'vitest';
import { wordsOf } from '../src/i18n/index.tsx';
import { said, saidAll } from '../src/sentences.ts';

const words = wordsOf('it');

// The sentences stand in MonthSettler, SettlementWarnings and ViewDay, word for word.
describe('what the settlement writes', () => {
  it.each([
    ['missing readings: 12 point-hours left out', 'Mancano letture'],
    ['missing prices: 3 unit-hours not valued', 'Mancano prezzi'],
    ['CAC not confirmed: no act gives TRAS_E for 2026', 'Il contributo CAC non è confermato'],
    ['units in service up to 2021-12-15 have 50.5 kW of 100 kW: above the limit of 30 %', '50,5 kW su 100 kW'],
    ['UP-SCUOLA entered into service before the community was constituted', 'Scuola è in esercizio da prima'],
    ['UP-SCUOLA has a right that begins before it entered into service', 'Scuola ha un diritto'],
    ['UP-SCUOLA has a right to its tariff that ends inside the settled months', 'Il diritto di Scuola'],
    ["Found faults in the community's rules, expected none: cer settle names them.", 'hanno un errore'],
  ])('%s is said in Italian', (text, start) => expect(said(text, words)).toContain(start));
  it('is said one after the other', () => {
    expect(saidAll('missing prices: 3 unit-hours not valued; CAC not confirmed: no act', words)).toMatch(
      /prezzi .* contributo CAC/,
    );
  });
  it('stays as it is when nobody knows it here', () => expect(said('something new', words)).toBeNull());
});
