import { euroOf } from '../../euro.ts';
import type { Language } from '../../i18n/index.tsx';
import type { BookingPart } from './types.ts';

/** A part of a movement as it is typed. */
export interface PartRow {
  as: 'money' | 'sale';
  kind: string;
  month: string;
  eur: string;
}

/** What is left of a movement when its parts are taken off, in cents; a part that is not an amount yet takes none. */
export function restOf(eur: number, rows: readonly PartRow[]): number {
  return rows.reduce((rest, row) => rest - Math.round((euroOf(row.eur) ?? 0) * 100), Math.round(eur * 100));
}

/** Whether the parts can be booked: each an amount, and together the movement. */
export function isWhole(eur: number, rows: readonly PartRow[]): boolean {
  return rows.length > 0 && restOf(eur, rows) === 0 && rows.every((row) => row.month !== '' && euroOf(row.eur) !== null);
}

/** An amount as a person of the language would type it. */
export function typed(eur: number, language: Language): string {
  return language === 'it' ? eur.toFixed(2).replace('.', ',') : eur.toFixed(2);
}

/** The rows of a guess. */
export function rowsOf(parts: readonly BookingPart[], language: Language): PartRow[] {
  return parts.map((part) => ({ ...part, eur: typed(part.eur ?? 0, language) }));
}

/** The parts that are sent. */
export function partsOf(rows: readonly PartRow[]): BookingPart[] {
  return rows.map((row) => ({ ...row, eur: euroOf(row.eur) }));
}
