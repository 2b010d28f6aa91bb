import { fill, useWords, type Values } from '../../i18n/index.tsx';

/** The words of the ways in: apart from the others, because they come before anybody is in. */
export const ways = {
  it: {
    'passkey.signin': 'Entra con una passkey',
    'passkey.stopped': 'Il dispositivo non ha risposto, o hai annullato. Puoi riprovare, o usare la password.',
    'passkey.unknown': 'Questa passkey non è fra quelle registrate qui. Usa la password.',
    'why.home': 'Dentro Home Assistant le passkey non si possono usare: apri le pagine al loro indirizzo, fuori da Home Assistant.',
    'why.insecure': 'Qui le passkey non si possono usare, perché la pagina non arriva in https.',
    'why.address': 'Qui le passkey non si possono usare: servono un nome nell’indirizzo, come cer.comune.it, e https; un numero come 192.168.1.5 non basta.',
    'why.elsewhere': 'Le passkey valgono all’indirizzo {origin}: apri le pagine da lì.',
    'why.browser': 'Questo browser non sa usare le passkey.',
    'link.open': 'Sei un membro? Ricevi un link per e-mail',
    'link.who': 'Nome utente o indirizzo e-mail',
    'link.go': 'Mandami il link',
    'link.sent':
      'Se c’è un membro con questo nome o indirizzo, gli abbiamo scritto. Il link vale una volta sola, per i minuti scritti nell’e-mail. Se te ne abbiamo mandato uno da poco, usa quello: un altro non parte subito. Il personale del Comune entra con la password o una passkey.',
    'link.wait': 'Troppe richieste da qui. Se un’e-mail ti è già arrivata, usa quella; se no, riprova fra {n} secondi.',
    'link.title': 'Entra con il link',
    'link.lead': 'Ancora un clic: premi il pulsante per entrare.',
    'link.enter': 'Entra',
    'link.bad': 'Questo link è già stato usato o è scaduto. Chiedine un altro dalla pagina di ingresso.',
    'link.none': 'In questo indirizzo manca il link: aprilo intero dall’e-mail.',
    'link.back': 'Vai alla pagina di ingresso',
  },
  en: {
    'passkey.signin': 'Sign in with a passkey',
    'passkey.stopped': 'The device did not answer, or you stopped it. Try again, or use the password.',
    'passkey.unknown': 'This passkey is not among those registered here. Use the password.',
    'why.home': 'Inside Home Assistant passkeys cannot be used: open the pages at their own address, outside Home Assistant.',
    'why.insecure': 'Passkeys cannot be used here, because the page does not come by https.',
    'why.address': 'Passkeys cannot be used here: they need a name in the address, such as cer.comune.it, and https; a number such as 192.168.1.5 is not enough.',
    'why.elsewhere': 'Passkeys are good at the address {origin}: open the pages there.',
    'why.browser': 'This browser cannot use passkeys.',
    'link.open': 'Are you a member? Get a link by e-mail',
    'link.who': 'Login or e-mail address',
    'link.go': 'Send me the link',
    'link.sent':
      'If there is a member of this name or address, we have written. The link works once, for the minutes that the e-mail says. If we sent you one just now, use that: another does not go at once. The staff signs in with the password or a passkey.',
    'link.wait': 'Too many requests from here. If an e-mail has come, use it; if not, try again in {n} seconds.',
    'link.title': 'Sign in by the link',
    'link.lead': 'One more click: press the button to sign in.',
    'link.enter': 'Sign in',
    'link.bad': 'This link was used or is over. Ask for another on the sign-in page.',
    'link.none': 'The link is missing in this address: open it whole from the message.',
    'link.back': 'Go to the sign-in page',
  },
} as const satisfies Record<'it' | 'en', Record<string, string>>;

export type WayKey = keyof typeof ways.it;

export function useWays() {
  const { language, f, t } = useWords();
  const words: Record<string, string> = ways[language];
  return { d: (key: WayKey, values?: Values) => fill(words[key] ?? key, values), f, t };
}
