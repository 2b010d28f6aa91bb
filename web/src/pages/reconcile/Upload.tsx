import { type FormEvent, useId, useState } from 'react';
import { call, Fault } from '../../api/client.ts';
import { useCommunityPath } from '../../api/session.tsx';
import { DataTable } from '../../components/DataTable.tsx';
import { Icon } from '../../components/Icon.tsx';
import { Card, FaultNotice, Field, Notice, Window } from '../../components/Parts.tsx';
import { spoken } from '../../names.ts';
import { spokenFault } from './faults.ts';
import { Mapping } from './Mapping.tsx';
import type { Preview, StatementImport, Statements } from './types.ts';
import { useReconcile } from './words.ts';

const faultOf = (failure: unknown) => (failure instanceof Fault ? failure : new Fault(0, null));

/** Chooses a file and a profile, shows what it would become, takes it in. */
export function Upload({ statements, done }: { statements: Statements; done(): void }) {
  const { r } = useReconcile();
  const path = useCommunityPath();
  const name = useId();
  const [file, setFile] = useState<File | null>(null);
  const [profile, setProfile] = useState(statements.profiles[0]?.profile.name ?? '');
  const [preview, setPreview] = useState<Preview | null>(null);
  const [mapping, setMapping] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const [said, setSaid] = useState('');
  const [busy, setBusy] = useState(false);
  const [turn, setTurn] = useState(0);
  const forget = () => {
    setPreview(null);
    setMapping(false);
    setFault(null);
  };
  async function send<T>(rest: string): Promise<T | null> {
    setBusy(true);
    setFault(null);
    setSaid('');
    try {
      return await call<T>('POST', path(rest)!, file, undefined, { 'X-Cer-File': encodeURIComponent(file!.name.slice(0, 100)) });
    } catch (failure) {
      setFault(faultOf(failure));
      return null;
    } finally {
      setBusy(false);
    }
  }
  const asked = `profile=${encodeURIComponent(profile)}`;
  const check = async () => {
    forget();
    setPreview(await send<Preview>(`statements/check?${asked}`));
  };
  const apply = async () => {
    const taken = await send<{ id: number; isNew: boolean }>(`statements?${asked}&sha256=${preview!.sha256}`);
    if (taken === null) return;
    forget();
    setFile(null);
    setTurn(turn + 1);
    setSaid(r(taken.isNew ? 'applied' : 'before', { id: taken.id }));
    done();
  };
  return (
    <Card title={r('upload')}>
      <p>{r('upload.lead')}</p>
      <p className="small">{r('upload.wins')}</p>
      <div className="decide">
        <div className="field">
          <label htmlFor={`${name}-file`}>{r('file')}</label>
          <input
            key={turn}
            id={`${name}-file`}
            type="file"
            accept=".csv,.xlsx,.txt"
            onChange={(event) => {
              setFile(event.target.files?.[0] ?? null);
              forget();
            }}
          />
        </div>
        <div className="field">
          <label htmlFor={`${name}-profile`}>{r('profile')}</label>
          <select
            id={`${name}-profile`}
            value={profile}
            onChange={(event) => {
              setProfile(event.target.value);
              forget();
            }}
          >
            {statements.profiles.map((one) => (
              <option key={one.profile.name} value={one.profile.name}>
                {one.version === 0
                  ? r('profile.own', { name: one.profile.name })
                  : r('profile.version', { name: one.profile.name, version: one.version })}
              </option>
            ))}
          </select>
        </div>
        <button type="button" className="primary" disabled={busy || !file} onClick={() => void check()}>
          {busy ? r('busy') : r('check')}
        </button>
      </div>
      {fault && <FaultNotice fault={fault} />}
      <span role="status">{said && <Notice kind="good">{said}</Notice>}</span>
      {preview && (
        <div className="held">
          <Found preview={preview} />
          <p className="actions">
            {preview.whole && (
              <button type="button" className="primary" disabled={busy} onClick={() => void apply()}>
                <Icon name="check" /> {r('apply')}
              </button>
            )}
            {preview.columns.length > 0 && (
              <button type="button" aria-expanded={mapping} onClick={() => setMapping(!mapping)}>
                {r('map')}
              </button>
            )}
            <button type="button" disabled={busy} onClick={forget}>
              <Icon name="cross" /> {r('cancel')}
            </button>
          </p>
          {mapping && (
            <Mapping
              statements={statements}
              from={statements.profiles.find((one) => one.profile.name === profile)?.profile}
              columns={preview.columns}
              saved={(kept, version) => {
                forget();
                setProfile(kept);
                setSaid(r('map.saved', { version }));
                done();
              }}
            />
          )}
        </div>
      )}
    </Card>
  );
}

