import { useCallback, useEffect, useState } from 'react';
import { call } from '../../api/client.ts';
import { useCommunityPath } from '../../api/session.tsx';
import { useApi } from '../../api/useApi.ts';
import { Awaited, Window } from '../../components/Parts.tsx';
import { type Execution, lasted, passOf, spell } from '../../workflows/run.ts';
import type { Obj } from '../../workflows/tree.ts';
import type { Entry, Instance, LoadedDefinition } from './api.ts';
import { type Given, givenOf, InputsForm, writtenOf } from './InputsForm.tsx';
import { outcomeName } from './names.ts';
import { Incidents, Journal } from './TrialPanel.tsx';
import { Values } from './Values.tsx';
import { useFlows } from './words.ts';

export interface Viewed {
  instance: Instance;
  executions: Execution[];
  journal: Entry[];
  document: Obj | null;
}

const markOfStatus = (one: { status: string; subStatus: string }) =>
  one.subStatus === 'Faulted' ? 'bad' : one.subStatus === 'Cancelled' || one.subStatus === 'Canceled' ? '' : one.status === 'Finished' ? 'good' : 'warn';

/** What ran for real, and what each activity of it took and gave. */
export function RunsPanel({
  id,
  may,
  published,
  inputs,
  show,
  viewed,
  failed,
  label,
  go,
}: {
  id: string;
  may: boolean;
  /** Whether a version is published; otherwise the draft runs. */
  published: boolean;
  inputs: readonly Obj[];
  show(viewed: Viewed | null): void;
  viewed: Viewed | null;
  failed(fault: unknown): void;
  label(id: string): string;
  go(nodeId: string): void;
}) {
  const { m, own, f } = useFlows();
  const path = useCommunityPath();
  const [wanted, setWanted] = useState('');
  const list = useApi<Instance[]>(path(`workflows/instances?definition=${encodeURIComponent(id)}&take=50`), 4000);
  const [asking, setAsking] = useState<Given | null>(null);
  const [said, setSaid] = useState('');
  const shown = viewed?.instance.instanceId ?? null;
  const act = (where: string, body: unknown, words: string) =>
    call<{ instanceId?: string } | undefined>('POST', path(`workflows/${where}`)!, body)
      .then((answer) => {
        setSaid(words);
        list.reload();
        return answer;
      })
      .catch(failed);
  const open = useCallback(
    async (instance: Pick<Instance, 'instanceId'>) => {
      const at = `workflows/instances/${instance.instanceId}`;
      try {
        const [whole, executions, journal] = await Promise.all([
          call<Instance>('GET', path(at)!),
          call<Execution[]>('GET', path(`${at}/activities`)!),
          call<Entry[]>('GET', path(`${at}/journal`)!).catch(() => []),
        ]);
        const definition = await call<LoadedDefinition>('GET', path(`workflows/definitions/${id}?version=${whole.version}`)!).catch(() => null);
        show({ instance: whole, executions, journal, document: definition?.document ?? null });
      } catch (failure) {
        failed(failure);
      }
    },
    // eslint-disable-next-line
    [id, show],
  );
  // What is looked at goes on: its marks follow, as long as it runs.
  const live = list.data?.find((one) => one.instanceId === shown);
  const seen = viewed ? `${viewed.instance.status} ${viewed.instance.subStatus}` : '';
  const now = live ? `${live.status} ${live.subStatus}` : '';
  useEffect(() => {
    if (!live || (live.status === 'Finished' && seen === now)) return;
    if (seen !== now) void open(live);
    const timer = setInterval(() => document.visibilityState === 'visible' && void open(live), 2000);
    return () => clearInterval(timer);
    // eslint-disable-next-line
  }, [live?.instanceId, now, seen, open]);
  const start = async (given: Given) => {
    setAsking(null);
    const answer = await act(`definitions/${id}/run`, { input: givenOf(inputs, given) }, m('runs.started'));
    if (answer?.instanceId) void openWhenThere(answer.instanceId);
  };
  // The start is a wish in the inbox: the instance is there a moment later.
  const openWhenThere = async (instanceId: string) => {
    for (let tries = 0; tries < 240; tries++) {
      await new Promise((done) => setTimeout(done, 250));
      const found = await call<Instance>('GET', path(`workflows/instances/${instanceId}`)!).catch(() => null);
      if (found) {
        list.reload();
        return open(found);
      }
    }
  };
  const states = [...new Set((list.data ?? []).map(({ subStatus }) => subStatus))];
  return (
    <>
      <div className="flow-bar">
        {may && (
          <button type="button" className="primary" onClick={() => setAsking({})}>
            {m('runs.start')}
          </button>
        )}
        {states.length > 1 && (
          <label className="small">
            {m('state')}{' '}
            <select value={wanted} onChange={(event) => setWanted(event.target.value)}>
              <option value="">{m('runs.all')}</option>
              {states.map((one) => (
                <option key={one} value={one}>
                  {own(`status.${one}`, one)}
                </option>
              ))}
            </select>
          </label>
        )}
        <span role="status" className="small">
          {said}
        </span>
      </div>
      <div className={viewed ? 'flow-runs open' : 'flow-runs'}>
        <Awaited from={list} rows={1}>
          {(rows) =>
            rows.length === 0 ? (
              <p>{m('runs.none')}</p>
            ) : (
              <ul className="flow-list">
                {rows
                  .filter((one) => !wanted || one.subStatus === wanted)
                  .map((one) => (
                    <li key={one.instanceId} className={shown === one.instanceId ? 'here' : ''}>
                      <button
                        type="button"
                        className="link"
                        aria-pressed={shown === one.instanceId}
                        aria-label={m('runs.show', { at: f.moment(one.startedAt) })}
                        onClick={() => (shown === one.instanceId ? show(null) : void open(one))}
                      >
                        {f.moment(one.startedAt)}
                      </button>
                      <span className={`tag ${markOfStatus(one)}`}>{own(`status.${one.subStatus}`, one.subStatus)}</span>
                      <span className="small">v{one.version}</span>
                      <Took of={one} />
                      {may && one.subStatus === 'Faulted' && (
                        <button type="button" className="quiet" onClick={() => void act(`instances/${one.instanceId}/retry`, {}, m('runs.retried'))}>
                          {m('runs.retry')}
                        </button>
                      )}
                      {may && one.status !== 'Finished' && (
                        <button type="button" className="quiet" onClick={() => void act(`instances/${one.instanceId}/cancel`, {}, m('runs.cancelled'))}>
                          {m('runs.cancel')}
                        </button>
                      )}
                      {may && one.status === 'Finished' && (
                        <button
                          type="button"
                          className="quiet"
                          onClick={() =>
                            void call<Instance>('GET', path(`workflows/instances/${one.instanceId}`)!)
                              .then((whole) => setAsking(writtenOf(whole.input)))
                              .catch(failed)
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
        {viewed && <RunDetails viewed={viewed} label={label} go={go} />}
      </div>
      {asking && (
        <Window title={m('runs.start')} close={() => setAsking(null)}>
          <p>{m('runs.sure')}</p>
          <p className="small">{m(published ? 'runs.published' : 'runs.draft')}</p>
          <InputsForm inputs={inputs} given={asking} change={setAsking} />
          <button type="button" className="primary" onClick={() => void start(asking)}>
            {m('runs.go')}
          </button>
        </Window>
      )}
    </>
  );
}

function Took({ of }: { of: Instance }) {
  const { m, language } = useFlows();
  const time = lasted(of);
  return time === null ? null : <span className="small">{m('runs.took', { time: spell(time, language) })}</span>;
}

/** Step by step what one run did: with what, with which outcome, how often, how long. */
function RunDetails({ viewed, label, go }: { viewed: Viewed; label(id: string): string; go(nodeId: string): void }) {
  const { m, own, f, language } = useFlows();
  const { instance, executions } = viewed;
  // The drawing itself is a container too: its own line would say nothing.
  const steps = executions.filter((one) => one.parentId !== null && (one.nodeId.replace(/^:/, '').includes(':') || !executions.some((other) => other.nodeId.startsWith(`${one.nodeId}:`))));
  return (
    <div className="flow-details">
      {typeof instance.incidents !== 'number' && <Incidents list={instance.incidents ?? []} label={label} go={go} />}
      {instance.bookmarks && instance.bookmarks.length > 0 && instance.status !== 'Finished' && (
        <section>
          <h3>{m('runs.waits')}</h3>
          <ul className="flow-list">
            {instance.bookmarks.map((one) => (
              <li key={one.id}>
                <button type="button" className="link" onClick={() => go(one.activityId)}>
                  {label(one.activityId)}
                </button>
                <span>{own(`waits.${one.kind}`, one.kind)}</span>
                {one.dueAt && <span className="small">{m('runs.due', { at: f.moment(one.dueAt) })}</span>}
              </li>
            ))}
          </ul>
        </section>
      )}
      {steps.length > 0 && (
        <section aria-label={m('runs.steps')}>
          <h3>{m('runs.steps')}</h3>
          <div className="table-scroll" role="group" aria-label={m('runs.steps')} tabIndex={0}>
            <table className="flow-table">
              <thead>
                <tr>
                  <th scope="col">{m('activity')}</th>
                  <th scope="col">{m('state')}</th>
                  <th scope="col">{m('lastRun.outcomes')}</th>
                  <th scope="col">{m('runs.attempts')}</th>
                  <th scope="col">{m('runs.time')}</th>
                  <th scope="col">{m('runs.began')}</th>
                </tr>
              </thead>
              <tbody>
                {steps.slice(0, 300).map((one) => {
                  const pass = passOf(one);
                  const time = lasted(one);
                  return (
                    <tr key={`${one.executionId} ${one.attempts}`} className={one.status === 'Faulted' ? 'bad' : ''}>
                      <th scope="row">
                        <button type="button" className="link" onClick={() => go(one.nodeId)}>
                          {label(one.activityId)}
                        </button>
                        {pass && <span className="note">{Object.entries(pass).map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`).join(' · ')}</span>}
                      </th>
                      <td>{own(`step.${one.status}`, one.status)}</td>
                      <td>{(one.outcomes ?? []).map((it) => outcomeName(it, language)).join(', ')}</td>
                      <td className="number">{one.attempts}</td>
                      <td className="number">{time === null ? '' : spell(time, language)}</td>
                      <td className="number">{f.time(one.startedAt)}</td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </div>
          {steps.length > 300 && <p className="small">{m('runs.more', { n: steps.length - 300 })}</p>}
        </section>
      )}
      <div className="flow-columns">
        <section>
          <Values title={m('lastRun.inputs')} of={instance.input} />
        </section>
        <section>
          <Values title={m('outputs')} of={instance.output} />
        </section>
        <section>
          <Values title={m('variables')} of={instance.variables} />
        </section>
      </div>
      <Journal list={viewed.journal} label={label} />
    </div>
  );
}
