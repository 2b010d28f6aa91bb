import { type FormEvent, useState } from 'react';
import { call, Fault } from '../../api/client.ts';
import { useCommunityPath, useHasRole } from '../../api/session.tsx';
import { DataTable } from '../../components/DataTable.tsx';
import { Card, FaultNotice, Field, Notice, Window } from '../../components/Parts.tsx';
import { euroOf } from '../../euro.ts';
import { spoken } from '../../names.ts';
import { dayOf } from '../../time.ts';
import type { Entry, Plant, Standing } from './types.ts';
import { useMoney } from './words.ts';

const faultOf = (failure: unknown) => (failure instanceof Fault ? failure : new Fault(0, null));

/** What was entered of a ledger in a year, and the form for more. */
export function Entries({
  at,
  year,
  entries,
  kinds,
  plants,
  reload,
}: {
  /** Where the ledger's entries live: money/entries or sale/entries. */
  at: string;
  year: number;
  entries: readonly Entry[];
  kinds: readonly string[];
  plants: readonly Plant[];
  reload(): void;
}) {
  const { m, own, f } = useMoney();
  const may = useHasRole('administrator', 'operator', 'accountant');
  const [reversed, setReversed] = useState<Entry | null>(null);
  return (
    <>
      {may && <NewEntry at={at} year={year} kinds={kinds} plants={plants} reload={reload} />}
      <Card title={m('entries')}>
        <DataTable
          caption={m('entries')}
          file={`righe-${year}`}
          rows={entries}
          id={(row) => row.id}
          empty={m('entries.none')}
          columns={[
            { key: 'month', header: m('new.month'), value: (row) => row.month, show: (row) => f.month(row.month) },
            { key: 'source', header: m('entries.source'), value: (row) => own(`standing.${row.standing}`) },
            {
              key: 'kind',
              header: m('entries.kind'),
              value: (row) => own(`kind.${row.kind}`),
              show: (row) => (
                <>
                  {own(`kind.${row.kind}`)}
                  {row.plant && <span className="note">{spoken(row.plant)}</span>}
                  {row.reversedBy && <span className="note">{m('entries.reversed', { id: row.reversedBy })}</span>}
                  {row.reverses && (
                    <span className="note">
                      {m('entries.reverses', { id: row.reverses, reason: row.reason ?? '' })}
                    </span>
                  )}
                </>
              ),
            },
            { key: 'eur', header: m('entries.amount'), unit: '€', decimals: 2, value: (row) => row.eur },
            { key: 'day', header: m('entries.day'), value: (row) => row.day, show: (row) => f.day(row.day) },
            { key: 'reference', header: m('entries.reference'), roomy: true, value: (row) => row.source },
            {
              key: 'by',
              header: m('entries.by'),
              roomy: true,
              value: (row) => row.by,
              show: (row) => (
                <>
                  {row.by}
                  <span className="note">{m('entries.at', { at: f.moment(row.at) })}</span>
                </>
              ),
            },
            ...(may
              ? [
                  {
                    key: 'act',
                    header: m('entries.act'),
                    value: () => null,
                    show: (row: Entry) =>
                      !row.reversedBy &&
                      !row.reverses && (
                        <span className="acts">
                          <button type="button" className="quiet" onClick={() => setReversed(row)}>
                            {m('entries.reverse')}
                            <span className="visually-hidden"> {f.eur(row.eur)}</span>
                          </button>
                        </span>
                      ),
                  },
                ]
              : []),
          ]}
        />
      </Card>
      {reversed && <Reversal at={at} entry={reversed} close={() => setReversed(null)} reload={reload} />}
    </>
  );
}

