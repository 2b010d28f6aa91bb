/** One column of a table: the same value goes to the page and to the file. */
export interface CsvColumn<Row> {
  header: string;
  /** Stands in the header of the file, in brackets. */
  unit?: string | undefined;
  value(row: Row): string | number | null | undefined;
}

/** A table as an Italian spreadsheet opens it: semicolons, decimal commas, a byte order mark. */
export function toCsv<Row>(columns: readonly CsvColumn<Row>[], rows: readonly Row[]): string {
  const head = columns.map((column) => text(column.unit ? `${column.header} (${column.unit})` : column.header));
  const body = rows.map((row) => columns.map((column) => cell(column.value(row))).join(';'));
  return `\ufeff${[head.join(';'), ...body].join('\r\n')}\r\n`;
}

function cell(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'number' ? decimal(value) : text(value);
}

/** All the decimals there are, and never an exponent. */
function decimal(value: number): string {
  const plain = String(value);
  return (plain.includes('e') ? value.toFixed(12).replace(/\.?0+$/, '') : plain).replace('.', ',');
}

/** A spreadsheet takes a text that begins with = + - @ for a formula: an apostrophe keeps it a text. */
function text(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function download(name: string, content: string, type = 'text/csv;charset=utf-8'): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
