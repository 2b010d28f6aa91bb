import { isObj, type Obj, text } from './tree.ts';

/** One question of a task. */
export interface Question {
  name: string;
  label: string;
  type: 'text' | 'long' | 'number' | 'date' | 'yesno' | 'choice';
  required: boolean;
  options: string[];
}

/** What a person is asked: told in the payload of a task. */
export interface TaskForm {
  title: string | null;
  text: string | null;
  questions: Question[];
  /** What else the payload holds, to be read. */
  facts: [string, unknown][];
}

const kinds: Record<string, Question['type']> = {
  text: 'text', string: 'text', long: 'long', textarea: 'long', multiline: 'long', number: 'number', decimal: 'number', int32: 'number', integer: 'number',
  date: 'date', yesno: 'yesno', boolean: 'yesno', bool: 'yesno', choice: 'choice', select: 'choice',
};
const known = new Set(['title', 'text', 'description', 'instructions', 'form', 'fields', 'assignee', 'role', 'roles', 'dueAt', 'dueInDays']);

/** The form that the payload of a task describes; without questions the answer is one text. */
export function formOf(payload: unknown): TaskForm {
  if (!isObj(payload)) return { title: null, text: text(payload), questions: [], facts: [] };
  const written = isObj(payload.form) ? payload.form.fields : (payload.form ?? payload.fields);
  const list = Array.isArray(written) ? written.filter(isObj) : [];
  return {
    title: text(payload.title),
    text: text(payload.text) ?? text(payload.description) ?? text(payload.instructions),
    questions: list.flatMap((one) => question(one) ?? []),
    facts: Object.entries(payload).filter(([name, value]) => !known.has(name) && value !== null && value !== ''),
  };
}

function question(one: Obj): Question | null {
  const name = text(one.name);
  if (!name) return null;
  const options = Array.isArray(one.options) ? one.options.map(String) : [];
  return {
    name,
    label: text(one.label) ?? name,
    type: options.length > 0 ? 'choice' : (kinds[String(one.type ?? 'text').toLowerCase()] ?? 'text'),
    required: one.required === true,
    options,
  };
}

export type Answers = Readonly<Record<string, string>>;

/** Which required questions have no answer yet, and which numbers are none. */
export function lacking(questions: readonly Question[], answers: Answers): string[] {
  return questions
    .filter(({ name, type, required }) => {
      const said = (answers[name] ?? '').trim();
      return said === '' ? required : type === 'number' && numberOf(said) === null;
    })
    .map(({ name }) => name);
}

/** A number as people write it: 1.234,5 and 1234.5 both. */
export function numberOf(written: string): number | null {
  const tidy = written.trim().replace(/\s/g, '');
  const plain = /^-?\d{1,3}(\.\d{3})+(,\d+)?$/.test(tidy) || tidy.includes(',') ? tidy.replace(/\./g, '').replace(',', '.') : tidy;
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
}

/** The answers as the workflow receives them. */
export function resultOf(questions: readonly Question[], answers: Answers): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const { name, type } of questions) {
    const said = (answers[name] ?? '').trim();
    result[name] = said === '' ? null : type === 'number' ? numberOf(said) : type === 'yesno' ? said === 'true' : said;
  }
  return result;
}

/** What an input of a definition is given, from what was written into its field. */
export function inputValue(type: string, written: string): unknown {
  const said = written.trim();
  if (said === '') return undefined;
  if (/^(Int16|Int32|Int64|Single|Double|Decimal)$/.test(type)) return numberOf(said) ?? said;
  if (type === 'Boolean') return said === 'true';
  if (/^(Object|ObjectDictionary|ObjectMap|StringDictionary|StringMap|JSON|Json\w*)$/.test(type) || type.endsWith('[]'))
    try {
      return JSON.parse(said) as unknown;
    } catch {
      return type === 'Object' ? said : undefined;
    }
  return written;
}
