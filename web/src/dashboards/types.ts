/** What the server says of a board and of the answers to its panels; no query is ever among it. */
export interface Both {
  it: string;
  en: string;
}

export type Audience = 'staff' | 'member' | 'public';

export interface BoardRow {
  uid: string;
  title: Both;
  description: Both;
  tags: string[];
  audience: Audience;
}

export interface Variable {
  name: string;
  label: Both;
  type: 'query' | 'custom' | 'interval' | 'constant' | 'textbox';
  multi: boolean;
  includeAll: boolean;
  /** 0 shows name and value, 1 the value alone, 2 nothing; some write it as a boolean. */
  hide: number | boolean;
  current: string | string[] | { value: string | string[] } | null;
  /** The first thousand at most; how many there are altogether is the total. */
  options: { text: string; value: string }[];
  total?: number;
}

export interface Step {
  value: number | null;
  color: string;
}

export interface Mapped {
  text?: string;
  color?: string;
  index?: number;
}

export type Mapping =
  | { type: 'value'; options: Record<string, Mapped> }
  | { type: 'range'; options: { from: number | null; to: number | null; result: Mapped } }
  | { type: 'regex'; options: { pattern: string; result: Mapped } }
  | { type: 'special'; options: { match: 'null' | 'nan' | 'null+nan' | 'true' | 'false' | 'empty'; result: Mapped } };

export interface Config {
  unit?: string;
  decimals?: number | null;
  min?: number | null;
  max?: number | null;
  displayName?: string;
  noValue?: string;
  thresholds?: { mode: 'absolute' | 'percentage'; steps: Step[] };
  mappings?: Mapping[];
  color?: { mode: string; fixedColor?: string; seriesBy?: string };
  links?: { title: string; url: string }[];
  custom?: Custom;
}

export interface Custom {
  drawStyle?: 'line' | 'bars' | 'points';
  lineInterpolation?: 'linear' | 'smooth' | 'stepBefore' | 'stepAfter';
  lineWidth?: number;
  fillOpacity?: number;
  lineStyle?: { fill: 'solid' | 'dash' | 'dot'; dash?: number[] };
  showPoints?: 'auto' | 'never' | 'always';
  spanNulls?: boolean | number;
  stacking?: { mode: 'none' | 'normal' | 'percent'; group?: string };
  thresholdsStyle?: { mode: string };
  hideFrom?: { viz?: boolean; legend?: boolean; tooltip?: boolean };
  axisSoftMin?: number;
  axisSoftMax?: number;
  cellOptions?: { type: string; mode?: string };
  align?: 'auto' | 'left' | 'center' | 'right';
  width?: number;
  [other: string]: unknown;
}

export interface FieldConfig {
  defaults?: Config;
  overrides?: { matcher: { id: string; options?: unknown }; properties: { id: string; value?: unknown }[] }[];
}

export interface Options {
  legend?: { displayMode?: string; placement?: string; showLegend?: boolean; calcs?: string[]; values?: string[] };
  tooltip?: { mode?: 'single' | 'multi' | 'none'; sort?: string };
  reduceOptions?: { calcs?: string[]; fields?: string; values?: boolean; limit?: number };
  colorMode?: 'none' | 'value' | 'background' | 'background_solid';
  graphMode?: 'none' | 'area' | 'line';
  textMode?: 'auto' | 'value' | 'value_and_name' | 'name' | 'none';
  orientation?: 'auto' | 'horizontal' | 'vertical';
  displayMode?: string;
  showThresholdMarkers?: boolean;
  shape?: 'gauge' | 'circle';
  xField?: string;
  stacking?: 'none' | 'normal' | 'percent';
  showValue?: 'auto' | 'never' | 'always';
  pieType?: 'pie' | 'donut';
  showHeader?: boolean;
  sortBy?: { displayName: string; desc?: boolean }[];
  mergeValues?: boolean;
  color?: { scheme?: string; reverse?: boolean };
  [other: string]: unknown;
}

export interface GridPos {
  x: number;
  y: number;
  w: number;
  h: number;
}

export interface Panel {
  id: number;
  type: string;
  title: Both;
  description?: Both;
  gridPos: GridPos;
  collapsed?: boolean;
  timeFrom?: string | null;
  refIds?: string[];
  live?: boolean;
  unit?: string | null;
  fieldConfig?: FieldConfig;
  options?: Options;
  /** Italian to English: names of columns and series, texts of a query. */
  names?: Record<string, string>;
  mappingNames?: Record<string, string>;
  text?: Both;
}

export interface Board {
  uid: string;
  title: Both;
  description: Both;
  audience: Audience;
  time: { from: string; to: string };
  refresh: string | null;
  links: { uid: string; title: Both }[];
  graphTooltip: number;
  variables: Variable[];
  annotations: { name: string; enabled: boolean }[];
  panels: Panel[];
  /** The only periods that may be asked about; null when every one may. */
  ranges?: { from: string; to: string }[] | null;
  /** Whether the community is a demonstration; said of the board for everybody. */
  invented?: boolean | null;
}

export type Cell = number | string | boolean | null;

export interface Answer {
  fields: { name: string; type: 'time' | 'number' | 'string' | 'boolean'; values: Cell[] }[];
  truncated: boolean;
  at: string;
  format: 'time_series' | 'table';
}

export interface Annotation {
  at: string;
  end?: string | null;
  text: Both;
  tags: string[];
}
