import { type FormEvent, useState } from 'react';
import { call, Fault } from '../../api/client.ts';
import { useCommunityPath, useHasRole } from '../../api/session.tsx';
import { useApi } from '../../api/useApi.ts';
import { DataTable } from '../../components/DataTable.tsx';
import { Icon } from '../../components/Icon.tsx';
import { Awaited, FaultNotice, Field, Notice } from '../../components/Parts.tsx';
import { spoken } from '../../names.ts';
import type { RecalculatedItem, RecalculatedPart, Recalculations } from './types.ts';
import { useReconcile } from './words.ts';

/** GSE computed the month again: what that moves, whose it is, and the button that takes it. Nothing where it did not. */
export function Recalculation({ month, reload }: { month: string; reload(): void }) {
  const path = useCommunityPath();
  const asked = useApi<Recalculations>(path(`reconciliation/${month}/recalculation`));
  return (
    <Awaited from={asked} rows={1}>
      {(all) => (
        <One
          all={all}
          taken={() => {
            asked.reload();
            reload();
          }}
        />
      )}
    </Awaited>
  );
}

function One({ all, taken }: { all: Recalculations; taken(): void }) {
  const { r, f } = useReconcile();
  const [said, setSaid] = useState('');
  if (all.standing === 'none' && all.taken.length === 0) return null;
  const { proposal } = all;
  return (
    <div className="held">
      <h3>{r('again')}</h3>
      <span role="status">{said && <Notice kind="good">{said}</Notice>}</span>
      {proposal ? (
        <>
          <p>
            {r('again.lead', { day: proposal.published ? f.day(proposal.published) : '–' })}{' '}
            {proposal.into && r('again.into', { month: f.month(proposal.into) })}
          </p>
          <Items items={proposal.items} file={`ricalcolo-${all.month}`} />
          {proposal.kept.length > 0 && <Kept words={proposal.kept} />}
          <Parts parts={proposal.parts} file={`ricalcolo-parti-${all.month}`} />
          {all.standing === 'to_take' ? (
            <Take
              month={all.month}
              mark={proposal.mark}
              done={(into) => {
                setSaid(r('again.done', { month: f.month(into) }));
                taken();
              }}
            />
          ) : (
            <Notice kind="warn">{r('again.no_open_month')}</Notice>
          )}
        </>
      ) : (
        <p>{r(all.standing === 'none' ? 'again.accounted' : `again.${all.standing as 'open' | 'accounted' | 'unknown'}`)}</p>
      )}
      {all.taken.length > 0 && (
        <ul className="small">
          {all.taken.map((one) => (
            <li key={one.number}>
              {r('again.taken', {
                n: one.number,
                by: one.by,
                at: f.moment(one.at),
                month: f.month(one.into),
                eur: signed(f.eur, totalOf(one.items)),
                reason: one.reason,
              })}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Items({ items, file }: { items: RecalculatedItem[]; file: string }) {
  const { r, own, f } = useReconcile();
  return (
    <DataTable
      caption={r('again.items')}
      file={file}
      bare
      rows={items}
      id={(row) => row.item}
      columns={[
        { key: 'item', header: r('item'), value: (row) => own(row.item === 'total' ? 'again.total' : `item.${row.item}`) },
        { key: 'before', header: r('again.before'), isFigure: true, roomy: true, value: (row) => row.beforeEur, show: (row) => f.eur(row.beforeEur) },
        { key: 'after', header: r('again.after'), isFigure: true, value: (row) => row.afterEur, show: (row) => f.eur(row.afterEur) },
        {
          key: 'difference',
          header: r('difference'),
          isFigure: true,
          value: (row) => row.differenceEur,
          show: (row) => <strong>{signed(f.eur, row.differenceEur)}</strong>,
        },
      ]}
    />
  );
}

function Parts({ parts, file }: { parts: RecalculatedPart[]; file: string }) {
  const { r, own, f } = useReconcile();
  return (
    <details>
      <summary>{r('again.parts', { n: parts.filter((part) => part.kind !== 'unit').length })}</summary>
      <DataTable
        caption={r('again.whose')}
        file={file}
        rows={parts}
        id={(row) => `${row.kind} ${row.name}`}
        columns={[
          {
            key: 'name',
            header: r('again.whose'),
            value: (row) => row.name,
            show: (row) => (
              <>
                {row.kind === 'member' ? row.name : spoken(row.name)}
                <span className="note">{own(`again.${row.kind}`)}</span>
              </>
            ),
          },
          {
            key: 'tip',
            header: r('item.tip'),
            isFigure: true,
            roomy: true,
            value: (row) => row.tipEur,
            show: (row) => signed(f.eur, row.tipEur),
          },
          {
            key: 'cac',
            header: r('item.cac'),
            isFigure: true,
            roomy: true,
            value: (row) => row.cacEur,
            show: (row) => signed(f.eur, row.cacEur),
          },
          {
            key: 'surplus',
            header: r('item.surplus'),
            isFigure: true,
            roomy: true,
            value: (row) => row.surplusEur,
            show: (row) => signed(f.eur, row.surplusEur),
          },
          {
            key: 'total',
            header: r('again.total'),
            isFigure: true,
            value: (row) => row.totalEur,
            show: (row) => <strong>{signed(f.eur, row.totalEur)}</strong>,
          },
        ]}
      />
    </details>
  );
}

function Kept({ words }: { words: string[] }) {
  const { r, own } = useReconcile();
  return <Notice kind="info">{r('again.kept', { what: words.map((word) => own(`charge.${word}`)).join(', ') })}</Notice>;
}

function Take({ month, mark, done }: { month: string; mark: string; done(into: string): void }) {
  const { r } = useReconcile();
  const path = useCommunityPath();
  const may = useHasRole('operator', 'approver');
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  if (!may) return <Notice kind="info">{r('again.who')}</Notice>;
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setFault(null);
    try {
      const made = await call<{ into: string }>('POST', path(`reconciliation/${month}/recalculation`)!, { mark, reason });
      done(made.into);
    } catch (failure) {
      setFault(failure instanceof Fault ? failure : new Fault(0, null));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form onSubmit={(event) => void save(event)}>
      <p className="small">{r('again.once')}</p>
      <Field label={r('reason')}>
        {(ids) => <input {...ids} required maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />}
      </Field>
      {fault && <FaultNotice fault={fault} />}
      <p className="actions">
        <button type="submit" className="primary" disabled={busy}>
          <Icon name="check" /> {busy ? r('again.busy') : r('again.take')}
        </button>
      </p>
    </form>
  );
}

const totalOf = (items: RecalculatedItem[]) => items.find((one) => one.item === 'total')?.differenceEur ?? 0;

/** More is written with its sign, as less is. */
const signed = (eur: (value: number) => string, value: number) => (value > 0 ? `+${eur(value)}` : eur(value));
