import type { Arrow } from './tree.ts';

/** One execution of an activity, in a rehearsal or in an instance. */
export interface Execution {
  executionId: number | string;
  parentId: number | string | null;
  activityId: string;
  nodeId: string;
  type: string;
  status: string;
  outcomes: string[] | null;
  inputs: Record<string, unknown>;
  outputs: Record<string, unknown>;
  fault: string | null;
  attempts: number;
  startedAt: string;
  endedAt: string | null;
  /** Which pass of a loop, and the variables of it. */
  tag?: string | null;
  iteration?: unknown;
}

/** How long it took, in milliseconds; null while it goes on. */
export const lasted = (one: { startedAt: string; endedAt: string | null }): number | null =>
  one.endedAt ? Math.max(0, Date.parse(one.endedAt) - Date.parse(one.startedAt)) : null;

/** A length of time as people say it. */
export function spell(milliseconds: number, language: 'it' | 'en'): string {
  const number = (value: number, decimals: number) => value.toLocaleString(language === 'it' ? 'it-IT' : 'en-IE', { maximumFractionDigits: decimals });
  if (milliseconds < 1000) return `${number(milliseconds, 0)} ms`;
  if (milliseconds < 60_000) return `${number(milliseconds / 1000, 1)} s`;
  const minutes = Math.floor(milliseconds / 60_000);
  if (minutes < 60) return `${minutes} min ${Math.floor((milliseconds % 60_000) / 1000)} s`;
  const [hours, days] = [Math.floor(minutes / 60), language === 'it' ? 'g' : 'd'];
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} ${days} ${hours % 24} h`;
}

/** The passes of loops above an execution, as variables with their values; the innermost last. */
export function passOf(one: Execution): Record<string, unknown> | null {
  const written = typeof one.iteration === 'string' ? parsed(one.iteration) : one.iteration;
  return typeof written === 'object' && written !== null && Object.keys(written).length > 0 ? (written as Record<string, unknown>) : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

export type Mark = 'done' | 'waiting' | 'faulted' | 'canceled';

const key = (nodeId: string) => nodeId.replace(/^:/, '');

/** Executions by the path of their activity, in the order of beginning. */
export function byNode(executions: readonly Execution[]): Map<string, Execution[]> {
  const found = new Map<string, Execution[]>();
  for (const one of executions) found.set(key(one.nodeId), [...(found.get(key(one.nodeId)) ?? []), one]);
  return found;
}

/** How an activity fared: a fault is told before a wait, a wait before an end. */
export function markOf(executions: readonly Execution[] | undefined): Mark | null {
  if (!executions || executions.length === 0) return null;
  const has = (status: string) => executions.some((one) => one.status === status);
  return has('Faulted') ? 'faulted' : has('Running') || has('Pending') ? 'waiting' : has('Completed') ? 'done' : 'canceled';
}

/** Whether an arrow was followed: its source ended with that outcome, and what it leads to was begun. */
export function taken(arrow: Arrow, scope: readonly string[], runs: ReadonlyMap<string, readonly Execution[]>): boolean {
  const of = (id: string) => runs.get([...scope, id].join(':')) ?? [];
  return of(arrow.source).some((one) => (one.outcomes ?? []).includes(arrow.port)) && of(arrow.target).length > 0;
}
