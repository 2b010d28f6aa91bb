import { useId } from 'react';
import { type InputAbout, textsOf } from '../../workflows/catalogue.ts';
import { isObj, type Obj, text } from '../../workflows/tree.ts';
import type { Evaluated } from './api.ts';
import { CronField } from './CronField.tsx';
import { Expression } from './Expression.tsx';
import { choicesOf, fieldName } from './names.ts';
import { problemSaid } from './problems.ts';
import { useFlows } from './words.ts';

export interface Surroundings {
  names: readonly string[];
  variables: readonly Obj[];
  inputs: readonly Obj[];
  may: boolean;
  /** What the values to evaluate with come from, in words; null when there are none. */
  tried: string | null;
  /** Workflows that can be started from here. */
  workflows: readonly { id: string; name: string }[];
  evaluate(activityId: string, syntax: string, text: string): Promise<Evaluated>;
}

/** How an input is written: its syntax, and the text of it. */
export function written(value: unknown): { syntax: string; value: unknown } {
  if (value === null || value === undefined) return { syntax: 'Default', value: '' };
  if (!isObj(value)) return { syntax: Array.isArray(value) ? 'Object' : 'Literal', value };
  const expression = isObj(value.expression) ? value.expression : null;
  if (!expression) return { syntax: 'Default', value: '' };
  return { syntax: text(expression.type) ?? 'Literal', value: expression.value };
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : value === null || value === undefined ? '' : JSON.stringify(value));

