import { allOf, arrowsOf, at, childrenOf, displayText, isFlowchart, isObj, type Obj, type Path, straighten, text, typeOf } from './tree.ts';

export interface Change {
  kind: 'added' | 'removed' | 'changed' | 'moved';
  what: 'activity' | 'arrow' | 'workflow';
  path: Path;
  name: string;
  /** Which properties differ. */
  fields: string[];
}

const same = (a: unknown, b: unknown) => stable(a) === stable(b);

/** The order of names does not matter. */
function stable(value: unknown): string {
  return (
    JSON.stringify(value, (_, one: unknown) =>
      typeof one === 'object' && one !== null && !Array.isArray(one)
        ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
        : one,
    ) ?? 'undefined'
  );
}

const bare = (node: Obj): Obj => {
  const slots = new Set(childrenOf(node).map(({ slot }) => slot));
  const { connections, nodeId, ...rest } = Object.fromEntries(Object.entries(node).filter(([name]) => !slots.has(name)));
  void [connections, nodeId];
  return rest;
};

const about = (node: Obj): Obj => (isObj(node.metadata) ? node.metadata : {});
const label = (node: Obj) => displayText(node) ?? text(node.name) ?? typeOf(node);
const stamps = new Set(['root', 'id', 'version', 'createdAt', 'toolVersion', 'isLatest', 'isPublished', '$schema']);

/** What changed from one version to another, activity by activity and arrow by arrow. */
export function diff(before: Obj, after: Obj): Change[] {
  const [was, is] = [straighten(before), straighten(after)];
  const changes: Change[] = [];
  const fields = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter((name) => !stamps.has(name) && !same(was[name], is[name]));
  if (fields.length > 0) changes.push({ kind: 'changed', what: 'workflow', path: [], name: '', fields });
  const key = (path: Path) => path.join(':');
  const old = new Map(allOf(was).map((one) => [key(one.path), one]));
  const now = new Map(allOf(is).map((one) => [key(one.path), one]));
  for (const [id, { node, path }] of old)
    if (!now.has(id)) changes.push({ kind: 'removed', what: 'activity', path, name: label(node), fields: [] });
  for (const [id, { node, path }] of now) {
    const earlier = old.get(id)?.node;
    if (!earlier) {
      changes.push({ kind: 'added', what: 'activity', path, name: label(node), fields: [] });
      continue;
    }
    const [a, b] = [bare(earlier), bare(node)];
    const differ = [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((name) => name !== 'metadata' && !same(a[name], b[name]));
    const looks = [...new Set([...Object.keys(about(a)), ...Object.keys(about(b))])].filter((name) => !same(about(a)[name], about(b)[name]));
    differ.push(...looks.filter((name) => name !== 'designer'));
    if (differ.length > 0 || looks.length > 0)
      changes.push({ kind: differ.length > 0 ? 'changed' : 'moved', what: 'activity', path, name: label(node), fields: differ });
    if (isFlowchart(node) || isFlowchart(earlier)) changes.push(...arrows(earlier, node, path, was, is));
  }
  return changes;
}

function arrows(before: Obj, after: Obj, path: Path, was: Obj, is: Obj): Change[] {
  const named = (doc: Obj, id: string) => {
    const node = at(doc, [...path, id]);
    return node ? label(node) : id;
  };
  const list = (node: Obj, doc: Obj) =>
    new Map(arrowsOf(node).map((one) => [`${one.source}|${one.port}|${one.target}`, `${named(doc, one.source)} · ${one.port} → ${named(doc, one.target)}`]));
  const [old, now] = [list(before, was), list(after, is)];
  return [
    ...[...old].filter(([id]) => !now.has(id)).map(([, name]): Change => ({ kind: 'removed', what: 'arrow', path, name, fields: [] })),
    ...[...now].filter(([id]) => !old.has(id)).map(([, name]): Change => ({ kind: 'added', what: 'arrow', path, name, fields: [] })),
  ];
}
