import type { HallWords } from './words.ts';
import type { Matter } from './types.ts';

const dayOf = (instant: string) => new Date(instant).toLocaleDateString('sv-SE', { timeZone: 'Europe/Rome' });

/** Whole days of the calendar in Rome between two instants. */
export const daysBetween = (from: string, to: string) =>
  Math.max(0, Math.round((Date.parse(`${dayOf(to)}T12:00:00Z`) - Date.parse(`${dayOf(from)}T12:00:00Z`)) / 86_400_000));

/** How long something waits. */
export function ageOf(since: string, at: string, { h, many }: Pick<HallWords, 'h' | 'many'>): string {
  const days = daysBetween(since, at);
  return days === 0 ? h('work.today') : many('work.days', days);
}

/** Where something is mended. */
export function placeOf(matter: Matter): string {
  const month = matter.months[0];
  switch (matter.kind) {
    case 'month_ready':
    case 'month_held':
      return month ? `mesi/${month}/chiusura` : 'mesi';
    case 'approval':
      return matter.months.length === 1 ? `pagamenti/${month}` : 'pagamenti';
    case 'difference':
      return 'denaro';
    case 'alarm':
      return 'allarmi';
    case 'task':
      return 'da-fare';
    case 'request':
      return 'membri/richieste';
    case 'gaps':
    case 'quarantine':
    case 'device':
      return 'dati';
  }
}

/** Why it needs a hand, in sentences. */
export function whyOf(matter: Matter, { h, named, many, f, language }: HallWords): string {
  const list = new Intl.ListFormat(language, { type: 'conjunction' });
  const months = list.format(matter.months.map(f.month));
  const said: string[] = [];
  switch (matter.kind) {
    case 'gaps':
      said.push(h('gaps.why', { quarters: f.number(matter.quarters ?? 0) }));
      break;
    case 'month_held':
      said.push(
        h('month_held.why', {
          months,
          blocks: list.format(matter.blocks.map(({ code, count }) => named(`block.${code}`, { n: f.number(count ?? 0) }))),
        }),
      );
      break;
    case 'approval':
      said.push(h('approval.why', { months }));
      if (matter.part) said.push(h('approval.begun'));
      break;
    case 'difference':
      said.push(h('difference.why', { months, eur: f.eur(matter.largestEur) }));
      break;
    case 'alarm':
      said.push(matter.part ? h('alarm.why', { part: f.number(matter.part) }) : h('alarm.noted'));
      break;
    case 'task':
      said.push(matter.part ? h('task.mine', { part: f.number(matter.part) }) : h('task.others'));
      break;
    default:
      said.push(named(`${matter.kind}.why`, { months }));
  }
  if (matter.overdue) said.push(many('overdue', matter.overdue));
  else if (matter.due) said.push(h('due', { day: f.day(matter.due) }));
  const text = said.join(' ');
  return text.charAt(0).toLocaleUpperCase(language) + text.slice(1);
}
