import { childrenOf, isActivity, isFlowchart, isObj, type Obj, text, typeOf } from './tree.ts';

export interface InputAbout {
  name: string;
  type: string;
  default: unknown;
  required: boolean;
}

export interface ActivityAbout {
  type: string;
  category: string;
  inputs: InputAbout[];
  outputs: string[];
  outcomes: string[];
  ports: string[];
  isTrigger: boolean;
  isTerminal: boolean;
}

export type Catalogue = ReadonlyMap<string, ActivityAbout>;

const json = (value: unknown): unknown => {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
};

/** The texts of a list that an input holds: a list, the JSON of one, or texts between commas. */
export function textsOf(input: unknown): string[] {
  const written = isObj(input) && isObj(input.expression) ? input.expression.value : input;
  const value = json(written);
  const list = Array.isArray(value) ? (value as unknown[]) : typeof value === 'string' && value ? value.split(',') : [];
  return list.map((one) => String(one).trim()).filter(Boolean);
}

const codesOf = (node: Obj) =>
  (Array.isArray(node.expectedStatusCodes) ? (node.expectedStatusCodes as unknown[]) : textsOf(node.expectedStatusCodes))
    .map((one) => String(isObj(one) ? one.statusCode : one))
    .filter(Boolean);

export const isComposite = (node: Obj): boolean =>
  !typeOf(node).startsWith('Elsa.') && (!!text(node.workflowDefinitionVersionId) || !!text(node.workflowDefinitionId));

/** The outcomes arrows can leave from. Some are written into the activity itself; those already drawn are always there. */
export function outcomesOf(
  node: Obj,
  catalogue: Catalogue,
  drawn: readonly string[] = [],
  composites: ReadonlyMap<string, readonly string[]> = new Map(),
): string[] {
  const about = catalogue.get(typeOf(node));
  let own: readonly string[];
  switch (typeOf(node)) {
    case 'Elsa.FlowSwitch':
      own = [
        ...(Array.isArray(node.cases) ? (node.cases as unknown[]) : []).map((one) => (isObj(one) ? (text(one.label) ?? '') : '')),
        'Default',
      ];
      break;
    case 'Elsa.FlowFork': {
      const branches = textsOf(node.branches);
      own = branches.length > 0 ? branches : ['Done'];
      break;
    }
    case 'Elsa.FlowSendHttpRequest':
    case 'Elsa.DownloadHttpFile': {
      const codes = codesOf(node);
      own = [...(codes.length > 0 ? codes : ['200']), 'Unmatched status code', 'Failed to connect', 'Timeout', 'Done'];
      break;
    }
    default:
      if (isComposite(node)) own = composites.get(text(node.workflowDefinitionId) ?? '') ?? ['Done'];
      else {
        const possible = textsOf(node.possibleOutcomes);
        own = possible.length > 0 ? possible : about ? about.outcomes : ['Done'];
        if (about?.isTerminal) own = [];
      }
  }
  return [...new Set([...own.filter(Boolean), ...drawn])];
}

export interface Slot {
  name: string;
  /** A list of activities, objects that hold one each, or room for one. */
  kind: 'list' | 'items' | 'one';
}

const lists = new Set(['activities', 'branches']);
const items = new Set(['cases', 'expectedStatusCodes']);

/** The places inside an activity that others can stand in. */
export function slotsOf(holder: Obj, catalogue: Catalogue): Slot[] {
  if (!isActivity(holder)) return [{ name: 'root', kind: 'one' }];
  const names = new Set([...(catalogue.get(typeOf(holder))?.ports ?? []), ...childrenOf(holder).map(({ slot }) => slot)]);
  if (isFlowchart(holder)) names.add('activities');
  return [...names].map((name) => ({
    name,
    kind: lists.has(name)
      ? 'list'
      : items.has(name)
        ? 'items'
        : Array.isArray(holder[name])
          ? (holder[name] as unknown[]).every(isActivity)
            ? 'list'
            : 'items'
          : 'one',
  }));
}

export const isContainer = (node: Obj, catalogue: Catalogue): boolean =>
  isFlowchart(node) || slotsOf(node, catalogue).length > 0;
