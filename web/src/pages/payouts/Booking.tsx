import { type FormEvent, useState } from 'react';
import { call, Fault } from '../../api/client.ts';
import { useCommunityPath, useHasRole } from '../../api/session.tsx';
import { type Loaded, useApi } from '../../api/useApi.ts';
import { DataTable } from '../../components/DataTable.tsx';
import { Awaited, FaultNotice, Field, Window } from '../../components/Parts.tsx';
import { gseKinds } from './gseKinds.ts';
import { PartRows } from './PartRows.tsx';
import { isWhole, type PartRow, partsOf, rowsOf, typed } from './partsOf.ts';
import { ReasonForm } from './ReasonForm.tsx';
import type { Banks, Booked, Movement } from './types.ts';
import { usePayoutWords } from './words.ts';

type What = 'money' | 'parts' | 'sale' | 'member' | 'other';

/** Says what a movement of no payment was; opens on the payments of GSE that come to it, where there are such. */
export function BookingForm({ movement, done }: { movement: Movement; done(): void }) {
  const { m, own, f } = usePayoutWords();
  const path = useCommunityPath();
  const bank = useApi<Banks>(path('bank'));
  const [form, setForm] = useState({
    as: (movement.likely.length > 1 ? 'parts' : 'money') as What,
    month: movement.likely[0]?.month ?? movement.day.slice(0, 7),
    kind: movement.likely[0]?.kind ?? 'advance',
    memberId: '',
    account: 'fee',
    fund: '',
    reason: movement.words ?? '',
  });
  const [rows, setRows] = useState<PartRow[]>(
    movement.likely.length > 1
      ? rowsOf(movement.likely, f.language)
      : [{ as: 'money', kind: 'advance', month: movement.day.slice(0, 7), eur: typed(movement.eur, f.language) }],
  );
  const [fault, setFault] = useState<Fault | null>(null);
  const set = (change: Partial<typeof form>) => setForm({ ...form, ...change });
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setFault(null);
    const { as, month, kind, memberId, account, fund, reason } = form;
    try {
      await call('POST', path(`bank/movements/${movement.id}/book`)!, {
        as,
        reason,
        ...(as === 'money' || as === 'sale' ? { month, kind } : {}),
        ...(as === 'parts' ? { parts: partsOf(rows) } : {}),
        ...(as === 'member' ? { memberId: Number(memberId) } : {}),
        ...(as === 'other' ? { account, ...(account === 'fund' ? { fund } : {}) } : {}),
      });
      done();
    } catch (failure) {
      setFault(failure instanceof Fault ? failure : new Fault(0, null));
    }
  };
  const isGse = form.as === 'money' || form.as === 'sale';
  return (
    <form className="fields" onSubmit={(event) => void send(event)}>
      {movement.likely.length > 0 && <p className="whole">{m('book.likely')}</p>}
      <Field label={m('book.as')}>
        {(ids) => (
          <select
            {...ids}
            value={form.as}
            onChange={(event) => {
              const as = event.target.value as What;
              set({ as, kind: as === 'sale' ? 'sale' : 'advance' });
            }}
          >
            {(['money', 'parts', 'sale', 'member', 'other'] as const).map((as) => (
              <option key={as} value={as}>
                {m(`as.${as}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {isGse && (
        <>
          <Field label={m('book.month')}>
            {(ids) => <input {...ids} type="month" required value={form.month} onChange={(event) => set({ month: event.target.value })} />}
          </Field>
          <Field label={m('book.kind')}>
            {(ids) => (
              <select {...ids} value={form.kind} onChange={(event) => set({ kind: event.target.value })}>
                {gseKinds[form.as as 'money' | 'sale'].map((kind) => (
                  <option key={kind} value={kind}>
                    {own(`gse.${kind}`)}
                  </option>
                ))}
              </select>
            )}
          </Field>
        </>
      )}
      {form.as === 'parts' && <PartRows eur={movement.eur} rows={rows} set={setRows} />}
      {form.as === 'member' && (
        <Field label={m('hand.member')}>
          {(ids) => (
            <select {...ids} required value={form.memberId} onChange={(event) => set({ memberId: event.target.value })}>
              <option value="" />
              {bank.data?.members.map((member) => (
                <option key={member.memberId} value={member.memberId}>
                  {member.name}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      {form.as === 'other' && (
        <Field label={m('book.account')}>
          {(ids) => (
            <select {...ids} value={form.account} onChange={(event) => set({ account: event.target.value })}>
              {['fee', 'fund', 'tax', 'gse', 'sale'].map((account) => (
                <option key={account} value={account}>
                  {own(`acc.${account}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      {form.as === 'other' && form.account === 'fund' && (
        <Field label={m('book.fund')}>
          {(ids) => <input {...ids} required maxLength={100} value={form.fund} onChange={(event) => set({ fund: event.target.value })} />}
        </Field>
      )}
      <Field label={m('why')}>
        {(ids) => <input {...ids} required maxLength={500} value={form.reason} onChange={(event) => set({ reason: event.target.value })} />}
      </Field>
      <button type="submit" className="primary" disabled={form.as === 'parts' && !isWhole(movement.eur, rows)}>
        {m('book.do')}
      </button>
      {fault && <FaultNotice fault={fault} />}
    </form>
  );
}

/** What was booked by hand, and the way back. */
export function Bookings({ bookings, changed }: { bookings: Loaded<Booked[]>; changed(): void }) {
  const { m, own, f } = usePayoutWords();
  const path = useCommunityPath();
  const may = useHasRole('administrator', 'accountant');
  const [undone, setUndone] = useState<Booked | null>(null);
  const what = (row: Booked) =>
    row.as === 'money' || row.as === 'sale'
      ? `${m(`as.${row.as}`)}: ${own(`gse.${row.kind}`)}, ${f.month(row.month!)}`
      : row.as === 'member'
        ? `${m('as.member')}: ${row.name}`
        : [own(`acc.${row.account}`), row.fund].filter(Boolean).join(' ');
  return (
    <>
      <h3>{m('booked.title')}</h3>
      <Awaited from={bookings}>
        {(all) => (
          <DataTable
            caption={m('booked.title')}
            file="movimenti-registrati"
            rows={all}
            id={(row) => `${row.movement} ${row.at} ${row.part}`}
            empty={m('booked.none')}
            columns={[
              { key: 'day', header: m('day'), value: (row) => row.day, show: (row) => f.day(row.day) },
              { key: 'eur', header: m('amount'), unit: '€', decimals: 2, value: (row) => row.eur },
              {
                key: 'what',
                header: m('booked.what'),
                value: what,
                show: (row) => (
                  <>
                    {what(row)}
                    <span className="note">
                      {row.reason} · {row.by}
                    </span>
                    {row.parts > 1 && <span className="note">{m('booked.part', { n: row.part, of: row.parts })}</span>}
                    {!row.stands && <span className="note">{m('booked.undone')}</span>}
                    {row.stands && row.part === 1 && may && (
                      <button type="button" className="quiet" onClick={() => setUndone(row)}>
                        {m('booked.undo')}
                      </button>
                    )}
                  </>
                ),
              },
            ]}
          />
        )}
      </Awaited>
      {undone && (
        <Window title={m('booked.undo.title')} close={() => setUndone(null)}>
          <ReasonForm
            to={path(`bank/movements/${undone.movement}/undo`)!}
            act={m('booked.undo')}
            lead={undone.parts > 1 ? m('booked.undo.parts', { of: undone.parts }) : m('booked.undo.lead')}
            done={() => {
              setUndone(null);
              changed();
            }}
          />
        </Window>
      )}
    </>
  );
}
