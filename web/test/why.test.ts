import { describe, expect, it } from 'vitest';
import type { Explained, HourWhy } from '../src/api/types.ts';
import { mineSaid } from '../src/components/hourSaid.ts';
import { sentence } from '../src/components/sentence.ts';
import { wordsOf } from '../src/i18n/index.tsx';

const line = (code: string, about: string | null, facts: [string, number, string][]): Explained => ({
  code,
  about,
  eur: 1,
  facts: facts.map(([name, value, unit]) => ({ name, value, unit })),
  rule: null,
  quality: null,
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

describe('one hour', () => {
  const hour = (member: Partial<NonNullable<HourWhy['member']>>): HourWhy => ({
    from: '2025-10-26T01:00:00Z',
    to: '2025-10-26T02:00:00Z',
    run: 1,
    isOfRun: true,
    community: { injectedKwh: 1, withdrawnKwh: 2, sharedKwh: 1, members: 7, missingPoints: 0, unmeasuredPoints: 0 },
    units: [],
    member: {
      withdrawnKwh: 0.5,
      injectedKwh: 0,
      sharedKwh: 0.25,
      points: 1,
      missingPoints: 0,
      quality: 'estimated',
      estimateEur: 0.0325,
      ...member,
    },
  });
  const said = (data: HourWhy) => mineSaid(data, wordsOf('it')).map((text) => text.replaceAll('\u00a0', ' '));

  it('tells figures with unit and quality, and that the euro of an hour is an estimate', () => {
    expect(said(hour({}))).toEqual([
      'I tuoi punti hanno prelevato 0,500 kWh (qualità: stima).',
      'La tua parte dell’energia condivisa in quest’ora: 0,250 kWh.',
      'Nel mese quest’ora ti porta circa 0,0325 € (stima: il regolamento divide gli importi del mese, non dell’ora).',
    ]);
  });

  it('says of a missing point that it does not count, and no figure', () => {
    const told = said(hour({ points: 0, missingPoints: 1, withdrawnKwh: null, sharedKwh: null, estimateEur: null }));
    expect(told).toEqual([
      'Manca il dato dei tuoi punti: in quest’ora non contano. Ciò che manca non è mai zero.',
    ]);
  });
});
