import { arrowsOf, at, childrenOf, idOf, isActivity, isFlowchart, isObj, type Obj, type Path, rawArrows, straighten, straightArrow } from './tree.ts';

/** What the server writes into each version by itself. */
const stamps = new Set(['id', 'version', 'createdAt', 'toolVersion', 'isLatest', 'isPublished', '$schema']);
const first = ['definitionId', 'id', 'name', 'type', 'version', 'source', 'target', 'activity', 'port', 'typeName', 'expression'];

/** Names in an order that does not depend on who wrote them: what says most comes first. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (!isObj(value)) return value;
  const rank = (name: string) => (first.includes(name) ? first.indexOf(name) : first.length);
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : a > b ? 1 : 0))
      .map(([name, one]) => [name, ordered(one)]),
  );
}

export const sameJson = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(ordered(a)) === JSON.stringify(ordered(b));

/** A definition as text that can be compared line by line. */
export function textOfDefinition(doc: Obj): string {
  const own = Object.fromEntries(Object.entries(straighten(doc)).filter(([name]) => !stamps.has(name)));
  return JSON.stringify(ordered(own), null, 2);
}

export interface Line {
  kind: 'same' | 'added' | 'removed' | 'left';
  /** The text; of lines left out, how many. */
  text: string;
}

/** How a text became another, line by line, after Myers; lines far from every change are left out. */
export function textDiff(before: string, after: string, around = 3): Line[] {
  const [a, b] = [before.split('\n'), after.split('\n')];
  let [top, bottom] = [0, 0];
  while (top < a.length && top < b.length && a[top] === b[top]) top++;
  while (bottom < a.length - top && bottom < b.length - top && a[a.length - 1 - bottom] === b[b.length - 1 - bottom]) bottom++;
  const same = (text: string): Line => ({ kind: 'same', text });
  const lines = [
    ...a.slice(0, top).map(same),
    ...walk(a.slice(top, a.length - bottom), b.slice(top, b.length - bottom)),
    ...a.slice(a.length - bottom).map(same),
  ];
  const near = new Uint8Array(lines.length);
  lines.forEach((line, place) => {
    if (line.kind === 'same') return;
    for (let one = Math.max(0, place - around); one <= Math.min(lines.length - 1, place + around); one++) near[one] = 1;
  });
  const shown: Line[] = [];
  for (let place = 0; place < lines.length; place++) {
    if (near[place]) {
      shown.push(lines[place]!);
      continue;
    }
    const begin = place;
    while (place + 1 < lines.length && !near[place + 1]) place++;
    shown.push({ kind: 'left', text: String(place - begin + 1) });
  }
  return shown;
}

const mostSteps = 4000;

function walk(a: readonly string[], b: readonly string[]): Line[] {
  const whole = (): Line[] => [...a.map((text): Line => ({ kind: 'removed', text })), ...b.map((text): Line => ({ kind: 'added', text }))];
  const most = a.length + b.length;
  if (a.length === 0 || b.length === 0) return whole();
  const trace: Map<number, number>[] = [];
  let front = new Map<number, number>([[1, 0]]);
  for (let steps = 0; steps <= most; steps++) {
    // Texts that have little in common: one is taken away, the other put there.
    if (steps > mostSteps) return whole();
    trace.push(new Map(front));
    for (let k = -steps; k <= steps; k += 2) {
      const down = k === -steps || (k !== steps && front.get(k - 1)! < front.get(k + 1)!);
      let x = down ? front.get(k + 1)! : front.get(k - 1)! + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++;
      front.set(k, x);
      if (x >= a.length && x - k >= b.length) return back(a, b, trace, steps);
    }
  }
  return whole();
}

