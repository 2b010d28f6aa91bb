import { zone } from '../format.ts';
import { fill, useWords, type Values } from '../i18n/index.tsx';

/** The words of the readings' history: they come with their page, not with the first load. */
export const readings = {
  it: {
    'title': 'Come è nato un valore',
    'lead':
      'Tutto quello che è stato detto di un punto in un giorno: chi lo ha detto, quando, perché, e quale valore vale. Anche com’era noto in un istante passato.',
    'link': 'Da dove viene un valore: tutte le letture di un punto, giorno per giorno',
    'link.point': 'letture',
    'point': 'Punto',
    'point.choose': 'Scegli',
    'day': 'Giorno',
    'at': 'Com’era noto il (vuoto: adesso)',
    'now': 'Come è noto adesso.',
    'then': 'Com’era noto il {at}.',
    'none': 'Di quel giorno non si sapeva niente.',
    'table': 'I valori che valgono',
    'start': 'Inizio',
    'length': 'Durata',
    'minutes': '{n} min',
    'withdrawn': 'Prelevata',
    'injected': 'Immessa',
    'produced': 'Prodotta',
    'from': 'Vale',
    'count': 'Storia',
    'count.one': 'una lettura',
    'count.many': '{n} letture',
    'open': 'Mostra la storia delle {time}',
    'history': 'Storia delle {time} ({minutes} minuti)',
    'history.close': 'Chiudi la storia',
    'stands': 'vale',
    'not': 'non vale',
    'back': 'ritira quanto detto prima dalla stessa fonte',
    'received': 'ricevuta il {at}',
    'message': 'messaggio n. {n}',
    'import': 'importazione di curve n. {n}',
    'reason': 'motivo: {reason}',
    'more': 'Ci sono altre letture oltre a queste: il file le contiene fino a 5000.',
    'nothing': 'nessun valore',
    'mixed': 'più fonti',
    'unit': 'Impianto',
    'meter': 'Contatore',
    'rule':
      'Prima la correzione di una persona, poi il dato validato del distributore, poi quello del dispositivo, infine la stima: l’ordine si può cambiare per punto e per data.',
    'class.correction': 'correzione',
    'class.distributor': 'distributore (validato)',
    'class.device': 'dispositivo',
    'class.estimate': 'stima',
    'source.rest': 'rete (REST)',
    'source.file': 'file',
    'source.mqtt': 'dispositivo (MQTT)',
    'source.csv': 'file CSV',
    'source.person': 'inserita da una persona',
    'source.distributor': 'curva del distributore',
    'source.correction': 'corretta da una persona',
    'quality.measured': 'misurato',
    'quality.estimated': 'stimato',
    'quality.calculated': 'calcolato',
  },
  en: {
    'title': 'Where a value comes from',
    'lead':
      'All that was said of a point on a day: who said it, when, why, and which value stands. Also as it was known at a past instant.',
    'link': 'Where a value comes from: every reading of a point, day by day',
    'link.point': 'readings',
    'point': 'Point',
    'point.choose': 'Choose',
    'day': 'Day',
    'at': 'As it was known on (empty: now)',
    'now': 'As it is known now.',
    'then': 'As it was known on {at}.',
    'none': 'Nothing was known of that day.',
    'table': 'The values that stand',
    'start': 'Start',
    'length': 'Length',
    'minutes': '{n} min',
    'withdrawn': 'Withdrawn',
    'injected': 'Injected',
    'produced': 'Produced',
    'from': 'Stands',
    'count': 'History',
    'count.one': 'one reading',
    'count.many': '{n} readings',
    'open': 'Show the history of {time}',
    'history': 'History of {time} ({minutes} minutes)',
    'history.close': 'Close the history',
    'stands': 'stands',
    'not': 'does not stand',
    'back': 'takes back what the same source had said',
    'received': 'received {at}',
    'message': 'message no. {n}',
    'import': 'curve import no. {n}',
    'reason': 'reason: {reason}',
    'more': 'There are more readings than these: the file has up to 5000.',
    'nothing': 'no value',
    'mixed': 'several sources',
    'unit': 'Plant',
    'meter': 'Meter',
    'rule':
      'First a person’s correction, then the distributor’s validated value, then the device’s, then an estimate: the order can be changed by point and date.',
    'class.correction': 'correction',
    'class.distributor': 'distributor (validated)',
    'class.device': 'device',
    'class.estimate': 'estimate',
    'source.rest': 'network (REST)',
    'source.file': 'file',
    'source.mqtt': 'device (MQTT)',
    'source.csv': 'CSV file',
    'source.person': 'entered by a person',
    'source.distributor': 'distributor’s curve',
    'source.correction': 'corrected by a person',
    'quality.measured': 'measured',
    'quality.estimated': 'estimated',
    'quality.calculated': 'calculated',
  },
} as const;

