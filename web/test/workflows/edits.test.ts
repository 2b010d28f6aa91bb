import { describe, expect, it } from 'vitest';
import { type ActivityAbout, outcomesOf, slotsOf } from '../../src/workflows/catalogue.ts';
import { copy, paste, readClip } from '../../src/workflows/clip.ts';
import { candidates, complete } from '../../src/workflows/completion.ts';
import { diff } from '../../src/workflows/diff.ts';
import { add, alone, blank, connect, move, remove, rename, reorder, setInput, setIn } from '../../src/workflows/edits.ts';
import { begin, record, redo, settle, undo } from '../../src/workflows/history.ts';
import { layout } from '../../src/workflows/layout.ts';
import { byNode, type Execution, markOf, taken } from '../../src/workflows/run.ts';
import { allOf, arrowsOf, at, childrenOf, firstScope, idOf, type Obj, positionOf, straighten } from '../../src/workflows/tree.ts';

const about = (type: string, more: Partial<ActivityAbout> = {}): ActivityAbout => ({
  type, category: 'x', inputs: [], outputs: [], outcomes: ['Done'], ports: [], isTrigger: false, isTerminal: false, ...more,
});
const catalogue = new Map(
  [
    about('Elsa.WriteLine'), about('Elsa.Start'), about('Elsa.End', { outcomes: [], isTerminal: true }),
    about('Elsa.FlowDecision', { outcomes: ['True', 'False'] }), about('Elsa.If', { ports: ['then', 'else'] }),
    about('Elsa.Sequence', { ports: ['activities'] }), about('Elsa.Switch', { ports: ['cases', 'default'] }),
    about('Elsa.Event', { isTrigger: true, outputs: ['result'] }), about('Elsa.RunJavaScript'),
  ].map((one) => [one.type, one]),
);
/** Both spellings, an activity of another world, and things nobody knows. */
const strange = (): Obj => ({
  definitionId: 'd', name: 'Prova', strange: { kept: [1, 2] },
  variables: [{ id: 'v1', name: 'Energia', typeName: 'Decimal' }], inputs: [{ name: 'Mese', type: 'String' }],
  root: {
    id: 'r', type: 'Elsa.Flowchart', odd: 7,
    activities: [
      { id: 'a', type: 'Elsa.Start', name: 'Start1', metadata: { designer: { position: { x: 1, y: 2 }, size: { width: 9 } }, mine: 1 } },
      { id: 'b', type: 'Vendor.Thing', name: 'Thing1', secretSauce: { x: null }, text: { typeName: 'String', expression: { type: 'JavaScript', value: 'getResultFromEvent1() + getOutputFrom("Event1")' } } },
      { id: 'c', type: 'Elsa.If', name: 'If1', then: { id: 'd', type: 'Elsa.WriteLine', name: 'WriteLine1' }, else: null },
      { id: 'e', type: 'Elsa.Event', name: 'Event1' },
    ],
    connections: [
      { source: 'a', target: 'b', sourcePort: 'Done', targetPort: 'In', colour: 'red' },
      { source: { activity: 'b', port: 'Sì', extra: 1 }, target: { activity: 'c', port: 'In' }, vertices: [{ x: 1, y: 1 }] },
    ],
  },
});

describe('a definition', () => {
  it('is read in both spellings of arrows, and in those of other writers', () => {
    expect(arrowsOf(strange().root as Obj).map(({ source, port, target }) => [source, port, target])).toEqual([['a', 'Done', 'b'], ['b', 'Sì', 'c']]);
    const odd = { connections: { $values: [{ Source: { Activity: 'x' }, Target: { Activity: 'y' } }] } };
    expect(arrowsOf(odd)).toEqual([{ source: 'x', port: 'Done', target: 'y', targetPort: 'In', index: 0 }]);
  });
  it('is saved in the new spelling, with everything else on an arrow kept', () => {
    const root = straighten(strange()).root as Obj;
    expect(root.connections).toEqual([
      { source: { activity: 'a', port: 'Done' }, target: { activity: 'b', port: 'In' }, colour: 'red' },
      { source: { activity: 'b', port: 'Sì', extra: 1 }, target: { activity: 'c', port: 'In' }, vertices: [{ x: 1, y: 1 }] },
    ]);
  });
  it('has every activity found by the way to it, inside branches too', () =>
    expect(allOf(strange()).map(({ path }) => path.join(':'))).toEqual(['r', 'r:a', 'r:b', 'r:c', 'r:c:d', 'r:e']));
  it('opens at its root when that holds others, else around it', () => {
    expect(firstScope(strange())).toEqual(['r']);
    expect(firstScope({ root: { id: 'w', type: 'Elsa.WriteLine' } })).toEqual([]);
  });
});

