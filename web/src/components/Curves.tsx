import { useId, useState } from 'react';
import { call, Fault } from '../api/client.ts';
import { useCommunityPath, useMayChange } from '../api/session.tsx';
import { useApi } from '../api/useApi.ts';
import { type CurveImport, type CurveKey, type CurveReport, type Direction, useCurveWords } from '../pages/curves.ts';
import { DataTable } from './DataTable.tsx';
import { Icon } from './Icon.tsx';
import { Awaited, Card, FaultNotice, Notice } from './Parts.tsx';

const directions: readonly Direction[] = ['withdrawn', 'injected', 'produced'];

/** Distributors' curve files: looked at, applied, taken back. */
export function Curves({ reload }: { reload(): void }) {
  const { c } = useCurveWords();
  const path = useCommunityPath();
  const mayChange = useMayChange();
  const imports = useApi<CurveImport[]>(path('curves'));
  const [said, setSaid] = useState('');
  const done = (words: string) => {
    setSaid(words);
    imports.reload();
    reload();
  };
  return (
    <Card title={c('title')}>
      <p>{c('lead')}</p>
      <p role="status" aria-live="polite" className={said ? 'said' : 'visually-hidden'}>
        {said}
      </p>
      {mayChange && <Bring done={done} />}
      <h3 className="after">{c('list')}</h3>
      <Awaited from={imports}>
        {(all) =>
          all.length === 0 ? (
            <p className="empty">{c('list.none')}</p>
          ) : (
            <ul className="plain lines">
              {all.map((one) => (
                <li key={one.id}>
                  <Import one={one} mayChange={mayChange} done={done} />
                </li>
              ))}
            </ul>
          )
        }
      </Awaited>
    </Card>
  );
}

