import { useEffect, useMemo, useRef, useState } from 'react';
import { call, Fault } from '../../api/client.ts';
import { useCommunityPath, useMayChange } from '../../api/session.tsx';
import { useApi } from '../../api/useApi.ts';
import { Awaited, Card, FaultNotice, Notice, PageHead, Window } from '../../components/Parts.tsx';
import { Link } from '../../router.tsx';
import { EditWindow } from './EditWindow.tsx';
import { MeterRow, type Standing } from './MeterRow.tsx';
import type { Held, Mapping as View, Problem, Row, Trial, Use } from './types.ts';
import { useMappingWords } from './words.ts';
import './mapping.css';

const groups: Use[] = ['plant', 'building', 'lighting', 'point'];

/** Which entities of Home Assistant are the counters of the community: proposed, looked at, confirmed. */
export function Mapping() {
  const { t, m } = useMappingWords();
  const path = useCommunityPath();
  const view = useApi<View>(path('home/mapping'));
  const [said, setSaid] = useState('');
  return (
    <>
      <nav className="crumbs" aria-label={t('crumbs')}>
        <Link to="dati">{t('nav.data')}</Link> <span aria-hidden="true">/</span>{' '}
        <Link to="dati/dispositivi">{m('crumb')}</Link> <span aria-hidden="true">/</span>{' '}
        <span aria-current="page">{m('title')}</span>
      </nav>
      <PageHead title={m('title')} lead={m('lead')} />
      <p role="status" aria-live="polite" className={said ? 'said' : 'visually-hidden'}>
        {said}
      </p>
      <Awaited from={view}>
        {(it) => (
          <Desk
            key={it.fingerprint + it.state}
            view={it}
            reload={view.reload}
            tell={(words) => {
              setSaid(words);
              view.reload();
              window.scrollTo({ top: 0 });
            }}
          />
        )}
      </Awaited>
    </>
  );
}

const heldOf = (row: Row): Held | null => {
  const choice = row.current ?? row.proposed;
  return choice && { ...choice, name: row.name, use: row.use };
};

