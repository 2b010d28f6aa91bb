import { fill, useWords, type Values } from '../../i18n/index.tsx';

const it = {
  title: 'E-mail facoltative',
  lead: 'Scegli quali e-mail ricevere. Quello che dicono lo trovi sempre anche nelle pagine.',
  none: 'Con i tuoi ruoli di adesso non ti arrivano e-mail facoltative.',
  needed: 'Le e-mail necessarie, come quelle su pagamenti, deleghe, conti annuali e accesso, arrivano comunque.',
  'words.statement': 'Il rendiconto di ogni mese, con il PDF e le ore.',
  'words.alarms': 'Un messaggio quando il programma segnala un allarme.',
  'since.on': 'Scelto il {at}.',
  'since.off': 'Disdetto il {at}.',
  'said.on': 'Fatto. {kind}: da adesso di nuovo sì.',
  'said.off': 'Fatto. {kind}: da adesso non più.',
  'kind.statement': 'Rendiconto del mese',
  'kind.alarms': 'Allarmi',
};

const en: Record<keyof typeof it, string> = {
  title: 'Optional e-mails',
  lead: 'Choose which e-mails you get. What they say is always in the pages too.',
  none: 'With the roles you have now no optional e-mails come to you.',
  needed: 'E-mails that are needed, such as those about payments, delegations, yearly accounts and signing in, come anyway.',
  'words.statement': 'The statement of each month, with the PDF and the hours.',
  'words.alarms': 'A message when the program raises an alarm.',
  'since.on': 'Chosen on {at}.',
  'since.off': 'Stopped on {at}.',
  'said.on': 'Done. {kind}: from now on again.',
  'said.off': 'Done. {kind}: from now on no more.',
  'kind.statement': 'Statement of the month',
  'kind.alarms': 'Alarms',
};

/** The words about optional letters: they come with the page that shows them. */
export function useLetterWords() {
  const { language, f } = useWords();
  const words = language === 'en' ? en : it;
  const l = (key: keyof typeof it, values?: Values) => fill(words[key], values ?? {});
  return { l, kind: (kind: string) => l(kind === 'alarms' ? 'kind.alarms' : 'kind.statement'), f };
}
