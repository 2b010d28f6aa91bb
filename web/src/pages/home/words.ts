import { fill, useWords, type Values } from '../../i18n/index.tsx';

/** The words about users of Home Assistant: they come with the pages that show them. */
const home = {
  it: {
    'stranger':
      'Sei in Home Assistant come «{name}», un utente che non è ancora collegato a una persona della comunità. Chiedi a un amministratore della comunità di collegarlo nella pagina Persone; se hai già un nome utente, entra qui sotto.',
    'stranger.unnamed':
      'Il tuo utente di Home Assistant non è ancora collegato a una persona della comunità. Chiedi a un amministratore della comunità di collegarlo nella pagina Persone; se hai già un nome utente, entra qui sotto.',
    'code': 'Ho un codice d’invito',
    'code.label': 'Codice d’invito',
    'code.hint': 'Al primo avvio è nel registro dell’add-on (app).',
    'code.go': 'Continua',
    'users': 'Utenti di Home Assistant',
    'users.lead':
      'Chi ha aperto queste pagine da Home Assistant. Chi è collegato a una persona entra senza password, con i ruoli di quella persona. Un utente condiviso, come quello di un tablet in corridoio, dà quei ruoli a chiunque lo usi.',
    'first': 'Riprendi il primo avvio',
    'user': 'Utente',
    'you': 'sei tu',
    'person': 'Entra come',
    'person.of': '{name}: entra come',
    'nobody': 'nessuno',
    'seen': 'Visto l’ultima volta',
    'linked': 'Salvato: {name} entra come {person}.',
    'parted': 'Salvato: {name} non entra più senza password.',
    'unnamed': 'senza nome',
  },
  en: {
    'stranger':
      'You are in Home Assistant as “{name}”, a user who is not linked to a person of the community yet. Ask an administrator of the community to link it on the page People; if you have a login already, sign in below.',
    'stranger.unnamed':
      'Your user of Home Assistant is not linked to a person of the community yet. Ask an administrator of the community to link it on the page People; if you have a login already, sign in below.',
    'code': 'I have an invite code',
    'code.label': 'Invite code',
    'code.hint': 'At the first start it is in the log of the add-on (app).',
    'code.go': 'Continue',
    'users': 'Users of Home Assistant',
    'users.lead':
      'Who opened these pages in Home Assistant. Who is linked to a person enters without a password, with the roles of that person. A shared user, such as that of a tablet in the corridor, gives these roles to whoever uses it.',
    'first': 'Take up the first start again',
    'user': 'User',
    'you': 'you',
    'person': 'Enters as',
    'person.of': '{name}: enters as',
    'nobody': 'nobody',
    'seen': 'Seen last',
    'linked': 'Saved: {name} enters as {person}.',
    'parted': 'Saved: {name} does not enter without a password any more.',
    'unnamed': 'without a name',
  },
};

export function useHome() {
  const { language, t, f } = useWords();
  return { t, f, h: (key: keyof typeof home.it, values?: Values) => fill(home[language][key], values) };
}
