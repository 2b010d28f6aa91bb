import { type ReactNode, useId, useState } from 'react';
import { type Catalogue, isContainer, outcomesOf } from '../../workflows/catalogue.ts';
import { listOf } from '../../workflows/completion.ts';
import { connect, remove, rename, reorder, set, setIn, setInput } from '../../workflows/edits.ts';
import { type Pin, pinOf } from '../../workflows/pins.ts';
import { type Execution, lasted, passOf, spell } from '../../workflows/run.ts';
import { arrowsOf, at, childrenOf, displayText, idOf, isFlowchart, isObj, type Obj, type Path, text, typeOf } from '../../workflows/tree.ts';
import type { Problem } from './api.ts';
import { InputField, type Surroundings } from './InputField.tsx';
import { choicesOf, fieldName, outcomeName } from './names.ts';
import { problemSaid } from './problems.ts';
import { ActivitySettings, WorkflowSettings } from './Settings.tsx';
import { payloadOf, TaskBuilder } from './TaskBuilder.tsx';
import { Values } from './Values.tsx';
import { useFlows } from './words.ts';

const types = ['String', 'Boolean', 'Int32', 'Int64', 'Decimal', 'Double', 'DateTimeOffset', 'TimeSpan', 'Guid', 'Object', 'ObjectDictionary', 'JSON'];
export type Edit = (change: (doc: Obj) => Obj, group?: string) => void;

export function Labelled({ label, hint, children }: { label: string; hint?: string; children(id: string): ReactNode }) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {hint && <p className="hint">{hint}</p>}
    </div>
  );
}

