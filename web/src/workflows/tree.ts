/** The tree of activities in the JSON of a definition. Nothing is typed away: what is not understood stays as it came. */
export type Obj = { [name: string]: unknown };
/** Ids from the root down; none is the definition itself. */
export type Path = readonly string[];

export interface Placed {
  node: Obj;
  /** The property that holds it: activities, then, body, cases … */
  slot: string;
  /** Its place in a list; null where there is room for one only. */
  index: number | null;
}

export const isObj = (value: unknown): value is Obj =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
export const idOf = (node: Obj): string => text(node.id) ?? '';
export const typeOf = (node: Obj): string => text(node.type) ?? '';
export const isActivity = (value: unknown): value is Obj =>
  isObj(value) && typeof value.type === 'string' && typeof value.id === 'string' && !('expression' in value);

const notPorts = new Set(['customProperties', 'metadata', 'applicationProperties']);

/** What stands directly inside an activity, or the root of a definition, in the order of the text. */
export function childrenOf(holder: Obj): Placed[] {
  const found: Placed[] = [];
  for (const [slot, value] of Object.entries(holder)) {
    if (notPorts.has(slot)) continue;
    if (isActivity(value)) found.push({ node: value, slot, index: null });
    else if (Array.isArray(value))
      value.forEach((item: unknown, index) => {
        // Cases of a switch and expected status codes hold their activity one level down.
        const node = isActivity(item) ? item : isObj(item) && isActivity(item.activity) ? item.activity : null;
        if (node) found.push({ node, slot, index });
      });
  }
  return found;
}

/** Changes what stands directly inside; null takes it away. What does not change stays the same object. */
export function mapChildren(holder: Obj, change: (child: Obj) => Obj | null): Obj {
  let changed: Obj | null = null;
  const put = (slot: string, value: unknown) => ((changed ??= { ...holder })[slot] = value);
  for (const [slot, value] of Object.entries(holder)) {
    if (notPorts.has(slot)) continue;
    if (isActivity(value)) {
      const next = change(value);
      if (next !== value) put(slot, next);
    } else if (Array.isArray(value)) {
      let touched = false;
      const list: unknown[] = [];
      for (const item of value as unknown[]) {
        if (isActivity(item)) {
          const next = change(item);
          touched ||= next !== item;
          if (next) list.push(next);
        } else if (isObj(item) && isActivity(item.activity)) {
          const next = change(item.activity);
          touched ||= next !== item.activity;
          list.push(next === item.activity ? item : { ...item, activity: next });
        } else list.push(item);
      }
      if (touched) put(slot, list);
    }
  }
  return changed ?? holder;
}

/** What a path leads to; null when nothing does. */
export function at(doc: Obj, path: Path): Obj | null {
  let holder: Obj | undefined = doc;
  for (const id of path) {
    holder = childrenOf(holder).find(({ node }) => idOf(node) === id)?.node;
    if (!holder) return null;
  }
  return holder;
}

/** The definition with what a path leads to changed. */
export function changeAt(doc: Obj, path: Path, change: (node: Obj) => Obj): Obj {
  const [id, ...rest] = path;
  if (id === undefined) return change(doc);
  return mapChildren(doc, (child) => (idOf(child) === id ? changeAt(child, rest, change) : child));
}

export interface Found {
  node: Obj;
  path: Path;
}

/** Every activity of a definition with the way to it. */
export function allOf(holder: Obj, path: Path = []): Found[] {
  return childrenOf(holder).flatMap(({ node }) => {
    const own = [...path, idOf(node)];
    return [{ node, path: own }, ...allOf(node, own)];
  });
}

export const isFlowchart = (node: Obj): boolean => typeOf(node) === 'Elsa.Flowchart' || 'connections' in node;

/** Where the editor opens: the root when it holds others, else the definition around it. */
export function firstScope(doc: Obj): Path {
  const root = doc.root;
  if (!isActivity(root)) return [];
  return isFlowchart(root) || childrenOf(root).length > 0 || Array.isArray(root.activities) ? [idOf(root)] : [];
}

export interface Arrow {
  source: string;
  port: string;
  target: string;
  targetPort: string;
  /** Its place among the raw ones. */
  index: number;
}

const member = (json: Obj, name: string) => json[name] ?? json[name.charAt(0).toUpperCase() + name.slice(1)];

/** Lists, a list wrapped in $values, and a single arrow. */
export function rawArrows(flowchart: Obj): unknown[] {
  const written = flowchart.connections;
  if (Array.isArray(written)) return written as unknown[];
  if (!isObj(written)) return [];
  return Array.isArray(written.$values) ? (written.$values as unknown[]) : [written];
}

function readArrow(json: unknown, index: number): Arrow | null {
  if (!isObj(json)) return null;
  const end = (name: string): [string | null, string | null] => {
    const written = member(json, name);
    return isObj(written)
      ? [text(member(written, 'activity')), text(member(written, 'port'))]
      : [text(written), text(member(json, `${name}Port`))];
  };
  const [source, port] = end('source');
  const [target, targetPort] = end('target');
  return source === null || target === null
    ? null
    : { source, port: port ?? 'Done', target, targetPort: targetPort ?? 'In', index };
}

/** The arrows of a flowchart, whichever way they are spelt. */
export const arrowsOf = (flowchart: Obj): Arrow[] =>
  rawArrows(flowchart).flatMap((json, index) => readArrow(json, index) ?? []);

/** An arrow in the new spelling; what else it holds stays. */
export function straightArrow(json: unknown): unknown {
  const arrow = readArrow(json, 0);
  if (!arrow || !isObj(json)) return json;
  const { source, target, Source, Target, sourcePort, targetPort, SourcePort, TargetPort, ...rest } = json;
  void [sourcePort, targetPort, SourcePort, TargetPort];
  const end = (written: unknown, activity: string, port: string) => {
    if (!isObj(written)) return { activity, port };
    const { Activity, Port, ...more } = written;
    void [Activity, Port];
    return { ...more, activity, port };
  };
  return {
    source: end(source ?? Source, arrow.source, arrow.port),
    target: end(target ?? Target, arrow.target, arrow.targetPort),
    ...rest,
  };
}

/** The whole definition with every arrow in the new spelling, as it is saved. */
export function straighten(holder: Obj): Obj {
  const inner = mapChildren(holder, straighten);
  if (!('connections' in inner) || !isActivity(inner)) return inner;
  const raw = rawArrows(inner);
  const straight = raw.map(straightArrow);
  const same = Array.isArray(inner.connections) && straight.every((one, i) => JSON.stringify(one) === JSON.stringify(raw[i]));
  return same ? inner : { ...inner, connections: straight };
}

export interface Point {
  x: number;
  y: number;
}

export function positionOf(node: Obj): Point | null {
  const designer = isObj(node.metadata) && isObj(node.metadata.designer) ? node.metadata.designer : null;
  const position = designer && isObj(designer.position) ? designer.position : null;
  return position && typeof position.x === 'number' && typeof position.y === 'number'
    ? { x: position.x, y: position.y }
    : null;
}

export const displayText = (node: Obj): string | null => (isObj(node.metadata) ? text(node.metadata.displayText) : null);