describe('an edit', () => {
  it('leaves what it does not touch the same, and the old definition as it was', () => {
    const before = strange();
    const frozen = JSON.stringify(before);
    const after = move(before, ['r'], { a: { x: 100, y: 40 } });
    expect(positionOf(at(after, ['r', 'a'])!)).toEqual({ x: 100, y: 40 });
    expect(at(after, ['r', 'a'])!.metadata).toEqual({ designer: { position: { x: 100, y: 40 }, size: { width: 9 } }, mine: 1 });
    expect(at(after, ['r', 'b'])).toBe(at(before, ['r', 'b']));
    expect((after as Obj).strange).toBe(before.strange);
    expect(JSON.stringify(before)).toBe(frozen);
  });
  it('adds from a port with the arrow, and a name nothing has', () => {
    const { doc, id } = add(strange(), ['r'], about('Elsa.WriteLine'), { from: { id: 'b', port: 'No' }, position: { x: 5, y: 6 } });
    expect(at(doc, ['r', id])).toMatchObject({ type: 'Elsa.WriteLine', name: 'WriteLine2' });
    expect(arrowsOf(at(doc, ['r'])!).at(-1)).toMatchObject({ source: 'b', port: 'No', target: id });
  });
  it('adds into a branch; a second one there makes a sequence of both', () => {
    const first = add(strange(), ['r', 'c'], about('Elsa.WriteLine'), { slot: 'else' });
    expect(idOf(at(first.doc, ['r', 'c'])!.else as Obj)).toBe(first.id);
    const second = add(first.doc, ['r', 'c'], about('Elsa.WriteLine'), { slot: 'else' });
    const around = at(second.doc, ['r', 'c'])!.else as Obj;
    expect([around.type, (around.activities as Obj[]).map(idOf)]).toEqual(['Elsa.Sequence', [first.id, second.id]]);
  });
  it('adds a case to a switch, and takes its activity away without the case', () => {
    const doc: Obj = { root: { id: 's', type: 'Elsa.Switch', cases: [{ label: 'A', condition: { type: 'JavaScript', value: 'true' } }] } };
    const { doc: next, id } = add(doc, ['s'], about('Elsa.WriteLine'), { slot: 'cases' });
    expect(childrenOf(at(next, ['s'])!)).toHaveLength(1);
    expect(at(remove(next, ['s'], [id]), ['s'])!.cases).toEqual([{ label: 'A', condition: { type: 'JavaScript', value: 'true' }, activity: null }]);
  });
  it('connects once, and takes activities away with their arrows', () => {
    const doc = connect(connect(strange(), ['r'], 'a', 'Done', 'e'), ['r'], 'a', 'Done', 'e');
    expect(arrowsOf(at(doc, ['r'])!)).toHaveLength(3);
    const less = remove(doc, ['r'], ['b']);
    expect(arrowsOf(at(less, ['r'])!).map(({ source, target }) => source + target)).toEqual(['ae']);
    expect(arrowsOf(at(remove(doc, ['r'], [], [0]), ['r'])!)).toHaveLength(2);
  });
  it('renames with every script that asks for it by name', () => {
    const doc = rename(strange(), ['r', 'e'], 'Arrivo');
    expect(JSON.stringify(at(doc, ['r', 'b']))).toContain('getResultFromArrivo() + getOutputFrom(\\"Arrivo\\")');
  });
  it('sets an input without its old memory, and one name of the metadata', () => {
    const doc: Obj = { root: { id: 'w', type: 'Elsa.WriteLine', text: { typeName: 'String', memoryReference: { id: 'x' }, converter: 1 } } };
    const node = at(setIn(setInput(doc, ['w'], 'text', 'Object', 'Literal', 'ciao'), ['w'], 'metadata', 'displayText', 'Saluta'), ['w'])!;
    expect(node.text).toEqual({ typeName: 'String', converter: 1, expression: { type: 'Literal', value: 'ciao' } });
    expect(node.metadata).toEqual({ displayText: 'Saluta' });
  });
  it('moves within a sequence, and not out of it', () => {
    const doc: Obj = { root: { id: 's', type: 'Elsa.Sequence', activities: [{ id: '1', type: 'x' }, { id: '2', type: 'x' }] } };
    expect(childrenOf(at(reorder(doc, ['s'], '1', 1), ['s'])!).map(({ node }) => idOf(node))).toEqual(['2', '1']);
    expect(reorder(doc, ['s'], '1', -1)).toBe(doc);
  });
  it('takes one activity alone with its variables as they were last', () => {
    const one = alone(strange(), ['r', 'b'], strange().variables as Obj[], { Energia: 12.5, Altro: 1 });
    expect([idOf(one.root as Obj), one.variables]).toEqual(['b', [{ id: 'v1', name: 'Energia', typeName: 'Decimal', value: '12.5' }]]);
  });
  it('of a new definition stands on a start', () => expect(childrenOf(at(blank('x'), ['root'])!)).toHaveLength(1));
});