/** What one activity is and does. */
export function ActivityForm({
  doc,
  scope,
  id,
  catalogue,
  edit,
  around,
  problems,
  executions,
  open,
  rehearse,
  runFrom,
  pin,
  setPin,
  may,
}: {
  doc: Obj;
  scope: Path;
  id: string;
  catalogue: Catalogue;
  edit: Edit;
  around: Surroundings;
  problems: readonly Problem[];
  executions: readonly Execution[];
  open(id: string): void;
  /** Tries the activity alone; null when that cannot be now. */
  rehearse: ((id: string) => void) | null;
  /** Rehearses from here on with what ran before as it was; null when that is not known. */
  runFrom: ((id: string) => void) | null;
  pin: Pin | null;
  setPin(id: string, pin: Pin | null): void;
  may: boolean;
}) {
  const { m, named, language } = useFlows();
  const path = [...scope, id];
  const node = at(doc, path);
  const holder = at(doc, scope);
  if (!node || !holder) return null;
  const about = catalogue.get(typeOf(node));
  const own = problems.filter((problem) => problem.activityId === id);
  const place = childrenOf(holder).find((child) => idOf(child.node) === id);
  const cases = typeOf(node) === 'Elsa.FlowSwitch' || typeOf(node) === 'Elsa.Switch';
  const custom = isObj(node.customProperties) ? node.customProperties : {};
  return (
    <>
      <h2>{displayText(node) ?? named(typeOf(node))}</h2>
      <p className="small">
        {named(typeOf(node))} · <code>{typeOf(node)}</code>
      </p>
      {!about && <p className="error">{m('unknown')}</p>}
      <div className="acts">
        {isContainer(node, catalogue) && (
          <button type="button" onClick={() => open(id)}>
            {m('open')}
          </button>
        )}
        {about && may && (
          <button type="button" disabled={!rehearse} onClick={() => rehearse?.(id)}>
            {m('trial.one')}
          </button>
        )}
        {runFrom && (
          <button type="button" onClick={() => runFrom(id)}>
            {m('trial.from')}
          </button>
        )}
        {may && place?.index !== null && !isFlowchart(holder) && (
          <>
            <button type="button" onClick={() => edit((it) => reorder(it, scope, id, -1))}>
              ← {m('earlier')}
            </button>
            <button type="button" onClick={() => edit((it) => reorder(it, scope, id, 1))}>
              {m('later')} →
            </button>
          </>
        )}
        {may && (
          <button type="button" onClick={() => edit((it) => remove(it, scope, [id]))}>
            {m('remove')}
          </button>
        )}
      </div>
      {own.filter((problem) => !problem.field).map((problem) => (
        <p className="error small" lang={problemSaid(problem.message, language).lang} key={problem.message}>
          {problemSaid(problem.message, language).text}
        </p>
      ))}
      <fieldset disabled={!may} style={{ border: 0, padding: 0, margin: 0, minWidth: 0 }}>
        <Labelled label={m('shown')}>
          {(field) => (
            <input id={field} value={displayText(node) ?? ''} onChange={(event) => edit((it) => setIn(it, path, 'metadata', 'displayText', event.target.value), `shown:${id}`)} />
          )}
        </Labelled>
        <Name key={id + (text(node.name) ?? '')} value={text(node.name) ?? ''} change={(name) => edit((it) => rename(it, path, name))} />
        {about?.isTrigger && (
          <p>
            <label>
              <input
                type="checkbox"
                checked={custom.canStartWorkflow === true}
                onChange={(event) => edit((it) => setIn(it, path, 'customProperties', 'canStartWorkflow', event.target.checked))}
              />{' '}
              {m('canStart')}
            </label>
          </p>
        )}
        {typeOf(node) === 'Elsa.SetVariable' && (
          <Labelled label={m('variables')}>
            {(field) => (
              <select
                id={field}
                value={isObj(node.variable) ? (text(node.variable.id) ?? '') : ''}
                onChange={(event) => edit((it) => set(it, path, 'variable', around.variables.find((one) => one.id === event.target.value)))}
              >
                <option value="">{m('choose')}</option>
                {around.variables.map((one) => (
                  <option key={String(one.id)} value={String(one.id)}>
                    {String(one.name)}
                  </option>
                ))}
              </select>
            )}
          </Labelled>
        )}
      </fieldset>
      {cases && <Cases node={node} may={may} change={(next) => edit((it) => set(it, path, 'cases', next), `cases:${id}`)} />}
      {typeOf(node) === 'Elsa.Fork' && (
        <Labelled label={fieldName('joinMode', language)}>
          {(field) => (
            <select id={field} disabled={!may} value={text(node.joinMode) ?? 'WaitAll'} onChange={(event) => edit((it) => set(it, path, 'joinMode', event.target.value))}>
              {(choicesOf('Elsa.Fork', 'joinMode', language) ?? []).map(([value, word]) => (
                <option key={value} value={value}>
                  {word}
                </option>
              ))}
            </select>
          )}
        </Labelled>
      )}
      {typeOf(node) === 'Elsa.RunTask' && payloadOf(node) && (
        <TaskBuilder
          payload={payloadOf(node)!}
          may={may}
          change={(next) => edit((it) => setInput(it, path, 'payload', 'Object', 'Object', JSON.stringify(next, null, 2)), `task:${id}`)}
        />
      )}
      {(about?.inputs ?? []).filter((input) => !(input.name === 'payload' && typeOf(node) === 'Elsa.RunTask' && payloadOf(node))).map((input) => (
        <InputField
          key={`${id}.${input.name}`}
          about={input}
          node={node}
          around={around}
          error={own.find((problem) => problem.field === input.name)?.message}
          change={(syntax, value) =>
            edit(
              (it) => (syntax === 'Default' ? set(it, path, input.name, null) : setInput(it, path, input.name, input.type, syntax, value)),
              `input:${id}.${input.name}.${syntax}`,
            )
          }
        />
      ))}
      {(about?.outputs ?? []).map((output) => {
        const target = isObj(node[output]) && isObj(node[output].memoryReference) ? (text(node[output].memoryReference.id) ?? '') : '';
        return (
          <Labelled key={output} label={`${m('output.to')}: ${fieldName(output, language)}`}>
            {(field) => (
              <select
                id={field}
                value={target}
                disabled={!may}
                onChange={(event) => {
                  const to = event.target.value;
                  edit((it) => set(it, path, output, to ? { ...(isObj(node[output]) ? node[output] : { typeName: 'Object' }), memoryReference: { id: to } } : null));
                }}
              >
                <option value="">{m('notSaved')}</option>
                {[...around.variables, ...listOf(doc, 'outputs')].map((one) => {
                  const value = text(one.id) ?? String(one.name);
                  return (
                    <option key={value} value={value}>
                      {String(one.name)}
                    </option>
                  );
                })}
              </select>
            )}
          </Labelled>
        );
      })}
      {isFlowchart(holder) && <Arrows doc={doc} scope={scope} holder={holder} node={node} catalogue={catalogue} edit={edit} may={may} />}
      <LastRun executions={executions} pin={pin} setPin={(next) => setPin(id, next)} />
      <ActivitySettings node={node} trigger={!!about?.isTrigger} path={path} edit={edit} may={may} />
      <details>
        <summary>{m('json')}</summary>
        <pre className="flow-out">{JSON.stringify(node, null, 2)}</pre>
      </details>
    </>
  );
}