/** One input of an activity, in the form that its type asks for. */
export function InputField({
  about,
  node,
  error,
  around,
  change,
}: {
  about: InputAbout;
  node: Obj;
  error: string | undefined;
  around: Surroundings;
  change(syntax: string, value: unknown): void;
}) {
  const { m, own, language } = useFlows();
  const id = useId();
  const { syntax, value } = written(node[about.name]);
  const isTexts = about.type === 'String[]';
  const known = ['Default', 'Literal', 'JavaScript', 'Variable', 'Input', 'Object'];
  const choices = known.includes(syntax) ? known : [...known, syntax];
  const isScript = about.name === 'script';
  const few = choicesOf(text(node.type) ?? '', about.name, language);
  const shown = isScript && syntax === 'Literal' ? 'JavaScript' : syntax;
  const start = (next: string) => {
    const kept = typeof value === 'string' && !['Variable', 'Input'].includes(syntax) ? value : '';
    if (next === 'Default') change('Default', null);
    else if (next === 'Literal' && about.type === 'Boolean') change(next, 'True');
    else if (next === 'Variable') change(next, ref(around.variables[0]));
    else if (next === 'Input') change(next, ref(around.inputs[0]));
    else change(next, kept);
  };
  const ref = (one: Obj | undefined) => (one ? { id: one.id ?? one.name, name: one.name, typeName: one.typeName ?? one.type } : '');
  const name = (one: unknown) => {
    if (isObj(one)) return text(one.name) ?? text(one.id) ?? '';
    if (typeof one === 'string' && one.startsWith('{'))
      try {
        const json = JSON.parse(one) as Obj;
        return text(json.name) ?? text(json.id) ?? '';
      } catch {
        return one;
      }
    return textOf(one);
  };
  const picker = (list: readonly Obj[]) => {
    const chosen = name(value);
    const names = list.map((one) => text(one.name) ?? '');
    return (
      <select id={id} value={chosen} disabled={!around.may} onChange={(event) => change(syntax, ref(list.find((one) => one.name === event.target.value)))}>
        {!names.includes(chosen) && <option value={chosen}>{chosen || m('choose')}</option>}
        {names.map((one) => (
          <option key={one}>{one}</option>
        ))}
      </select>
    );
  };
  return (
    <div className="flow-input">
      <div className="head">
        <label htmlFor={id}>
          {fieldName(about.name, language)}
          {about.required && <span className="tag">{m('required')}</span>}
        </label>
        <select aria-label={`${m('syntax')}: ${fieldName(about.name, language)}`} value={syntax} disabled={!around.may} onChange={(event) => start(event.target.value)}>
          {choices.map((one) => (
            <option key={one} value={one}>
              {own(`syntax.${one}`, one)}
            </option>
          ))}
        </select>
      </div>
      {few && (shown === 'Literal' || shown === 'Default') ? (
        <select
          id={id}
          value={shown === 'Default' ? '' : textOf(value)}
          disabled={!around.may}
          onChange={(event) => (event.target.value ? change('Literal', event.target.value) : change('Default', null))}
        >
          <option value="">{about.default ? m('default', { value: few.find(([one]) => one === about.default)?.[1] ?? textOf(about.default) }) : m('choose')}</option>
          {few.map(([one, word]) => (
            <option key={one} value={one}>
              {word}
            </option>
          ))}
          {shown === 'Literal' && value !== '' && !few.some(([one]) => one === value) && <option value={textOf(value)}>{textOf(value)}</option>}
        </select>
      ) : about.name === 'workflowDefinitionId' && (shown === 'Literal' || shown === 'Default') ? (
        <select id={id} value={textOf(value)} disabled={!around.may} onChange={(event) => change('Literal', event.target.value)}>
          <option value="">{m('choose')}</option>
          {textOf(value) && !around.workflows.some((one) => one.id === value) && <option value={textOf(value)}>{textOf(value)}</option>}
          {around.workflows.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </select>
      ) : about.name === 'cronExpression' && (shown === 'Literal' || shown === 'Default') ? (
        <CronField id={id} value={textOf(value)} disabled={!around.may} invalid={!!error} change={(next) => change('Literal', next)} />
      ) : shown === 'Default' ? (
        <input
          id={id}
          value=""
          placeholder={about.default === null || about.default === undefined ? '' : m('default', { value: textOf(about.default) })}
          disabled={!around.may}
          onChange={(event) => change(isScript ? 'Literal' : isTexts ? 'Object' : about.type === 'Object' ? 'JavaScript' : 'Literal', isTexts ? JSON.stringify([event.target.value]) : event.target.value)}
        />
      ) : shown === 'Variable' ? (
        picker(around.variables)
      ) : shown === 'Input' ? (
        picker(around.inputs)
      ) : shown === 'JavaScript' || shown === 'Liquid' || shown === 'CSharp' ? (
        <Expression
          id={id}
          value={textOf(value)}
          disabled={!around.may}
          names={around.names}
          tried={around.tried}
          change={(next) => change(syntax, next)}
          evaluate={(script) => around.evaluate(text(node.id) ?? '', shown, script)}
        />
      ) : isTexts && shown === 'Object' ? (
        <textarea
          id={id}
          rows={3}
          placeholder={m('lines')}
          disabled={!around.may}
          value={textsOf(node[about.name]).join('\n')}
          onChange={(event) => change('Object', JSON.stringify(event.target.value.split('\n')))}
        />
      ) : shown === 'Literal' && about.type === 'Boolean' ? (
        <select id={id} value={String(value).toLowerCase() === 'true' ? 'True' : 'False'} disabled={!around.may} onChange={(event) => change('Literal', event.target.value)}>
          <option value="True">{m('yes')}</option>
          <option value="False">{m('no')}</option>
        </select>
      ) : shown === 'Literal' && about.type !== 'String' && about.type !== 'Object' ? (
        <input
          id={id}
          value={textOf(value)}
          disabled={!around.may}
          inputMode={/^(Int|Decimal|Double|Single)/.test(about.type) ? 'decimal' : undefined}
          placeholder={about.type === 'TimeSpan' ? '00:05:00' : about.type === 'DateTimeOffset' ? '2026-10-01T08:00:00+02:00' : undefined}
          aria-invalid={error ? true : undefined}
          onChange={(event) => change('Literal', event.target.value)}
        />
      ) : (
        <textarea
          id={id}
          className={shown === 'Object' ? 'flow-code' : undefined}
          rows={Math.min(8, Math.max(shown === 'Object' ? 2 : 1, textOf(value).split('\n').length))}
          value={textOf(value)}
          disabled={!around.may}
          aria-invalid={error ? true : undefined}
          onChange={(event) => change(syntax, event.target.value)}
        />
      )}
      {error && (
        <p className="error small" lang={problemSaid(error, language).lang}>
          {problemSaid(error, language).text}
        </p>
      )}
    </div>
  );
}
