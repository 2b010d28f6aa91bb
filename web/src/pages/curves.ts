import { fill, type Language, useWords, type Values } from '../i18n/index.tsx';

/** The words of distributors' curves: they come with their page, not with the first load. */
export const curves = {
  it: {
    'title': 'Curve del distributore',
    'lead':
      'I file con i consumi ogni quarto d’ora: quello che il distributore dà al cliente (CSV), i flussi XML, o uno ZIP che li raccoglie. Prima si guarda che cosa cambia, poi si applica.',
    'file': 'File',
    'direction': 'Che cosa contiene (il file non lo dice)',
    'direction.choose': 'Scegli',
    'withdrawn': 'energia prelevata dalla rete',
    'injected': 'energia immessa in rete',
    'produced': 'energia prodotta',
    'point': 'Punto (serve solo se il file non lo dice)',
    'point.file': 'quello scritto nel file',
    'check': 'Guarda che cosa cambia',
    'busy': 'Un momento…',
    'before': 'Questo file è già stato applicato (importazione n. {id}): non si applica due volte.',
    'faults': 'Il file non si può applicare',
    'faults.words': 'Non è stato salvato niente. Correggi questi punti, o chiedi di nuovo il file al distributore.',
    'line': 'riga {line}',
    'warnings': 'Da sapere',
    'confirm':
      'Nel giorno del cambio dell’ora il file ha 96 valori. In ottobre le 02:00 valgono per la prima delle due ore e la seconda resta mancante; in marzo l’ora che non c’è si salta. Sono d’accordo.',
    'sum': 'Quarti d’ora nuovi: {added}; già uguali: {unchanged}; che cambiano: {changed}.',
    'nothing': 'Il file non contiene nessun giorno da prendere.',
    'days': 'Giorno per giorno, in quarti d’ora',
    'more': 'e altri {n} giorni',
    'added': 'Nuovi',
    'unchanged': 'Uguali',
    'changed': 'Cambiano',
    'missing': 'Mancanti nel file',
    'apply': 'Applica',
    'cancel': 'Lascia stare',
    'applied': 'Applicato: importazione n. {id}. Le ore e i mesi toccati si rifanno da soli.',
    'list': 'Importazioni fatte',
    'list.none': 'Ancora nessuna.',
    'list.line': 'n. {id} · {direction} · dal {from} al {to} · punti: {points}',
    'list.counts': 'nuovi {added}, uguali {unchanged}, cambiati {changed} (quarti d’ora) · {who}, {at}',
    'list.undone': 'annullata da {who}, {at}',
    'undo': 'Annulla',
    'undo.sure': 'Sì, rimetti tutto come prima',
    'undone': 'Annullata: {n} quarti d’ora sono di nuovo com’erano prima.',
  },
  en: {
    'title': 'Distributor’s curves',
    'lead':
      'Files of quarter-hour values: what the distributor gives its customer (CSV), XML flows, or a ZIP of them. First see what changes, then apply.',
    'file': 'File',
    'direction': 'What it tells of (the file does not say)',
    'direction.choose': 'Choose',
    'withdrawn': 'energy taken from the grid',
    'injected': 'energy given to the grid',
    'produced': 'energy produced',
    'point': 'Point (only for a file that names none)',
    'point.file': 'the one in the file',
    'check': 'See what changes',
    'busy': 'One moment…',
    'before': 'This file was applied already (import no. {id}): it is not applied twice.',
    'faults': 'The file cannot be applied',
    'faults.words': 'Nothing was stored. Mend these places, or ask the distributor for the file again.',
    'line': 'line {line}',
    'warnings': 'To know',
    'confirm':
      'On the day when the clocks change the file has 96 values. In October 02:00 is taken as the first of the two hours and the second stays missing; in March the hour that is not there is passed over. I agree.',
    'sum': 'Quarter hours that are new: {added}; equal already: {unchanged}; changing: {changed}.',
    'nothing': 'The file has no day to take in.',
    'days': 'Day by day, in quarter hours',
    'more': 'and {n} more days',
    'added': 'New',
    'unchanged': 'Equal',
    'changed': 'Changing',
    'missing': 'Missing in the file',
    'apply': 'Apply',
    'cancel': 'Leave it',
    'applied': 'Applied: import no. {id}. The hours and months it touches are made again by themselves.',
    'list': 'Imports',
    'list.none': 'None yet.',
    'list.line': 'no. {id} · {direction} · {from} to {to} · points: {points}',
    'list.counts': 'new {added}, equal {unchanged}, changed {changed} (quarter hours) · {who}, {at}',
    'list.undone': 'undone by {who}, {at}',
    'undo': 'Undo',
    'undo.sure': 'Yes, put everything back',
    'undone': 'Undone: {n} quarter hours are again what they were.',
  },
} as const satisfies Record<Language, Record<string, string>>;

export type CurveKey = keyof typeof curves.it;

/** Words of curves beside those of every page. */
export function useCurveWords() {
  const words = useWords();
  const own: Record<string, string> = curves[words.language];
  return { ...words, c: (key: CurveKey, values?: Values) => fill(own[key] ?? key, values) };
}

export type Direction = 'withdrawn' | 'injected' | 'produced';

/** What a file would do. */
export interface CurveReport {
  sha256: string;
  needsConfirmation: boolean;
  appliedBefore: number | null;
  import: number | null;
  added: number;
  unchanged: number;
  changed: number;
  faults: { file: string; line: number; field: string; found: string; expected: string }[];
  warnings: { file: string; line: number; field: string; words: string; needsConfirmation: boolean }[];
  days: { point: number; label: string; day: string; added: number; unchanged: number; changed: number; missing: number }[];
  moreDays: number;
}

/** A file that was applied. */
export interface CurveImport {
  id: number;
  fileName: string;
  direction: Direction;
  points: number;
  from: string;
  to: string;
  added: number;
  unchanged: number;
  changed: number;
  who: string;
  at: string;
  undoneBy: string | null;
  undoneAt: string | null;
}
