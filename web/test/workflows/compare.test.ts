import { describe, expect, it } from 'vitest';
import { arrowKey, merge, overlay, sameJson, textDiff, textOfDefinition } from '../../src/workflows/compare.ts';
import { add, connect, move, remove, set, setInput } from '../../src/workflows/edits.ts';
import { arrowsOf, at, childrenOf, idOf, type Obj } from '../../src/workflows/tree.ts';

const line = (id: string, text: string): Obj => ({
  id, name: id, type: 'Elsa.WriteLine', version: 1, text: { typeName: 'String', expression: { type: 'Literal', value: text } }, metadata: { designer: { position: { x: 0, y: 0 } } },
});
const base = (): Obj => ({
  definitionId: 'd', id: 'v1', name: 'Prova', version: 1, variables: [{ id: 'x', name: 'X', typeName: 'String' }],
  root: { id: 'root', type: 'Elsa.Flowchart', activities: [line('a', 'uno'), line('b', 'due')], connections: [{ source: { activity: 'a', port: 'Done' }, target: { activity: 'b', port: 'In' } }], variables: [] },
});
const texts = (doc: Obj) => childrenOf(at(doc, ['root'])!).map(({ node }) => [idOf(node), ((node.text as Obj).expression as Obj).value]);
const say = (doc: Obj, id: string, text: string) => setInput(doc, ['root', id], 'text', 'String', 'Literal', text);

describe('the text of a definition', () => {
  it('does not depend on the order of names, nor on the stamps of a version', () => {
    const { root, variables, ...rest } = base();
    expect(textOfDefinition({ ...rest, variables, root, version: 9, id: 'v9', isLatest: true })).toBe(textOfDefinition({ root, variables, ...rest } as Obj));
    expect(sameJson({ a: 1, b: [{ c: 2, d: 3 }] }, { b: [{ d: 3, c: 2 }], a: 1 })).toBe(true);
  });
});

describe('a comparison line by line', () => {
  const told = (before: string, after: string, around = 9) => textDiff(before, after, around).map(({ kind, text }) => `${{ same: ' ', added: '+', removed: '-', left: '~' }[kind]}${text}`);
  it('tells what came, what went, and what stayed', () =>
    expect(told('a\nb\nc\nd', 'a\nc\nx\nd')).toEqual([' a', '-b', ' c', '+x', ' d']));
  it('of equal texts leaves everything out', () => expect(told('a\nb\nc', 'a\nb\nc')).toEqual(['~3']));
  it('from nothing, and to nothing', () => {
    expect(told('', 'x\ny')).toEqual(['-', '+x', '+y']);
    expect(told('x', '')).toEqual(['-x', '+']);
  });
  it('leaves out what is far from every change', () => {
    const before = Array.from({ length: 20 }, (_, n) => String(n)).join('\n');
    expect(told(before, before.replace('\n10\n', '\nten\n'), 1)).toEqual(['~9', ' 9', '-10', '+ten', ' 11', '~8']);
  });
  it('put together again gives the later text, whatever both are', () => {
    let seed = 7;
    const dice = (most: number) => (seed = (seed * 1103515245 + 12345) % 2147483648) % most;
    for (let round = 0; round < 200; round++) {
      const made = () => Array.from({ length: dice(12) + 1 }, () => 'abc'[dice(3)]).join('\n');
      const [before, after] = [made(), made()];
      const lines = textDiff(before, after, 99).filter(({ kind }) => kind !== 'left');
      if (before === after) continue;
      expect(lines.filter(({ kind }) => kind !== 'removed').map(({ text }) => text).join('\n')).toBe(after);
      expect(lines.filter(({ kind }) => kind !== 'added').map(({ text }) => text).join('\n')).toBe(before);
    }
  });
});

describe('two versions in one drawing', () => {
  it('show what is gone where it stood, with its arrows', () => {
    const after = remove(base(), ['root'], ['b']);
    const { doc, arrows } = overlay(base(), after);
    expect(childrenOf(at(doc, ['root'])!).map(({ node }) => idOf(node))).toEqual(['a', 'b']);
    expect(arrows.get(arrowKey(['root'], arrowsOf(at(doc, ['root'])!)[0]!))).toBe('removed');
  });
  it('show which arrows are new', () => {
    const { arrows } = overlay(base(), connect(base(), ['root'], 'b', 'Done', 'a'));
    expect([...arrows]).toEqual([['root|b|Done|a', 'added']]);
  });
});

describe('two people at one definition', () => {
  it('get both their changes when they changed different things', () => {
    const mine = connect(say(base(), 'a', 'mio'), ['root'], 'b', 'Done', 'a');
    const added = add(say(base(), 'b', 'loro'), ['root'], { type: 'Elsa.End' });
    const { doc, clashes } = merge(base(), mine, move({ ...added.doc, version: 2 }, ['root'], { a: { x: 50, y: 60 } }));
    expect(clashes).toEqual([]);
    expect(texts({ ...doc, root: { ...(doc.root as Obj), activities: ((doc.root as Obj).activities as Obj[]).slice(0, 2) } })).toEqual([['a', 'mio'], ['b', 'loro']]);
    expect(at(doc, ['root', added.id])).toMatchObject({ type: 'Elsa.End' });
    expect(arrowsOf(at(doc, ['root'])!).map(({ source, target }) => source + target)).toEqual(['ab', 'ba']);
    expect((at(doc, ['root', 'a'])!.metadata as Obj).designer).toEqual({ position: { x: 50, y: 60 } });
    expect(doc.version).toBe(2);
  });
  it('are asked about what both changed, and theirs stands until then', () => {
    const both = () => [base(), say(base(), 'a', 'mio'), say(base(), 'a', 'loro')] as const;
    const { doc, clashes } = merge(...both());
    expect(clashes.map(({ way, mine, theirs }) => [way.join('/'), mine, theirs])).toEqual([['root/activities/a/text/expression/value', 'mio', 'loro']]);
    expect(texts(doc)[0]).toEqual(['a', 'loro']);
    expect(texts(merge(...both(), new Map([[clashes[0]!.key, 'mine']])).doc)[0]).toEqual(['a', 'mio']);
  });
  it('are asked when one changed what the other took away', () => {
    const mine = say(base(), 'b', 'mio');
    const theirs = remove(base(), ['root'], ['b']);
    const { doc, clashes } = merge(base(), mine, theirs);
    expect(clashes.map(({ way }) => way.at(-1))).toEqual(['b']);
    expect(texts(doc)).toEqual([['a', 'uno']]);
    expect(texts(merge(base(), mine, theirs, new Map([[clashes[0]!.key, 'mine']])).doc)).toEqual([['a', 'uno'], ['b', 'mio']]);
  });
  it('leave no arrow to what the other took away', () => {
    const mine = add(base(), ['root'], { type: 'Elsa.End' }, { from: { id: 'b', port: 'Done' } });
    const { doc } = merge(base(), mine.doc, remove(base(), ['root'], ['b']));
    expect(arrowsOf(at(doc, ['root'])!)).toEqual([]);
    expect(at(doc, ['root', mine.id])).not.toBeNull();
  });
  it('add variables of their own', () => {
    const own = (id: string) => set(base(), [], 'variables', [...(base().variables as Obj[]), { id, name: id, typeName: 'String' }]);
    expect((merge(base(), own('mia'), own('loro')).doc.variables as Obj[]).map(({ id }) => id)).toEqual(['x', 'loro', 'mia']);
  });
});
