import { fill, useWords, type Values } from '../../i18n/index.tsx';
import type { FieldFault } from './types.ts';
import { en } from './words.en.ts';
import { it } from './words.it.ts';

export type SettingsKey = keyof typeof it;

const dictionaries = { it, en };
const day = /\d{4}-\d{2}-\d{2}/;
const held = /^a point that (.+) has from (\d{4}-\d{2}-\d{2})/;

/** Words of the settings beside those of every page. */
export function useSettings() {
  const words = useWords();
  const own: Record<string, string> = dictionaries[words.language];
  const s = (key: SettingsKey, values?: Values) => fill(own[key] ?? key, values);
  /** A word that the server names by a code. */
  const named = (prefix: string, word: string) => own[`${prefix}.${word}`] ?? word;
  const isNamed = (prefix: string, word: string) => `${prefix}.${word}` in own;
  /** A fault in the reader's language, with the days and names that it tells. */
  const told = ({ code, found, expected }: FieldFault) => {
    const [, who, from] = held.exec(found) ?? [];
    const month = /\d{4}-\d{2}/.exec(found)?.[0];
    const date = (day.exec(expected) ?? day.exec(found))?.[0];
    return fill(own[`fault.${code}`] ?? own['fault.other']!, {
      who: who ?? '',
      from: from ? words.f.day(from) : '',
      month: month ? words.f.month(month) : '',
      day: date ? words.f.day(date) : '',
      words: found,
    });
  };
  return { ...words, s, named, isNamed, told };
}