function back(a: readonly string[], b: readonly string[], trace: readonly Map<number, number>[], last: number): Line[] {
  const lines: Line[] = [];
  let [x, y] = [a.length, b.length];
  for (let steps = last; steps >= 0; steps--) {
    const front = trace[steps]!;
    const k = x - y;
    const down = k === -steps || (k !== steps && front.get(k - 1)! < front.get(k + 1)!);
    const beforeX = steps === 0 ? 0 : front.get(down ? k + 1 : k - 1)!;
    const stop = steps === 0 ? 0 : down ? beforeX : beforeX + 1;
    while (x > stop) {
      lines.push({ kind: 'same', text: a[--x]! });
      y--;
    }
    if (steps === 0) break;
    if (down) lines.push({ kind: 'added', text: b[--y]! });
    else lines.push({ kind: 'removed', text: a[--x]! });
  }
  return lines.reverse();
}

export interface Overlay {
  doc: Obj;
  /** By the path of the container and the ends of the arrow. */
  arrows: ReadonlyMap<string, 'added' | 'removed'>;
}

export const arrowKey = (scope: Path, arrow: { source: string; port: string; target: string }): string =>
  `${scope.join(':')}|${arrow.source}|${arrow.port}|${arrow.target}`;

/** Two versions in one drawing: the later one, with what is gone standing where it stood. */
export function overlay(before: Obj, after: Obj): Overlay {
  const arrows = new Map<string, 'added' | 'removed'>();
  const lay = (was: Obj | null, is: Obj, path: Path): Obj => {
    const old = new Map((was ? childrenOf(was) : []).map((one) => [idOf(one.node), one]));
    const now = new Set(childrenOf(is).map(({ node }) => idOf(node)));
    let next: Obj = { ...is };
    for (const [slot, value] of Object.entries(is)) {
      const inner = (node: Obj) => lay(old.get(idOf(node))?.node ?? null, node, [...path, idOf(node)]);
      if (slot === 'customProperties' || slot === 'metadata') continue;
      if (isActivity(value)) next[slot] = inner(value);
      else if (Array.isArray(value))
        next[slot] = value.map((one: unknown) =>
          isActivity(one) ? inner(one) : isObj(one) && isActivity(one.activity) ? { ...one, activity: inner(one.activity) } : one,
        );
    }
    for (const { node, slot } of old.values())
      if (!now.has(idOf(node)) && Array.isArray(next[slot]) && slot !== 'cases') next = { ...next, [slot]: [...(next[slot] as unknown[]), node] };
    if (!isFlowchart(is)) return next;
    const key = (one: { source: string; port: string; target: string }) => arrowKey(path, one);
    const had = new Map((was && isFlowchart(was) ? arrowsOf(was) : []).map((one) => [key(one), one]));
    const has = new Set(arrowsOf(is).map(key));
    if (was) for (const one of has) if (!had.has(one)) arrows.set(one, 'added');
    const raw = was ? rawArrows(was) : [];
    const gone = [...had].filter(([one]) => !has.has(one));
    for (const [one] of gone) arrows.set(one, 'removed');
    return gone.length > 0 ? { ...next, connections: [...rawArrows(next), ...gone.map(([, one]) => straightArrow(raw[one.index]))] } : next;
  };
  return { doc: lay(straighten(before), straighten(after), []), arrows };
}

/** Something that both changed, each in another way. */
export interface Clash {
  key: string;
  /** The names on the way to it, activities by their ids. */
  way: string[];
  mine: unknown;
  theirs: unknown;
}

/** What tells the items of a list apart; null when nothing does. */
function keyOf(item: unknown): string | null {
  if (!isObj(item)) return null;
  if (isObj(item.source) && isObj(item.target)) return `${String(item.source.activity)}|${String(item.source.port)}|${String(item.target.activity)}`;
  if (typeof item.id === 'string') return item.id;
  return typeof item.name === 'string' ? item.name : typeof item.label === 'string' ? item.label : null;
}

const gone = Symbol('gone');

