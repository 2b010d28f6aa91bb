import { useId, useState } from 'react';
import { isObj, type Obj } from '../../workflows/tree.ts';
import type { Ask, Incident, Rehearsal, Trial } from './api.ts';
import { type Given, givenOf, InputsForm } from './InputsForm.tsx';
import { fieldName, outcomeName } from './names.ts';
import { problemSaid } from './problems.ts';
import { Values } from './Values.tsx';
import { useFlows } from './words.ts';

/** Runs without anything being done: the draft alone, or on a past day beside what is published. */
export function TrialPanel({
  run,
  trial,
  rehearsal,
  shown,
  show,
  busy,
  clear,
  inputs,
  pins,
  unpin,
  label,
  go,
}: {
  run(ask: Omit<Ask, 'pinned'>): void;
  trial: Trial | null;
  rehearsal: Rehearsal | null;
  shown: 'draft' | 'published';
  show(which: 'draft' | 'published'): void;
  busy: boolean;
  clear(): void;
  inputs: readonly Obj[];
  pins: readonly string[];
  unpin(id: string): void;
  label(id: string): string;
  go(id: string): void;
}) {
  const { m, own } = useFlows();
  const [given, setGiven] = useState<Given>({});
  const [past, setPast] = useState(false);
  const [at, setAt] = useState('');
  const id = useId();
  return (
    <>
      <p className="small">{m('trial.lead')}</p>
      <div className="flow-columns">
        <section>
          <fieldset className="flow-choice">
            <legend className="visually-hidden">{m('tab.trial')}</legend>
            <label>
              <input type="radio" name={`${id}k`} checked={!past} onChange={() => setPast(false)} /> {m('trial.now')}
            </label>
            <label>
              <input type="radio" name={`${id}k`} checked={past} onChange={() => setPast(true)} /> {m('trial.past')}
            </label>
          </fieldset>
          {past && (
            <div className="field">
              <label htmlFor={`${id}at`}>{m('trial.at')}</label>
              <input id={`${id}at`} type="datetime-local" value={at} aria-describedby={`${id}ah`} onChange={(event) => setAt(event.target.value)} />
              <p className="hint" id={`${id}ah`}>
                {m('trial.at.hint')}
              </p>
            </div>
          )}
          <p>
            <button
              type="button"
              className="primary"
              disabled={busy || (past && !at)}
              onClick={() => run({ input: givenOf(inputs, given), at: past && at ? new Date(at).toISOString() : null })}
            >
              {busy ? m('trial.busy') : past ? m('trial.compare') : m('trial.run')}
            </button>{' '}
            {(trial || rehearsal) && (
              <button type="button" onClick={clear}>
                {m('trial.clear')}
              </button>
            )}
          </p>
        </section>
        {inputs.length > 0 && (
          <section aria-label={m('inputs')}>
            <h3>{m('inputs')}</h3>
            <InputsForm inputs={inputs} given={given} change={setGiven} />
          </section>
        )}
        {pins.length > 0 && (
          <section aria-label={m('pin.list')}>
            <h3>{m('pin.list')}</h3>
            <ul className="flow-list">
              {pins.map((one) => (
                <li key={one}>
                  <button type="button" className="link" onClick={() => go(one)}>
                    {label(one)}
                  </button>
                  <button type="button" className="quiet" aria-label={m('pin.drop.of', { name: label(one) })} onClick={() => unpin(one)}>
                    {m('pin.drop')}
                  </button>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
      {rehearsal && <Differences rehearsal={rehearsal} label={label} go={go} />}
      {rehearsal?.published && (
        <div role="group" aria-label={m('trial.which')} className="flow-tabs">
          {(['draft', 'published'] as const).map((one) => (
            <button key={one} type="button" aria-pressed={shown === one} onClick={() => show(one)}>
              {m(one === 'draft' ? 'trial.draft' : 'trial.published')}
            </button>
          ))}
        </div>
      )}
      {trial && (
        <>
          <p role="status">
            <strong>{m('trial.ended', { state: own(`status.${trial.subStatus}`, trial.subStatus) })}</strong> {trial.stopped && <span lang="en">{trial.stopped}</span>}
          </p>
          <div className="flow-columns">
            <Incidents list={trial.incidents} label={label} go={go} />
            {trial.effects.length > 0 && (
              <section>
                <h3>{m('trial.effects')}</h3>
                <ul className="flow-list">
                  {trial.effects.map((one, place) => (
                    <li key={place}>
                      {one.activityId && (
                        <button type="button" className="link" onClick={() => go(one.activityId!)}>
                          {label(one.activityId)}
                        </button>
                      )}{' '}
                      <span>{one.kind === 'wait' ? m('trial.wait') : one.text}</span>
                    </li>
                  ))}
                </ul>
              </section>
            )}
            {trial.lines.length > 0 && (
              <section>
                <h3>{m('trial.lines')}</h3>
                <pre className="flow-out" tabIndex={0}>
                  {trial.lines.join('\n')}
                </pre>
              </section>
            )}
            <section>
              <Values title={m('trial.values')} of={{ ...trial.variables, ...trial.outputs }} />
            </section>
          </div>
          <Journal list={trial.journal} label={label} />
        </>
      )}
    </>
  );
}

export function Incidents({ list, label, go }: { list: readonly Incident[]; label(id: string): string; go(id: string): void }) {
  const { m, language } = useFlows();
  if (list.length === 0) return null;
  return (
    <section>
      <h3>{m('trial.incidents')}</h3>
      <ul className="flow-list">
        {list.map((one, place) => (
          <li key={place}>
            {one.activityId && (
              <button type="button" className="link" onClick={() => go(one.activityId!)}>
                {label(one.activityId)}
              </button>
            )}
            <span className="error" lang={problemSaid(one.message, language).lang}>
              {problemSaid(one.message, language).text}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Journal({ list, label }: { list: Trial['journal']; label(id: string): string }) {
  const { m, own, f } = useFlows();
  if (list.length === 0) return null;
  return (
    <details>
      <summary>{m('trial.journal')}</summary>
      <ol className="small flow-journal">
        {list.slice(0, 500).map((one, place) => (
          <li key={one.seq ?? place}>
            {f.moment(one.at)} · {own(`event.${one.event}`, one.event)} {one.activityId && <strong>{label(one.activityId)}</strong>} {one.message}
          </li>
        ))}
      </ol>
    </details>
  );
}

/** Where the draft does something else than what is published. */
function Differences({ rehearsal, label, go }: { rehearsal: Rehearsal; label(id: string): string; go(id: string): void }) {
  const { m, own, language } = useFlows();
  if (!rehearsal.published) return <p>{m('trial.unpublished')}</p>;
  const said = (value: unknown): string =>
    value === null || value === undefined
      ? '–'
      : Array.isArray(value)
        ? value.map((one) => (said(one))).join(', ')
        : typeof value === 'string'
          ? outcomeName(value, language)
          : isObj(value)
            ? Object.entries(value).map(([name, one]) => `${fieldName(name, language)}: ${said(one)}`).join('; ')
            : JSON.stringify(value);
  return (
    <section aria-label={m('trial.differences')}>
      <h3>{m('trial.differences')}</h3>
      {rehearsal.differences.length === 0 ? (
        <p role="status">{m('trial.same')}</p>
      ) : (
        <div className="table-scroll" role="group" aria-label={m('trial.differences')} tabIndex={0}>
          <table className="flow-table">
            <thead>
              <tr>
                <th scope="col">{m('activity')}</th>
                <th scope="col">{m('trial.what')}</th>
                <th scope="col">{m('trial.published')}</th>
                <th scope="col">{m('trial.draft')}</th>
              </tr>
            </thead>
            <tbody>
              {rehearsal.differences.map((one, place) => (
                <tr key={place}>
                  <th scope="row">
                    {one.activityId ? (
                      <button type="button" className="link" onClick={() => go(one.activityId!)}>
                        {label(one.activityId)}
                      </button>
                    ) : (
                      m('workflow')
                    )}
                  </th>
                  <td>{own(`differs.${one.kind}`, one.kind)}</td>
                  <td className="flow-cell">{said(one.published)}</td>
                  <td className="flow-cell">{said(one.draft)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
