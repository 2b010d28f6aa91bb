import { fill, type Language, useWords, type Values } from '../i18n/index.tsx';

/** The words of what meters tell: they come with their page, not with the first load. */
export const incidents = {
  it: {
    'title': 'Avvisi dei contatori',
    'none': 'I contatori non segnalano niente.',
    'now': 'in corso',
    'over': 'risolto',
    'supply_interrupted': 'Fornitura interrotta',
    'supply_interrupted.do': 'si chiude da solo quando il contatore misura di nuovo.',
    'power_exceeded': 'Potenza superata: il contatore può staccare',
    'power_exceeded.do': 'si chiude da solo al quarto d’ora seguente.',
    'point_mismatch': 'Il contatore dichiara un altro POD',
    'point_mismatch.do':
      'le misure aspettano fra quelle da decidere: controlla a quale POD è collegato il dispositivo e registralo di nuovo.',
    'meter_changed': 'Il dispositivo nomina un altro contatore',
    'meter_changed.do': 'forse il contatore è stato cambiato: registra il cambio, o mettilo via, nella pagina Dispositivi.',
    'since': 'dal {at}',
    'until': 'al {at}',
  },
  en: {
    'title': 'What meters tell',
    'none': 'The meters report nothing.',
    'now': 'lasts',
    'over': 'over',
    'supply_interrupted': 'Supply interrupted',
    'supply_interrupted.do': 'it ends by itself when the meter measures again.',
    'power_exceeded': 'Power exceeded: the meter may switch off',
    'power_exceeded.do': 'it ends by itself with the next quarter of an hour.',
    'point_mismatch': 'The meter declares another POD',
    'point_mismatch.do':
      'its readings wait for a decision: look which POD the device is connected to, and register it again.',
    'meter_changed': 'The device names another meter',
    'meter_changed.do': 'possibly the meter was swapped: record the swap, or put it away, on the page Devices.',
    'since': 'since {at}',
    'until': 'until {at}',
  },
} satisfies Record<Language, Record<string, string>>;

export type IncidentWord = keyof typeof incidents.it;

export function useIncidentWords() {
  const { language, f } = useWords();
  const i = (key: IncidentWord, values?: Values) => fill(incidents[language][key], values);
  return { f, i, knows: (key: string): key is IncidentWord => key in incidents.it };
}
