import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** Every file of the pages in which words stand. */
function files(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return files(path);
    return /(?:words|names|ways|Words|\/it|\/en)\.ts$/.test(path) ? [path] : [];
  });
}

const all = files(join(import.meta.dirname, '..', '..')).map((path) => ({ path, text: readFileSync(path, 'utf8') }));

test('the files of words are found', () => expect(all.length).toBeGreaterThan(12));

test.each(all)('$path calls e-mail by its name, and says tu to who reads', ({ text }) => {
  const found = text
    .split('\n')
    .filter((line) => !/^\s*(?:\/\/|\*|\/\*)/.test(line))
    .flatMap((line) => line.match(/['“ ](?:di|per|la|alla|della|e) posta\b|Posta elettronica|by mail\b|(?<!e-)mail address|\bLei\b|\bSu[aeo]i?\b|\bGentile\b|\b(?:prema|scelga|inserisca|clicchi)\b/g) ?? [])
    // Not the polite form: of a plant, a person, a month.
    .filter((one) => !/^su/.test(one));
  expect(found).toEqual([]);
});
