import { zone } from './format.ts';

/** Days and months as the server writes them, 2026-10-25 and 2026-10: arithmetic on the calendar, not on hours. */

export function isDay(text: string | null | undefined): text is string {
  return !!text && /^\d{4}-\d{2}-\d{2}$/.test(text) && utc(text).toISOString().startsWith(text);
}

/** The start of an hour, as the server writes it. */
export function isInstant(text: string | null | undefined): text is string {
  return !!text && /^\d{4}-\d{2}-\d{2}T\d{2}:00:00Z$/.test(text) && !Number.isNaN(Date.parse(text));
}

export function isMonth(text: string | null | undefined): text is string {
  return !!text && /^\d{4}-(0[1-9]|1[0-2])$/.test(text);
}

export function addDays(day: string, count: number): string {
  const date = utc(day);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10);
}

export function addMonths(month: string, count: number): string {
  const date = utc(`${month}-01`);
  date.setUTCMonth(date.getUTCMonth() + count);
  return date.toISOString().slice(0, 7);
}

export const monthOf = (day: string) => day.slice(0, 7);

/** The day of Rome in which an instant falls. */
export function dayOf(instant: string | Date): string {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return parts.format(typeof instant === 'string' ? new Date(instant) : instant);
}

/** How the hours of a day are called; the hour that autumn repeats is told apart. */
export function hourLabels(hours: readonly { hour: string }[]): string[] {
  return hours.map(({ hour }, index) => (index > 0 && hours[index - 1]?.hour === hour ? `${hour} bis` : hour));
}

function utc(day: string): Date {
  const date = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(date.getTime()) ? new Date(0) : date;
}
