import { fill, useWords, type Values } from '../../i18n/index.tsx';

const it = {
  withheld: 'non inviata',
  'un.title': 'Chi non vuole e-mail facoltative',
  'un.lead': 'Hanno disdetto, da un’e-mail o dal profilo. Possono cambiare idea solo loro, nel profilo; le e-mail necessarie arrivano comunque.',
  'un.none': 'Nessuno ha disdetto.',
  'un.name': 'Persona',
  'un.kind': 'E-mail',
  'un.how': 'Come',
  'un.at': 'Quando',
  'un.of': 'Ha disdetto: {kinds}',
  'kind.statement': 'Rendiconto del mese',
  'kind.alarms': 'Allarmi',
  'how.one_click': 'pulsante del programma di e-mail',
  'how.link': 'link nell’e-mail',
  'how.page': 'nel profilo',
  'bad.title': 'Indirizzi che non esistono',
  'bad.lead':
    'Un server ha detto che questi indirizzi non esistono: le e-mail facoltative non partono più, quelle necessarie si tentano ancora. Correggi l’indirizzo della persona, oppure prova di nuovo.',
  'bad.none': 'Nessun indirizzo è segnato.',
  'bad.address': 'Indirizzo',
  'bad.reason': 'Che cosa ha detto il server',
  'bad.at': 'Quando',
  'bad.act': 'Azione',
  'bad.again': 'Prova di nuovo',
  'bad.done': 'Fatto: le prossime e-mail partono di nuovo. Quelle non inviate si rimettono in partenza qui sopra, con Riprova.',
  'send.unsubscribed': 'Non inviate: {count}, perché i destinatari hanno disdetto.',
  'send.undeliverable': 'Non inviate: {count}, perché l’indirizzo non esiste.',
};

const en: Record<keyof typeof it, string> = {
  withheld: 'not sent',
  'un.title': 'Who wants no optional e-mails',
  'un.lead': 'They stopped them, from an e-mail or in their profile. Only they can change their mind, in the profile; needed e-mails come anyway.',
  'un.none': 'Nobody stopped them.',
  'un.name': 'Person',
  'un.kind': 'E-mail',
  'un.how': 'How',
  'un.at': 'When',
  'un.of': 'Stopped: {kinds}',
  'kind.statement': 'Statement of the month',
  'kind.alarms': 'Alarms',
  'how.one_click': 'button of a mail program',
  'how.link': 'link in the e-mail',
  'how.page': 'in the profile',
  'bad.title': 'Addresses that do not exist',
  'bad.lead':
    'A server said that these addresses do not exist: optional e-mails no longer leave, needed ones are still tried. Mend the address of the person, or try again.',
  'bad.none': 'No address is marked.',
  'bad.address': 'Address',
  'bad.reason': 'What the server said',
  'bad.at': 'When',
  'bad.act': 'Action',
  'bad.again': 'Try again',
  'bad.done': 'Done: the next e-mails leave again. Those not sent are put again above, with Retry.',
  'send.unsubscribed': 'Not sent: {count}, because the readers stopped them.',
  'send.undeliverable': 'Not sent: {count}, because the address does not exist.',
};

export type MailKey = keyof typeof it;

/** The words about letters that are held back: they come with the page that shows them. */
export function useMailWords() {
  const { language, t, f } = useWords();
  const words = language === 'en' ? en : it;
  return { m: (key: MailKey, values?: Values) => fill(words[key], values ?? {}), t, f };
}
