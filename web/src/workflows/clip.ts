import { freshId, freshName } from './edits.ts';
import {
  allOf,
  arrowsOf,
  at,
  changeAt,
  childrenOf,
  idOf,
  isActivity,
  isFlowchart,
  isObj,
  mapChildren,
  type Obj,
  type Path,
  type Point,
  positionOf,
  rawArrows,
  straightArrow,
  text,
  typeOf,
} from './tree.ts';

export interface Clip {
  activities: Obj[];
  connections: unknown[];
}

/** Activities with the arrows between them, as Elsa's JSON. */
export function copy(doc: Obj, scope: Path, ids: readonly string[]): string {
  const holder = at(doc, scope) ?? {};
  const chosen = new Set(ids);
  const raw = rawArrows(holder);
  const clip: Clip = {
    activities: childrenOf(holder).filter(({ node }) => chosen.has(idOf(node))).map(({ node }) => node),
    connections: arrowsOf(holder)
      .filter((arrow) => chosen.has(arrow.source) && chosen.has(arrow.target))
      .map(({ index }) => straightArrow(raw[index])),
  };
  return JSON.stringify(clip, null, 2);
}

/** Reads what was copied: our own clips, an activity, a list of them, or a whole definition. Null when it is none. */
export function readClip(written: string): Clip | null {
  let json: unknown;
  try {
    json = JSON.parse(written);
  } catch {
    return null;
  }
  if (Array.isArray(json)) return made(json, []);
  if (!isObj(json)) return null;
  if (isActivity(json.root)) return isFlowchart(json.root) ? inside(json.root) : made([json.root], []);
  if (isActivity(json)) return made([json], []);
  return inside(json);
}

const inside = (holder: Obj) => made(Array.isArray(holder.activities) ? holder.activities : [], rawArrows(holder));

function made(list: unknown[], connections: unknown[]): Clip | null {
  const activities = list.filter(isActivity);
  return activities.length > 0 ? { activities, connections: connections.map(straightArrow) } : null;
}

/** Puts copied activities into a scope with ids and names of their own, and says which they are. */
export function paste(doc: Obj, scope: Path, clip: Clip, where: Point | null): { doc: Obj; ids: string[] } {
  const taken = new Set<string>();
  const names = new Set<string>();
  const renamed = new Map<string, string>();
  const used = new Set(allOf(doc).map(({ node }) => text(node.name)));
  const fresh = (node: Obj): Obj => {
    const id = freshId(doc, taken);
    taken.add(id);
    const written = text(node.name);
    const name = written && (used.has(written) || names.has(written)) ? freshName(doc, typeOf(node), names) : written;
    if (name) names.add(name);
    const inner = new Map<string, string>();
    const copied = mapChildren(node, (child) => {
      const next = fresh(child);
      inner.set(idOf(child), idOf(next));
      return next;
    });
    const { nodeId, ...rest } = copied;
    void nodeId;
    return { ...withArrows(rest, inner), id, ...(name ? { name } : {}) };
  };
  const first = clip.activities.map(positionOf).filter((one) => one !== null);
  const left = Math.min(...first.map(({ x }) => x));
  const top = Math.min(...first.map(({ y }) => y));
  const activities = clip.activities.map((node) => {
    const next = fresh(node);
    renamed.set(idOf(node), idOf(next));
    const from = positionOf(node) ?? { x: 0, y: 0 };
    const to = where && first.length > 0 ? { x: where.x + from.x - left, y: where.y + from.y - top } : { x: from.x + 40, y: from.y + 40 };
    const metadata = isObj(next.metadata) ? next.metadata : {};
    const designer = isObj(metadata.designer) ? metadata.designer : {};
    return { ...next, metadata: { ...metadata, designer: { ...designer, position: to } } };
  });
  const ids = activities.map(idOf);
  const next = changeAt(doc, scope, (holder) => {
    if (!isActivity(holder)) return holder;
    const list = Array.isArray(holder.branches) ? 'branches' : 'activities';
    const grown = { ...holder, [list]: [...(Array.isArray(holder[list]) ? (holder[list] as unknown[]) : []), ...activities] };
    if (!isFlowchart(holder)) return grown;
    return {
      ...grown,
      connections: [...rawArrows(holder).map(straightArrow), ...clip.connections.flatMap((one) => turned(one, renamed) ?? [])],
    };
  });
  return { doc: next, ids: next === doc ? [] : ids };
}

function turned(json: unknown, renamed: ReadonlyMap<string, string>): unknown {
  const straight = straightArrow(json);
  if (!isObj(straight) || !isObj(straight.source) || !isObj(straight.target)) return null;
  const source = renamed.get(text(straight.source.activity) ?? '');
  const target = renamed.get(text(straight.target.activity) ?? '');
  return source && target
    ? { ...straight, source: { ...straight.source, activity: source }, target: { ...straight.target, activity: target } }
    : null;
}

const withArrows = (node: Obj, renamed: ReadonlyMap<string, string>): Obj =>
  'connections' in node ? { ...node, connections: rawArrows(node).flatMap((one) => turned(one, renamed) ?? []) } : node;