export type ReadingKey = keyof (typeof readings)['it'];

export function useReadingWords() {
  const words = useWords();
  const own: Record<string, string> = readings[words.language];
  return { ...words, r: (key: ReadingKey, values?: Values) => fill(own[key] ?? key, values) };
}

/** One thing that was said of an interval. */
export interface Revision {
  start: string;
  minutes: number;
  meter: string;
  unit: string | null;
  revision: number;
  class: 'correction' | 'distributor' | 'device' | 'estimate';
  source: 'rest' | 'file' | 'mqtt' | 'csv' | 'person' | 'distributor' | 'correction';
  quality: 'measured' | 'estimated' | 'calculated';
  withdrawnKwh: number | null;
  injectedKwh: number | null;
  producedKwh: number | null;
  receivedAt: string;
  who: string | null;
  device: string | null;
  message: number | null;
  import: number | null;
  reason: string | null;
  effective: boolean;
  takesBack: boolean;
}

/** What stands of an interval. */
export interface Standing {
  start: string;
  minutes: number;
  meter: string;
  unit: string | null;
  withdrawnKwh: number | null;
  injectedKwh: number | null;
  producedKwh: number | null;
  quality: Revision['quality'];
}

/** What was said of a point's day. */
export interface History {
  point: number;
  label: string;
  day: string;
  at: string | null;
  readings: Revision[];
  standing: Standing[];
  more: boolean;
}

/** An interval of a series, with everything that was said of it. */
export interface Told {
  key: string;
  start: string;
  minutes: number;
  meter: string;
  unit: string | null;
  all: Revision[];
  from: Revision[];
  /** Nothing when another length of the same time stands, or when nothing does. */
  standing: Standing | null;
}

const keyOf = (one: { start: string; minutes: number; meter: string; unit: string | null }) =>
  [one.start, one.minutes, one.meter, one.unit ?? ''].join(' ');

/** The revisions by interval, in the order of the day. */
export function byInterval({ readings: revisions, standing }: History): Told[] {
  const stands = new Map(standing.map((one) => [keyOf(one), one]));
  const found = new Map<string, Told>();
  for (const one of revisions) {
    const key = keyOf(one);
    const { start, minutes, meter, unit } = one;
    const told = found.get(key) ?? { key, start, minutes, meter, unit, all: [], from: [], standing: stands.get(key) ?? null };
    told.all.push(one);
    if (one.effective) told.from.push(one);
    found.set(key, told);
  }
  return [...found.values()];
}

/** An instant as a field for day and time takes it: by the clocks of Rome, to the minute. */
export function romeText(instant: string): string {
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  return clock.format(new Date(instant)).replace(' ', 'T');
}

/** The instant of a clock time of Rome, as a field for day and time has it; null when it is none. */
export function romeInstant(text: string): string | null {
  const wanted = Date.parse(`${text}Z`);
  if (!text || Number.isNaN(wanted)) return null;
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
  const shown = (at: number) => Date.parse(`${clock.format(new Date(at)).replace(' ', 'T')}Z`);
  let at = wanted;
  for (let turn = 0; turn < 2; turn++) at += wanted - shown(at);
  return new Date(at).toISOString().replace('.000Z', 'Z');
}
