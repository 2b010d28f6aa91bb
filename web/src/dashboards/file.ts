import { type CsvColumn, toCsv } from '../csv.ts';
import { mappedOf } from './config.ts';
import { type Range, rhythmOf } from './dates.ts';
import { type Frame, mostOf, sayCell } from './frames.ts';
import { writeTime } from './say.ts';
import { writerOf } from './units.ts';
import type { BoardWords } from './words.ts';

/** A panel's file; one that was cut says so in its last line. */
export function fileText(frame: Frame, range: Range, words: BoardWords): string {
  const table = toCsv(csvOf(frame, range, words), Array.from({ length: frame.rows }, (_, row) => row));
  return frame.isCut ? `${table}"${words.b('file.cut', { n: words.f.number(frame.rows) })}"\r\n` : table;
}

/** The columns of a panel's file: numbers with all their decimals in the unit of the heading, times of Rome. */
export function csvOf(frame: Frame, range: Range, words: BoardWords): CsvColumn<number>[] {
  const { f, b } = words;
  return frame.fields.map((field) => {
    const rhythm = field.type === 'time' ? rhythmOf(field.values as number[], range) : null;
    const writer = writerOf(field.config, mostOf([field]), f);
    const isDate = field.config.unit?.startsWith('dateTime');
    return {
      header: field.type === 'time' && /^time$/.test(field.key) ? b(rhythm === 'day' ? 'head.day' : rhythm === 'month' ? 'head.month' : 'head.time') : field.name,
      unit: field.type === 'number' && writer.unit !== '' ? writer.unit : undefined,
      value: (row) => {
        const value = field.values[row] ?? null;
        if (value === null) return null;
        if (field.type === 'time') return writeTime(Number(value), rhythm, f);
        if (typeof value === 'number' && !isDate) return mappedOf(value, field.config.mappings)?.text ?? Number((value / writer.by).toPrecision(15));
        return sayCell(field, value, f);
      },
    };
  });
}