/** A name is changed as a whole, because expressions follow it. */
function Name({ value, change }: { value: string; change(name: string): void }) {
  const { m } = useFlows();
  const [draft, setDraft] = useState(value);
  const done = () => draft.trim() && draft.trim() !== value && change(draft.trim());
  return (
    <Labelled label={m('id')} hint={m('id.hint')}>
      {(field) => (
        <input
          id={field}
          value={draft}
          onChange={(event) => setDraft(event.target.value)}
          onBlur={done}
          onKeyDown={(event) => event.key === 'Enter' && done()}
        />
      )}
    </Labelled>
  );
}

function Cases({ node, may, change }: { node: Obj; may: boolean; change(next: unknown[]): void }) {
  const { m } = useFlows();
  const list = Array.isArray(node.cases) ? (node.cases as unknown[]) : [];
  const put = (place: number, more: Obj) => change(list.map((one, i) => (i === place ? { ...(isObj(one) ? one : {}), ...more } : one)));
  return (
    <section aria-label={m('cases')}>
      <h3>{m('cases')}</h3>
      {list.map((one, place) => {
        const it = isObj(one) ? one : {};
        const condition = isObj(it.condition) ? it.condition : {};
        return (
          <div className="flow-row" key={place}>
            <input aria-label={m('case', { n: place + 1 })} value={text(it.label) ?? ''} disabled={!may} onChange={(event) => put(place, { label: event.target.value })} />
            <input
              className="flow-code"
              aria-label={`${m('condition')} ${place + 1}`}
              value={String(condition.value ?? '')}
              disabled={!may}
              onChange={(event) => put(place, { condition: { type: 'JavaScript', ...condition, value: event.target.value } })}
            />
            {may && (
              <button type="button" aria-label={m('row.remove', { name: text(it.label) ?? '' })} onClick={() => change(list.filter((_, i) => i !== place))}>
                ×
              </button>
            )}
          </div>
        );
      })}
      {may && (
        <button
          type="button"
          className="quiet"
          onClick={() => change([...list, { label: m('case', { n: list.length + 1 }), condition: { type: 'JavaScript', value: 'true' } }])}
        >
          + {m('row.add')}
        </button>
      )}
    </section>
  );
}

function Arrows({ doc, scope, holder, node, catalogue, edit, may }: { doc: Obj; scope: Path; holder: Obj; node: Obj; catalogue: Catalogue; edit: Edit; may: boolean }) {
  const { m, named, language } = useFlows();
  const id = idOf(node);
  const all = arrowsOf(holder);
  const mine = all.filter((arrow) => arrow.source === id);
  const outcomes = outcomesOf(node, catalogue, mine.map(({ port }) => port));
  const others = childrenOf(holder).filter(({ node: one }) => idOf(one) !== id);
  const [port, setPort] = useState('');
  const [to, setTo] = useState('');
  const label = (target: string) => {
    const it = at(doc, [...scope, target]);
    return it ? (displayText(it) ?? text(it.name) ?? named(typeOf(it))) : target;
  };
  if (outcomes.length === 0) return null;
  return (
    <section aria-label={m('arrows')}>
      <h3>{m('arrows')}</h3>
      <ul className="flow-list">
        {mine.map((arrow) => (
          <li key={arrow.index}>
            <span>
              {outcomeName(arrow.port, language)} → {label(arrow.target)}
            </span>
            {may && (
              <button type="button" className="quiet" aria-label={m('arrow.remove', { name: `${outcomeName(arrow.port, language)} → ${label(arrow.target)}` })} onClick={() => edit((it) => remove(it, scope, [], [arrow.index]))}>
                ×
              </button>
            )}
          </li>
        ))}
      </ul>
      {may && others.length > 0 && (
        <div className="flow-row">
          <select aria-label={m('arrow.outcome')} value={port || outcomes[0]} onChange={(event) => setPort(event.target.value)}>
            {outcomes.map((one) => (
              <option key={one} value={one}>
                {outcomeName(one, language)}
              </option>
            ))}
          </select>
          <select className="flow-connect" aria-label={m('arrow.to')} value={to} onChange={(event) => setTo(event.target.value)}>
            <option value="">{m('choose')}</option>
            {others.map(({ node: one }) => (
              <option key={idOf(one)} value={idOf(one)}>
                {label(idOf(one))}
              </option>
            ))}
          </select>
          <button type="button" disabled={!to} onClick={() => {
              edit((it) => connect(it, scope, id, port || outcomes[0]!, to));
              setTo('');
            }}>
            {m('arrow.add')}
          </button>
        </div>
      )}
    </section>
  );
}

