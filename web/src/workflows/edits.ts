import type { ActivityAbout } from './catalogue.ts';
import { pascal } from './completion.ts';
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
  rawArrows,
  straightArrow,
  text,
  typeOf,
} from './tree.ts';

/** Every edit takes a definition and gives a new one; what it does not touch stays the same object. */

const words = (type: string) => type.slice(type.lastIndexOf('.') + 1).replace(/[^\p{L}\p{N}]/gu, '') || 'Activity';

export function freshId(doc: Obj, taken: ReadonlySet<string> = new Set()): string {
  const used = new Set([...allOf(doc).map(({ node }) => idOf(node)), ...taken]);
  for (;;) {
    const id = crypto.randomUUID().replaceAll('-', '').slice(0, 16);
    if (!used.has(id)) return id;
  }
}

/** WriteLine1, WriteLine2 …: the first that nothing has. */
export function freshName(doc: Obj, type: string, taken: ReadonlySet<string> = new Set()): string {
  const used = new Set([...allOf(doc).map(({ node }) => text(node.name) ?? ''), ...taken]);
  for (let count = 1; ; count++) if (!used.has(words(type) + count)) return words(type) + count;
}

/** A definition with nothing in it but a start. */
export function blank(name: string): Obj {
  return {
    definitionId: crypto.randomUUID().replaceAll('-', '').slice(0, 16),
    name,
    version: 1,
    variables: [],
    inputs: [],
    outputs: [],
    outcomes: [],
    customProperties: {},
    isLatest: true,
    isPublished: false,
    options: {},
    root: {
      id: 'root',
      type: 'Elsa.Flowchart',
      version: 1,
      name: 'Flowchart1',
      customProperties: {},
      metadata: {},
      activities: [
        {
          id: 'start',
          name: 'Start1',
          type: 'Elsa.Start',
          version: 1,
          customProperties: { canStartWorkflow: false, runAsynchronously: false },
          metadata: { designer: { position: { x: 40, y: 120 } } },
        },
      ],
      connections: [],
      variables: [],
    },
  };
}

function newActivity(doc: Obj, about: Pick<ActivityAbout, 'type'> & Partial<ActivityAbout>, position: Point | null): Obj {
  const node: Obj = { id: freshId(doc), name: freshName(doc, about.type), type: about.type, version: 1 };
  if (about.type === 'Elsa.Flowchart') Object.assign(node, { activities: [], connections: [], variables: [] });
  else if (about.ports?.includes('activities')) node.activities = [];
  node.customProperties = { canStartWorkflow: !!about.isTrigger, runAsynchronously: false };
  node.metadata = position ? { designer: { position } } : {};
  return node;
}

export interface Added {
  doc: Obj;
  id: string;
}

/** Adds an activity: with an arrow from another when it was drawn from one, into a slot when the scope has no arrows. */
export function add(
  doc: Obj,
  scope: Path,
  about: Pick<ActivityAbout, 'type'> & Partial<ActivityAbout>,
  where: { position?: Point; from?: { id: string; port: string }; slot?: string } = {},
): Added {
  const node = newActivity(doc, about, where.position ?? null);
  const id = idOf(node);
  const next = changeAt(doc, scope, (holder) => put(holder, node, where.slot));
  return { doc: where.from ? connect(next, scope, where.from.id, where.from.port, id) : next, id };
}

function put(holder: Obj, node: Obj, slot?: string): Obj {
  const name = slot ?? (isActivity(holder) ? (Array.isArray(holder.branches) ? 'branches' : 'activities') : 'root');
  if (name === 'cases' || name === 'expectedStatusCodes') {
    const list = Array.isArray(holder[name]) ? (holder[name] as unknown[]) : [];
    const free = list.findIndex((item) => isObj(item) && !isActivity(item.activity));
    const item =
      name === 'cases'
        ? { label: `Case ${list.length + 1}`, condition: { type: 'JavaScript', value: '' }, activity: node }
        : { statusCode: 200, activity: node };
    return {
      ...holder,
      [name]: free >= 0 ? list.map((one, i) => (i === free ? { ...(one as Obj), activity: node } : one)) : [...list, item],
    };
  }
  const there = holder[name];
  if (name === 'activities' || name === 'branches' || Array.isArray(there))
    return { ...holder, [name]: [...(Array.isArray(there) ? (there as unknown[]) : []), node] };
  if (!isActivity(there)) return { ...holder, [name]: node };
  // There is room for one: what stands there and the new one become a sequence.
  if (typeOf(there) === 'Elsa.Sequence')
    return { ...holder, [name]: { ...there, activities: [...((there.activities as unknown[]) ?? []), node] } };
  const around = { ...newActivity({ root: { ...holder, type: typeOf(holder) || 'x', id: 'x' } }, { type: 'Elsa.Sequence' }, null) };
  return { ...holder, [name]: { ...around, activities: [there, node] } };
}

export function connect(doc: Obj, scope: Path, source: string, port: string, target: string): Obj {
  const holder = at(doc, scope);
  if (!holder || !isFlowchart(holder)) return doc;
  if (arrowsOf(holder).some((one) => one.source === source && one.port === port && one.target === target)) return doc;
  return changeAt(doc, scope, (flowchart) => ({
    ...flowchart,
    connections: [
      ...rawArrows(flowchart).map(straightArrow),
      { source: { activity: source, port }, target: { activity: target, port: 'In' } },
    ],
  }));
}

