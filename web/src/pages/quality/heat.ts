import type { BoardPoint, Finding } from './types.ts';
import { addDays, dayOf } from '../../time.ts';

export type Level = 'none' | 'whole' | 'unmeasured' | 'part' | 'empty';

/** How a day of a point is: not due, whole, whole but not all measured, in part, or not there at all. */
export function levelOf(due: number, known: number, unmeasured: number): Level {
  if (due === 0) return 'none';
  if (known === 0) return 'empty';
  if (known < due) return 'part';
  return unmeasured > 0 ? 'unmeasured' : 'whole';
}

/** What a cell says: a percentage is never rounded up to a whole, nor down to nothing. */
export function textOf(due: number, known: number, unmeasured: number): string {
  const level = levelOf(due, known, unmeasured);
  if (level === 'part') return String(Math.min(99, Math.max(1, Math.floor((100 * known) / due))));
  return { none: '', whole: '✓', unmeasured: 'S', empty: '✕' }[level];
}

/** The findings of a point that touch a day of Rome. */
export function findingsOf(findings: readonly Finding[], point: number, day: string): Finding[] {
  return findings.filter(
    (finding) => finding.point === point && dayOf(finding.from) <= day && lastDay(finding) >= day,
  );
}

/** The last day of Rome that a span touches: it ends before its end. */
export function lastDay({ to }: { to: string }): string {
  return dayOf(new Date(Date.parse(to) - 1));
}

/** The days that a finding touches, the first ones. */
export function daysOf(finding: { from: string; to: string }, most = 40): string[] {
  const days = [dayOf(finding.from)];
  while (days.at(-1)! < lastDay(finding) && days.length < most) days.push(addDays(days.at(-1)!, 1));
  return days;
}

export const share = (points: readonly BoardPoint[]) => {
  const sum = (of: (point: BoardPoint) => readonly number[]) =>
    points.reduce((all, point) => all + of(point).reduce((one, other) => one + other, 0), 0);
  const due = sum(({ due: all }) => all);
  return due === 0 ? null : sum(({ known }) => known) / due;
};

/** A number that a person wrote, with a comma or a point; null when it is none. */
export function numberOf(text: string): number | null {
  const plain = text.trim().replace(',', '.');
  return /^\d{1,6}(\.\d{1,6})?$/.test(plain) ? Number(plain) : null;
}
