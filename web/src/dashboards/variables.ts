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

/** What the server is asked with: everything is written out, one by one. */
export function sentOf(variables: readonly Variable[], chosen: Chosen): Chosen {
  return Object.fromEntries(
    variables.map(({ name, options }) => {
      const values = chosen[name] ?? [];
      return [name, values.includes(all) ? options.map(({ value }) => value) : values];
    }),
  );
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
