/** Sentences of the check of definitions, as the pages say them in Italian. What is not known here stays as it was written. */
const sayings: [RegExp, string][] = [
  [/^Found nothing, expected a value: fill it in\.$/, 'Manca un valore: compilalo.'],
  [/^Found an activity that no arrow from the start reaches/, 'Nessuna freccia porta fin qui dall’inizio: collegala o toglila.'],
  [/^Found an arrow without both ends/, 'Una freccia non ha tutti e due i capi: toglila.'],
  [/^Found an arrow from '(.*?)' to '(.*?)' of which one is not there/, 'Una freccia porta a un’attività che non c’è più: toglila.'],
  [/^Found an arrow back to '(.*?)' that another way goes around/, 'Una freccia torna indietro a «$1», ma un’altra strada la aggira: ogni strada deve passare di lì.'],
  [/^Found an arrow out of an activity of type .*?, which ends/, 'Da qui parte una freccia, ma questa attività è una fine: togli la freccia.'],
  [/^Found an arrow from the outcome '(.*?)', expected one of (.*?): draw it again\.$/, 'Una freccia parte dall’esito «$1», che non c’è (ci sono: $2): ridisegnala.'],
  [/^Found a flowchart without activities/, 'Il disegno è vuoto: aggiungi almeno un’attività.'],
  [/^Found the activity type '(.*?)'/, 'Il tipo di attività «$1» qui non c’è: sostituiscila, o aggiungi chi la sa fare.'],
  [/^Found an activity that was not found elsewhere/, 'Attività sconosciuta già nel programma da cui viene: sostituiscila.'],
  [/^Found the id '(.*?)' (\d+) times/, 'Il codice «$1» è usato $2 volte nello stesso contenitore: cambia gli altri.'],
  [/^Found an activity of type '(.*?)' without an id/, 'Un’attività di tipo «$1» non ha un codice.'],
  [/^Found '(.*?)' at two endpoints/, 'Due attività ricevono «$1»: cambia il percorso di una.'],
  [/^Found '(.*?)' at another published workflow/, 'Un altro flusso pubblicato riceve già «$1»: scegli un altro percorso.'],
  [/^Found text that is not JSON at line (\d+), character (\d+)/, 'Il testo non è JSON: riga $1, carattere $2.'],
  [/^Found the variable '(.*?)', expected one of the workflow/, 'La variabile «$1» non c’è: scegline una, o aggiungila.'],
  [/^Found a script in Python/, 'I calcoli in Python qui non si eseguono: usa JavaScript.'],
  [/^Found no workflow definition '(.*?)'/, 'Il flusso «$1» non c’è: importalo, o scegline un altro.'],
  [/^Found (?:a )?cron.*? '(.*?)'/i, 'L’orario «$1» non si può leggere: sei parti, a cominciare dai secondi.'],
];

export function problemSaid(message: string, language: 'it' | 'en'): { text: string; lang?: 'en' } {
  if (language === 'en') return { text: message };
  for (const [pattern, words] of sayings) {
    const found = pattern.exec(message);
    if (found) return { text: words.replace(/\$(\d)/g, (_, place: string) => found[Number(place)] ?? '') };
  }
  return { text: message, lang: 'en' };
}
