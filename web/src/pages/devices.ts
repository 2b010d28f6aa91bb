import { fill, useWords, type Values } from '../i18n/index.tsx';

/** The words of the devices: they come with their page, not with the first load. */
export const devices = {
  it: {
    'title': 'Dispositivi',
    'link': 'Dispositivi: elenco, nuovi, contatori cambiati, consensi',
    'home': 'Contatori da Home Assistant',
    'lead': 'I dispositivi che leggono i contatori: quale punto leggono, quando si sono fatti sentire, con quale accesso.',
    'none': 'Ancora nessun dispositivo.',
    'device': 'Dispositivo',
    'point': 'Punto',
    'meter': 'Contatore',
    'account': 'Accesso MQTT',
    'account.none': 'nessuno',
    'account.other': 'attraverso {account}',
    'account.own': 'proprio',
    'heard': 'Ultimo dato',
    'heard.never': 'mai',
    'silent': 'silenzioso da {at}',
    'acts': 'Cosa fare',
    'renew': 'Nuova password',
    'retire': 'Ritira',
    'reason': 'Motivo',
    'renew.of': 'Nuova password per {device}',
    'renew.words': 'La password di adesso smette subito di valere: serve quando il dispositivo è stato perso o rubato.',
    'retired.at': 'ritirato il {at}',
    'retire.of': 'Ritira {device}',
    'retire.words': 'Da subito quello che il dispositivo manda, da qualunque parte arrivi, non conta più. Quello che ha mandato resta.',
    'retired': '{device} è ritirato: quello che manda non conta più.',
    'do': 'Conferma',
    'cancel': 'Lascia stare',
    'busy': 'Un momento…',
    'enrol': 'Nuovo dispositivo',
    'enrol.id': 'Nome, come lo scrive il dispositivo (per esempio c2g-0A1B2C3D4)',
    'enrol.do': 'Registra e crea l’accesso',
    'choose': 'Scegli',
    'shown': 'Accesso di {device}: si vede solo adesso',
    'shown.words': 'Scrivi questi dati nel dispositivo, o stampa questa pagina. Chiusa, la password non si vede più: se si perde, se ne fa una nuova.',
    'shown.consent':
      'Manca il consenso di chi ha questo punto: finché non è registrato qui sotto, i dati del dispositivo restano in attesa.',
    'topic': 'Topic',
    'username': 'Utente',
    'password': 'Password',
    'qr': 'Topic, utente e password come codice QR',
    'print': 'Stampa',
    'close': 'Ho scritto i dati: chiudi',
    'todo.no_broker': 'Manca ancora il broker MQTT: chi ha installato il programma lo aggiunge con ./install.sh, poi il dispositivo può entrare.',
    'todo.own_broker': 'Il broker MQTT è il vostro: chi lo gestisce deve ancora dare questo accesso al dispositivo.',
    'swap': 'Contatore cambiato',
    'swap.words':
      'Quando il distributore cambia un contatore i totali ripartono. Con la data e le due letture il salto non è un errore: i dati vengono presi.',
    'swap.at': 'Cambiato il (al quarto d’ora)',
    'swap.final': 'Ultima lettura del vecchio, kWh',
    'swap.initial': 'Prima lettura del nuovo, kWh',
    'unit': 'Codice dell’unità di produzione (solo se il punto ne ha più d’una)',
    'power': 'Ultima potenza',
    'power.of': '{kw} kW {flow}',
    'power.at': 'quarto d’ora dal {at}',
    'changes': 'Contatori forse cambiati',
    'changes.words':
      'Questi dispositivi nominano un contatore con un’altra matricola. Le letture restano come sono: se il contatore è stato cambiato, registra il cambio; se è lo stesso, metti via l’avviso.',
    'changes.line': 'POD …{label} · {meter} · {device}: matricola {former} fino al {until}, {serial} dal {since}',
    'changes.never': '(nessun dato prima)',
    'changes.swap': 'Registra il cambio',
    'changes.filled': 'Il modulo «Contatore cambiato» qui sotto è già compilato: aggiungi le letture e il motivo.',
    'away': 'Metti via',
    'away.of': 'Metti via l’avviso: POD …{label}',
    'away.words': 'Il contatore è lo stesso, o non c’è niente da fare. Nessuna lettura cambia; resta scritto chi l’ha deciso e perché.',
    'away.done': 'Avviso messo via.',
    'identifier': 'Identificativo ENEA della comunità',
    'identifier.on': 'I messaggi che nominano una comunità devono nominare {identifier}: gli altri aspettano fra le letture da decidere.',
    'identifier.off': 'Non è dichiarato: i messaggi possono nominare qualunque comunità.',
    'identifier.said': 'Dichiarato da {author}, {at}: {reason}',
    'identifier.set': 'Identificativo (EnergyCommunityID); vuoto per toglierlo',
    'identifier.do': 'Salva l’identificativo',
    'identifier.done': 'Identificativo salvato.',
    'withdrawn': 'prelevata',
    'injected': 'immessa',
    'produced': 'prodotta',
    'swap.do': 'Registra il cambio',
    'swap.done': 'Cambio del contatore registrato.',
    'consents': 'Consensi dei membri',
    'consents.on': 'Per i dispositivi delle persone fisiche serve un consenso: senza, i dati restano in attesa.',
    'consents.off': 'La comunità oggi non chiede il consenso prima di leggere i dispositivi.',
    'consents.none': 'Ancora nessuno.',
    'consents.line': 'membro {member} · dal {from} al {to} · {evidence} · registrato da {author}, {at}',
    'consents.gone': 'ritirato: {who}, {at}',
    'consent.member': 'Membro',
    'consent.from': 'Dal',
    'consent.to': 'Al',
    'consent.evidence': 'Come è stato dato (modulo, data, dove si trova)',
    'consent.do': 'Registra il consenso',
    'consent.done': 'Consenso registrato.',
    'withdraw': 'Ritirato dal membro',
    'withdraw.of': 'Ritiro del consenso n. {n}',
    'withdraw.words': 'Da subito non si prendono più dati con questo consenso.',
    'withdrawn.done': 'Ritiro registrato.',
    'on': 'Chiedi il consenso',
    'on.words':
      'Da subito i dati dei dispositivi sui punti di persone fisiche restano in attesa, se per quel giorno non c’è un consenso registrato. Quello che è già arrivato resta.',
    'on.done': 'Ora la comunità chiede il consenso.',
    'off': 'Non chiedere più il consenso',
    'off.words': 'Da subito i dati dei dispositivi vengono presi anche senza consenso. Quelli in attesa restano da decidere.',
    'off.done': 'Ora la comunità non chiede più il consenso.',
  },
  en: {
    'title': 'Devices',
    'link': 'Devices: list, new ones, swapped meters, consents',
    'home': 'Counters from Home Assistant',
    'lead': 'The devices that read the meters: which point they read, when they were heard, by which access.',
    'none': 'No device yet.',
    'device': 'Device',
    'point': 'Point',
    'meter': 'Meter',
    'account': 'MQTT access',
    'account.none': 'none',
    'account.other': 'through {account}',
    'account.own': 'own',
    'heard': 'Last heard',
    'heard.never': 'never',
    'silent': 'silent since {at}',
    'acts': 'What to do',
    'renew': 'New password',
    'retire': 'Retire',
    'reason': 'Reason',
    'renew.of': 'New password for {device}',
    'renew.words': 'The password of now is no good at once: for a device that was lost or stolen.',
    'retired.at': 'retired on {at}',
    'retire.of': 'Retire {device}',
    'retire.words': 'What the device sends counts no more, at once, by whatever way it comes. What it has sent stays.',
    'retired': '{device} is retired: what it sends counts no more.',
    'do': 'Confirm',
    'cancel': 'Leave it',
    'busy': 'One moment…',
    'enrol': 'New device',
    'enrol.id': 'Name, as the device writes it (such as c2g-0A1B2C3D4)',
    'enrol.do': 'Register and make the access',
    'choose': 'Choose',
    'shown': 'Access of {device}: seen only now',
    'shown.words': 'Write these into the device, or print this page. Once closed, the password is seen no more: if it is lost, a new one is made.',
    'shown.consent':
      'The consent of who holds this point is missing: until it is recorded below, the data of the device wait.',
    'topic': 'Topic',
    'username': 'User',
    'password': 'Password',
    'qr': 'Topic, user and password as a QR code',
    'print': 'Print',
    'close': 'I have written them down: close',
    'todo.no_broker': 'There is no MQTT broker yet: whoever installed the program adds it with ./install.sh, then the device may enter.',
    'todo.own_broker': 'The MQTT broker is your own: whoever runs it must still give the device this access.',
    'swap': 'Swapped meter',
    'swap.words':
      'When the distributor swaps a meter its totals begin anew. With the date and both readings the jump is no fault: data are taken.',
    'swap.at': 'Swapped on (to the quarter of an hour)',
    'swap.final': 'Last reading of the old one, kWh',
    'swap.initial': 'First reading of the new one, kWh',
    'unit': 'Code of the production unit (only where the point has several)',
    'power': 'Last power',
    'power.of': '{kw} kW {flow}',
    'power.at': 'quarter of an hour from {at}',
    'changes': 'Meters possibly swapped',
    'changes.words':
      'These devices name a meter of another serial number. Readings stay as they are: if the meter was swapped, record the swap; if it is the same, put the notice away.',
    'changes.line': 'POD …{label} · {meter} · {device}: serial {former} until {until}, {serial} since {since}',
    'changes.never': '(no data before)',
    'changes.swap': 'Record the swap',
    'changes.filled': 'The form “Swapped meter” below is filled in: add the readings and the reason.',
    'away': 'Put away',
    'away.of': 'Put the notice away: POD …{label}',
    'away.words': 'The meter is the same, or nothing has to be done. No reading changes; who decided it, and why, is kept.',
    'away.done': 'The notice is put away.',
    'identifier': 'ENEA identifier of the community',
    'identifier.on': 'Messages that name a community must name {identifier}: others wait among the readings to be decided.',
    'identifier.off': 'None is declared: messages may name any community.',
    'identifier.said': 'Declared by {author}, {at}: {reason}',
    'identifier.set': 'Identifier (EnergyCommunityID); empty to take it back',
    'identifier.do': 'Save the identifier',
    'identifier.done': 'The identifier is saved.',
    'withdrawn': 'withdrawn',
    'injected': 'injected',
    'produced': 'produced',
    'swap.do': 'Record the swap',
    'swap.done': 'The swap is recorded.',
    'consents': 'Members’ consents',
    'consents.on': 'Devices of natural persons need a consent: without one their data wait.',
    'consents.off': 'Today the community asks for no consent before devices are read.',
    'consents.none': 'None yet.',
    'consents.line': 'member {member} · from {from} to {to} · {evidence} · recorded by {author}, {at}',
    'consents.gone': 'withdrawn: {who}, {at}',
    'consent.member': 'Member',
    'consent.from': 'From',
    'consent.to': 'To',
    'consent.evidence': 'How it was given (form, date, where it is kept)',
    'consent.do': 'Record the consent',
    'consent.done': 'The consent is recorded.',
    'withdraw': 'Withdrawn by the member',
    'withdraw.of': 'Withdrawal of consent no. {n}',
    'withdraw.words': 'At once no more data are taken on this consent.',
    'withdrawn.done': 'The withdrawal is recorded.',
    'on': 'Ask for consent',
    'on.words':
      'At once the data of devices on natural persons’ points wait, unless a consent is recorded for the day. What has come in stays.',
    'on.done': 'The community now asks for consent.',
    'off': 'Ask for consent no more',
    'off.words': 'At once the data of devices are taken without a consent too. Those that wait are still to be decided.',
    'off.done': 'The community asks for consent no more.',
  },
} as const;