/** What went in and came out, pass by pass; and what is to come out in rehearsals instead. */
function LastRun({ executions, pin, setPin }: { executions: readonly Execution[]; pin: Pin | null; setPin(pin: Pin | null): void }) {
  const { m, own, language } = useFlows();
  const [which, setWhich] = useState<number | null>(null);
  const place = Math.min(which ?? executions.length - 1, executions.length - 1);
  const one = executions[place];
  const time = one ? lasted(one) : null;
  const pass = one ? passOf(one) : null;
  if (!one && !pin) return null;
  return (
    <section aria-label={m('lastRun')} className="flow-last">
      <h3>{m('lastRun')}</h3>
      {one && executions.length > 1 && (
        <label>
          {m('lastRun.which')}{' '}
          <select value={place} onChange={(event) => setWhich(Number(event.target.value))}>
            {executions.map((each, index) => (
              <option key={index} value={index}>
                {index + 1} / {executions.length}
                {each.attempts > 1 ? ` · ${m('lastRun.times', { n: each.attempts })}` : ''}
                {each.status === 'Faulted' ? ` · ${m('mark.faulted')}` : ''}
              </option>
            ))}
          </select>
        </label>
      )}
      {one && (
        <>
          <p>
            <strong>{own(`step.${one.status}`, one.status)}</strong>
            {one.outcomes && one.outcomes.length > 0 && ` · ${m('lastRun.outcomes')}: ${one.outcomes.map((it) => outcomeName(it, language)).join(', ')}`}
            {time !== null && ` · ${spell(time, language)}`}
            {one.attempts > 1 && ` · ${m('lastRun.times', { n: one.attempts })}`}
          </p>
          {one.fault && (
            <p className="error small" lang={problemSaid(one.fault, language).lang}>
              {problemSaid(one.fault, language).text}
            </p>
          )}
          {pass && <Values title={m('lastRun.pass')} of={pass} />}
          <Values title={m('lastRun.inputs')} of={one.inputs} />
          <Values title={m('lastRun.outputs')} of={one.outputs} />
        </>
      )}
      {!pin && one && one.status === 'Completed' && (
        <button type="button" onClick={() => setPin(pinOf(one))}>
          {m('pin')}
        </button>
      )}
      {pin && <Pinned pin={pin} change={setPin} />}
    </section>
  );
}

function Pinned({ pin, change }: { pin: Pin; change(pin: Pin | null): void }) {
  const { m } = useFlows();
  const [draft, setDraft] = useState(() => JSON.stringify(pin.outputs, null, 2));
  const [bad, setBad] = useState(false);
  const put = (written: string) => {
    setDraft(written);
    try {
      const json = JSON.parse(written) as unknown;
      if (!isObj(json)) throw new Error();
      setBad(false);
      change({ ...pin, outputs: json });
    } catch {
      setBad(true);
    }
  };
  return (
    <>
      <p className="small">{m('pin.about')}</p>
      <Labelled label={m('pin.outputs')}>
        {(field) => <textarea id={field} className="flow-code" rows={4} value={draft} aria-invalid={bad || undefined} onChange={(event) => put(event.target.value)} />}
      </Labelled>
      {bad && (
        <p className="error small" role="alert">
          {m('trial.input.bad')}
        </p>
      )}
      <Labelled label={m('lastRun.outcomes')}>
        {(field) => (
          <input
            id={field}
            value={pin.outcomes.join(', ')}
            onChange={(event) => change({ ...pin, outcomes: event.target.value.split(',').map((one) => one.trim()).filter(Boolean) })}
          />
        )}
      </Labelled>
      <button type="button" onClick={() => change(null)}>
        {m('pin.drop')}
      </button>
    </>
  );
}

