import { type ReactNode, useCallback, useEffect, useId, useState } from 'react';
import { call } from '../../api/client.ts';
import { useCommunityPath } from '../../api/session.tsx';
import { useApi } from '../../api/useApi.ts';
import { Awaited } from '../../components/Parts.tsx';
import { type Change, diff } from '../../workflows/diff.ts';
import type { Execution } from '../../workflows/run.ts';
import type { Obj } from '../../workflows/tree.ts';
import type { Instance, LoadedDefinition, Problem, Trial, Version } from './api.ts';
import { Values } from './Properties.tsx';
import { type FlowKey, useFlows } from './words.ts';

export type Tab = 'problems' | 'trial' | 'runs' | 'versions';
const tabs: [Tab, FlowKey][] = [
  ['problems', 'problems'],
  ['trial', 'tab.trial'],
  ['runs', 'tab.runs'],
  ['versions', 'tab.versions'],
];

/** The tools below the drawing, one at a time. */
export function Panels({ tab, choose, count, children }: { tab: Tab; choose(tab: Tab): void; count: number; children: ReactNode }) {
  const { m } = useFlows();
  const id = useId();
  return (
    <section className="flow-below" aria-label={m('panels')}>
      <div className="flow-tabs" role="tablist" aria-label={m('panels')}>
        {tabs.map(([key, word], place) => (
          <button
            key={key}
            type="button"
            role="tab"
            id={`${id}-${key}`}
            aria-selected={tab === key}
            aria-controls={`${id}-panel`}
            tabIndex={tab === key ? 0 : -1}
            onClick={() => choose(key)}
            onKeyDown={(event) => {
              const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
              if (by === 0) return;
              const next = tabs[(place + by + tabs.length) % tabs.length]![0];
              choose(next);
              document.getElementById(`${id}-${next}`)?.focus();
            }}
          >
            {m(word)}
            {key === 'problems' && count > 0 && ` (${count})`}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${tab}`} tabIndex={0}>
        {children}
      </div>
    </section>
  );
}

export function ProblemsPanel({ problems, failed, label, go }: { problems: readonly Problem[]; failed: boolean; label(id: string): string; go(id: string): void }) {
  const { m } = useFlows();
  if (failed) return <p className="error">{m('problems.failed')}</p>;
  if (problems.length === 0) return <p>{m('problems.none')}</p>;
  return (
    <ul className="flow-list">
      {problems.map((problem, place) => (
        <li key={place}>
          {problem.activityId ? (
            <button type="button" className="link" onClick={() => go(problem.activityId!)}>
              {label(problem.activityId)}
              {problem.field && ` · ${problem.field}`}
            </button>
          ) : (
            <strong>{m('problems.whole')}</strong>
          )}
          <span lang="en">{problem.message}</span>
          {problem.prevents && <span className="tag bad">{m('problems.prevents')}</span>}
        </li>
      ))}
    </ul>
  );
}

export function TrialPanel({ run, trial, busy, clear, takesInput, label }: { run(input: Obj): void; trial: Trial | null; busy: boolean; clear(): void; takesInput: boolean; label(id: string): string }) {
  const { m, own } = useFlows();
  const [input, setInput] = useState('{}');
  const [bad, setBad] = useState(false);
  const id = useId();
  const go = () => {
    try {
      const json = JSON.parse(input || '{}') as unknown;
      if (typeof json !== 'object' || json === null || Array.isArray(json)) throw new Error();
      setBad(false);
      run(json as Obj);
    } catch {
      setBad(true);
    }
  };
  return (
    <>
      <p className="small">{m('trial.lead')}</p>
      {takesInput && (
        <div className="field">
          <label htmlFor={id}>{m('trial.input')}</label>
          <textarea id={id} className="flow-code" rows={3} value={input} aria-invalid={bad || undefined} onChange={(event) => setInput(event.target.value)} />
          {bad && <p className="error" role="alert">{m('trial.input.bad')}</p>}
        </div>
      )}
      <p>
        <button type="button" className="primary" disabled={busy} onClick={go}>
          {busy ? m('trial.busy') : m('trial.run')}
        </button>{' '}
        {trial && (
          <button type="button" onClick={clear}>
            {m('trial.clear')}
          </button>
        )}
      </p>
      {trial && (
        <>
          <p role="status">
            <strong>{m('trial.ended', { state: own(`status.${trial.subStatus}`, trial.subStatus) })}</strong> {trial.stopped && <span lang="en">{trial.stopped}</span>}
          </p>
          <div className="flow-columns">
            {trial.incidents.length > 0 && (
              <section>
                <h3>{m('trial.incidents')}</h3>
                <ul className="flow-list">
                  {trial.incidents.map((one, place) => (
                    <li key={place} className="error">
                      {label(one.activityId)}: <span lang="en">{one.message}</span>
                    </li>
                  ))}
                </ul>
              </section>
            )}
            {trial.lines.length > 0 && (
              <section>
                <h3>{m('trial.lines')}</h3>
                <pre className="flow-out" tabIndex={0}>{trial.lines.join('\n')}</pre>
              </section>
            )}
            {trial.effects.length > 0 && (
              <section>
                <h3>{m('trial.effects')}</h3>
                <ul className="flow-list">
                  {trial.effects.map((one, place) => (
                    <li key={place}>
                      {one.activityId && <strong>{label(one.activityId)}</strong>} {one.text}
                    </li>
                  ))}
                </ul>
              </section>
            )}
            <section>
              <Values title={m('trial.values')} of={{ ...trial.variables, ...trial.outputs }} />
            </section>
          </div>
          <details>
            <summary>{m('trial.journal')}</summary>
            <ol className="small">
              {trial.journal.slice(0, 500).map((one, place) => (
                <li key={place}>
                  {one.event} {one.activityId && label(one.activityId)} {one.message}
                </li>
              ))}
            </ol>
          </details>
        </>
      )}
    </>
  );
}

export interface Viewed {
  instance: Instance;
  executions: Execution[];
  document: Obj | null;
}

export function RunsPanel({ id, may, show, shown, again }: { id: string; may: boolean; show(viewed: Viewed | null): void; shown: string | null; again(fault: unknown): void }) {
  const { m, own, f } = useFlows();
  const path = useCommunityPath();
  const list = useApi<Instance[]>(path(`workflows/instances?definition=${encodeURIComponent(id)}&take=50`), 5000);
  const act = (where: string, body?: unknown) =>
    call('POST', path(`workflows/${where}`)!, body ?? {})
      .then(list.reload)
      .catch(again);
  const open = useCallback(
    async (instance: Instance) => {
      try {
        const [whole, executions, definition] = await Promise.all([
          call<Instance>('GET', path(`workflows/instances/${instance.instanceId}`)!),
          call<Execution[]>('GET', path(`workflows/instances/${instance.instanceId}/activities`)!),
          call<LoadedDefinition>('GET', path(`workflows/definitions/${id}?version=${instance.version}`)!).catch(() => null),
        ]);
        show({ instance: whole, executions, document: definition?.document ?? null });
      } catch (failure) {
        again(failure);
      }
    },
    // eslint-disable-next-line
    [id, show],
  );
  // What is looked at goes on: its marks follow, as long as it runs.
  const live = list.data?.find((one) => one.instanceId === shown);
  const turn = live ? `${live.instanceId} ${live.status}` : '';
  useEffect(() => {
    if (!live || live.status === 'Finished') return;
    const timer = setInterval(() => void open(live), 2000);
    return () => clearInterval(timer);
    // eslint-disable-next-line
  }, [turn, open]);
  return (
    <>
      {may && (
        <p>
          <button type="button" onClick={() => confirm(m('runs.sure')) && void act(`definitions/${id}/run`)}>
            {m('runs.start')}
          </button>
        </p>
      )}
      <Awaited from={list} rows={1}>
        {(rows) =>
          rows.length === 0 ? (
            <p>{m('runs.none')}</p>
          ) : (
            <ul className="flow-list">
              {rows.map((one) => (
                <li key={one.instanceId}>
                  <button type="button" className="link" aria-pressed={shown === one.instanceId} aria-label={m('runs.show', { at: f.moment(one.startedAt) })} onClick={() => void open(one)}>
                    {f.moment(one.startedAt)}
                  </button>
                  <span className={`tag ${one.subStatus === 'Faulted' ? 'bad' : one.status === 'Finished' ? 'good' : 'warn'}`}>{own(`status.${one.subStatus}`, one.subStatus)}</span>
                  <span className="small">v{one.version}</span>
                  {one.endedAt && (
                    <span className="small">
                      {m('runs.ended.at')}: {f.moment(one.endedAt)}
                    </span>
                  )}
                  {may && one.subStatus === 'Faulted' && (
                    <button type="button" className="quiet" onClick={() => void act(`instances/${one.instanceId}/retry`)}>
                      {m('runs.retry')}
                    </button>
                  )}
                  {may && one.status !== 'Finished' && (
                    <button type="button" className="quiet" onClick={() => void act(`instances/${one.instanceId}/cancel`)}>
                      {m('runs.cancel')}
                    </button>
                  )}
                  {may && one.status === 'Finished' && (
                    <button
                      type="button"
                      className="quiet"
                      onClick={() =>
                        confirm(m('runs.sure')) &&
                        void call<Instance>('GET', path(`workflows/instances/${one.instanceId}`)!)
                          .then((whole) => act(`definitions/${id}/run`, { input: whole.input ?? {} }))
                          .catch(again)
                      }
                    >
                      {m('runs.again')}
                    </button>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Awaited>
    </>
  );
}

export function VersionsPanel({ id, doc, may, compare, changes, revert }: { id: string; doc: Obj; may: boolean; compare(version: number, changes: Change[]): void; changes: { version: number; list: Change[] } | null; revert(version: number): void }) {
  const { m, own, f } = useFlows();
  const path = useCommunityPath();
  const list = useApi<Version[]>(path(`workflows/definitions/${id}/versions`));
  const look = async (version: number) => {
    const found = await call<LoadedDefinition>('GET', path(`workflows/definitions/${id}?version=${version}`)!);
    compare(version, diff(found.document, doc));
  };
  return (
    <Awaited from={list} rows={1}>
      {(rows) => (
        <div className="flow-columns">
          <ul className="flow-list">
            {rows.map((one) => (
              <li key={one.version}>
                <strong>v{one.version}</strong>
                {one.isPublished && <span className="tag good">{m('state.published', { n: one.version })}</span>}
                <span className="small">{m('changed.by', { by: one.changedBy, at: f.moment(one.changedAt) })}</span>
                <button type="button" className="quiet" aria-label={m('versions.compare.with', { n: one.version })} onClick={() => void look(one.version)}>
                  {m('versions.compare')}
                </button>
                {may && !one.isLatest && (
                  <button type="button" className="quiet" aria-label={m('versions.revert.with', { n: one.version })} onClick={() => revert(one.version)}>
                    {m('versions.revert')}
                  </button>
                )}
              </li>
            ))}
          </ul>
          {changes && (
            <section role="status">
              <h3>{m('diff.title', { n: changes.version })}</h3>
              {changes.list.length === 0 && <p>{m('versions.same')}</p>}
              <ul className="flow-list">
                {changes.list.map((change, place) => (
                  <li key={place}>
                    <span className={`tag ${change.kind === 'added' ? 'good' : change.kind === 'removed' ? 'bad' : 'warn'}`}>{own(`diff.${change.kind}`, change.kind)}</span>
                    {change.name || m('workflow')}
                    {change.kind === 'changed' && <span className="small">({change.fields.join(', ')})</span>}
                  </li>
                ))}
              </ul>
            </section>
          )}
        </div>
      )}
    </Awaited>
  );
}
