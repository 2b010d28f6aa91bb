import { describe, expect, it } from 'vitest';
import type { Explained } from '../src/api/types.ts';
import { sentence } from '../src/components/sentence.ts';
import { wordsOf } from '../src/i18n/index.tsx';

const line = (code: string, about: string | null, facts: [string, number, string][]): Explained => ({
  code,
  about,
  eur: 1,
  facts: facts.map(([name, value, unit]) => ({ name, value, unit })),
  rule: null,
  parts: [],
});
// A blank that cannot be broken stands between number and unit.
const say = (one: Explained, own = false) => sentence(one, wordsOf('it'), own).replaceAll('\u00a0', ' ');

describe('a line of an account', () => {
  it('says the parts of a tariff with their units', () => {
    expect(say(line('tip.base', null, [['base', 80, 'EUR/MWh'], ['plant_power', 40, 'kW'], ['up_to', 200, 'kW']]))).toBe(
      'Parte fissa: 80,00 €/MWh, per un impianto di 40 kW (fascia fino a 200 kW)',
    );
    expect(say(line('tip.grant', null, [['grant', 40, '%'], ['factor', 0.5, ''], ['exempt', 15, 'kWh']]))).toBe(
      'Riduzione per il contributo in conto capitale (40 %): fattore 0,5, non si applica a 15,000 kWh',
    );
  });
  it('says a step of the rules of the community by its key', () => {
    const facts: [string, number, string][] = [
      ['number', 3, ''],
      ['month_amount', 6.27, 'EUR'],
      ['step_amount', 2.5, 'EUR'],
      ['my_weight', 90, 'kWh'],
      ['all_weights', 120, 'kWh'],
    ];
    expect(say(line('step', 'withdrawn', facts))).toBe(
      'Passo 3 del regolamento: 2,50 € (quanto resta di 6,27 €), ripartiti secondo l’energia prelevata: 90,000 kWh su 120,000 kWh',
    );
  });
  it('tells days and hours of Rome, and speaks to whom it concerns', () => {
    expect(say(line('tip.day', '2026-10-25', []))).toBe('domenica 25 ottobre 2026');
    expect(say(line('member', 'bea', []))).toBe('Spetta in tutto');
    expect(say(line('member', 'bea', []), true)).toBe('Ti spetta in tutto');
  });
});