describe('outcomes and slots', () => {
  it('come from what is written into the activity', () => {
    const of = (node: Obj, drawn: string[] = []) => outcomesOf(node, catalogue, drawn);
    const cases = [{ label: 'Alto' }, { label: 'Basso' }];
    expect(of({ type: 'Elsa.FlowSwitch', cases })).toEqual(['Alto', 'Basso', 'Default']);
    expect(of({ type: 'Elsa.FlowFork', branches: { expression: { type: 'Object', value: '["A","B"]' } } })).toEqual(['A', 'B']);
    expect(of({ type: 'Elsa.FlowFork' })).toEqual(['Done']);
    expect(of({ type: 'Elsa.FlowSendHttpRequest', expectedStatusCodes: { expression: { value: '["200","404"]' } } })).toEqual(
      ['200', '404', 'Unmatched status code', 'Failed to connect', 'Timeout', 'Done']);
    expect(of({ type: 'Elsa.RunJavaScript', possibleOutcomes: { expression: { value: '["Sì"]' } } })).toEqual(['Sì']);
    expect(of({ type: 'Elsa.End' })).toEqual([]);
    expect(of({ type: 'Vendor.Thing' }, ['Mai visto'])).toEqual(['Done', 'Mai visto']);
    expect(outcomesOf({ type: 'Figlio', workflowDefinitionId: 'f' }, catalogue, [], new Map([['f', ['Bene', 'Male']]]))).toEqual(['Bene', 'Male']);
  });
  it('are known of containers', () => {
    expect(slotsOf({ id: 'c', type: 'Elsa.If' }, catalogue).map(({ name, kind }) => name + kind)).toEqual(['thenone', 'elseone']);
    expect(slotsOf({ root: null }, catalogue)).toEqual([{ name: 'root', kind: 'one' }]);
  });
});

describe('the clipboard', () => {
  it('pastes with ids, names and arrows of its own, twice too', () => {
    const clip = readClip(copy(strange(), ['r'], ['b', 'c']))!;
    const first = paste(strange(), ['r'], clip, { x: 0, y: 0 });
    const second = paste(first.doc, ['r'], clip, null);
    const ids = allOf(second.doc).map(({ node }) => idOf(node));
    const names = allOf(second.doc).map(({ node }) => node.name).filter(Boolean);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(names).size).toBe(names.length);
    expect(arrowsOf(at(first.doc, ['r'])!).at(-1)).toMatchObject({ source: first.ids[0], port: 'Sì', target: first.ids[1] });
    expect(at(first.doc, ['r', first.ids[0]!])!.secretSauce).toEqual({ x: null });
  });
  it('reads whole definitions and single activities, and nothing else', () => {
    expect(readClip(JSON.stringify(strange()))!.activities).toHaveLength(4);
    expect(readClip('{"id":"w","type":"Elsa.WriteLine"}')!.activities).toHaveLength(1);
    expect([readClip('ciao'), readClip('{"a":1}'), readClip('[]')]).toEqual([null, null, null]);
  });
});

describe('undo', () => {
  it('takes a group back as one, and goes forth again', () => {
    let history = begin('');
    for (const word of ['c', 'ci', 'cia']) history = record(history, word, 'typing');
    history = record(settle(history), 'ciao', 'typing');
    expect(undo(history).now).toBe('cia');
    expect(undo(undo(history)).now).toBe('');
    expect(redo(redo(undo(undo(history)))).now).toBe('ciao');
    expect(undo(begin('x'))).toEqual(begin('x'));
  });
});

