import type { CheckFinding, Explained } from '../api/types.ts';
import { articleOf } from '../format.ts';
import type { Words } from '../i18n/index.tsx';

/** What a line says in plain words, with its figures. */
export function sentence(line: Explained, words: Words, own: boolean): string {
  const { f, language } = words;
  const values: Record<string, string> = { about: line.about ?? '' };
  for (const { name, value, unit } of line.facts)
    values[name] =
      unit === 'kWh'
        ? f.kwh(value, 3)
        : unit === 'EUR/MWh'
          ? f.eurMwh(value)
          : unit === 'EUR'
            ? euro(value, words)
            : unit === 'kW'
              ? f.kw(value)
              : unit === '%'
                ? `${plain(value, language)}\u00a0%`
                : plain(value, language);
  if (line.code === 'tip.day' && line.about) values.about = f.dayLong(line.about);
  if (line.code === 'tip.hour' && line.about) values.about = f.time(line.about);
  if (line.code.startsWith('step')) {
    values.key = words.code('why.key', line.about ?? '');
    const percent = values.percent && language === 'it' ? articleOf(values.percent) + values.percent : values.percent;
    values.share = percent ? words.t('why.step.percent', { ...values, percent }) : words.t('why.step.rest', values);
    values.formula = line.formula ?? '';
    values.inputs = inputs(line, words, values);
  }
  return words.t(`why.${line.code === 'member' && own ? 'mine' : line.code}` as Parameters<Words['t']>[0], values);
}

const ownFacts = ['number', 'month_amount', 'percent', 'step_amount', 'my_weight', 'all_weights'];

/** What a formula was told of the member, name by name. */
function inputs(line: Explained, words: Words, values: Record<string, string>): string {
  return line.facts
    .filter(({ name }) => !ownFacts.includes(name))
    .map(({ name }) => `${words.code('why.input', name, words.code('category', name))} ${values[name]}`)
    .join(', ');
}

/** Where the rule of a line comes from; of a regolamento, its version, its first month and the step. */
export function ruleWords(line: Explained, { t, f }: Words): string | null {
  const { rule } = line;
  if (!rule) return null;
  if (!rule.id.startsWith('regolamento v'))
    return rule.act ? t('why.rule', { act: rule.act, id: rule.id }) : t('why.rule.own', { id: rule.id });
  const number = line.facts.find(({ name }) => name === 'number')?.value;
  const values = {
    version: rule.id.slice('regolamento '.length),
    month: f.month(rule.from.slice(0, 7)),
    act: rule.act ?? '',
    step: number ?? 0,
  };
  return t(number ? 'why.rule.step' : 'why.rule.version', values);
}

/** What a check found, in plain words. */
export function finding(found: CheckFinding, words: Words): string {
  const { f, language } = words;
  const values: Record<string, string> = { about: found.about ?? '' };
  for (const { name, value, unit } of found.facts)
    values[name] = unit === 'kW' ? f.kw(value) : plain(value, language);
  found.words.forEach((word, place) => {
    values[`word${place}`] = /^\d{4}-\d{2}-\d{2}$/.test(word) ? f.day(word) : word;
  });
  values.words = found.words.join(', ');
  return words.t(`check.${found.code}` as Parameters<Words['t']>[0], values);
}

/** Cents as cents; what is still being computed with as many places as it takes to see it. */
export function euro(value: number, { f }: Pick<Words, 'f'>): string {
  const cents = Math.abs(value * 100 - Math.round(value * 100)) < 1e-7;
  return cents ? f.eur(value) : `${f.number(value, 6)}\u00a0€`;
}

const plain = (value: number, language: string) =>
  new Intl.NumberFormat(language === 'it' ? 'it-IT' : 'en-IE', { maximumFractionDigits: 6 }).format(value);
