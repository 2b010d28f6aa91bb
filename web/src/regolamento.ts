/** The rules of distribution as a form holds them, and as the server reads them. */
export const keys = [
  'equal',
  'injected',
  'withdrawn',
  'shared_hourly',
  'power',
  'fixed',
  'solidarity',
  'custom',
] as const;
export type KeyName = (typeof keys)[number];
export const baseKeys = ['equal', 'injected', 'withdrawn', 'shared_hourly', 'power'] as const;

export interface ExampleForm {
  id: number;
  values: Record<string, string>;
  weight: string;
}
export interface PartForm {
  members: 'all' | 'non_enterprises' | 'some';
  some: string[];
  key: KeyName;
  base: KeyName;
  weights: Record<string, string>;
  expression: string;
  examples: ExampleForm[];
}
export interface StepForm {
  id: number;
  kind: 'fund' | 'class';
  name: string;
  rest: boolean;
  percent: string;
  part: PartForm;
}
export interface RulesForm {
  steps: StepForm[];
  surplus: PartForm;
  otherwise: string;
}

type Figure = number | string;
interface Part {
  members?: string | string[];
  key?: string;
  base?: string;
  weights?: Record<string, Figure>;
  expression?: string;
  examples?: Record<string, Figure>[];
}
export interface Rules {
  steps?: ({ fund?: string; class?: string; percent?: Figure; rest?: boolean } & Part)[];
  surplus?: Part & { otherwise?: string };
}

let last = 0;
/** A number that no other row of the form has. */
export const nextId = () => ++last;

export const emptyPart = (members: PartForm['members'] = 'all'): PartForm => ({
  members,
  some: [],
  key: 'shared_hourly',
  base: 'shared_hourly',
  weights: {},
  expression: '',
  examples: [],
});
export const emptyStep = (): StepForm => ({
  id: nextId(),
  kind: 'class',
  name: '',
  rest: false,
  percent: '',
  part: emptyPart(),
});
export const emptyExample = (): ExampleForm => ({ id: nextId(), values: {}, weight: '' });

/** What a person may start from. */
export const emptyRules = (): RulesForm => ({
  steps: [
    { ...emptyStep(), kind: 'fund', name: 'gestione', percent: '10' },
    { ...emptyStep(), name: 'consumatori', rest: true },
  ],
  surplus: emptyPart('non_enterprises'),
  otherwise: 'fondo-sociale',
});

export function formOf(rules: Rules): RulesForm {
  return {
    steps: (rules.steps ?? []).map((step) => ({
      id: nextId(),
      kind: step.fund === undefined ? 'class' : 'fund',
      name: step.fund ?? step.class ?? '',
      rest: step.rest === true,
      percent: text(step.percent),
      part: partOf(step),
    })),
    surplus: partOf(rules.surplus ?? {}),
    otherwise: rules.surplus?.otherwise ?? '',
  };
}

function partOf(part: Part): PartForm {
  const known = (name: string | undefined, instead: KeyName) => keys.find((key) => key === name) ?? instead;
  return {
    members: Array.isArray(part.members) ? 'some' : part.members === 'non_enterprises' ? 'non_enterprises' : 'all',
    some: Array.isArray(part.members) ? part.members : [],
    key: known(part.key, 'equal'),
    base: known(part.base, 'shared_hourly'),
    weights: texts(part.weights ?? {}),
    expression: part.expression ?? '',
    examples: (part.examples ?? []).map(({ weight, ...values }) => ({
      id: nextId(),
      values: texts(values),
      weight: text(weight),
    })),
  };
}

/** What is sent; figures that are none are sent as they stand, and the server tells them. */
export function rulesOf(form: RulesForm, names: readonly string[]): Rules {
  return {
    steps: form.steps.map((step) => ({
      ...(step.kind === 'fund' ? { fund: step.name.trim() } : { class: step.name.trim() }),
      ...(step.rest ? { rest: true } : { percent: figure(step.percent) }),
      ...(step.kind === 'fund' ? {} : sentPart(step.part, names)),
    })),
    surplus: { ...sentPart(form.surplus, names), otherwise: form.otherwise.trim() },
  };
}

function sentPart(part: PartForm, names: readonly string[]): Part {
  const weights = Object.fromEntries(
    Object.entries(part.weights)
      .filter(([, weight]) => weight.trim() !== '')
      .map(([member, weight]) => [member, figure(weight)]),
  );
  const used = namesIn(part.expression, names);
  return {
    members: part.members === 'some' ? part.some : part.members,
    key: part.key,
    ...(part.key === 'fixed' ? { weights } : {}),
    ...(part.key === 'solidarity' ? { base: part.base, weights } : {}),
    ...(part.key === 'custom'
      ? {
          expression: part.expression.trim(),
          examples: part.examples.map((example) => ({
            ...Object.fromEntries(
              used
                .filter((name) => (example.values[name] ?? '').trim() !== '')
                .map((name) => [name, figure(example.values[name]!)]),
            ),
            weight: figure(example.weight),
          })),
        }
      : {}),
  };
}

/** The known names that stand in a formula, in the order of the list. */
export function namesIn(expression: string, names: readonly string[]): string[] {
  const words = new Set(expression.match(/[a-z][a-z0-9_]*/g) ?? []);
  return names.filter((name) => words.has(name));
}

export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  if (to < 0 || to >= list.length) return [...list];
  const next = [...list];
  const [one] = next.splice(from, 1);
  next.splice(to, 0, one!);
  return next;
}

/** How much of the whole the percentages take; null while one of them is no number. */
export function percentTaken(form: RulesForm): number | null {
  let sum = 0;
  for (const step of form.steps.filter(({ rest }) => !rest)) {
    const value = figure(step.percent);
    if (typeof value !== 'number') return null;
    sum += Math.round(value * 1e6);
  }
  return sum / 1e6;
}

/** The place of a fault in the form: which step (from 1; 0 for the surplus), and what of it. */
export function placeOf(field: string): { step: number | null; what: string; example: number | null } {
  const step = /^steps\[(\d+)\]/.exec(field);
  const example = /\.examples\[(\d+)\]/.exec(field);
  const what = field.replace(/^(steps\[\d+\]|surplus)\.?/, '').split(/[.[]/)[0] ?? '';
  return {
    step: step ? Number(step[1]) + 1 : field.startsWith('surplus') ? 0 : null,
    what,
    example: example ? Number(example[1]) + 1 : null,
  };
}

/** A decimal comma is one too. A number that a float would bend goes as it was written. */
function figure(written: string): Figure {
  const plain = written.trim().replace(',', '.');
  return /^\d{1,9}(\.\d{1,6})?$/.test(plain) ? Number(plain) : plain;
}

const text = (value: Figure | undefined) => (value === undefined ? '' : String(value));
const texts = (values: Record<string, Figure>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, text(value)]));
