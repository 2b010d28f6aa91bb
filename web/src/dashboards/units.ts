import { type Format, unknown } from '../format.ts';

/** How figures of a unit are written: the units have the names they have in Grafana, the spelling is of the reader. */

interface Scale {
  /** From this value on. */
  from: number;
  by: number;
  suffix: string;
}
interface UnitOf {
  scales: Scale[];
  /** How many decimals always; without it as many as the size asks for. */
  decimals?: number;
  /** Whether figures of it may be added up over time and among parts. */
  isSum: boolean;
  kind?: 'date' | 'ago' | 'boolean' | 'text';
}

const one = (suffix: string): Scale[] => [{ from: 0, by: 1, suffix }];
const up = (...steps: [number, number, string][]): Scale[] => steps.map(([from, by, suffix]) => ({ from, by, suffix }));

const units: Record<string, UnitOf> = {
  none: { scales: one(''), isSum: true },
  short: { scales: one(''), isSum: true },
  locale: { scales: one(''), isSum: true },
  string: { scales: one(''), isSum: false, kind: 'text' },
  bool: { scales: one(''), isSum: false, kind: 'boolean' },
  bool_yes_no: { scales: one(''), isSum: false, kind: 'boolean' },
  percent: { scales: one('%'), isSum: false },
  percentunit: { scales: [{ from: 0, by: 0.01, suffix: '%' }], isSum: false },
  watth: { scales: up([0, 1, 'Wh'], [1e4, 1e3, 'kWh'], [1e8, 1e6, 'MWh']), isSum: true },
  // A bill says kWh, so that is what is said up to a hundred thousand of them.
  kwatth: { scales: up([0, 1, 'kWh'], [1e5, 1e3, 'MWh'], [1e8, 1e6, 'GWh']), isSum: true },
  mwatth: { scales: up([0, 1, 'MWh'], [1e5, 1e3, 'GWh']), isSum: true },
  watt: { scales: up([0, 1, 'W'], [1e4, 1e3, 'kW'], [1e8, 1e6, 'MW']), isSum: false },
  kwatt: { scales: up([0, 1, 'kW'], [1e5, 1e3, 'MW']), isSum: false },
  megwatt: { scales: one('MW'), isSum: false },
  currencyEUR: { scales: one('€'), decimals: 2, isSum: true },
  masskg: { scales: up([0, 1, 'kg'], [1e4, 1e3, 't']), isSum: true },
  massg: { scales: up([0, 1, 'g'], [1e4, 1e3, 'kg'], [1e7, 1e6, 't']), isSum: true },
  masst: { scales: one('t'), isSum: true },
  celsius: { scales: one('°C'), isSum: false },
  bytes: { scales: up([0, 1, 'B'], [1024, 1024, 'KiB'], [1024 ** 2, 1024 ** 2, 'MiB'], [1024 ** 3, 1024 ** 3, 'GiB']), isSum: true },
  decbytes: { scales: up([0, 1, 'B'], [1e3, 1e3, 'kB'], [1e6, 1e6, 'MB'], [1e9, 1e9, 'GB']), isSum: true },
  ms: { scales: up([0, 1, 'ms'], [1e3, 1e3, 's'], [6e4, 6e4, 'min'], [36e5, 36e5, 'h'], [1728e5, 864e5, 'd']), isSum: false },
  s: { scales: up([0, 1, 's'], [60, 60, 'min'], [3600, 3600, 'h'], [172800, 86400, 'd']), isSum: false },
  m: { scales: up([0, 1, 'min'], [60, 60, 'h'], [2880, 1440, 'd']), isSum: false },
  h: { scales: up([0, 1, 'h'], [48, 24, 'd']), isSum: false },
  d: { scales: one('d'), isSum: false },
  dateTimeFromNow: { scales: one(''), isSum: false, kind: 'ago' },
  dateTimeAsIso: { scales: one(''), isSum: false, kind: 'date' },
  dateTimeAsLocal: { scales: one(''), isSum: false, kind: 'date' },
  dateTimeAsIsoNoDateIfToday: { scales: one(''), isSum: false, kind: 'date' },
};
const plain = units.none!;
const days = { it: ['giorno', 'giorni'], en: ['day', 'days'] } as const;

export function unitOf(id: string | null | undefined): UnitOf {
  if (!id) return plain;
  if (id.startsWith('suffix:')) {
    const suffix = id.slice(7).trim();
    return suffix === '€' ? units.currencyEUR! : { scales: one(suffix), isSum: !/[/%]|kWp/.test(suffix) };
  }
  return units[id] ?? plain;
}

/** Figures of one axis or column: one scale and as many decimals for all of them. */
export interface Writer {
  /** With its unit. */
  say(value: number | null | undefined): string;
  /** Without its unit, which stands elsewhere. */
  bare(value: number): string;
  unit: string;
  /** What a figure is divided by to be written. */
  by: number;
  isSum: boolean;
}

export interface Written {
  unit?: string | null | undefined;
  decimals?: number | null | undefined;
  noValue?: string | undefined;
}

/** Writes figures of which the largest is so large. */
export function writerOf(config: Written, most: number, f: Format, now = Date.now()): Writer {
  const { scales, decimals: fixed, isSum, kind } = unitOf(config.unit);
  const none = config.noValue ?? unknown;
  const big = Math.abs(most);
  const scale = scales.findLast(({ from }) => big >= from) ?? scales[0]!;
  const decimals = config.decimals ?? fixed ?? needed(big / scale.by, kind === undefined && scale.suffix === '');
  const bare = (value: number) => special(value, kind, f, now) ?? f.number(value / scale.by, decimals);
  const suffix = (value: number) => (scale.suffix === 'd' ? days[f.language][value / scale.by === 1 ? 0 : 1] : scale.suffix);
  return {
    bare,
    unit: suffix(Number.NaN),
    by: scale.by,
    isSum,
    say: (value) => {
      if (value === null || value === undefined || Number.isNaN(value)) return none;
      return scale.suffix === '' ? bare(value) : `${bare(value)}\u00a0${suffix(value)}`;
    },
  };
}

export const sayOne = (value: number | null | undefined, config: Written, f: Format, now?: number) =>
  writerOf(config, value ?? 0, f, now).say(value);

/** Large figures need no decimals, small ones do; what counts things has none. */
function needed(most: number, isCount: boolean): number {
  if (isCount && Number.isInteger(most)) return 0;
  return most >= 1000 ? 0 : most >= 10 ? 1 : most >= 0.1 || most === 0 ? 2 : 3;
}

function special(value: number, kind: UnitOf['kind'], f: Format, now: number): string | null {
  if (kind === 'boolean') return f.language === 'it' ? (value ? 'sì' : 'no') : value ? 'yes' : 'no';
  if (kind === 'date') return f.moment(new Date(value).toISOString());
  return kind === 'ago' ? ago(value, now, f.language) : null;
}

const spans: [number, Intl.RelativeTimeFormatUnit][] = [
  [365 * 86_400_000, 'year'],
  [30 * 86_400_000, 'month'],
  [86_400_000, 'day'],
  [3_600_000, 'hour'],
  [60_000, 'minute'],
  [1000, 'second'],
];

export function ago(instant: number, now: number, language: 'it' | 'en'): string {
  const apart = instant - now;
  // From an hour and a half on it is two hours, as people say it.
  const [length, unit] = spans.find(([one]) => Math.abs(apart) >= one) ?? spans.at(-1)!;
  return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(Math.round(apart / length), unit);
}