/** The workflow itself: its name, and what it takes, keeps and gives. */
export function WorkflowForm({ doc, edit, may, workflows }: { doc: Obj; edit: Edit; may: boolean; workflows: Surroundings['workflows'] }) {
  const { m } = useFlows();
  return (
    <fieldset disabled={!may} style={{ border: 0, padding: 0, margin: 0, minWidth: 0 }}>
      <h2>{m('workflow')}</h2>
      <Labelled label={m('name')}>
        {(id) => <input id={id} value={text(doc.name) ?? ''} onChange={(event) => edit((it) => set(it, [], 'name', event.target.value), 'name')} />}
      </Labelled>
      <Labelled label={m('description')}>
        {(id) => <textarea id={id} rows={2} value={text(doc.description) ?? ''} onChange={(event) => edit((it) => set(it, [], 'description', event.target.value), 'description')} />}
      </Labelled>
      <Rows name="variables" typed="typeName" doc={doc} edit={edit} may={may} />
      <Rows name="inputs" typed="type" doc={doc} edit={edit} may={may} />
      <Rows name="outputs" typed="type" doc={doc} edit={edit} may={may} />
      <WorkflowSettings doc={doc} edit={edit} workflows={workflows} />
    </fieldset>
  );
}

function Rows({ name, typed, doc, edit, may }: { name: 'variables' | 'inputs' | 'outputs'; typed: 'typeName' | 'type'; doc: Obj; edit: Edit; may: boolean }) {
  const { m } = useFlows();
  const list = listOf(doc, name);
  const put = (place: number, more: Obj) => edit((it) => set(it, [], name, list.map((one, i) => (i === place ? { ...one, ...more } : one))), `${name}:${place}`);
  return (
    <section aria-label={m(name)}>
      <h3>{m(name)}</h3>
      {list.map((one, place) => {
        const called = text(one.name) || m('row.noname');
        const type = text(one[typed]) ?? 'Object';
        return (
          <div key={place}>
            <div className="flow-row">
              <input aria-label={`${m('name')}: ${called}`} value={text(one.name) ?? ''} onChange={(event) => put(place, { name: event.target.value })} />
              <select aria-label={`${m('type')}: ${called}`} value={type} onChange={(event) => put(place, { [typed]: event.target.value })}>
                {!types.includes(type) && <option>{type}</option>}
                {types.map((it) => (
                  <option key={it}>{it}</option>
                ))}
              </select>
              {may && (
                <button type="button" aria-label={m('row.remove', { name: called })} onClick={() => edit((it) => set(it, [], name, list.filter((_, i) => i !== place)))}>
                  ×
                </button>
              )}
            </div>
            {name === 'variables' && (
              <div className="flow-row">
                <input
                  aria-label={`${m('value')}: ${called}`}
                  placeholder={m('value')}
                  value={one.value === null || one.value === undefined ? '' : String(one.value)}
                  onChange={(event) => put(place, { value: event.target.value })}
                />
                <label className="small">
                  <input type="checkbox" checked={one.isArray === true} onChange={(event) => put(place, { isArray: event.target.checked })} /> {m('isList')}
                </label>
                <span />
              </div>
            )}
          </div>
        );
      })}
      {may && (
        <button
          type="button"
          className="quiet"
          onClick={() =>
            edit((it) =>
              set(it, [], name, [
                ...list,
                name === 'variables'
                  ? { id: crypto.randomUUID().replaceAll('-', '').slice(0, 16), name: `Variabile${list.length + 1}`, typeName: 'String', isArray: false, value: null, storageDriverTypeName: null }
                  : { type: 'String', name: `${name === 'inputs' ? 'Dato' : 'Risultato'}${list.length + 1}` },
              ]),
            )
          }
        >
          + {m('row.add')}
        </button>
      )}
    </section>
  );
}
