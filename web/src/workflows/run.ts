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
