import type { Language } from './i18n/index.tsx';

/** Numbers, units, euro, days and hours as people of one language write them; always Europe/Rome. */
export interface Format {
  readonly language: Language;
  number(value: number, decimals?: number): string;
  kwh(value: number | null | undefined, decimals?: number): string;
  kw(value: number): string;
  eur(value: number | null | undefined): string;
  eurMwh(value: number | null | undefined): string;
  percent(ratio: number | null | undefined): string;
  /** With the article that Italian has before it: lo 0 %, l’8 %, il 12 %. */
  thePercent(ratio: number): string;
  bytes(value: number): string;
  day(day: string): string;
  dayLong(day: string): string;
  dayShort(day: string): string;
  month(month: string): string;
  monthShort(month: string): string;
  time(instant: string): string;
  moment(instant: string): string;
}

/** What stands where a figure is not known: never a zero. */
export const unknown = '–';

export const zone = 'Europe/Rome';

const locales: Record<Language, string> = { it: 'it-IT', en: 'en-IE' };
const made = new Map<Language, Format>();

export function formatOf(language: Language): Format {
  const known = made.get(language);
  if (known) return known;
  const format = make(language);
  made.set(language, format);
  return format;
}

function make(language: Language): Format {
  const locale = locales[language];
  const decimals = new Map<number, Intl.NumberFormat>();
  const number = (value: number, digits = 0) => {
    let format = decimals.get(digits);
    if (!format) {
      // Italian leaves the dot out of 1234,5 unless told otherwise.
      const options = { useGrouping: 'always', minimumFractionDigits: digits, maximumFractionDigits: digits } as const;
      format = new Intl.NumberFormat(locale, options as unknown as Intl.NumberFormatOptions);
      decimals.set(digits, format);
    }
    // A rounded −0,0 is a zero to people.
    return format.format(value).replace(/^-(?=[0.,]+$)/, '');
  };
  const withUnit = (value: number | null | undefined, digits: number, unit: string) =>
    value === null || value === undefined ? unknown : `${number(value, digits)}\u00a0${unit}`;
  const date = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: zone });
    return (instant: Date) => format.format(instant);
  };
  const numeric = date({ day: '2-digit', month: '2-digit', year: 'numeric' });
  const long = date({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  const short = date({ day: 'numeric', month: 'short' });
  const month = date({ month: 'long', year: 'numeric' });
  const monthShort = date({ month: 'short', year: '2-digit' });
  const clock = date({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  // Noon in UTC is the same day in Rome, summer and winter.
  const noon = (day: string) => new Date(`${day.length === 7 ? `${day}-15` : day}T12:00:00Z`);

  const percent = (ratio: number | null | undefined) =>
    ratio === null || ratio === undefined || !Number.isFinite(ratio) ? unknown : `${number(ratio * 100)}\u00a0%`;

  return {
    language,
    number,
    kwh: (value, digits = 1) => withUnit(value, digits, 'kWh'),
    kw: (value) => `${number(value, Number.isInteger(value) ? 0 : 1)}\u00a0kW`,
    eur: (value) => withUnit(value, 2, '€'),
    eurMwh: (value) => withUnit(value, 2, '€/MWh'),
    percent,
    thePercent: (ratio) => (language === 'it' ? articleOf(percent(ratio)) : '') + percent(ratio),
    bytes: (value) =>
      value < 1000
        ? `${number(value)}\u00a0B`
        : value < 1e6
          ? `${number(value / 1e3)}\u00a0kB`
          : `${number(value / 1e6, 1)}\u00a0MB`,
    day: (day) => numeric(noon(day)),
    dayLong: (day) => long(noon(day)),
    dayShort: (day) => short(noon(day)),
    month: (value) => month(noon(value)),
    monthShort: (value) => monthShort(noon(value)),
    time: (instant) => clock(new Date(instant)),
    moment: (instant) => `${numeric(new Date(instant))} ${clock(new Date(instant))}`,
  };
}

/** The article before a figure as it is said: zero takes lo; uno, otto, undici, ottanta and their like l’. */
export function articleOf(figure: string): string {
  const whole = /^[\d.]+/.exec(figure)?.[0].replaceAll('.', '') ?? '';
  return whole === '0' ? 'lo ' : /^(1|11(\d{3})?|8\d*)$/.test(whole) ? 'l’' : 'il ';
}