function Found({ preview }: { preview: Preview }) {
  const { r, own, f, language } = useReconcile();
  const { faults, columns } = preview;
  return (
    <>
      <p>{r('found', { rows: preview.rows, lines: preview.lines })}</p>
      {faults.length > 0 && (
        <Notice kind="bad" role="alert">
          <p>
            <strong>{r('refused', { n: faults.length + preview.faultsLeftOut })}</strong>
          </p>
          <ul>
            {faults.slice(0, 20).map((one, i) => (
              <li key={i}>{r('refused.line', { ...spokenFault(language, one), field: own(`field.${one.field}`).replace('field.', '') })}</li>
            ))}
          </ul>
          {faults.length > 20 && <p>{r('refused.more', { n: faults.length - 20 + preview.faultsLeftOut })}</p>}
        </Notice>
      )}
      {preview.unknownUnits.length > 0 && (
        <Notice kind="warn">
          {r('unknown.units', { units: preview.unknownUnits.join(', ') })} {r('known.units', { units: preview.knownUnits.join('; ') })}
        </Notice>
      )}
      {preview.unknownPoints > 0 && <Notice kind="warn">{r('unknown.points', { n: preview.unknownPoints })}</Notice>}
      {(preview.leftOut?.length ?? 0) > 0 && (
        <Notice kind="warn">
          <p>
            <strong>{r('left')}</strong>
          </p>
          <ul>
            {preview.leftOut!.map((one) => (
              <li key={`${one.month} ${one.what}`}>
                {r(one.stays ? 'left.stays' : 'left.unit', {
                  month: f.month(one.month),
                  what: one.stays ? own(`charge.${one.what}`) : spoken(one.what),
                  eur: f.eur(one.eur),
                })}
              </li>
            ))}
          </ul>
          <p>{r('left.how')}</p>
        </Notice>
      )}
      {preview.months.length > 0 && (
        <DataTable
          caption={r('contents')}
          file="conto-gse"
          bare
          rows={preview.months}
          id={(row) => row.month + row.kind}
          columns={[
            { key: 'month', header: r('month'), value: (row) => row.month, show: (row) => f.month(row.month) },
            { key: 'kind', header: r('kind'), value: (row) => own(`kind.${row.kind}`) },
            { key: 'lines', header: r('lines'), decimals: 0, value: (row) => row.lines },
            { key: 'tip', header: r('item.tip'), unit: '€', decimals: 2, value: (row) => row.tipEur },
            { key: 'cac', header: r('item.cac'), unit: '€', decimals: 2, value: (row) => row.cacEur },
            {
              key: 'published',
              header: r('published'),
              roomy: true,
              value: (row) => row.published,
              show: (row) => (row.published ? f.day(row.published) : '–'),
            },
          ]}
        />
      )}
      {columns.length > 0 && (
        <DataTable
          caption={r('columns')}
          file="colonne"
          bare
          rows={columns}
          id={(row) => row.header}
          columns={[
            { key: 'column', header: r('column'), value: (row) => row.header },
            { key: 'field', header: r('field'), value: (row) => (row.field ? own(`field.${row.field}`) : r('field.none')) },
            { key: 'samples', header: r('samples'), roomy: true, value: (row) => row.samples.join(' · ') },
          ]}
        />
      )}
    </>
  );
}

/** The files that were taken in; one that is taken back stays in the list. */
export function Imports({ statements, may, reload }: { statements: Statements; may: boolean; reload(): void }) {
  const { r, f } = useReconcile();
  const [undone, setUndone] = useState<StatementImport | null>(null);
  return (
    <Card title={r('imports')}>
      <DataTable
        caption={r('imports')}
        file="conti-caricati"
        rows={statements.imports}
        id={(row) => row.id}
        empty={r('imports.none')}
        columns={[
          {
            key: 'file',
            header: r('import.file'),
            value: (row) => row.file,
            show: (row) => (
              <>
                {row.file}
                {row.undoneBy && <span className="note">{r('undone', { by: row.undoneBy, reason: row.reason ?? '' })}</span>}
              </>
            ),
          },
          {
            key: 'months',
            header: r('import.months'),
            value: (row) => (row.from === row.to ? row.from : `${row.from} – ${row.to}`),
            show: (row) => (row.from === row.to ? f.month(row.from) : `${f.month(row.from)} – ${f.month(row.to)}`),
          },
          { key: 'lines', header: r('lines'), decimals: 0, value: (row) => row.lines },
          { key: 'profile', header: r('profile'), roomy: true, value: (row) => row.profile },
          {
            key: 'by',
            header: r('import.by'),
            roomy: true,
            value: (row) => row.by,
            show: (row) => (
              <>
                {row.by}
                <span className="note">{f.moment(row.at)}</span>
              </>
            ),
          },
          ...(may
            ? [
                {
                  key: 'act',
                  header: r('undo'),
                  value: () => null,
                  show: (row: StatementImport) =>
                    row.undoneBy ? null : (
                      <button type="button" className="quiet" aria-label={`${r('undo')} ${row.file}`} onClick={() => setUndone(row)}>
                        {r('undo')}
                      </button>
                    ),
                },
              ]
            : []),
        ]}
      />
      {undone && <Undo one={undone} close={() => setUndone(null)} reload={reload} />}
    </Card>
  );
}

function Undo({ one, close, reload }: { one: StatementImport; close(): void; reload(): void }) {
  const { r } = useReconcile();
  const path = useCommunityPath();
  const [reason, setReason] = useState('');
  const [fault, setFault] = useState<Fault | null>(null);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    try {
      await call('POST', path(`statements/${one.id}/undo`)!, { reason });
      close();
      reload();
    } catch (failure) {
      setFault(faultOf(failure));
    }
  };
  return (
    <Window title={r('undo.title', { id: one.id })} close={close}>
      <p>{r('undo.lead')}</p>
      <form onSubmit={(event) => void save(event)}>
        <Field label={r('reason')}>
          {(ids) => <input {...ids} required maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />}
        </Field>
        {fault && <FaultNotice fault={fault} />}
        <p className="actions">
          <button type="submit" className="primary">
            {r('save')}
          </button>
        </p>
      </form>
    </Window>
  );
}