function Reversal({ at, entry, close, reload }: { at: string; entry: Entry; close(): void; reload(): void }) {
  const { m, f } = useMoney();
  const path = useCommunityPath();
  const [reason, setReason] = useState('');
  const [fault, setFault] = useState<Fault | null>(null);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    try {
      await call('POST', path(`${at}/${entry.id}/reverse`)!, { reason });
      reload();
      close();
    } catch (failure) {
      setFault(faultOf(failure));
    }
  };
  return (
    <Window title={m('entries.reverse.title', { eur: f.eur(entry.eur) })} close={close}>
      <p>{m('entries.reverse.lead')}</p>
      <form className="fields" onSubmit={(event) => void send(event)}>
        <Field label={m('reason')}>
          {(ids) => (
            <input {...ids} required maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
          )}
        </Field>
        <button type="submit" className="primary">
          {m('entries.reverse')}
        </button>
      </form>
      {fault && <FaultNotice fault={fault} />}
    </Window>
  );
}

function NewEntry({
  at,
  year,
  kinds,
  plants,
  reload,
}: {
  at: string;
  year: number;
  kinds: readonly string[];
  plants: readonly Plant[];
  reload(): void;
}) {
  const { m, own, f } = useMoney();
  const path = useCommunityPath();
  const today = dayOf(new Date());
  const empty = { standing: 'advised' as Standing, month: `${year}-01`, kind: kinds[0]!, plant: '', eur: '', day: today, source: '' };
  const [form, setForm] = useState(empty);
  const [said, setSaid] = useState<'bad' | 'saved' | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const [busy, setBusy] = useState(false);
  const set = (key: keyof typeof form) => (event: { target: { value: string } }) => {
    setForm({ ...form, [key]: event.target.value });
    setSaid(null);
  };
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const eur = euroOf(form.eur);
    setFault(null);
    setSaid(eur === null ? 'bad' : null);
    if (eur === null) return;
    setBusy(true);
    try {
      await call('POST', path(at)!, {
        standing: form.standing,
        month: form.month,
        kind: form.kind,
        plantId: form.plant ? Number(form.plant) : null,
        eur,
        day: form.day,
        source: form.source,
      });
      setForm({ ...form, eur: '', source: '' });
      setSaid('saved');
      reload();
    } catch (failure) {
      setFault(faultOf(failure));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Card title={m('new')}>
      <p>{m('new.lead')}</p>
      <form className="fields" onSubmit={(event) => void send(event)}>
        <Field label={m('new.source')}>
          {(ids) => (
            <select {...ids} value={form.standing} onChange={set('standing')}>
              {(['advised', 'received'] as const).map((one) => (
                <option key={one} value={one}>
                  {m(`new.${one}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={m('new.month')}>
          {(ids) => (
            <select {...ids} value={form.month} onChange={set('month')}>
              {Array.from({ length: 12 }, (_, place) => `${year}-${String(place + 1).padStart(2, '0')}`)
                .filter((month) => month <= today)
                .map((month) => (
                  <option key={month} value={month}>
                    {f.month(month)}
                  </option>
                ))}
            </select>
          )}
        </Field>
        <Field label={m('entries.kind')}>
          {(ids) => (
            <select {...ids} value={form.kind} onChange={set('kind')}>
              {kinds.map((one) => (
                <option key={one} value={one}>
                  {own(`kind.${one}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={m('new.plant')}>
          {(ids) => (
            <select {...ids} value={form.plant} onChange={set('plant')}>
              <option value="">{m('new.plant.all')}</option>
              {plants.map(({ id, name }) => (
                <option key={id} value={id}>
                  {spoken(name)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field
          label={m('new.amount')}
          hint={m('new.amount.hint')}
          error={said === 'bad' ? m('new.amount.bad') : undefined}
        >
          {(ids) => <input {...ids} required inputMode="decimal" maxLength={20} value={form.eur} onChange={set('eur')} />}
        </Field>
        <Field label={m('new.day')}>
          {(ids) => <input {...ids} type="date" required max={today} value={form.day} onChange={set('day')} />}
        </Field>
        <Field label={m('new.reference')} hint={m('new.reference.hint')}>
          {(ids) => <input {...ids} required maxLength={200} value={form.source} onChange={set('source')} />}
        </Field>
        <button type="submit" className="primary" disabled={busy}>
          {m('save')}
        </button>
      </form>
      {said === 'saved' && (
        <Notice kind="good" role="status">
          <p>{m('saved')}</p>
        </Notice>
      )}
      {fault && <FaultNotice fault={fault} />}
    </Card>
  );
}
