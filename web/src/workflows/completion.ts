import type { Catalogue } from './catalogue.ts';
import { allOf, at, isObj, type Obj, type Path, text, typeOf } from './tree.ts';

/** The name as Elsa spells it in its functions: my_var in getMyVar. */
export const pascal = (name: string) =>
  name.replace(/(^|[^\p{L}\p{N}])([\p{L}\p{N}])/gu, (_, __, first: string) => first.toUpperCase()).replace(/[^\p{L}\p{N}]/gu, '');

export const listOf = (doc: Obj, name: string): Obj[] => (Array.isArray(doc[name]) ? (doc[name] as unknown[]).filter(isObj) : []);

/** The variables an activity can see: those of the definition and of every container around it. */
export function variablesIn(doc: Obj, scope: Path): Obj[] {
  const found = listOf(doc, 'variables');
  for (let depth = 1; depth <= scope.length; depth++) found.push(...listOf(at(doc, scope.slice(0, depth)) ?? {}, 'variables'));
  return found;
}

const lent = [
  'getVariable(', 'setVariable(', 'getInput(', 'getOutputFrom(', 'getLastResult()', 'getWorkflowInstanceId()', 'getCorrelationId()',
  'setCorrelationId(', 'toJson(', 'newGuidString()', 'isNullOrWhiteSpace(', 'isNullOrEmpty(', 'JSON.stringify(', 'Math.round(', 'new Date()',
];

/** What an expression of a scope may ask for. */
export function candidates(doc: Obj, scope: Path, catalogue: Catalogue): string[] {
  const variables = variablesIn(doc, scope).map((one) => text(one.name) ?? '').filter(Boolean);
  const inputs = listOf(doc, 'inputs').map((one) => text(one.name) ?? '').filter(Boolean);
  const outputs = allOf(doc).flatMap(({ node }) => {
    const name = text(node.name);
    return name ? (catalogue.get(typeOf(node))?.outputs ?? []).map((output) => `get${pascal(output)}From${pascal(name)}()`) : [];
  });
  return [
    ...new Set([
      ...variables.flatMap((name) => [`variables.${name}`, `get${pascal(name)}()`, `set${pascal(name)}(`]),
      ...inputs.map((name) => `get${pascal(name)}()`),
      ...inputs.map((name) => `getInput('${name}')`),
      ...outputs,
      ...lent,
    ]),
  ];
}

/** What could be written at the caret, and where it would begin. */
export function complete(script: string, caret: number, names: readonly string[]): { from: number; options: string[] } {
  const word = /[\p{L}_$][\p{L}\p{N}_$.]*$/u.exec(script.slice(0, caret))?.[0] ?? '';
  if (word.length < 1) return { from: caret, options: [] };
  const wanted = word.toLowerCase();
  const begins = names.filter((name) => name.toLowerCase().startsWith(wanted) && name !== word);
  const holds = names.filter((name) => !begins.includes(name) && wanted.length > 2 && name.toLowerCase().includes(wanted));
  return { from: caret - word.length, options: [...begins, ...holds].slice(0, 12) };
}
