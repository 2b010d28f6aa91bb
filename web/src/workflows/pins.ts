import type { Execution } from './run.ts';
import { arrowsOf, at, childrenOf, idOf, isFlowchart, type Obj, type Path } from './tree.ts';

/** What an activity is to give in rehearsals instead of being run. */
export interface Pin {
  outputs: Record<string, unknown>;
  outcomes: string[];
}
export type Pins = Readonly<Record<string, Pin>>;

const key = (community: string, id: string) => `cer.pins.${community}.${id}`;

export function pinsOf(community: string, id: string): Pins {
  try {
    const found = JSON.parse(localStorage.getItem(key(community, id)) ?? '{}') as Pins;
    return typeof found === 'object' && found !== null && !Array.isArray(found) ? found : {};
  } catch {
    return {};
  }
}

export function keepPins(community: string, id: string, pins: Pins): void {
  try {
    if (Object.keys(pins).length > 0) localStorage.setItem(key(community, id), JSON.stringify(pins));
    else localStorage.removeItem(key(community, id));
  } catch {
    // A browser that keeps nothing: the pins last as long as the page.
  }
}

export const pinOf = (execution: Execution): Pin => ({
  outputs: execution.outputs ?? {},
  outcomes: execution.outcomes && execution.outcomes.length > 0 ? [...execution.outcomes] : ['Done'],
});

/** What comes after an activity along the arrows, and the activity itself. */
export function ahead(holder: Obj, id: string): Set<string> {
  const found = new Set([id]);
  const arrows = arrowsOf(holder);
  for (const one of found) for (const { source, target } of arrows) if (source === one) found.add(target);
  return found;
}

/**
 * The pins with which a rehearsal goes on from an activity: what ran before it gives what it gave, nothing before it is done again.
 * Null when a way to it has not been run yet.
 */
export function pinsUpTo(doc: Obj, scope: Path, id: string, executions: readonly Execution[]): Pins | null {
  const holder = at(doc, scope);
  if (!holder || !isFlowchart(holder)) return null;
  const later = ahead(holder, id);
  const last = new Map(executions.filter((one) => one.status === 'Completed').map((one) => [one.nodeId.replace(/^:/, ''), one]));
  const pins: Record<string, Pin> = {};
  for (const { node } of childrenOf(holder)) {
    const own = idOf(node);
    if (later.has(own)) continue;
    const ran = last.get([...scope, own].join(':'));
    if (ran) pins[own] = pinOf(ran);
  }
  const before = arrowsOf(holder).filter((arrow) => arrow.target === id && !later.has(arrow.source));
  return before.length === 0 || before.some((arrow) => pins[arrow.source]?.outcomes.includes(arrow.port)) ? pins : null;
}
