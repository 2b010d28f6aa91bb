import { reduce } from './reducers.ts';
import type { Cell, Config, Custom, FieldConfig, Mapped, Mapping, Step } from './types.ts';

/** The settings of one column: those of all, and over them those that name it. */
export function configOf(name: string, given: FieldConfig | undefined): Config {
  const config: Config = { ...given?.defaults, custom: { ...given?.defaults?.custom } };
  for (const { matcher, properties } of given?.overrides ?? []) {
    if (!meets(name, matcher)) continue;
    for (const { id, value } of properties) {
      if (id.startsWith('custom.')) config.custom = put(config.custom ?? {}, id.slice(7).split('.'), value);
      else Object.assign(config, { [id]: value });
    }
  }
  return config;
}

function put(custom: Custom, [first, ...rest]: string[], value: unknown): Custom {
  if (first === undefined) return custom;
  const inner = custom[first];
  const under = typeof inner === 'object' && inner !== null ? (inner as Custom) : {};
  return { ...custom, [first]: rest.length === 0 ? value : put(under, rest, value) };
}

function meets(name: string, { id, options }: { id: string; options?: unknown }): boolean {
  if (id === 'byName') return options === name;
  return id === 'byRegexp' && typeof options === 'string' && patternOf(options).test(name);
}

/** '/^PV/i' as a file writes it; without its strokes a pattern must fit the whole. */
export function patternOf(text: string): RegExp {
  const found = /^\/(.*)\/([a-z]*)$/s.exec(text);
  try {
    return found ? new RegExp(found[1]!, found[2]!.replace(/[gy]/g, '')) : new RegExp(`^${text}$`);
  } catch {
    return /(?!)/;
  }
}

/** The last step that the value reaches; percentages are of the way from min to max. */
export function stepOf(value: number, { thresholds, min, max }: Config): Step | null {
  const steps = thresholds?.steps ?? [];
  let at = value;
  if (thresholds?.mode === 'percentage') {
    const low = min ?? 0,
      high = max ?? 100;
    at = high === low ? 0 : ((value - low) / (high - low)) * 100;
  }
  let reached = steps[0] ?? null;
  for (const step of steps) if (step.value === null || at >= step.value) reached = step;
  return reached;
}

/** What a value is called and how it is coloured; null where no mapping speaks of it. */
export function mappedOf(value: Cell | undefined, mappings: readonly Mapping[] | undefined): Mapped | null {
  for (const mapping of mappings ?? []) {
    const found = mapped(value ?? null, mapping);
    if (found) return found;
  }
  return null;
}

function mapped(value: Cell, mapping: Mapping): Mapped | null {
  switch (mapping.type) {
    case 'value':
      return value === null ? null : (mapping.options[String(value)] ?? null);
    case 'range': {
      const { from, to, result } = mapping.options;
      const number = typeof value === 'number' ? value : typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
      if (Number.isNaN(number)) return null;
      return (from === null || from === undefined || number >= from) && (to === null || to === undefined || number <= to) ? result : null;
    }
    case 'regex': {
      if (typeof value !== 'string') return null;
      const pattern = patternOf(mapping.options.pattern);
      const { text, ...rest } = mapping.options.result;
      if (!pattern.test(value)) return null;
      return { ...rest, ...(text === undefined ? {} : { text: value.replace(pattern, text) }) };
    }
    case 'special':
      return isSpecial(value, mapping.options.match) ? mapping.options.result : null;
    default:
      return null;
  }
}

function isSpecial(value: Cell, match: string): boolean {
  const isNan = typeof value === 'number' && Number.isNaN(value);
  if (match === 'null') return value === null;
  if (match === 'nan') return isNan;
  if (match === 'null+nan') return value === null || isNan;
  if (match === 'true' || match === 'false') return String(value) === match;
  return match === 'empty' && value === '';
}

/** The colour that the settings give a value; null where none is asked for. */
export function colourOf(value: Cell, config: Config): string | null {
  const named = mappedOf(value, config.mappings)?.color;
  if (named) return named;
  const mode = config.color?.mode;
  if (mode === 'fixed') return config.color?.fixedColor ?? null;
  if (mode === 'thresholds' || mode === undefined)
    return typeof value === 'number' ? (stepOf(value, config)?.color ?? null) : null;
  return null;
}

/** The colour of a whole series: by its settings, else by its place in the row. */
export function seriesColour(values: readonly Cell[], config: Config, place: number): string {
  const { mode, fixedColor, seriesBy } = config.color ?? {};
  if (mode === 'fixed' && fixedColor) return fixedColor;
  if (mode === 'thresholds') {
    const value = reduce(values, seriesBy === 'min' ? 'min' : seriesBy === 'max' ? 'max' : 'lastNotNull');
    return (typeof value === 'number' ? stepOf(value, config)?.color : null) ?? 'blue';
  }
  return palette[place % palette.length]!;
}

/** Green, orange and slate stand for something elsewhere: they come last. */
export const palette = ['blue', 'purple', 'teal', 'brown', 'pink', 'yellow', 'green', 'orange', 'slate', 'red'];
