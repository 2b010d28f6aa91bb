import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { en } from '../src/i18n/en.ts';
import { fill, type Key, wordsOf } from '../src/i18n/index.tsx';
import { it as italian } from '../src/i18n/it.ts';
import * as rego from '../src/i18n/rego.ts';
import { type FlowKey, flows } from '../src/pages/flows/words.ts';
import { doors, type DoorKey } from '../src/pages/people/words.ts';
import { money, type MoneyKey } from '../src/pages/money/words.ts';

const keys = Object.keys(italian) as Key[];
const blanks = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !/i18n|words\.ts$/.test(name))
  .map((name) => readFileSync(join('src', name), 'utf8'))
  .join('\n');
/** Families whose last part is named by data, as status.final. */
const families = [
  'check',
  'status',
  'state',
  'reason',
  'category',
  'voltage',
  'meter',
  'held',
  'regime',
  'kind',
  'job',
  'mail',
  'person',
  'role',
  'quality',
  'energy',
  'theme',
  'data',
  'why',
  'closing',
];

describe('the words of the regolamento', () => {
  const own = Object.keys(rego.it) as rego.RegoKey[];
  it('have the same keys and blanks in both languages', () => {
    expect(Object.keys(rego.en).sort()).toEqual([...own].sort());
    for (const key of own) expect(blanks(rego.en[key]), key).toEqual(blanks(rego.it[key]));
  });
  it('are all used', () => {
    const named = /^rego\.(status|kind|key|name|check|field|expect|amount|members)\./;
    expect(own.filter((key) => !sources.includes(`'${key}'`) && !named.test(key))).toEqual([]);
  });
});

describe('the words', () => {
  it('have the same keys in both languages', () => expect(Object.keys(en).sort()).toEqual([...keys].sort()));
  it('have words for every key', () => {
    for (const key of keys) expect([italian[key].trim(), en[key].trim()].every(Boolean), key).toBe(true);
  });
  it('have the same blanks in both languages', () => {
    for (const key of keys) expect(blanks(en[key]), key).toEqual(blanks(italian[key]));
  });
  it('are all used', () => {
    const idle = keys.filter(
      (key) =>
        !sources.includes(`'${key}'`) &&
        !families.includes(key.split('.')[0]!) &&
        !(key.endsWith('.1') && sources.includes(`'${key.slice(0, -2)}'`)),
    );
    expect(idle).toEqual([]);
  });
  it('are filled in, and an unknown blank stays to be seen', () => expect(fill('{a} e {b}', { a: 1 })).toBe('1 e {b}'));
  it('count', () => {
    const { n } = wordsOf('it');
    expect([n('members.lead', 1), n('members.lead', 1200)]).toEqual(['un membro', '1.200 membri']);
  });
  it('know codes however they are written, and keep the server’s own words otherwise', () => {
    const { code } = wordsOf('it');
    expect(code('reason', 'CAC not confirmed', 'x')).toBe(italian['reason.cac_not_confirmed']);
    expect(code('reason', 'qualcosa', 'parole del server')).toBe('parole del server');
  });
});

describe('the words about money', () => {
  const { it: ours, en: theirs } = money;
  it('have the same keys and blanks in both languages', () => {
    expect(Object.keys(theirs).sort()).toEqual(Object.keys(ours).sort());
    for (const key of Object.keys(ours) as MoneyKey[]) expect(blanks(theirs[key]), key).toEqual(blanks(ours[key]));
  });
  it('are all used', () => {
    const idle = (Object.keys(ours) as MoneyKey[]).filter(
      (key) =>
        !/^(kind|standing|deadline)\.|^pay\.(running|unknown|draft|changed|approved)$|^(new\.)?(advised|received)(\.note)?$/.test(key) &&
        !sources.includes(`'${key}'`) &&
        !sources.includes(`"${key}"`),
    );
    expect(idle).toEqual([]);
  });
});

describe('the words of the workflows', () => {
  const { it: ours, en: theirs } = flows;
  it('have the same keys and blanks in both languages', () => {
    expect(Object.keys(theirs).sort()).toEqual(Object.keys(ours).sort());
    for (const key of Object.keys(ours) as FlowKey[]) expect(blanks(theirs[key]), key).toEqual(blanks(ours[key]));
  });
  it('are all used', () => {
    const named = /^(status|syntax|diff|mark|differs|step|event|waits|strategy|cron|question|align)\./;
    expect((Object.keys(ours) as FlowKey[]).filter((key) => !named.test(key) && !sources.includes(`'${key}'`))).toEqual([]);
  });
});

describe('the words about ways in', () => {
  const { it: ours, en: theirs } = doors;
  it('have the same keys and blanks in both languages', () => {
    expect(Object.keys(theirs).sort()).toEqual(Object.keys(ours).sort());
    for (const key of Object.keys(ours) as DoorKey[]) expect(blanks(theirs[key]), key).toEqual(blanks(ours[key]));
  });
  it('are all used', () => {
    const named = /^(why|place|way|browser|system)\.|^token\.(figures|flows|days\.\d+)$/;
    expect((Object.keys(ours) as DoorKey[]).filter((key) => !named.test(key) && !sources.includes(`'${key}'`))).toEqual([]);
  });
});
