import { fill, useWords, type Values } from '../../i18n/index.tsx';

/** The words of the first start: they come with its pages. */
const first = {
  it: {
    'title': 'Primo avvio',
    'lead': 'Pochi passi per cominciare. Ogni passo si può saltare e riprendere: questa pagina resta.',
    'steps': 'Passi',
    'done': 'fatto',
    'open': 'da fare',
    'skipped': 'saltato',
    'here': 'sei qui',
    'next': 'Avanti',
    'skip': 'Salta per ora',
    'back': 'Indietro',
    'refresh': 'Guarda di nuovo',
    'me': 'Chi sono',
    'me.linked': 'Entri da Home Assistant come «{name}», senza password, e qui sei amministratore di tutta la casa.',
    'me.login':
      'Sei entrato con nome utente e password come «{name}». Per entrare da Home Assistant senza password, collega il tuo utente nella pagina Persone.',
    'me.others':
      'Gli altri non entrano da soli: chi apre queste pagine compare nella pagina Persone, e lì lo colleghi a una persona con il suo ruolo.',
    'me.password':
      'Per entrare anche senza Home Assistant serve una password: nella pagina Persone invita di nuovo te stesso e apri il collegamento.',
    'people': 'Apri Persone',
    'community': 'La comunità',
    'community.have': 'C’è già: {names}.',
    'community.choose': 'Porta la tua comunità da un file, oppure provane una inventata. Si sceglie una volta: le due non stanno insieme.',
    'import': 'Da un file',
    'import.code': 'Codice breve',
    'import.code.hint': 'Lettere minuscole, cifre, - e _. Per esempio magliano. Non si cambia più.',
    'import.files': 'File della comunità',
    'import.files.hint': 'community.yaml, e se ci sono i file delle regole. Insieme, non più di 2 MB.',
    'import.go': 'Porta la comunità',
    'import.done': 'La comunità è qui.',
    'import.faults': 'I file non sono giusti, e niente è stato preso. Ecco che cosa correggere (le frasi sono in inglese):',
    'import.fault': '{file}, riga {line}, {field}: found {found}, expected {expected}',
    'import.none': 'Scegli almeno un file.',
    'import.large': 'I file superano 2 MB: scegli solo community.yaml e le regole.',
    'demo': 'Una comunità inventata',
    'demo.words':
      'Magliano, con tredici mesi di misure, prezzi e conti inventati. Serve a guardarsi intorno; per una comunità vera si ricomincia da capo con una installazione vuota.',
    'demo.go': 'Crea la comunità inventata',
    'demo.making': 'Sta nascendo: ci vogliono alcuni minuti. Puoi andare avanti.',
    'demo.step': '{done} passi di {all}',
    'demo.made': 'La comunità inventata è qui.',
    'demo.failed': 'Non è riuscita. Puoi chiederla di nuovo: riparte da dove era.',
    'demo.refused': 'C’è già una comunità vera: quella inventata non si crea, perché i suoi prezzi la toccherebbero.',
    'broker': 'Broker MQTT',
    'broker.found': 'Trovato: {host}, porta {port}. I dispositivi che parlano MQTT mandano qui le misure.',
    'broker.none':
      'Non c’è. Senza, le misure arrivano da file, da REST e dai collettori. Per averlo installa in Home Assistant il componente aggiuntivo Mosquitto: viene trovato entro un minuto, senza riavviare.',
    'home': 'Home Assistant',
    'home.found': 'Collegato: Home Assistant {version}. La comunità vi compare da sola come dispositivo.',
    'home.away': 'Non risponde ancora. Quando è pronto il collegamento si fa da solo.',
    'home.none': 'Questa installazione non è collegata a Home Assistant.',
    'home.collect': 'Per leggere i contatori che Home Assistant già mostra, un tecnico compila un esempio nella cartella apps.',
    'mail': 'E-mail',
    'mail.on': 'C’è un server per le e-mail: i messaggi partono.',
    'mail.off':
      'È facoltativa. Senza, i messaggi restano in una cartella. Si imposta nella pagina Configurazione dell’add-on (app), gruppo Posta, e poi si riavvia.',
    'end': 'Fine',
    'end.all': 'Tutto fatto. La pagina Oggi mostra la comunità appena arrivano le prime misure.',
    'end.some': 'Puoi cominciare. Restano da fare: {names}.',
    'end.go': 'Vai a Oggi',
    'claim': 'Primo avvio: nessuno è ancora entrato',
    'claim.yes':
      'In Home Assistant sei «{name}», un amministratore. Puoi diventare il primo amministratore della comunità, e da lì ammettere gli altri. Vale solo per il primo.',
    'claim.go': 'Sono io l’amministratore',
    'claim.no':
      'Nessuno è ancora entrato. Il primo deve essere un amministratore di Home Assistant: chiedi a chi lo è di aprire questa pagina.',
    'claim.unknown':
      'Home Assistant non dice ancora chi è amministratore. Riprova tra poco, oppure usa il codice che sta nel registro dell’add-on (app).',
  },
  en: {
    'title': 'First start',
    'lead': 'A few steps to begin. Each can be skipped and taken up again: this page stays.',
    'steps': 'Steps',
    'done': 'done',
    'open': 'to do',
    'skipped': 'skipped',
    'here': 'you are here',
    'next': 'Next',
    'skip': 'Skip for now',
    'back': 'Back',
    'refresh': 'Look again',
    'me': 'Who I am',
    'me.linked': 'You enter from Home Assistant as “{name}”, without a password, and are administrator of the whole house here.',
    'me.login':
      'You signed in with a login and a password as “{name}”. To enter from Home Assistant without a password, link your user on the page People.',
    'me.others':
      'Others do not enter by themselves: whoever opens these pages shows on the page People, where you link them to a person with a role.',
    'me.password':
      'To enter without Home Assistant as well, a password is needed: on the page People invite yourself again and open the link.',
    'people': 'Open People',
    'community': 'The community',
    'community.have': 'It is here already: {names}.',
    'community.choose': 'Bring your community from a file, or try an invented one. The choice is made once: the two do not go together.',
    'import': 'From a file',
    'import.code': 'Short code',
    'import.code.hint': 'Lower-case letters, digits, - and _, such as magliano. It never changes.',
    'import.files': 'Files of the community',
    'import.files.hint': 'community.yaml, and its rule files if there are any. Together not more than 2 MB.',
    'import.go': 'Bring the community',
    'import.done': 'The community is here.',
    'import.faults': 'The files are not right, and nothing of them was taken. This is what to mend:',
    'import.fault': '{file}, line {line}, {field}: found {found}, expected {expected}',
    'import.none': 'Choose a file at least.',
    'import.large': 'The files are larger than 2 MB: choose community.yaml and its rules alone.',
    'demo': 'An invented community',
    'demo.words':
      'Magliano, with thirteen months of invented readings, prices and accounts. It is there to look around; for a real community begin anew with an empty installation.',
    'demo.go': 'Make the invented community',
    'demo.making': 'It is being made: that takes some minutes. You may go on.',
    'demo.step': '{done} steps of {all}',
    'demo.made': 'The invented community is here.',
    'demo.failed': 'It did not succeed. You may ask for it again: it goes on where it was.',
    'demo.refused': 'There is a real community already: the invented one is not made, because its prices would touch it.',
    'broker': 'MQTT broker',
    'broker.found': 'Found: {host}, port {port}. Devices that speak MQTT send their readings there.',
    'broker.none':
      'There is none. Without it readings come from files, by REST and from collectors. To have one, install the app Mosquitto in Home Assistant: it is found within a minute, without starting again.',
    'home': 'Home Assistant',
    'home.found': 'Connected: Home Assistant {version}. The community shows there as a device by itself.',
    'home.away': 'It does not answer yet. When it is ready, the connection comes by itself.',
    'home.none': 'This installation is not connected to a Home Assistant.',
    'home.collect': 'To read counters that Home Assistant shows already, a technician fills in a sample in the folder apps.',
    'mail': 'E-mail',
    'mail.on': 'There is a mail server: letters are sent.',
    'mail.off':
      'It is optional. Without it letters stay in a folder. It is set on the page Configuration of the add-on (app), group Mail; then start the app again.',
    'end': 'Done',
    'end.all': 'All is done. The page Today shows the community as soon as the first readings come.',
    'end.some': 'You may begin. Still to do: {names}.',
    'end.go': 'Go to Today',
    'claim': 'First start: nobody has come in yet',
    'claim.yes':
      'In Home Assistant you are “{name}”, an administrator. You may become the first administrator of the community, and admit the others. That holds for the first alone.',
    'claim.go': 'I am the administrator',
    'claim.no':
      'Nobody has come in yet. The first must be an administrator of Home Assistant: ask one to open this page.',
    'claim.unknown':
      'Home Assistant does not say yet who is an administrator. Try again soon, or use the code in the log of the add-on (app).',
  },
};

export type FirstKey = keyof typeof first.it;

export function useFirst() {
  const { language, t } = useWords();
  return { t, w: (key: FirstKey, values?: Values) => fill(first[language][key], values) };
}