/** Takes activities away with their arrows, and arrows by their place. */
export function remove(doc: Obj, scope: Path, ids: readonly string[], arrows: readonly number[] = []): Obj {
  const gone = new Set(ids);
  return changeAt(doc, scope, (holder) => {
    const left = gone.size > 0 ? mapChildren(holder, (child) => (gone.has(idOf(child)) ? null : child)) : holder;
    if (!isFlowchart(left)) return left;
    const dropped = new Set(arrows);
    for (const arrow of arrowsOf(left)) if (gone.has(arrow.source) || gone.has(arrow.target)) dropped.add(arrow.index);
    if (dropped.size === 0) return left;
    return { ...left, connections: rawArrows(left).filter((_, index) => !dropped.has(index)).map(straightArrow) };
  });
}

const placed = (node: Obj, position: Point): Obj => {
  const metadata = isObj(node.metadata) ? node.metadata : {};
  const designer = isObj(metadata.designer) ? metadata.designer : {};
  return { ...node, metadata: { ...metadata, designer: { ...designer, position } } };
};

export function move(doc: Obj, scope: Path, positions: Readonly<Record<string, Point>>): Obj {
  return changeAt(doc, scope, (holder) =>
    mapChildren(holder, (child) => {
      const position = positions[idOf(child)];
      return position ? placed(child, position) : child;
    }),
  );
}

/** Moves an activity earlier or later in the list it stands in. */
export function reorder(doc: Obj, scope: Path, id: string, by: number): Obj {
  const holder = at(doc, scope);
  const where = holder && childrenOf(holder).find(({ node }) => idOf(node) === id);
  if (!holder || !where || where.index === null) return doc;
  const list = [...(holder[where.slot] as unknown[])];
  const to = where.index + by;
  if (to < 0 || to >= list.length) return doc;
  const [one] = list.splice(where.index, 1);
  list.splice(to, 0, one);
  return changeAt(doc, scope, (it) => ({ ...it, [where.slot]: list }));
}

/** Sets a property of an activity or, with an empty path, of the definition; undefined takes it away. */
export function set(doc: Obj, path: Path, name: string, value: unknown): Obj {
  return changeAt(doc, path, (node) => {
    if (value === undefined) {
      const { [name]: gone, ...rest } = node;
      void gone;
      return rest;
    }
    return Object.is(node[name], value) ? node : { ...node, [name]: value };
  });
}

/** Sets one name of an object property, such as metadata or customProperties; undefined takes it away. */
export function setIn(doc: Obj, path: Path, property: string, name: string, value: unknown): Obj {
  return changeAt(doc, path, (node) => {
    const { [name]: before, ...rest } = isObj(node[property]) ? node[property] : {};
    void before;
    return { ...node, [property]: value === undefined ? rest : { ...rest, [name]: value } };
  });
}

/** Sets what an input is; null for its default. What else stands on the input stays, but for its old memory. */
export function setInput(doc: Obj, path: Path, name: string, typeName: string, syntax: string, value: unknown): Obj {
  return changeAt(doc, path, (node) => {
    const before = isObj(node[name]) ? node[name] : {};
    const { memoryReference, ...rest } = before;
    void memoryReference;
    const expression = isObj(rest.expression) ? rest.expression : {};
    return { ...node, [name]: { ...rest, typeName: text(rest.typeName) ?? typeName, expression: { ...expression, type: syntax, value } } };
  });
}

/** The spelling that a line below stays in, which was the only one before. */
const withLines = (name: string) =>
  name.replace(/(^|[^\p{L}\p{N}_])([\p{L}\p{N}_])/gu, (_, __, first: string) => first.toUpperCase()).replace(/[^\p{L}\p{N}_]/gu, '');

/** Renames an activity, and every expression that asks for its outputs by its name. */
export function rename(doc: Obj, path: Path, name: string): Obj {
  const node = at(doc, path);
  const before = node && text(node.name);
  const next = set(doc, path, 'name', name);
  if (!before || !name || before === name) return next;
  const spellings = [pascal(before), withLines(before)].map((one) => one.replace(/[^\w]/g, '\\$&')).join('|');
  const asked = new RegExp(`\\bget(\\w+?)From(?:${spellings})(?=\\s*\\()`, 'g');
  const named = new RegExp(`(getOutputFrom\\(\\s*)(['"\`])${before.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\2`, 'g');
  return rewrite(next, (script) =>
    script.replace(asked, (_, output: string) => `get${output}From${pascal(name)}`).replace(named, `$1$2${name}$2`),
  ) as Obj;
}

/** Changes every script; what holds none stays the same object. */
function rewrite(value: unknown, change: (script: string) => string): unknown {
  if (Array.isArray(value)) {
    const next = value.map((one: unknown) => rewrite(one, change));
    return next.some((one, i) => one !== value[i]) ? next : value;
  }
  if (!isObj(value)) return value;
  if (value.type === 'JavaScript' && typeof value.value === 'string') {
    const script = change(value.value);
    return script === value.value ? value : { ...value, value: script };
  }
  let next: Obj | null = null;
  for (const [name, one] of Object.entries(value)) {
    const changed = rewrite(one, change);
    if (changed !== one) (next ??= { ...value })[name] = changed;
  }
  return next ?? value;
}

/** One activity as a definition of its own, with the variables it can see as they were last: for trying it alone. */
export function alone(doc: Obj, path: Path, variables: readonly Obj[], last: Readonly<Record<string, unknown>>): Obj {
  const values = variables.map((one) => {
    const value = last[text(one.name) ?? ''];
    if (value === undefined || value === null) return one;
    return { ...one, value: typeof value === 'object' ? JSON.stringify(value) : String(value) };
  });
  return { ...doc, variables: values, root: at(doc, path) };
}
