import type { Key, Values, Words } from './i18n/index.tsx';
import { spoken } from './names.ts';

type Saying = [RegExp, Key, ((found: RegExpExecArray, words: Words) => Values)?];

const figure = (text: string, { f }: Words) => f.number(Number(text), text.includes('.') ? 1 : 0);

/** Sentences that the settlement writes, and how the pages say them. */
const sayings: Saying[] = [
  [/^missing readings/, 'reason.missing_readings'],
  [/^missing prices/, 'reason.missing_prices'],
  [/^CAC not confirmed/, 'reason.cac_not_confirmed'],
  [
    /^accepted as (\w+): (\d+) hours/,
    'says.accepted',
    (found, words) => ({ n: figure(found[2]!, words), kind: words.code('closing.kind', found[1]!) }),
  ],
  [/^Found faults in the community's rules/, 'says.faults'],
  [
    /^units in service up to 2021-12-15 have ([\d.]+) kW of ([\d.]+) kW/,
    'says.old',
    (found, words) => ({ old: figure(found[1]!, words), all: figure(found[2]!, words) }),
  ],
  [/^(.+) entered into service before the community/, 'says.early', (found) => ({ unit: spoken(found[1]!) })],
  [/^(.+) has a right that begins before/, 'says.right', (found) => ({ unit: spoken(found[1]!) })],
  [/^(.+) has a right to its tariff that ends/, 'says.ends', (found) => ({ unit: spoken(found[1]!) })],
];

/** The same in the reader's language; what is not known here stays as it was written, null when it does. */
export function said(text: string, words: Words): string | null {
  for (const [pattern, key, values] of sayings) {
    const found = pattern.exec(text);
    if (found) return words.t(key, values?.(found, words));
  }
  return null;
}

/** Several in one line, parted by semicolons. */
export const saidAll = (text: string, words: Words): string =>
  text
    .split('; ')
    .map((one) => said(one, words) ?? one)
    .join(' ');
