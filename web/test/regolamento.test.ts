import { describe, expect, it } from 'vitest';
import type { Explained } from '../src/api/types.ts';
import { ruleWords, sentence } from '../src/components/sentence.ts';
import { learn, wordsOf } from '../src/i18n/index.tsx';
import {
  emptyExample,
  emptyPart,
  emptyRules,
  emptyStep,
  formOf,
  moved,
  namesIn,
  percentTaken,
  placeOf,
  type Rules,
  rulesOf,
} from '../src/regolamento.ts';

await learn('en');
const names = ['withdrawn_kwh', 'shared_kwh', 'enterprise'];
const rules: Rules = {
  steps: [
    { fund: 'gestione', percent: 10 },
    { class: 'produttori', percent: 45.5, members: ['comune'], key: 'injected' },
    { class: 'fragili', percent: 5, members: 'all', key: 'solidarity', base: 'shared_hourly', weights: { rossi: 1.5 } },
    {
      class: 'tutti',
      rest: true,
      members: 'all',
      key: 'custom',
      expression: 'shared_kwh * 2',
      examples: [{ shared_kwh: 3, weight: 6 }],
    },
  ],
  surplus: { members: 'non_enterprises', key: 'equal', otherwise: 'sociale' },
};

describe('the rules in a form', () => {
  it('come back as they went in', () => expect(rulesOf(formOf(rules), names)).toEqual(rules));
  it('take a decimal comma, and send what is no number as it stands', () => {
    const form = emptyRules();
    form.steps = [
      { ...emptyStep(), kind: 'fund', name: ' a ', percent: '12,5' },
      { ...emptyStep(), kind: 'fund', name: 'b', percent: 'dieci' },
    ];
    expect(rulesOf(form, names).steps).toEqual([
      { fund: 'a', percent: 12.5 },
      { fund: 'b', percent: 'dieci' },
    ]);
    expect(percentTaken(form)).toBeNull();
  });
  it('send of an example only what its formula asks for', () => {
    const part = { ...emptyPart(), key: 'custom' as const, expression: 'withdrawn_kwh + 1' };
    part.examples = [{ ...emptyExample(), values: { withdrawn_kwh: '1', shared_kwh: '9' }, weight: '2' }];
    const form = { ...emptyRules(), steps: [{ ...emptyStep(), name: 'x', percent: '1', part }] };
    expect(rulesOf(form, names).steps![0]!.examples).toEqual([{ withdrawn_kwh: 1, weight: 2 }]);
  });
  it('send no weights that were left empty', () => {
    const form = formOf(rules);
    form.steps[2]!.part.weights.bianchi = ' ';
    expect(rulesOf(form, names)).toEqual(rules);
  });
  it('sum their percentages without a float’s dust', () => {
    const form = emptyRules();
    form.steps = ['0,1', '0,2', '99,7'].map((percent) => ({ ...emptyStep(), percent }));
    expect(percentTaken(form)).toBe(100);
  });
  it('move within their list and not out of it', () => {
    expect(moved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a']);
    expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
  });
  it('know the names in a formula', () =>
    expect(namesIn('if(enterprise, 1, 2) * shared_kwh + shared', names)).toEqual(['shared_kwh', 'enterprise']));
});

describe('a fault', () => {
  it('is told by its step', () => {
    expect(placeOf('steps[1].percent')).toEqual({ step: 2, what: 'percent', example: null });
    expect(placeOf('steps[0].examples[2].weight')).toEqual({ step: 1, what: 'examples', example: 3 });
    expect(placeOf('steps[0].weights.rossi')).toEqual({ step: 1, what: 'weights', example: null });
    expect(placeOf('surplus.members')).toEqual({ step: 0, what: 'members', example: null });
    expect(placeOf('steps')).toEqual({ step: null, what: 'steps', example: null });
  });
});

describe('the account of a member', () => {
  const line = (code: string, facts: [string, number, string][]): Explained => ({
    code,
    about: 'shared_hourly',
    eur: 1,
    facts: facts.map(([name, value, unit]) => ({ name, value, unit })),
    rule: { id: 'regolamento v3', from: '2026-04-01', act: 'assemblea del 12 marzo' },
    quality: null,
    formula: 'if(natural_person, 2, 1) * shared_kwh',
    parts: [],
  });
  const money: [string, number, string][] = [
    ['number', 2, ''],
    ['month_amount', 100, 'EUR'],
    ['percent', 40, '%'],
    ['step_amount', 40, 'EUR'],
  ];
  const say = (text: string | null) => text?.replaceAll('\u00a0', ' ');
  it('names the version, its month and the step', () => {
    expect(say(ruleWords(line('step', money), wordsOf('it')))).toBe(
      'Regolamento v3 dal mese di aprile 2026, passo 2 (assemblea del 12 marzo)',
    );
    expect(say(ruleWords(line('step', money), wordsOf('en')))).toContain('v3 from April 2026, step 2');
  });
  it('tells what went into a solidarity weight', () => {
    const facts: typeof money = [
      ...money,
      ['base_weight', 60, 'kWh'],
      ['multiplier', 1.5, ''],
      ['my_weight', 90, ''],
      ['all_weights', 230, ''],
    ];
    expect(say(sentence(line('step.solidarity', facts), wordsOf('it'), false))).toBe(
      'Passo 2 del regolamento: 40,00 € (il 40 % di 100,00 €), ripartiti secondo l’energia condivisa ora per ora con pesi di solidarietà: 60,000 kWh × 1,5 = 90 su 230',
    );
    expect(say(sentence(line('step.solidarity.few', facts.slice(0, -1)), wordsOf('en'), false))).not.toContain('230');
  });
  it('tells what went into a formula', () => {
    const facts: typeof money = [
      ...money,
      ['shared_kwh', 60, 'kWh'],
      ['natural_person', 1, ''],
      ['my_weight', 120, ''],
      ['all_weights', 300, ''],
    ];
    expect(say(sentence(line('step.custom', facts), wordsOf('it'), false))).toContain(
      'con la formula «if(natural_person, 2, 1) * shared_kwh» (condivisa 60,000 kWh, persona fisica 1): 120 su 300',
    );
  });
});
