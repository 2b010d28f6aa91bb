/** What the reader of statements says of a line, in Italian: it speaks English, and cells of a file are repeated as they stand. */

const found: [RegExp, string][] = [
  [/^no line below the names of columns$/, 'nessuna riga sotto i nomi delle colonne'],
  [/^(\d+) columns of the name (.+)$/, '$1 colonne con il nome $2'],
  [/^no such column$/, 'la colonna manca'],
  [/^no column with a figure$/, 'nessuna colonna con una cifra'],
  [/^no figure$/, 'nessuna cifra'],
  [/^a point and a unit in one line$/, 'un punto e un’unità nella stessa riga'],
  [/^an amount without its line of the invoice, or the reverse$/, 'un importo senza la sua voce, o il contrario'],
  [/^the same month, kind and unit, point or line of the invoice once more$/, 'lo stesso mese, tipo e unità, punto o voce un’altra volta'],
  [/^(\d+) other characters$/, '$1 caratteri diversi'],
  [/^(\d+) characters$/, '$1 caratteri'],
  [/^(\d+) bytes$/, '$1 byte'],
  [/^more than (\d+) rows$/, 'più di $1 righe'],
  [/^bytes that are no text$/, 'byte che non sono testo'],
  [/^a cell of more than (\d+) characters in line (\d+)$/, 'una cella di più di $1 caratteri nella riga $2'],
  [/^more than (\d+) columns in line (\d+)$/, 'più di $1 colonne nella riga $2'],
  [/^a quotation mark in line (\d+) that never ends$/, 'delle virgolette nella riga $1 che non si chiudono'],
  [/^nothing$/, 'niente'],
];

const expected: [RegExp, string][] = [
  [/^a day that has come$/, 'un giorno già venuto'],
  [/^a month as (.+)$/, 'un mese scritto come $1'],
  [/^a day of the month as (.+)$/, 'un giorno del mese scritto come $1'],
  [/^a day as (.+)$/, 'un giorno scritto come $1'],
  [/^the hour of the day, 1 to (\d+)$/, 'l’ora del giorno, da 1 a $1'],
  [/^an energy such as (.+), not below zero$/, 'un’energia come $1, non sotto zero'],
  [/^an energy that is not below zero$/, 'un’energia non sotto zero'],
  [/^(euro|EUR\/MWh) such as (.+)$/, '$1 come $2'],
  [/^a code of at most (\d+)$/, 'un codice di al massimo $1 caratteri'],
  [/^advance, partial, complete or recalculation, or a word of the profile$/, 'acconto, parziale, completo o ricalcolo, o una parola del profilo'],
  [/^(.+), or a word of the profile$/, '$1, o una parola del profilo'],
  [/^IT, three digits, E, eight letters or digits$/, 'IT, tre cifre, E, otto lettere o cifre'],
  [/^the names of columns$/, 'i nomi delle colonne'],
  [/^one or more$/, 'una o più'],
  [/^one$/, 'una'],
  [/^one of the name (.+)$/, 'una con il nome $1'],
  [/^at least one of the profile$/, 'almeno una del profilo'],
  [/^at least one energy or amount$/, 'almeno un’energia o un importo'],
  [/^energies of a point, or those of a unit$/, 'le energie di un punto, o quelle di un’unità'],
  [/^both, or neither$/, 'tutti e due, o nessuno'],
  [/^each once$/, 'ognuno una volta'],
  [/^at most (\d+)$/, 'al massimo $1'],
  [/^at most as many$/, 'al massimo tante'],
  [/^a workbook \(XLSX\) or a CSV$/, 'un foglio di calcolo (XLSX) o un CSV'],
  [/^a table$/, 'una tabella'],
  [/^less$/, 'meno'],
  [/^cells that end$/, 'celle che si chiudono'],
];

const say = (rules: [RegExp, string][], text: string) => {
  const rule = rules.find(([form]) => form.test(text));
  return rule ? text.replace(rule[0], rule[1]) : text;
};

/** What was found and what was expected, in the language of the page. */
export const spokenFault = <T extends { found: string; expected: string }>(language: string, fault: T): T =>
  language === 'it' ? { ...fault, found: say(found, fault.found), expected: say(expected, fault.expected) } : fault;