function Desk({ view, reload, tell }: { view: View; reload(): void; tell(words: string): void }) {
  const { m, say } = useMappingWords();
  const path = useCommunityPath();
  const mayChange = useMayChange();
  const [held, setHeld] = useState(() => new Map(view.meters.map((row) => [row.key, heldOf(row)])));
  const [editing, setEditing] = useState<Row | null>(null);
  const [asking, setAsking] = useState<'confirm' | 'undo' | null>(null);
  const [problems, setProblems] = useState<Problem[]>([]);
  const [trials, setTrials] = useState(new Map<string, Trial>());
  const [checked, setChecked] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const alive = useRef(true);
  useEffect(() => {
    alive.current = true;
    return () => void (alive.current = false);
  }, []);
  const entities = useMemo(() => new Map(view.entities.map((entity) => [entity.id, entity])), [view]);
  const chosen = view.meters.filter((row) => held.get(row.key));
  const ready = view.state === 'ready' && mayChange;
  const mayWrite = ready && view.hasFolder && view.otherFiles.length === 0 && !view.misfit && !view.elsewhere && !view.ofAnother;
  const asked = (row: Row) => ({ key: row.key, ...held.get(row.key)! });
  const set = (row: Row, it: Held | null) => {
    setHeld((before) => new Map(before).set(row.key, it));
    setProblems((before) => before.filter(({ key }) => key !== row.key));
    setTrials((before) => {
      const after = new Map(before);
      after.delete(row.key);
      return after;
    });
    setChecked(null);
  };
  const failed = (failure: unknown) => {
    const found = failure instanceof Fault ? failure : new Fault(0, null);
    setFault(found);
    if (Array.isArray(found.body.problems)) setProblems(found.body.problems as Problem[]);
  };
  const check = async () => {
    setBusy(true);
    setFault(null);
    setChecked(null);
    setTrials(new Map());
    try {
      const answer = await call<{ meters: number; problems: Problem[] }>('POST', path('home/mapping/check')!, {
        meters: chosen.map(asked),
      });
      setProblems(answer.problems);
      for (const row of chosen.filter(({ key }) => !answer.problems.some((one) => one.key === key))) {
        const trial = await call<Trial>('POST', path('home/mapping/trial')!, asked(row));
        if (!alive.current) return;
        setTrials((before) => new Map(before).set(row.key, trial));
      }
      setChecked(
        answer.problems.length === 0
          ? m('check.good', { n: answer.meters })
          : m('check.bad', { n: answer.problems.length }),
      );
    } catch (failure) {
      failed(failure);
    } finally {
      setBusy(false);
    }
  };
  const write = async (act: 'confirm' | 'undo') => {
    setBusy(true);
    setFault(null);
    try {
      const answer = await call<{ meters: number }>(
        'POST',
        path(act === 'confirm' ? 'home/mapping' : 'home/mapping/undo')!,
        { fingerprint: view.fingerprint, meters: act === 'confirm' ? chosen.map(asked) : [] },
      );
      tell(m(act === 'confirm' ? 'confirmed' : 'undone', { n: answer.meters }));
    } catch (failure) {
      failed(failure);
    } finally {
      setBusy(false);
      setAsking(null);
    }
  };
  const dropped = view.meters.filter((row) => row.current && !held.get(row.key)).map((row) => row.name);
  return (
    <>
      <Standings view={view} reload={reload} />
      <p className="summary">
        {m('sum', { needed: view.meters.length, chosen: chosen.length, open: view.meters.length - chosen.length })}
      </p>
      {groups.map((use) => {
        const rows = view.meters.filter((row) => (held.get(row.key)?.use ?? row.use) === use);
        const open = rows.filter((row) => !held.get(row.key) && !row.current && !row.proposed);
        const told = rows.filter((row) => !open.includes(row));
        if (rows.length === 0) return null;
        return (
          <Card key={use} title={m(`group.${use}`)}>
            {told.length > 0 && <ul className="plain lines">{told.map(line)}</ul>}
            {open.length > 0 && (
              <details open={told.length === 0 && open.length <= 8}>
                <summary>{m('rest', { n: open.length })}</summary>
                {view.state === 'ready' && <p className="small">{m('rest.words')}</p>}
                <ul className="plain lines">{open.map(line)}</ul>
              </details>
            )}
          </Card>
        );
      })}
      {mayChange && view.state !== 'off' && (
        <div className="mapping-foot">
          {fault && <FaultNotice fault={fault} retry={fault.status === 409 ? reload : undefined} />}
          {checked && (
            <Notice kind={problems.length === 0 ? 'good' : 'bad'} role="status">
              <p>{checked}</p>
              {problems
                .filter(({ key }) => !held.get(key))
                .map((one) => (
                  <p key={one.en} data-own>
                    {say(one)}
                  </p>
                ))}
            </Notice>
          )}
          <p className="page-tools">
            <button type="button" disabled={!ready || busy || chosen.length === 0} onClick={() => void check()}>
              {busy ? m('checking') : m('check')}
            </button>{' '}
            <button
              type="button"
              className="primary"
              disabled={!mayWrite || busy || problems.length > 0}
              onClick={() => setAsking('confirm')}
            >
              {m('confirm', { n: chosen.length })}
            </button>{' '}
            {view.canUndo && (
              <button type="button" disabled={busy} onClick={() => setAsking('undo')}>
                {m('undo')}
              </button>
            )}
          </p>
        </div>
      )}
      {editing && (
        <EditWindow
          row={editing}
          held={held.get(editing.key) ?? null}
          entities={view.entities}
          take={(it) => {
            set(editing, it);
            setEditing(null);
          }}
          close={() => setEditing(null)}
        />
      )}
      {asking && (
        <Window title={m(asking === 'confirm' ? 'confirm.title' : 'undo')} close={() => setAsking(null)} dismiss={m('leave')}>
          <p>{asking === 'confirm' ? m('confirm.words', { n: chosen.length }) : m('undo.words')}</p>
          {asking === 'confirm' && dropped.length > 0 && (
            <p data-own>{m('confirm.out', { names: [...new Set(dropped)].join(', ') })}</p>
          )}
          <p className="page-tools">
            <button type="button" className="primary" disabled={busy} onClick={() => void write(asking)}>
              {busy ? m('busy') : m(asking === 'confirm' ? 'confirm.do' : 'undo.do')}
            </button>
          </p>
        </Window>
      )}
    </>
  );

  function line(row: Row) {
    const it = held.get(row.key) ?? null;
    return (
      <MeterRow
        key={row.key}
        row={row}
        held={it}
        standing={standingOf(row, it)}
        entities={entities}
        problem={problems.find(({ key }) => key === row.key)}
        trial={trials.get(row.key)}
        mayChange={ready}
        edit={() => setEditing(row)}
        leave={() => set(row, null)}
        back={() => set(row, heldOf(row))}
      />
    );
  }
}

