import { type Format, unknown } from '../format.ts';
import type { Language } from '../i18n/index.tsx';
import { configOf, mappedOf } from './config.ts';
import { type Range, startOf } from './dates.ts';
import type { Answer, Cell, Config, Panel } from './types.ts';
import { sayOne, unitOf } from './units.ts';

/** One column, with its name in the reader's language and its settings. */
export interface Field {
  /** As the query calls it. */
  key: string;
  name: string;
  type: 'time' | 'number' | 'string' | 'boolean';
  values: Cell[];
  config: Config;
}

/** What a panel draws: columns as long as each other. */
export interface Frame {
  fields: Field[];
  rows: number;
  /** Whether there was more than is here. */
  isCut?: boolean;
}

export const empty: Frame = { fields: [], rows: 0 };

/** What a query calls something, in the reader's language. */
export function translated(text: string, panel: Pick<Panel, 'names' | 'mappingNames'>, language: Language): string {
  if (language === 'it') return text;
  return panel.names?.[text] ?? panel.mappingNames?.[text] ?? text;
}

/** The answers of a panel as one frame: series told in rows become columns. */
export function frameOf(answers: readonly Answer[], panel: Panel, language: Language): Frame {
  const parts = answers.map((answer) => (answer.format === 'time_series' ? wide(answer) : answer.fields));
  const columns = parts.length > 1 && answers.every(({ format }) => format === 'time_series') ? joined(parts) : parts.flat();
  const rows = columns.reduce((most, { values }) => Math.max(most, values.length), 0);
  return {
    rows,
    isCut: answers.some(({ truncated }) => truncated),
    fields: columns.map(({ name, type, values }) => {
      const config = configOf(name, panel.fieldConfig);
      return {
        key: name,
        name: translated(config.displayName && type !== 'time' ? config.displayName : name, panel, language),
        type,
        values: type === 'string' ? values.map((value) => (typeof value === 'string' ? translated(value, panel, language) : value)) : values,
        config: { ...config, mappings: mappingsOf(config, panel, language) },
      };
    }),
  };
}

type Column = Answer['fields'][number];

function mappingsOf({ mappings }: Config, panel: Panel, language: Language): NonNullable<Config['mappings']> {
  if (language === 'it' || !mappings) return mappings ?? [];
  const said = <T extends { text?: string }>(result: T): T =>
    result.text === undefined ? result : { ...result, text: panel.mappingNames?.[result.text] ?? translated(result.text, panel, language) };
  return mappings.map((mapping) => {
    if (mapping.type === 'value')
      return { ...mapping, options: Object.fromEntries(Object.entries(mapping.options).map(([key, result]) => [key, said(result)])) };
    return { ...mapping, options: { ...mapping.options, result: said(mapping.options.result) } } as typeof mapping;
  });
}

/** Rows of time, name and figure become one column of each name; what has no row stays unknown. */
export function wide({ fields }: Pick<Answer, 'fields'>): Column[] {
  const time = fields.find(({ type }) => type === 'time'),
    metric = fields.find(({ type }) => type === 'string');
  const figures = fields.filter(({ type }) => type === 'number' || type === 'boolean');
  if (!time || !metric || figures.length === 0) return time ? [time, ...fields.filter((field) => field !== time)] : fields;
  const places = new Map<Cell, number>();
  for (const at of time.values) if (!places.has(at)) places.set(at, places.size);
  const columns = new Map<string, Column>();
  for (const [row, at] of time.values.entries())
    for (const figure of figures) {
      const metricName = String(metric.values[row] ?? '');
      const name = figures.length === 1 ? metricName : `${metricName} ${figure.name}`;
      let column = columns.get(name);
      if (!column) columns.set(name, (column = { name, type: figure.type, values: Array<Cell>(places.size).fill(null) }));
      column.values[places.get(at)!] = figure.values[row] ?? null;
    }
  return [{ ...time, values: [...places.keys()] }, ...columns.values()];
}

