import { data } from './grafana.mjs';

const calcs = ['lastNotNull', 'last', 'firstNotNull', 'first', 'sum', 'mean', 'min', 'max', 'count', 'range'];
const lists = [
  [1, 2, 3], [3, 1, 2], [5], [], [null], [null, null], [null, 1, null, 3, null], [0, 0, 0], [-1, -2, 4], [0.1, 0.2, 0.3], [1, null, 2, null],
  [null, 0], [1e9, 1, -1e9],
];

/** Numbers that JSON cannot say, such as NaN, become null: the viewer shows neither. */
const plain = (value) => (typeof value === 'number' && !Number.isFinite(value) ? null : (value ?? null));

export function reducing() {
  return lists.map((values) => {
    const field = { name: 'value', type: data.FieldType.number, config: {}, values: [...values] };
    const found = data.reduceField({ field, reducers: [...calcs] });
    return { values, calcs: Object.fromEntries(calcs.map((calc) => [calc, plain(found[calc])])) };
  });
}

const theme = data.createTheme();
const colours = ['#111111', '#222222', '#333333'];
const steps = (...values) => values.map((value, at) => ({ value, color: colours[at] }));
const rules = [
  { mode: 'absolute', steps: steps(null, 0.45, 0.6), min: 0, max: 1, values: [-1, 0, 0.2, 0.449999, 0.45, 0.5, 0.6, 0.61, 1, 2] },
  { mode: 'absolute', steps: steps(null, 0, 0.01), values: [-5, -0.01, 0, 0.005, 0.01, 3] },
  { mode: 'absolute', steps: steps(null), values: [-1, 0, 1] },
  { mode: 'percentage', steps: steps(null, 50, 80), min: 0, max: 200, values: [0, 50, 99, 100, 101, 159, 160, 200, 260] },
  { mode: 'percentage', steps: steps(null, 50, 80), min: -100, max: 100, values: [-100, -1, 0, 59, 60, 100] },
];

export function thresholding() {
  return rules.flatMap(({ values, ...rule }) => values.map((value) => {
    const { mode, steps: given, min, max } = rule;
    const config = { thresholds: { mode, steps: given.map((step) => ({ ...step, value: step.value ?? -Infinity })) }, color: { mode: 'thresholds' }, min, max };
    const field = { name: 'value', type: data.FieldType.number, config, values: [value] };
    return { ...rule, value, color: data.getScaleCalculator(field, theme)(value).threshold.color };
  }));
}

const maps = [
  { type: 'value', options: { 0: { text: 'fermo', color: '#111111', index: 0 }, 2: { text: 'regolare', index: 1 }, closed: { text: 'chiuso', index: 2 } } },
  { type: 'range', options: { from: 10, to: 20, result: { text: 'medio', index: 3 } } },
  { type: 'range', options: { from: null, to: -1, result: { text: 'sotto zero', index: 4 } } },
  { type: 'regex', options: { pattern: '^cer-(.*)$', result: { text: 'CER $1', index: 5 } } },
  { type: 'special', options: { match: 'null', result: { text: 'manca', index: 6 } } },
];
const others = [
  [{ type: 'special', options: { match: 'null+nan', result: { text: 'niente', index: 0 } } }],
  [{ type: 'special', options: { match: 'empty', result: { text: 'vuoto', index: 0 } } }],
  [{ type: 'special', options: { match: 'true', result: { text: 'sì', index: 0 } } }, { type: 'special', options: { match: 'false', result: { text: 'no', index: 1 } } }],
];
const mapped = [0, 1, 2, '2', 'closed', 'open', 9.99, 10, 15, 20, 20.01, -1, -0.5, 'cer-membro', 'CER', '15', null, true, false, ''];

/** What Grafana shows of a value; its type is that of the value. */
function shown(value, mappings) {
  const type = { string: data.FieldType.string, boolean: data.FieldType.boolean }[typeof value] ?? data.FieldType.number;
  const field = { name: 'value', type, config: { mappings, thresholds: { mode: 'absolute', steps: [{ value: -Infinity, color: '#999999' }] } }, values: [value] };
  return data.getDisplayProcessor({ field, theme })(value);
}

/** Only what a mapping says; nothing where Grafana shows the value as it is. */
export function mapping() {
  return [maps, ...others].map((mappings) => ({
    mappings,
    results: mapped.map((value) => {
      const [found, bare] = [shown(value, mappings), shown(value, [])];
      return {
        value,
        ...(found.text === bare.text ? {} : { text: found.text }),
        ...(found.color === bare.color ? {} : { color: found.color }),
      };
    }),
  }));
}

const names = ['Condivisa', 'Condivisa (provvisoria)', 'condivisa', 'Immessa', 'PV 1', 'Quota%'];
const matchers = [
  { id: 'byName', options: 'Condivisa' }, { id: 'byName', options: 'Condivisa (provvisoria)' }, { id: 'byRegexp', options: '/^Condivisa/' },
  { id: 'byRegexp', options: '/condivisa/i' }, { id: 'byRegexp', options: 'PV.*' }, { id: 'byRegexp', options: 'Condivisa' },
];

export function naming() {
  return matchers.map((matcher) => ({
    matcher,
    names: Object.fromEntries(names.map((name) => {
      const frame = data.toDataFrame({ fields: [{ name, type: data.FieldType.number, values: [1] }] });
      return [name, data.fieldMatchers.get(matcher.id).get(matcher.options)(frame.fields[0], frame, [frame])];
    })),
  }));
}
