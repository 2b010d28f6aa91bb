import { describe, expect, it } from 'vitest';
import { problemSaid } from '../../src/pages/flows/problems.ts';
import { align } from '../../src/workflows/align.ts';
import { cronOf, rhythmOf } from '../../src/workflows/cron.ts';
import { formOf, inputValue, lacking, numberOf, resultOf } from '../../src/workflows/forms.ts';
import { ahead, pinsUpTo } from '../../src/workflows/pins.ts';
import { type Execution, lasted, passOf, spell } from '../../src/workflows/run.ts';
import type { Obj } from '../../src/workflows/tree.ts';

describe('a task', () => {
  const form = formOf({
    text: 'Guarda le differenze', assignee: 'ufficio', month: '2026-10',
    form: { fields: [{ name: 'ok', label: 'Va bene?', type: 'yesno', required: true }, { name: 'kwh', label: 'Quanti kWh?', type: 'number' }, { name: 'via', options: ['mail', 'posta'] }, { label: 'senza nome' }] },
  });
  it('is a form, with what is to be known beside it', () => {
    expect(form.questions.map(({ name, type, label }) => [name, type, label])).toEqual([['ok', 'yesno', 'Va bene?'], ['kwh', 'number', 'Quanti kWh?'], ['via', 'choice', 'via']]);
    expect([form.text, form.facts]).toEqual(['Guarda le differenze', [['month', '2026-10']]]);
  });
  it('without a form is what it says', () => expect(formOf('Chiama il GSE')).toMatchObject({ text: 'Chiama il GSE', questions: [] }));
  it('waits for what is required, and for numbers that are some', () => {
    expect(lacking(form.questions, { kwh: 'tanti' })).toEqual(['ok', 'kwh']);
    expect(lacking(form.questions, { ok: 'false' })).toEqual([]);
  });
  it('gives values and not words', () =>
    expect(resultOf(form.questions, { ok: 'true', kwh: '1.234,5', via: '' })).toEqual({ ok: true, kwh: 1234.5, via: null }));
  it('reads numbers as people write them', () =>
    expect(['12,5', '12.5', '1.234', '1.234.567,8', '-3', '1,2,3', 'x', ''].map(numberOf)).toEqual([12.5, 12.5, 1234, 1234567.8, -3, null, null, null]));
});

it('an input is given as its type asks', () => {
  expect([inputValue('Int32', '7'), inputValue('Boolean', 'true'), inputValue('String', '7'), inputValue('String', ' '), inputValue('String[]', '["a"]'), inputValue('Object', 'ciao'), inputValue('JSON', '{')]).toEqual([
    7, true, '7', undefined, ['a'], 'ciao', undefined,
  ]);
});

describe('boxes', () => {
  const boxes = [
    { id: 'a', x: 0, y: 0, width: 200, height: 60 },
    { id: 'b', x: 300, y: 100, width: 200, height: 60 },
    { id: 'c', x: 900, y: 40, width: 200, height: 60 },
  ];
  it('come onto one line', () => {
    expect(Object.values(align(boxes, 'left')).map(({ x }) => x)).toEqual([0, 0, 0]);
    expect(Object.values(align(boxes, 'top')).map(({ y }) => y)).toEqual([0, 0, 0]);
    expect(new Set(Object.values(align(boxes, 'middle')).map(({ y }) => y)).size).toBe(1);
  });
  it('get the same room between: 1100 wide, 600 filled, 250 twice', () =>
    expect(align(boxes, 'across')).toEqual({ a: { x: 0, y: 0 }, b: { x: 460, y: 100 }, c: { x: 900, y: 40 } }));
  it('alone stay', () => expect(align(boxes.slice(0, 1), 'left')).toEqual({}));
});

describe('a time that comes again', () => {
  it.each([
    ['0 */15 * * * *', { kind: 'minutes', every: 15 }],
    ['0 5 * * * *', { kind: 'hour', minute: 5 }],
    ['0 30 6 * * *', { kind: 'day', hour: 6, minute: 30 }],
    ['0 0 7 * * 1', { kind: 'week', weekday: 1, hour: 7 }],
    ['0 0 8 3 * *', { kind: 'month', day: 3, hour: 8 }],
  ])('%s is told in words and written back', (cron, said) => {
    expect(rhythmOf(cron)).toMatchObject(said);
    expect(cronOf(rhythmOf(cron)!)).toBe(cron);
  });
  it.each(['0 0 8 3 1 *', '0 0 8-10 * * *', '* * * * *', 'mai', '0 0 25 * * *', '0 0 8 0 * *'])('%s stays as it is written', (cron) => expect(rhythmOf(cron)).toBeNull());
});

describe('a rehearsal from an activity on', () => {
  const doc: Obj = {
    root: {
      id: 'r', type: 'Elsa.Flowchart',
      activities: ['a', 'b', 'c', 'd'].map((id) => ({ id, type: 'Elsa.WriteLine' })),
      connections: [['a', 'b'], ['b', 'c'], ['c', 'd']].map(([source, target]) => ({ source: { activity: source, port: 'Done' }, target: { activity: target, port: 'In' } })),
    },
  };
  const ran = (id: string, status = 'Completed'): Execution => ({
    executionId: id, parentId: 'r', activityId: id, nodeId: `r:${id}`, type: 'x', status, outcomes: ['Done'], inputs: {}, outputs: { result: id }, fault: null, attempts: 1, startedAt: '2026-01-01T00:00:00Z', endedAt: null,
  });
  it('goes on along the arrows', () => expect([...ahead(doc.root as Obj, 'c')]).toEqual(['c', 'd']));
  it('takes what came before from the last run', () =>
    expect(pinsUpTo(doc, ['r'], 'c', [ran('a'), ran('b'), ran('c', 'Faulted')])).toEqual({ a: { outputs: { result: 'a' }, outcomes: ['Done'] }, b: { outputs: { result: 'b' }, outcomes: ['Done'] } }));
  it('is not offered when nothing led there yet', () => expect(pinsUpTo(doc, ['r'], 'c', [ran('a')])).toBeNull());
});

it('lengths of time are told as people say them', () => {
  expect([850, 1500, 61_000, 3_600_000, 200_000_000].map((one) => spell(one, 'it'))).toEqual(['850 ms', '1,5 s', '1 min 1 s', '1 h 0 min', '2 g 7 h']);
  expect(lasted({ startedAt: '2026-01-01T00:00:00Z', endedAt: '2026-01-01T00:00:02Z' })).toBe(2000);
});

it('a pass of a loop is known by its variables, as JSON or as text of it', () => {
  const one = { iteration: '{"CurrentValue":"marzo"}' } as Execution;
  expect([passOf(one), passOf({ ...one, iteration: { CurrentIndex: 1 } }), passOf({ ...one, iteration: null })]).toEqual([{ CurrentValue: 'marzo' }, { CurrentIndex: 1 }, null]);
});

it('problems are told in the language of who reads, with what was found', () => {
  expect(problemSaid("Found the variable 'Mese', expected one of the workflow: choose one, or add it.", 'it')).toEqual({ text: 'La variabile «Mese» non c’è: scegline una, o aggiungila.' });
  expect(problemSaid('Found something new.', 'it')).toEqual({ text: 'Found something new.', lang: 'en' });
});
