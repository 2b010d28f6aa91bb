import { fill, type Language, useWords, type Values } from '../i18n/index.tsx';

/** The words of the market's prices: they come with their page, not with the first load. */
export const prices = {
  it: {
    'title': 'Prezzi',
    'lead':
      'I prezzi zonali del mercato del giorno prima (GME), ora per ora: senza di essi la tariffa di un mese non si può calcolare.',
    'zones': 'Zone di questa comunità: {zones}.',
    'zones.none': 'Nessun impianto: non servono prezzi.',
    'all': 'Ci sono tutti i prezzi che servono.',
    'some': 'Giorni senza tutti i prezzi: {n}.',
    'more': 'Se ne mostrano {n}.',
    'fetching': 'I prezzi mancanti si chiedono al GME da soli, più volte al giorno.',
    'by.hand': 'I prezzi non si chiedono al GME da soli: li porta una persona, come file (cer import).',
    'setting': 'Il collegamento con il GME non è impostato bene: {problem}',
    'last.none': 'Non è ancora stato chiesto niente.',
    'last.good': 'Ultima richiesta al GME: {at}, giorni dal {from} al {to}. Prezzi nuovi: {added}; corretti: {corrected}.',
    'last.bad': 'L’ultima richiesta al GME ({at}) non è riuscita: {problem}',
    'table': 'Giorni senza tutti i prezzi',
    'from': 'Dal',
    'to': 'Al',
    'days': 'Giorni',
    'zone': 'Zona',
    'missing': 'Ore senza prezzo',
    'expected': 'Ore in tutto',
    'tried': 'Ultimo tentativo',
    'tried.never': 'mai',
    'outcome': 'Esito',
    'outcome.open': 'il GME non li ha ancora pubblicati tutti',
  },
  en: {
    'title': 'Prices',
    'lead': 'Zonal prices of the day-ahead market (GME), hour by hour: without them the tariff of a month cannot be computed.',
    'zones': 'Zones of this community: {zones}.',
    'zones.none': 'No plant: no price is needed.',
    'all': 'Every price that is needed is here.',
    'some': 'Days without all prices: {n}.',
    'more': '{n} of them are shown.',
    'fetching': 'Missing prices are asked of GME by themselves, several times a day.',
    'by.hand': 'Prices are not asked of GME by themselves: a person brings them as files (cer import).',
    'setting': 'The connection with GME is not set up well: {problem}',
    'last.none': 'Nothing was asked for yet.',
    'last.good': 'Last request to GME: {at}, days from {from} to {to}. New prices: {added}; corrected: {corrected}.',
    'last.bad': 'The last request to GME ({at}) did not work: {problem}',
    'table': 'Days without all prices',
    'from': 'From',
    'to': 'To',
    'days': 'Days',
    'zone': 'Zone',
    'missing': 'Hours without a price',
    'expected': 'Hours in all',
    'tried': 'Last attempt',
    'tried.never': 'never',
    'outcome': 'Outcome',
    'outcome.open': 'GME has not published all of them yet',
  },
} as const satisfies Record<Language, Record<string, string>>;

export type PriceKey = keyof typeof prices.it;

/** Words of prices beside those of every page. */
export function usePriceWords() {
  const words = useWords();
  const own: Record<string, string> = prices[words.language];
  return { ...words, c: (key: PriceKey, values?: Values) => fill(own[key] ?? key, values) };
}

/** Which prices a community lacks, and what became of the last request for them. */
export interface PriceGaps {
  zones: string[];
  gaps: { day: string; zone: string; missing: number; expected: number; triedAt: string | null; problem: string | null }[];
  more: boolean;
  fetching: boolean;
  setting: string | null;
  last: { at: string; from: string; to: string; added: number; corrected: number; problem: string | null } | null;
}

export type PriceGap = PriceGaps['gaps'][number];

/** Days in a row that lack the same in the same way. */
export interface PriceGapSpan extends Omit<PriceGap, 'day'> {
  from: string;
  to: string;
  days: number;
}

/** Gaps of days, the newest first, as spans: a year without prices is one line and not hundreds. */
export function spansOf(gaps: PriceGap[]): PriceGapSpan[] {
  const spans: PriceGapSpan[] = [];
  for (const { day, ...gap } of gaps) {
    const last = spans.findLast((span) => span.zone === gap.zone);
    if (last && dayBefore(last.from) === day && isAlike(last, gap)) {
      last.from = day;
      last.days += 1;
      last.missing += gap.missing;
      last.expected += gap.expected;
    } else spans.push({ ...gap, from: day, to: day, days: 1 });
  }
  return spans;
}

function isAlike(one: Omit<PriceGap, 'day'>, other: Omit<PriceGap, 'day'>): boolean {
  return (
    (one.missing === one.expected) === (other.missing === other.expected) &&
    one.problem === other.problem &&
    (one.triedAt === null) === (other.triedAt === null)
  );
}

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}
