import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it, vi } from 'vitest';
import { Held } from '../src/pages/reconcile/Held.tsx';
import { units } from '../src/pages/reconcile/Mapping.tsx';
import type { Cause, HeldMonth, Row } from '../src/pages/reconcile/types.ts';
import { reconcile } from '../src/pages/reconcile/words.ts';

vi.hoisted(() => Object.assign(globalThis, { document: { baseURI: 'http://127.0.0.1/', title: '' } }));
vi.mock('../src/api/session.tsx', () => ({ useHasRole: () => true, useSignedOut: () => () => undefined, useCommunityPath: () => (rest: string) => rest }));

const missing: Cause = {
  kind: 'missing_pod',
  point: 4,
  label: '0404',
  about: '',
  figure: 107,
  residual: 0,
  explains: true,
  whole: true,
  facts: [],
};
const both: Cause = {
  ...missing,
  parts: [
    { kind: 'missing_pod', point: 4, label: '0404', about: '', part: -12.4 },
    { kind: 'price_zone', point: null, label: null, about: 'CSUD', part: 7 },
  ],
};
const row = (of: Partial<Row>): Row => ({
  item: 'tip',
  unit: 'EUR',
  scope: 'UP-SCUOLA',
  point: null,
  label: null,
  accrued: 112.4,
  advised: 107,
  received: null,
  difference: -5.4,
  differs: true,
  discrepancy: 'missing_pod.p4',
  second: 'price_zone.CSUD',
  causes: [both],
  ...of,
});
const month = (rows: Row[]): HeldMonth => ({
  month: '2025-04',
  revision: 1,
  agreement: 'differs',
  run: 12,
  paymentDue: null,
  at: '2026-06-03T08:00:00Z',
  content: {
    discrepancies: [
      { key: 'missing_pod.p4', cause: missing, item: null, eur: -12.4, rows: 1 },
      { key: 'price_zone.CSUD', cause: { ...missing, kind: 'price_zone', point: null, label: null }, item: null, eur: 7, rows: 1 },
    ],
    rows,
    pointsCompared: 40,
    pointsDiffering: 0,
  },
});
const shown = (rows: Row[]) =>
  renderToStaticMarkup(<Held month={month(rows)} may close={() => undefined} reload={() => undefined} />).replaceAll(/\s+| | /g, ' ');

describe('a month of two causes', () => {
  it('names both causes with their parts, under each of the two discrepancies', () => {
    const page = shown([row({})]);
    expect(page.split('Punto che manca nel conto (POD …0404): -12,40 €; Prezzo di un’altra zona: 7,00 €').length).toBe(3);
    expect(page).toContain('insieme a un’altra causa');
  });

  it('says of a cause alone that it is enough', () => {
    expect(shown([row({ causes: [missing], second: null })])).toContain('con questa causa il nostro calcolo dà la cifra del GSE');
  });

  it('shows months that were kept before causes had parts', () => {
    const { parts: _, ...old } = both;
    expect(shown([row({ causes: [old] })])).toContain('Punto che manca nel conto');
  });

  it('names the hours of another tariff and how many there are', () => {
    const hour = { start: '2025-04-01T10:00:00Z', price: 95.12, own: 124, advised: 130 };
    const page = shown([row({ item: 'tariff_hours', unit: 'h', difference: -744, hours: [hour], causes: [missing] })]);
    expect(page).toContain('ore con un’altra tariffa: 744');
    expect(page).toContain('nostra 124,00 €/MWh, conto 130,00 €/MWh');
  });
});

describe('codes of units in a profile', () => {
  it('are read line by line, and what is no code is left out', () => {
    expect(units('IM_1 = UP-SCUOLA\n\nnulla\n= x\nIM_2=UP-2')).toEqual({ IM_1: 'UP-SCUOLA', IM_2: 'UP-2' });
  });
});

it('has a word in both languages for every cause', () => {
  const causes = 'late_data unit_code missing_pod other_pod membership_date profiled_pod price_zone power_bracket area_correction';
  const others = 'exemption_share rounding fee_netting minimum_payout advance_not_recovered recalculation';
  for (const kind of `${causes} ${others}`.split(' ')) {
    expect(Object.keys(reconcile.it)).toContain(`cause.${kind}`);
    expect(Object.keys(reconcile.en)).toContain(`cause.${kind}`);
  }
});
