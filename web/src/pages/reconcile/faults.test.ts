import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { spokenFault } from './faults.ts';

const spoken = (found: string, expected: string, language = 'it') => {
  const said = spokenFault(language, { found, expected });
  return `${said.found} | ${said.expected}`;
};

test('what was found and what was expected are in the language of the page', () => {
  expect(spoken('2062-11-10', 'a day that has come')).toBe('2062-11-10 | un giorno già venuto');
  expect(spoken('2 columns of the name mese', 'one')).toBe('2 colonne con il nome mese | una');
  expect(spoken('abc', 'euro such as 1.234,56')).toBe('abc | euro come 1.234,56');
  expect(spoken('x', 'fee, other, or a word of the profile')).toBe('x | fee, other, o una parola del profilo');
  expect(spoken('no figure', 'each once', 'en')).toBe('no figure | each once');
});

test('no phrase of the reader stays in English', () => {
  const reader = readFileSync('../src/Cer.Exchange/Gse/StatementReader.cs', 'utf8');
  const calls = [...reader.matchAll(/(?:Refuse|Header|Fault|Wrong|_faults\.Add|Number|FormattableString\.Invariant)\([^;]*?\)/g)];
  const phrases = calls
    .flatMap(([call]) => [...call.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, text]) => text ?? ''))
    .map((text) => text.replace(/\{[^{}]*\}/g, '7'))
    .filter((text) => /\S \S/.test(text));
  expect(phrases.length).toBeGreaterThan(15);
  for (const phrase of phrases) expect(spoken(phrase, phrase)).not.toBe(`${phrase} | ${phrase}`);
});