/** Several answers over one time. */
function joined(parts: readonly Column[][]): Column[] {
  const times = new Set<Cell>();
  for (const part of parts) for (const at of part[0]?.values ?? []) times.add(at);
  const sorted = [...times].sort((one, other) => Number(one) - Number(other));
  const first = parts.find((part) => part.length > 0)?.[0];
  if (!first) return [];
  const columns = parts.flatMap(([time, ...rest]) => {
    const places = new Map((time?.values ?? []).map((at, place) => [at, place]));
    return rest.map((column) => ({
      ...column,
      values: sorted.map((at) => column.values[places.get(at) ?? -1] ?? null),
    }));
  });
  return [{ ...first, values: sorted }, ...columns];
}

export const timesOf = (frame: Frame) => frame.fields.find(({ type }) => type === 'time') ?? null;
export const figuresOf = (frame: Frame) =>
  frame.fields.filter(({ type, config }) => type === 'number' && config.custom?.hideFrom?.viz !== true);

/** A table whose cells are all coloured by how much they hold is a map, and is drawn as one. */
export function kindOf({ type, fieldConfig }: Pick<Panel, 'type' | 'fieldConfig'>): string {
  const { color, custom } = fieldConfig?.defaults ?? {};
  return type === 'table' && color?.mode.startsWith('continuous') && custom?.cellOptions?.type === 'color-background' ? 'heatmap' : type;
}

/** The largest figure of some columns, whatever its sign. */
export function mostOf(fields: readonly Field[]): number {
  let most = 0;
  for (const { values } of fields)
    for (const value of values) if (typeof value === 'number' && Math.abs(value) > most) most = Math.abs(value);
  return most;
}

/** How a value of a column is said, where it stands alone. */
export function sayCell(field: Field, value: Cell | undefined, f: Format, now?: number): string {
  const named = mappedOf(value, field.config.mappings)?.text;
  if (named !== undefined) return named;
  if (value === null || value === undefined || value === '') return field.config.noValue ?? unknown;
  if (field.type === 'time') return sayTime(Number(value), f);
  if (typeof value === 'number') return sayOne(value, field.config, f, now);
  if (typeof value === 'boolean') return f.language === 'it' ? (value ? 'sì' : 'no') : value ? 'yes' : 'no';
  return value;
}

/** A day where it is one's beginning, with its hour elsewhere. */
export const sayTime = (instant: number, f: Format) =>
  startOf(instant, 'd') === instant ? f.day(dayText(instant)) : f.moment(new Date(instant).toISOString());

const dayText = (instant: number) => new Date(instant + 12 * 3_600_000).toISOString().slice(0, 10);

/** The label of a row: its first column of words or time. */
export function rowName(frame: Frame, row: number, f: Format): string {
  const field = frame.fields.find(({ type }) => type === 'string' || type === 'time');
  return field ? sayCategory(sayCell(field, field.values[row], f), f, field.key) : String(row + 1);
}

/** '2026-10' and '10/2026' of a query are a month to people, and so is '10' in a column of months; '2026-10-25' is a day. */
export function sayCategory(text: string, f: Format, key?: string): string {
  const month = text.replace(/^(\d\d)\/(\d{4})$/, '$2-$1');
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) return f.monthShort(month);
  if (/^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text))) return f.day(text);
  return key === 'Mese' && /^(0[1-9]|1[0-2])$/.test(text) ? f.monthShort(`2026-${text}`).replace(/\W*\d+$/, '') : text;
}

/** One figure with its name, as tiles, gauges and bars show it. */
export interface Point {
  name: string;
  value: Cell;
  field: Field;
  /** All of them, for a line below the figure. */
  trail: Cell[];
}

/** A line of steps tells how far a sum has come: its points are not added up again. */
export const isSum = (field: Field) => unitOf(field.config.unit).isSum && field.config.custom?.lineInterpolation !== 'stepAfter';

export interface Drawn {
  frame: Frame;
  range: Range;
}
