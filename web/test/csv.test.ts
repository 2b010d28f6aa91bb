import { describe, expect, it } from 'vitest';
import { type CsvColumn, toCsv } from '../src/csv.ts';

interface Row {
  name: string | null;
  kwh: number | null;
}
const columns: CsvColumn<Row>[] = [
  { header: 'Mese', value: (row) => row.name },
  { header: 'Condivisa', unit: 'kWh', value: (row) => row.kwh },
];
const lines = (...rows: Row[]) => toCsv(columns, rows).slice(1).split('\r\n');

describe('a table as a file', () => {
  it('begins with a byte order mark and a header with units', () => {
    expect(toCsv(columns, [])).toBe('\ufeffMese;Condivisa (kWh)\r\n');
  });
  it('writes every decimal there is, with a comma and no grouping', () => {
    expect(lines({ name: 'ottobre', kwh: 12345.678901 })[1]).toBe('ottobre;12345,678901');
    expect(lines({ name: 'a', kwh: 0.0000001 })[1]).toBe('a;0,0000001');
  });
  it('leaves empty what is not known', () => expect(lines({ name: null, kwh: null })[1]).toBe(';'));
  it('quotes what would break a line', () => {
    expect(lines({ name: 'Rossi; "Ada"\nfu Bruno', kwh: 1 }).join('|')).toContain('"Rossi; ""Ada""\nfu Bruno";1');
  });
  it('never lets a name be a formula', () => {
    for (const name of ['=1+1', '+39', '@sum', '-2']) expect(lines({ name, kwh: -2.5 })[1]).toBe(`'${name};-2,5`);
  });
});