/** Chooses a file, shows what it would do, applies it. */
function Bring({ done }: { done(words: string): void }) {
  const { c } = useCurveWords();
  const path = useCommunityPath();
  const name = useId();
  const [file, setFile] = useState<File | null>(null);
  const [direction, setDirection] = useState<Direction | ''>('');
  const [point, setPoint] = useState('');
  const points = useApi<{ point: number; label: string }[]>(path('curves/points'));
  const [report, setReport] = useState<CurveReport | null>(null);
  const [agreed, setAgreed] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const [busy, setBusy] = useState(false);
  const [turn, setTurn] = useState(0);
  const forget = () => {
    setReport(null);
    setAgreed(false);
    setFault(null);
  };
  const send = async (rest: string) => {
    setBusy(true);
    setFault(null);
    try {
      // A name may hold a code of a point, and addresses are logged: it goes in a header.
      return await call<CurveReport>('POST', path(rest)!, file, undefined, {
        'X-Cer-File': encodeURIComponent(file!.name.slice(0, 100)),
      });
    } catch (failure) {
      setFault(failure instanceof Fault ? failure : new Fault(0, null));
      return null;
    } finally {
      setBusy(false);
    }
  };
  const named = point ? `&point=${point}` : '';
  const check = async () => {
    forget();
    setReport(await send(`curves/check?direction=${direction}${named}`));
  };
  const apply = async () => {
    const applied = await send(`curves?direction=${direction}${named}&sha256=${report!.sha256}${agreed ? '&confirm=true' : ''}`);
    if (applied === null) return;
    forget();
    setFile(null);
    setTurn(turn + 1);
    done(c('applied', { id: applied.import ?? '' }));
  };
  const ready = report && report.faults.length === 0 && report.appliedBefore === null && report.days.length > 0;
  return (
    <>
      <div className="decide">
        <div className="field">
          <label htmlFor={`${name}-file`}>{c('file')}</label>
          <input
            key={turn}
            id={`${name}-file`}
            type="file"
            accept=".csv,.xml,.zip,.txt"
            onChange={(event) => {
              setFile(event.target.files?.[0] ?? null);
              forget();
            }}
          />
        </div>
        <div className="field">
          <label htmlFor={`${name}-way`}>{c('direction')}</label>
          <select
            id={`${name}-way`}
            value={direction}
            onChange={(event) => {
              setDirection(event.target.value as Direction | '');
              forget();
            }}
          >
            <option value="">{c('direction.choose')}</option>
            {directions.map((one) => (
              <option key={one} value={one}>
                {c(one)}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor={`${name}-point`}>{c('point')}</label>
          <select
            id={`${name}-point`}
            value={point}
            onChange={(event) => {
              setPoint(event.target.value);
              forget();
            }}
          >
            <option value="">{c('point.file')}</option>
            {(points.data ?? []).map((one) => (
              <option key={one.point} value={one.point}>
                POD …{one.label}
              </option>
            ))}
          </select>
        </div>
        <button type="button" className="primary" disabled={busy || !file || !direction} onClick={() => void check()}>
          {busy ? c('busy') : c('check')}
        </button>
      </div>
      {fault && <FaultNotice fault={fault} />}
      {report && (
        <div className="held">
          <Found report={report} />
          {ready && report.needsConfirmation && (
            <label className="tick">
              <input type="checkbox" checked={agreed} onChange={(event) => setAgreed(event.target.checked)} /> {c('confirm')}
            </label>
          )}
          <p className="actions">
            {ready && (
              <button
                type="button"
                className="primary"
                disabled={busy || (report.needsConfirmation && !agreed)}
                onClick={() => void apply()}
              >
                <Icon name="check" /> {c('apply')}
              </button>
            )}
            <button type="button" disabled={busy} onClick={forget}>
              <Icon name="cross" /> {c('cancel')}
            </button>
          </p>
        </div>
      )}
      <span className="visually-hidden" aria-live="polite">
        {busy ? c('busy') : report ? c('sum', { added: report.added, unchanged: report.unchanged, changed: report.changed }) : ''}
      </span>
    </>
  );
}

/** What a file would do, and what is wrong with it. */
function Found({ report }: { report: CurveReport }) {
  const { t, f, c, knows } = useCurveWords();
  const { faults, warnings, days, added, unchanged, changed } = report;
  return (
    <>
      {report.appliedBefore !== null && <Notice kind="warn">{c('before', { id: report.appliedBefore })}</Notice>}
      {faults.length > 0 && (
        <Notice kind="bad" role="alert">
          <p>
            <strong>{c('faults')}</strong>
          </p>
          <p>{c('faults.words')}</p>
          <ul className="small">
            {faults.map((one, place) => (
              <li key={place}>
                {one.file}, {c('line', { line: one.line })}, {one.field}:{' '}
                {knows(`fault.${one.code}`) ? (
                  c(`fault.${one.code}` as CurveKey, { found: one.found })
                ) : (
                  <span lang="en">
                    found {one.found}, expected {one.expected}
                  </span>
                )}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {warnings.length > 0 && (
        <Notice kind="warn">
          <p>
            <strong>{c('warnings')}</strong>
          </p>
          <ul className="small">
            {warnings.map((one, place) => (
              <li key={place}>
                {one.file}, {c('line', { line: one.line })}, {one.field}: {knows(`warning.${one.code}`) ? (
                  c(`warning.${one.code}` as CurveKey)
                ) : (
                  <span lang="en">{one.words}</span>
                )}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {faults.length === 0 && days.length === 0 && <p>{c('nothing')}</p>}
      {days.length > 0 && faults.length === 0 && (
        <>
          <p>{c('sum', { added, unchanged, changed })}</p>
          <DataTable
            caption={c('days')}
            file="curve"
            rows={days}
            id={(row) => `${row.point}-${row.day}`}
            columns={[
              { key: 'day', header: t('day'), value: (row) => row.day, show: (row) => f.day(row.day) },
              {
                key: 'label',
                header: t('data.point'),
                value: (row) => `POD …${row.label}`,
                show: (row) => <span className="whole-word">POD …{row.label}</span>,
              },
              { key: 'added', header: c('added'), decimals: 0, value: (row) => row.added },
              { key: 'unchanged', header: c('unchanged'), decimals: 0, value: (row) => row.unchanged },
              { key: 'changed', header: c('changed'), decimals: 0, value: (row) => row.changed },
              { key: 'missing', header: c('missing'), decimals: 0, value: (row) => row.missing },
            ]}
          />
          {report.moreDays > 0 && <p className="small">{c('more', { n: report.moreDays })}</p>}
        </>
      )}
    </>
  );
}

/** One import; it is taken back in two steps. */
function Import({ one, mayChange, done }: { one: CurveImport; mayChange: boolean; done(words: string): void }) {
  const { f, c } = useCurveWords();
  const path = useCommunityPath();
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const undo = async () => {
    setBusy(true);
    setFault(null);
    try {
      const { restored } = await call<{ restored: number }>('POST', path(`curves/${one.id}/undo`)!);
      done(c('undone', { n: restored }));
    } catch (failure) {
      setFault(failure instanceof Fault ? failure : new Fault(0, null));
    }
    setAsked(false);
    setBusy(false);
  };
  const { id, points, added, unchanged, changed, who } = one;
  return (
    <>
      <strong>{one.fileName}</strong>{' '}
      {c('list.line', { id, direction: c(one.direction), from: f.day(one.from), to: f.day(one.to), points })}
      <br />
      <span className="small">{c('list.counts', { added, unchanged, changed, who, at: f.moment(one.at) })}</span>{' '}
      {one.undoneBy && one.undoneAt ? (
        <span className="tag">{c('list.undone', { who: one.undoneBy, at: f.moment(one.undoneAt) })}</span>
      ) : (
        mayChange && (
          <>
            <button type="button" disabled={busy} aria-expanded={asked} onClick={() => setAsked(!asked)}>
              {c(asked ? 'cancel' : 'undo')}
              <span className="visually-hidden"> n. {id}</span>
            </button>{' '}
            {asked && (
              <button type="button" className="primary" disabled={busy} onClick={() => void undo()}>
                {c('undo.sure')}
              </button>
            )}
          </>
        )
      )}
      {fault && <FaultNotice fault={fault} />}
    </>
  );
}