function standingOf(row: Row, it: Held | null): Standing {
  if (!it) return row.current || row.proposed ? 'out' : 'none';
  const same = (choice: Row['current']) =>
    choice !== null &&
    (['counter', 'fallback', 'power', 'unit', 'maxPowerKw'] as const).every((part) => choice[part] === it[part]) &&
    it.name === row.name &&
    it.use === row.use;
  return same(row.current) ? 'confirmed' : !row.current && same(row.proposed) ? 'proposed' : 'changed';
}

/** How Home Assistant and the folder of the collectors stand, and who confirmed last. */
function Standings({ view, reload }: { view: View; reload(): void }) {
  const { f, m } = useMappingWords();
  return (
    <>
      {view.state === 'off' && (
        <Notice>
          <p>{m('off')}</p>
        </Notice>
      )}
      {(view.state === 'away' || view.state === 'refused') && (
        <Notice kind={view.state === 'away' ? 'warn' : 'bad'} role="alert">
          <p>{m(view.state)}</p>
          {view.problem && (
            <p className="small" lang="en">
              {view.problem}
            </p>
          )}
          <button type="button" onClick={reload}>
            {m('reload')}
          </button>
        </Notice>
      )}
      {!view.hasFolder && view.state !== 'off' && (
        <Notice kind="warn">
          <p>{m('folder')}</p>
        </Notice>
      )}
      {view.elsewhere && (
        <Notice kind="warn">
          <p>{m('elsewhere')}</p>
        </Notice>
      )}
      {view.ofAnother && (
        <Notice kind="warn">
          <p>{m('another')}</p>
        </Notice>
      )}
      {view.partial && (
        <Notice kind="warn">
          <p>{m('partial')}</p>
        </Notice>
      )}
      {view.otherFiles.length > 0 && (
        <Notice kind="warn">
          <p data-own>{m('files', { files: view.otherFiles.join(', ') })}</p>
        </Notice>
      )}
      {view.misfit && (
        <Notice kind="bad">
          <p>{m('misfit')}</p>
          <p className="small" lang="en">
            {view.misfit}
          </p>
        </Notice>
      )}
      {view.strays.length > 0 && (
        <Notice kind="warn">
          <p data-own>{m('strays', { names: view.strays.join(', ') })}</p>
        </Notice>
      )}
      {view.state !== 'off' && (
        <p className="small">
          {view.decided === null ? (
            m('never')
          ) : (
            <span data-own>
              {m(`decided.${view.decided.what}`, { n: view.decided.meters, who: view.decided.who, at: f.moment(view.decided.at) })}
            </span>
          )}
        </p>
      )}
    </>
  );
}
