import { describe, expect, it } from 'vitest';
import { configOf, mappedOf, stepOf } from '../../src/dashboards/config.ts';
import { add, startOf, timeOf } from '../../src/dashboards/dates.ts';
import oracle from '../../src/dashboards/oracle.json';
import { reducers } from '../../src/dashboards/reducers.ts';
import type { Cell, Config, Mapping } from '../../src/dashboards/types.ts';
import { sayOne } from '../../src/dashboards/units.ts';
import { formatOf } from '../../src/format.ts';

/**
 * What Grafana's own library answers. Where we differ on purpose it is said here: the spelling of numbers, nothing that
 * stays nothing instead of becoming zero, and the last moment of two equal hours in autumn.
 */
const english = formatOf('en');

/** How much of the first unit of its family one of these is. */
const sizes: Record<string, number> = {
  '': 1, Wh: 1, kWh: 1e3, MWh: 1e6, GWh: 1e9, TWh: 1e12, mWh: 1e-3, µWh: 1e-6,
  W: 1, kW: 1e3, MW: 1e6, GW: 1e9, mW: 1e-3,
  g: 1, kg: 1e3, Mg: 1e6, t: 1e6, Gg: 1e9, kt: 1e9, Mt: 1e12, mg: 1e-3, µg: 1e-6,
  K: 1e3, Mil: 1e6, M: 1e6, k: 1e3, '€': 1, '%': 1, kWp: 1, 'kWh/kWp': 1,
  ns: 1e-9, µs: 1e-6, ms: 1e-3, s: 1, min: 60, mins: 60, hour: 3600, hours: 3600, h: 3600, day: 86400, days: 86400, week: 604800, weeks: 604800, year: 31557600, years: 31557600, month: 2629800,
};
const firsts: Record<string, number> = { kwatth: 1e3, mwatth: 1e6, kwatt: 1e3, masst: 1e6, masskg: 1e3, percentunit: 100, m: 60, h: 3600, ms: 1e-3, 'suffix:kg': 1e3 };

/** The amount that a text says, and how far it may be off by its rounding. */
function read(number: string, unit: string): { amount: number; off: number } | null {
  const plain = number.replaceAll(',', '').replace('−', '-');
  const size = sizes[unit.trim()];
  if (size === undefined || !/^-?\d+(\.\d+)?$/.test(plain)) return null;
  const decimals = plain.split('.')[1]?.length ?? 0;
  // Grafana itself counts 365 days in some years and a quarter more in others.
  const years = unit.includes('year') ? Math.abs(Number(plain)) * size * 0.001 : 0;
  return { amount: Number(plain) * size, off: 0.5000001 * 10 ** -decimals * size + years };
}

describe('beside Grafana’s own library', () => {
  it('the oracle is there', () => {
    expect(oracle.source).toMatch(/^@grafana\/data 13\./);
    expect([oracle.units.length, oracle.dates.length]).toEqual([1148, 336]);
  });

  it('figures say the same amount', () => {
    let compared = 0;
    for (const row of oracle.units as { unit: string; decimals: number | null; value: number; text: string; prefix?: string; suffix?: string }[]) {
      const sign = row.prefix?.startsWith('-') ? '-' : '';
      const theirs = read(sign + row.text, (row.suffix ?? '') || (row.prefix ?? '').replace('-', ''));
      const [number = '', unit = ''] = sayOne(row.value, { unit: row.unit, decimals: row.decimals }, english).split('\u00a0');
      const ours = read(number, unit);
      const what = `${row.unit} ${row.value} (${row.decimals}): ${row.prefix ?? ''}${row.text}${row.suffix ?? ''}, ours ${number} ${unit}`;
      expect(theirs, what).not.toBeNull();
      expect(ours, what).not.toBeNull();
      const value = row.value * (firsts[row.unit] ?? 1);
      expect(Math.abs(ours!.amount - value), what).toBeLessThanOrEqual(ours!.off + Math.abs(value) * 1e-9);
      expect(Math.abs(ours!.amount - theirs!.amount), what).toBeLessThanOrEqual(ours!.off + theirs!.off + Math.abs(value) * 1e-9);
      compared++;
    }
    expect(compared).toBe(oracle.units.length);
  });

  it.each(oracle.dates)('$now $text', ({ now, text, from, to }) => {
    const said = (end: boolean) => new Date(timeOf(text, end, Date.parse(now))!).toISOString();
    // Grafana was asked without the setting of our boards: its week begins on Sunday, ours on Monday.
    const monday = (sunday: string) => {
      const isSunday = startOf(Date.parse(now), 'd') === add(startOf(Date.parse(now), 'w'), 6, 'd');
      return new Date(add(Date.parse(sunday), isSunday ? -6 : 1, 'd')).toISOString();
    };
    expect([said(false), said(true)]).toEqual(text.endsWith('/w') ? [monday(from), monday(to)] : [from, to]);
  });

  it.each(oracle.reducers)('reduces $values', ({ values, calcs }) => {
    const isNothing = values.every((value) => value === null);
    for (const [how, expected] of Object.entries(calcs)) {
      // Nothing is nothing, never zero.
      if (isNothing && how !== 'count') expect(reducers[how]!(values as Cell[]), how).toBeNull();
      else expect(reducers[how]!(values as Cell[]), how).toBe(expected);
    }
  });

  it.each(oracle.thresholds)('$mode $value', ({ value, color, ...rest }) => {
    const { mode, steps, min, max } = rest as { mode: 'absolute' | 'percentage'; steps: { value: number | null; color: string }[]; min?: number; max?: number };
    expect(stepOf(value, { thresholds: { mode, steps }, min, max } as Config)?.color).toBe(color);
  });

  it.each(oracle.mappings.map((one, place) => ({ place, ...one })))('maps by list $place', ({ mappings, results }) => {
    for (const { value, ...expected } of results as { value: Cell; text?: string; color?: string }[]) {
      const found = mappedOf(value, mappings as Mapping[]);
      expect(found?.text, JSON.stringify(value)).toBe(expected.text);
      expect(found?.color, JSON.stringify(value)).toBe(expected.color);
    }
  });

  it.each(oracle.matchers.map((one, place) => ({ place, ...one })))('finds columns by name, rule $place', ({ matcher, names }) => {
    for (const [name, meets] of Object.entries(names))
      expect(configOf(name, { overrides: [{ matcher, properties: [{ id: 'unit', value: 'found' }] }] }).unit === 'found', name).toBe(meets);
  });
});