describe('a comparison of versions', () => {
  it('tells what was added, removed, changed and only moved', () => {
    let after = add(strange(), ['r'], about('Elsa.WriteLine'), { from: { id: 'c', port: 'Done' } }).doc;
    after = remove(after, ['r'], ['e']);
    after = move(after, ['r'], { a: { x: 900, y: 0 } });
    after = setInput(after, ['r', 'b'], 'text', 'String', 'Literal', 'x');
    after = { ...after, name: 'Altra' };
    expect(diff(strange(), after).map(({ kind, what, name }) => `${kind} ${what} ${name}`)).toEqual([
      'changed workflow ', 'removed activity Event1', 'added arrow If1 · Done → WriteLine2', 'moved activity Start1',
      'changed activity Thing1', 'added activity WriteLine2']);
  });
  it('finds nothing between spellings and orders of names', () => {
    const turned = JSON.parse(JSON.stringify(straighten(strange()), null, 1)) as Obj;
    expect(diff(strange(), { ...turned })).toEqual([]);
  });
});

describe('the layout', () => {
  it('goes to the right along arrows, overlaps nothing, and comes to an end with loops', () => {
    const boxes = Array.from({ length: 60 }, (_, i) => ({ id: String(i), width: 220, height: 80 }));
    const arrows = [...boxes.slice(1).map(({ id }) => ({ source: String(Math.floor((Number(id) - 1) / 3)), target: id })), { source: '59', target: '0' }];
    const found = layout(boxes, arrows);
    for (const { source, target } of arrows.slice(0, -1)) expect(found[target]!.x).toBeGreaterThan(found[source]!.x);
    for (const a of boxes)
      for (const b of boxes)
        if (a.id < b.id) expect(Math.abs(found[a.id]!.x - found[b.id]!.x) >= 220 || Math.abs(found[a.id]!.y - found[b.id]!.y) >= 80).toBe(true);
    expect(layout(boxes, arrows)).toEqual(found);
  });
});

describe('a run', () => {
  const one = (nodeId: string, status: string, outcomes: string[] = ['Done']): Execution => ({
    executionId: 1, parentId: null, activityId: '', nodeId, type: '', status, outcomes, inputs: {}, outputs: {}, fault: null, attempts: 1, startedAt: '', endedAt: null,
  });
  it('lights the arrows that were followed, and no others', () => {
    const runs = byNode([one('r:a', 'Completed'), one('r:b', 'Completed', ['No'])]);
    const arrow = (source: string, port: string, target: string) => ({ source, port, target, targetPort: 'In', index: 0 });
    expect(taken(arrow('a', 'Done', 'b'), ['r'], runs)).toBe(true);
    expect(taken(arrow('a', 'No', 'b'), ['r'], runs)).toBe(false);
    expect(taken(arrow('b', 'No', 'c'), ['r'], runs)).toBe(false);
  });
  it('tells a fault before a wait, and a wait before an end', () => {
    expect(markOf([one('a', 'Completed'), one('a', 'Faulted'), one('a', 'Running')])).toBe('faulted');
    expect(markOf([one('a', 'Completed'), one('a', 'Running')])).toBe('waiting');
    expect(markOf([])).toBeNull();
  });
});

describe('completion', () => {
  it('offers variables, inputs and outputs of named activities', () => {
    const names = candidates(strange(), ['r'], catalogue);
    expect(names).toEqual(expect.arrayContaining(['variables.Energia', 'getEnergia()', "getInput('Mese')", 'getResultFromEvent1()']));
    expect(complete('1 + variables.En', 16, names)).toEqual({ from: 4, options: ['variables.Energia'] });
    expect(complete('1 + ', 4, names).options).toEqual([]);
  });
  it('spells names as Elsa does, and renames what was spelled with its line below', () => {
    const doc: Obj = {
      variables: [{ name: 'my_var' }, { name: '_foo' }],
      root: {
        id: 's',
        type: 'Elsa.Sequence',
        activities: [
          { id: 'e', name: 'my_event', type: 'Elsa.Event' },
          {
            id: 'w',
            type: 'Elsa.WriteLine',
            text: { typeName: 'String', expression: { type: 'JavaScript', value: 'getResultFromMy_event() + getResultFromMyEvent()' } },
          },
        ],
      },
    };
    expect(candidates(doc, ['s'], catalogue)).toEqual(expect.arrayContaining(['getMyVar()', 'setMyVar(', 'getFoo()', 'getResultFromMyEvent()']));
    expect(JSON.stringify(rename(doc, ['s', 'e'], 'arrivo'))).toContain('getResultFromArrivo() + getResultFromArrivo()');
  });
});
