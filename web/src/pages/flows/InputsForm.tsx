import { useId } from 'react';
import { inputValue } from '../../workflows/forms.ts';
import { type Obj, text } from '../../workflows/tree.ts';
import { useFlows } from './words.ts';

export type Given = Readonly<Record<string, string>>;

/** What a run is given, input by input, as it was written into the fields. */
export function givenOf(inputs: readonly Obj[], given: Given): Obj {
  const made: Obj = {};
  for (const one of inputs) {
    const name = text(one.name);
    const value = name ? inputValue(typeOfInput(one), given[name] ?? '') : undefined;
    if (name && value !== undefined) made[name] = value;
  }
  return made;
}

/** The fields as an earlier run was given them. */
export const writtenOf = (input: Obj | null | undefined): Given =>
  Object.fromEntries(Object.entries(input ?? {}).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]));

const typeOfInput = (one: Obj) => `${text(one.type) ?? 'String'}${one.isArray === true ? '[]' : ''}`;
const hints: Record<string, string> = { DateTimeOffset: '2026-10-01T00:00:00+02:00', DateTime: '2026-10-01T00:00:00', TimeSpan: '00:05:00' };

/** One field for each input that a definition asks for. */
export function InputsForm({ inputs, given, change }: { inputs: readonly Obj[]; given: Given; change(next: Given): void }) {
  const { m } = useFlows();
  const id = useId();
  return (
    <>
      {inputs.map((one, place) => {
        const name = text(one.name) ?? '';
        const type = typeOfInput(one);
        const shared = { id: `${id}${place}`, value: given[name] ?? '' };
        const put = (value: string) => change({ ...given, [name]: value });
        const label = text(one.displayName) || name;
        const isJson = type.endsWith('[]') || /^(Object|JSON|Json)/.test(type);
        return (
          <div className="field" key={name + String(place)}>
            <label htmlFor={shared.id}>{label}</label>
            {type === 'Boolean' ? (
              <select {...shared} onChange={(event) => put(event.target.value)}>
                <option value="">{m('choose')}</option>
                <option value="true">{m('yes')}</option>
                <option value="false">{m('no')}</option>
              </select>
            ) : isJson ? (
              <textarea {...shared} className="flow-code" rows={3} placeholder={type.endsWith('[]') ? '[ ]' : '{ }'} onChange={(event) => put(event.target.value)} />
            ) : (
              <input
                {...shared}
                placeholder={hints[type]}
                inputMode={/^(Int|Decimal|Double|Single)/.test(type) ? 'decimal' : undefined}
                onChange={(event) => put(event.target.value)}
              />
            )}
            {text(one.description) && <p className="hint">{text(one.description)}</p>}
          </div>
        );
      })}
    </>
  );
}
