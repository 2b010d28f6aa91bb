import type { CheckFinding, Explained } from '../api/types.ts';
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
  if (line.code === 'step') {
    values.key = words.code('why.key', line.about ?? '');
    values.share = words.t(values.percent ? 'why.step.percent' : 'why.step.rest', values);
  }
  return words.t(`why.${line.code === 'member' && own ? 'mine' : line.code}` as Parameters<Words['t']>[0], values);
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