export type DeviceKey = keyof (typeof devices)['it'];

export function useDeviceWords() {
  const words = useWords();
  const own: Record<string, string> = devices[words.language];
  return { ...words, d: (key: DeviceKey, values?: Values) => fill(own[key] ?? key, values) };
}

export interface DeviceRow {
  id: string;
  point: number;
  label: string;
  meter: string;
  unit: string | null;
  account: string | null;
  lastHeard: string | null;
  silentSince: string | null;
  retiredAt: string | null;
  power: { from: string; withdrawnKw: number | null; injectedKw: number | null; producedKw: number | null } | null;
}

/** A device that names another meter than before. */
export interface MeterChange {
  id: number;
  device: string;
  point: number;
  label: string;
  meter: string;
  unit: string | null;
  former: string;
  formerUntil: string | null;
  serial: string;
  since: string;
}

export interface Identifier {
  identifier: string | null;
  reason: string | null;
  author: string | null;
  at: string | null;
}

/** What a device needs to publish: the password this once. */
export interface Granted {
  username: string;
  password: string;
  topic: string;
  toDoKind: 'no_broker' | 'own_broker' | null;
  needsConsent: boolean;
}

export interface Consents {
  required: boolean;
  consents: {
    id: number;
    member: number;
    from: string;
    to: string;
    evidence: string;
    author: string;
    at: string;
    withdrawnBy: string | null;
    withdrawnAt: string | null;
  }[];
}
