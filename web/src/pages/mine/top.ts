import { fill, type Language, useWords, type Values } from '../../i18n/index.tsx';

/** The few words that the first card needs beyond those of every page: it must be there at once. */
const top = {
  it: {
    'running': 'Il mese non è finito: è una stima, e cresce con i giorni che mancano.',
    'contest': 'Qualcosa non torna? Contesta questo importo',
    'contest.hour': 'Qualcosa non torna? Contesta quest’ora',
    'choose': 'Mese',
    'new': 'La tua pagina si riempie da sola: appena arrivano i dati del tuo contatore, qui trovi quanto ti spetta e perché. Di solito il primo mese si vede a metà di quello dopo.',
  },
  en: {
    'running': 'The month is not over: it is an estimate, and grows with the days to come.',
    'contest': 'Something wrong? Contest this amount',
    'contest.hour': 'Something wrong? Contest this hour',
    'choose': 'Month',
    'new': 'Your page fills by itself: as soon as the data of your meter come in, you find here what you are due and why. The first month usually shows in the middle of the next.',
  },
} as const satisfies Record<Language, Record<string, string>>;

export function useTop() {
  const words = useWords();
  return { ...words, top: (key: keyof typeof top.it, values?: Values) => fill(top[words.language][key], values) };
}
