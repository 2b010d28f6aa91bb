import type { Variable } from './types.ts';

/** What is chosen of each variable: always a list, whatever the file says. */
export type Chosen = Record<string, string[]>;

export const all = '$__all';

/** From the address where it says something of what there is, else what the board begins with. */
export function chosenOf(variables: readonly Variable[], query: URLSearchParams): Chosen {
  const chosen: Chosen = {};
  for (const variable of variables) {
    const asked = query.getAll(`var-${variable.name}`);
    const allowed = asked.filter((value) => isOffered(variable, value));
    chosen[variable.name] = allowed.length > 0 ? (variable.multi ? allowed : allowed.slice(0, 1)) : beginning(variable);
  }
  return chosen;
}

function isOffered(variable: Variable, value: string): boolean {
  if (variable.type === 'textbox') return value.length <= 200;
  if (value === all) return variable.includeAll;
  return variable.options.some((option) => option.value === value);
}

function beginning(variable: Variable): string[] {
  const { current } = variable;
  const held = typeof current === 'string' || Array.isArray(current) ? current : (current?.value ?? []);
  const allowed = (Array.isArray(held) ? held : [held]).filter((value) => isOffered(variable, value));
  if (allowed.length > 0) return allowed;
  if (variable.includeAll) return [all];
  const only = variable.options[0];
  return only ? [only.value] : [];
}

/** What the server is asked with: all stays all, for the page knows only the first thousand. */
export function sentOf(variables: readonly Variable[], chosen: Chosen): Chosen {
  return Object.fromEntries(
    variables.map(({ name }) => {
      const values = chosen[name] ?? [];
      return [name, values.includes(all) ? [all] : values];
    }),
  );
}

/** How many values there are, whether listed or not. */
export const totalOf = ({ options, total }: Variable) => Math.max(total ?? 0, options.length);

/** What is chosen after a tick is set or taken away. */
export function ticked(variable: Variable, values: readonly string[], value: string, isOn: boolean): string[] {
  const listed = variable.options.map((option) => option.value);
  const isWhole = totalOf(variable) === listed.length;
  const isAll = values.includes(all);
  // Of more than are listed all without one cannot be said: the tick chooses that one alone.
  if (isAll && !isWhole) return [value];
  const held = isAll ? listed : values;
  const next = isOn ? [...held, value] : held.filter((one) => one !== value);
  return next.length === 0 || (isWhole && next.length === listed.length) ? [all] : next;
}

/** The address with another choice; a variable at its beginning is left out of it. */
export function withChoice(query: URLSearchParams, name: string, values: readonly string[]): URLSearchParams {
  const next = new URLSearchParams(query);
  next.delete(`var-${name}`);
  for (const value of values) next.append(`var-${name}`, value);
  return next;
}

/** Whether there is anything to choose. */
export const isShown = ({ hide, options, type }: Variable) =>
  hide !== 2 && hide !== true && type !== 'constant' && (type === 'textbox' || options.length > 1);
