import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { type Format, formatOf } from '../format.ts';
import { it } from './it.ts';

export type Language = 'it' | 'en';
export type Key = keyof typeof it;
export type Values = Record<string, string | number>;

/** Italian comes with the page; another language when it is chosen. */
const dictionaries: Partial<Record<Language, Record<Key, string>>> = { it };

/** Fetches the words of a language, once. */
export async function learn(language: Language): Promise<void> {
  if (language === 'en') dictionaries.en ??= (await import('./en.ts')).en;
}

/** The words of a key with its {blanks} filled in. */
export function fill(text: string, values: Values = {}): string {
  return text.replace(/\{(\w+)\}/g, (blank, name: string) => String(values[name] ?? blank));
}

export interface Words {
  language: Language;
  f: Format;
  t(key: Key, values?: Values): string;
  /** By count: the key with .1 when there is one, the key itself otherwise; {n} is the count. */
  n(key: Key, count: number, values?: Values): string;
  /** Words that the server names by a code; its own words when the code is not known here. */
  code(prefix: string, code: string, fallback?: string): string;
  choose(language: Language): void;
}

export function wordsOf(language: Language, choose: (language: Language) => void = () => undefined): Words {
  const dictionary = dictionaries[language] ?? it;
  const f = formatOf(language);
  const look = (key: string) => (dictionary as Record<string, string>)[key];
  const t = (key: Key, values?: Values) => fill(dictionary[key] ?? key, values);
  return {
    language,
    f,
    t,
    n: (key, count, values) =>
      fill((count === 1 ? look(`${key}.1`) : undefined) ?? dictionary[key] ?? key, { n: f.number(count), ...values }),
    code: (prefix, code, fallback) =>
      look(`${prefix}.${code.toLowerCase().replace(/[^a-z0-9]+/g, '_')}`) ?? fallback ?? code,
    choose,
  };
}

const WordsContext = createContext<Words>(wordsOf('it'));

export function chosenLanguage(): Language | null {
  try {
    const kept = localStorage.getItem('cer.language');
    return kept === 'it' || kept === 'en' ? kept : null;
  } catch {
    return null;
  }
}

export function WordsProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(() => chosenLanguage() ?? 'it');
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const words = useMemo(
    () =>
      wordsOf(language, (next) => {
        try {
          localStorage.setItem('cer.language', next);
        } catch {
          // A browser that keeps nothing: chosen for this visit alone.
        }
        // Without its words the page stays as it is, and the choice can be made again.
        learn(next).then(
          () => setLanguage(next),
          () => undefined,
        );
      }),
    [language],
  );
  return <WordsContext value={words}>{children}</WordsContext>;
}

export const useWords = () => useContext(WordsContext);
