import { describe, expect, it } from 'vitest';
import { contrast, paintOf, rgbOf } from '../../src/dashboards/colours.ts';
import { colourOf, configOf, mappedOf, stepOf } from '../../src/dashboards/config.ts';
import { reduce } from '../../src/dashboards/reducers.ts';
import type { Config, Mapping } from '../../src/dashboards/types.ts';

describe('the settings of a column', () => {
  const given = {
    defaults: { unit: 'kwatth', custom: { fillOpacity: 8, stacking: { mode: 'none' as const } } },
    overrides: [
      { matcher: { id: 'byName', options: 'Condivisa' }, properties: [{ id: 'color', value: { mode: 'fixed', fixedColor: 'green' } }, { id: 'custom.fillOpacity', value: 45 }] },
      { matcher: { id: 'byRegexp', options: '/^cond/i' }, properties: [{ id: 'decimals', value: 1 }, { id: 'custom.stacking.mode', value: 'normal' }] },
    ],
  };
  it('are those of all, and over them those that name it, by name or by pattern', () => {
    expect(configOf('Condivisa', given)).toEqual({
      unit: 'kwatth',
      decimals: 1,
      color: { mode: 'fixed', fixedColor: 'green' },
      custom: { fillOpacity: 45, stacking: { mode: 'normal' } },
    });
    expect(configOf('Immessa', given)).toEqual({ unit: 'kwatth', custom: { fillOpacity: 8, stacking: { mode: 'none' } } });
  });
  it('leave the file as it is', () => {
    configOf('Condivisa', given);
    expect(given.defaults.custom).toEqual({ fillOpacity: 8, stacking: { mode: 'none' } });
  });
  it('a pattern that is none meets nothing', () =>
    expect(configOf('a', { overrides: [{ matcher: { id: 'byRegexp', options: '/(/' }, properties: [{ id: 'unit', value: 's' }] }] }).unit).toBeUndefined());
});

describe('thresholds', () => {
  const steps = [
    { color: 'red', value: null },
    { color: 'yellow', value: 0.45 },
    { color: 'green', value: 0.6 },
  ];
  it('are reached from their value on', () => {
    const config: Config = { thresholds: { mode: 'absolute', steps } };
    expect([-5, 0.449, 0.45, 0.6, 9].map((value) => stepOf(value, config)?.color)).toEqual(['red', 'red', 'yellow', 'green', 'green']);
  });
  it('of percentages are of the way from least to most', () => {
    const config: Config = { min: 100, max: 200, thresholds: { mode: 'percentage', steps: [{ color: 'green', value: null }, { color: 'red', value: 50 }] } };
    expect([149, 150].map((value) => stepOf(value, config)?.color)).toEqual(['green', 'red']);
  });
  it('none is none', () => expect(stepOf(1, {})).toBeNull());
});

describe('mappings', () => {
  const mappings: Mapping[] = [
    { type: 'value', options: { '0': { text: 'fermo', color: 'red' }, ok: { text: 'riuscita' } } },
    { type: 'range', options: { from: 1, to: 5, result: { text: 'poco' } } },
    { type: 'range', options: { from: 100, to: null, result: { text: 'molto' } } },
    { type: 'regex', options: { pattern: '/^import-(.*)$/', result: { text: 'arrivo di $1' } } },
    { type: 'special', options: { match: 'null', result: { text: 'manca' } } },
    { type: 'special', options: { match: 'true', result: { text: 'sì' } } },
    { type: 'special', options: { match: 'empty', result: { text: 'vuoto' } } },
  ];
  it('speak of values, ranges, patterns and what is special', () => {
    expect([0, '0', 'ok', 1, 5, 6, 100, 'import-letture', null, true, ''].map((value) => mappedOf(value, mappings)?.text ?? null)).toEqual([
      'fermo', 'fermo', 'riuscita', 'poco', 'poco', null, 'molto', 'arrivo di letture', 'manca', 'sì', 'vuoto',
    ]);
  });
  it('colour before thresholds do', () => {
    const config: Config = { mappings, thresholds: { mode: 'absolute', steps: [{ color: 'green', value: null }] } };
    expect([colourOf(0, config), colourOf(7, config)]).toEqual(['red', 'green']);
    expect(colourOf(7, { ...config, color: { mode: 'fixed', fixedColor: 'blue' } })).toBe('blue');
  });
});

describe('many values to one', () => {
  const values = [null, 3, 1, null, 2, null];
  it.each([
    ['lastNotNull', 2],
    ['last', null],
    ['first', null],
    ['sum', 6],
    ['mean', 2],
    ['min', 1],
    ['max', 3],
    ['range', 2],
    ['count', 3],
  ])('%s', (how, expected) => expect(reduce(values, how)).toBe(expected));
  it('nothing is nothing, never zero', () => {
    for (const how of ['sum', 'mean', 'min', 'max', 'range', 'last', 'lastNotNull']) expect(reduce([null, null], how), how).toBeNull();
    expect(reduce([], 'sum')).toBeNull();
  });
  it('does not fall over a hundred thousand values', () => expect(reduce(Array(200_000).fill(1), 'max')).toBe(1));
});

describe('colours', () => {
  const tokens: Record<string, string> = { surface: '#ffffff', ink: '#17202b', 'c-green': '#15803d', 'c-blue': '#0066cc', sunken: '#eef2f6' };
  const paint = paintOf((name) => tokens[name] ?? '');
  it('have the names of a file', () => {
    expect([paint.of('green'), paint.of('semi-dark-green'), paint.of('text'), paint.of('nonsense')]).toEqual(['#15803d', '#15803d', '#17202b', '#0066cc']);
  });
  it('written as numbers can be seen on either surface', () => {
    const dark = paintOf((name) => ({ surface: '#161e29' })[name] ?? '');
    for (const colour of ['#5b7083', '#ffee00', '#000000', '#ffffff', '#123']) {
      expect(contrast(rgbOf(paint.of(colour))!, [255, 255, 255])).toBeGreaterThanOrEqual(3);
      expect(contrast(rgbOf(dark.of(colour))!, rgbOf('#161e29')!)).toBeGreaterThanOrEqual(3);
    }
    expect(paint.of('#5b7083')).toBe('#5b7083');
  });
  it('carry letters that can be read', () => {
    for (const colour of ['#15803d', '#f2a93b', '#ffe08a', '#c0283a', '#0066cc', '#5b6b7d', '#a37b00', '#ff7d89', '#41c274'])
      expect(contrast(rgbOf(paint.on(colour))!, rgbOf(colour)!), colour).toBeGreaterThanOrEqual(3.9);
  });
});
