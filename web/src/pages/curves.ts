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
    'fault.given_point': 'il file è di un altro punto, non di quello scelto',
    'fault.reactive': 'il file contiene energia reattiva; serve quella attiva',
    'fault.columns': 'le colonne dei quarti d’ora non sono 96 (92 o 100 quando cambia l’ora)',
    'fault.column_label': 'una colonna non comincia all’ora che dovrebbe avere',
    'fault.unknown_point': 'la comunità non ha questo punto',
    'fault.injection_plants': 'un’immissione si può leggere solo per un punto con un solo impianto',
    'fault.quarter_order': 'i quarti d’ora non sono in ordine: ognuno va indicato con l’ora in cui comincia',
    'fault.quarter_ends': 'i quarti d’ora sono indicati con l’ora in cui finiscono (da 00:15 a 00:00); serve quella in cui cominciano',
    'fault.day_range': '«{found}» è un giorno che non è ancora passato, o prima del 2019',
    'fault.two_values': 'lo stesso quarto d’ora compare due volte con valori diversi',
    'fault.whole_hours': 'ci sono solo ore intere; servono i quarti d’ora',
    'fault.nested_archive': 'l’archivio ne contiene un altro',
    'fault.bad_archive': 'l’archivio non si apre: è incompleto o protetto da una password',
    'fault.empty_archive': 'l’archivio è vuoto',
    'fault.large_archive': 'i file nell’archivio sono troppo grandi',
    'fault.many_days': 'il file contiene troppi giorni',
    'fault.no_point': 'il file non dice di quale punto è: sceglilo qui sopra',
    'fault.pod': 'non c’è un codice POD valido',
    'fault.energy': '«{found}» non è un’energia in kWh (0 oppure 1,234, con la virgola)',
    'fault.day': '«{found}» non è un giorno come 31/01/2026',
    'fault.month': '«{found}» non è un mese come 01/2026',
    'fault.day_of_month': '«{found}» non è un giorno di quel mese',
    'fault.quarter_start': '«{found}» non è l’inizio di un quarto d’ora (da 00:00 a 23:45)',
    'fault.row_length': 'nella riga non c’è una cella per ogni quarto d’ora (vuota quando manca)',
    'fault.long_columns': 'le colonne devono essere Data, Ora e Consumo',
    'fault.kind': '«{found}» non dice se i valori sono effettivi (E) o stimati (S)',
    'warning.march_96': 'nel giorno in cui torna l’ora legale ci sono 96 valori invece di 92: l’ora dalle 02:00, che non c’è, si salterebbe',
    'warning.october_96': 'nel giorno in cui torna l’ora solare ci sono 96 valori invece di 100: le 02:00 varrebbero per la prima delle due ore, e la seconda mancherebbe',
    'warning.replaced_day': 'questi valori prendono il posto di altri dello stesso file',
    'warning.replaces': 'il distributore dice che questi valori ne sostituiscono altri',
    'warning.cancels': 'è un annullamento: questi giorni non si prendono; quello che annullano si toglie annullando la sua importazione',
    'warning.not_validated': 'il distributore non ha ancora validato questi valori: entrano come stime, e i dispositivi valgono di più',
    'warning.ka': 'il file ha un moltiplicatore (Ka) diverso da 1: i valori si prendono così come sono',
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
    'fault.given_point': 'the file is of another point than the one chosen',
    'fault.reactive': 'the file has reactive energy; the active one is needed',
    'fault.columns': 'the columns of quarters are not 96 (92 or 100 when the clocks change)',
    'fault.column_label': 'a column does not begin at the time it should have',
    'fault.unknown_point': 'the community does not have this point',
    'fault.injection_plants': 'what is fed in can be read only for a point with one plant',
    'fault.quarter_order': 'the quarter hours are not in order: each is named by the time it begins at',
    'fault.quarter_ends': 'the quarter hours are named by the time they end at (00:15 to 00:00); the time they begin at is needed',
    'fault.day_range': '“{found}” is a day that is still to come, or before 2019',
    'fault.two_values': 'the same quarter hour is there twice, with different values',
    'fault.whole_hours': 'there are only whole hours; quarter hours are needed',
    'fault.nested_archive': 'the archive holds another one',
    'fault.bad_archive': 'the archive does not open: it is cut off, or has a password',
    'fault.empty_archive': 'the archive is empty',
    'fault.large_archive': 'the files in the archive are too large',
    'fault.many_days': 'the file has too many days',
    'fault.no_point': 'the file does not say which point it is of: choose it above',
    'fault.pod': 'there is no valid POD code',
    'fault.energy': '“{found}” is no energy in kWh (0, or 1,234 with a comma)',
    'fault.day': '“{found}” is no day as 31/01/2026',
    'fault.month': '“{found}” is no month as 01/2026',
    'fault.day_of_month': '“{found}” is no day of that month',
    'fault.quarter_start': '“{found}” is not the start of a quarter hour (00:00 to 23:45)',
    'fault.row_length': 'the row has not one cell for each quarter hour (empty when missing)',
    'fault.long_columns': 'the columns must be Data, Ora and Consumo',
    'fault.kind': '“{found}” does not say whether the values are actual (E) or estimated (S)',
    'warning.march_96': 'the day when summer time begins has 96 values instead of 92: the hour from 02:00, which is not there, would be passed over',
    'warning.october_96': 'the day when summer time ends has 96 values instead of 100: 02:00 would be the first of the two hours, and the second would be missing',
    'warning.replaced_day': 'these values take the place of others of the same file',
    'warning.replaces': 'the distributor says that these values replace others',
    'warning.cancels': 'this is a cancellation: these days are not taken in; what they cancel is taken back by undoing its import',
    'warning.not_validated': 'the distributor has not validated these values yet: they are taken as estimates, and devices go before them',
    'warning.ka': 'the file has a multiplier (Ka) other than 1: the values are taken as they stand',
  },
} as const satisfies Record<Language, Record<string, string>>;

export type CurveKey = keyof typeof curves.it;

/** Words of curves beside those of every page. */
export function useCurveWords() {
  const words = useWords();
  const own: Record<string, string> = curves[words.language];
  return { ...words, c: (key: CurveKey, values?: Values) => fill(own[key] ?? key, values), knows: (key: string): key is CurveKey => key in own };
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
  faults: { file: string; line: number; field: string; found: string; expected: string; code: string }[];
  warnings: { file: string; line: number; field: string; words: string; needsConfirmation: boolean; code: string }[];
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