/** Puts two changes of one definition together. What both changed is asked for; theirs stands until it is chosen. */
export function merge(base: Obj, mine: Obj, theirs: Obj, chosen: ReadonlyMap<string, 'mine' | 'theirs'> = new Map()): { doc: Obj; clashes: Clash[] } {
  const clashes: Clash[] = [];
  const one = (b: unknown, m: unknown, t: unknown, way: string[]): unknown => {
    if (sameJson(m, t) || sameJson(b, m)) return t;
    if (sameJson(b, t)) return m;
    if (isObj(m) && isObj(t)) return fields(isObj(b) ? b : {}, m, t, way);
    if (Array.isArray(m) && Array.isArray(t)) {
      const lists = [Array.isArray(b) ? (b as unknown[]) : [], m as unknown[], t as unknown[]];
      const keyed = lists.map((list) => new Map(list.map((item) => [keyOf(item), item])));
      if (keyed.every((map, place) => !map.has(null) && map.size === lists[place]!.length)) return items(keyed as Map<string, unknown>[], way);
    }
    const key = way.join('/');
    clashes.push({ key, way, mine: m === gone ? undefined : m, theirs: t === gone ? undefined : t });
    return chosen.get(key) === 'mine' ? m : t;
  };
  const fields = (b: Obj, m: Obj, t: Obj, way: string[]): Obj => {
    const made: Obj = {};
    for (const name of new Set([...Object.keys(t), ...Object.keys(m)])) {
      const pick = (from: Obj) => (name in from ? from[name] : gone);
      const value = way.length === 0 && stamps.has(name) ? pick(t) : one(pick(b), pick(m), pick(t), [...way, name]);
      if (value !== gone) made[name] = value;
    }
    return made;
  };
  const items = ([b, m, t]: Map<string, unknown>[], way: string[]): unknown[] => {
    const made: unknown[] = [];
    for (const key of new Set([...t!.keys(), ...m!.keys()])) {
      const pick = (from: Map<string, unknown>) => (from.has(key) ? from.get(key) : gone);
      const value = one(pick(b!), pick(m!), pick(t!), [...way, key]);
      if (value !== gone) made.push(value);
    }
    return made;
  };
  const doc = fields(straighten(base), straighten(mine), straighten(theirs), []);
  return { doc: tied(doc), clashes };
}

/** An arrow to what the other took away leads nowhere: it goes too. */
function tied(doc: Obj): Obj {
  const tie = (holder: Obj): Obj => {
    let next = holder;
    for (const { node } of childrenOf(holder)) {
      const inner = tie(node);
      if (inner !== node) next = replaced(next, node, inner);
    }
    if (!isActivity(next) || !isFlowchart(next)) return next;
    const there = new Set(childrenOf(next).map(({ node }) => idOf(node)));
    const lost = new Set(arrowsOf(next).filter((arrow) => !there.has(arrow.source) || !there.has(arrow.target)).map(({ index }) => index));
    return lost.size > 0 ? { ...next, connections: rawArrows(next).filter((_, index) => !lost.has(index)) } : next;
  };
  return tie(doc);
}

function replaced(holder: Obj, before: Obj, after: Obj): Obj {
  return Object.fromEntries(
    Object.entries(holder).map(([name, value]) => [
      name,
      value === before
        ? after
        : Array.isArray(value)
          ? value.map((one: unknown) => (one === before ? after : isObj(one) && one.activity === before ? { ...one, activity: after } : one))
          : value,
    ]),
  );
}

/** What a field was and is, for people: an expression by its text. */
export function plain(value: unknown): string {
  if (value === undefined || value === null) return '–';
  if (isObj(value) && isObj(value.expression)) return plain(value.expression.value);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** What a field of an activity, or of the definition, holds; those of its metadata too. */
export function fieldOf(doc: Obj, path: Path, field: string): unknown {
  const node = at(doc, path);
  return node && !(field in node) && isObj(node.metadata) ? node.metadata[field] : node?.[field];
}
