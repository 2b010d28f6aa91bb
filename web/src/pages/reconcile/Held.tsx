import { useState } from 'react';
import { call, Fault } from '../../api/client.ts';
import { useCommunityPath } from '../../api/session.tsx';
import { DataTable } from '../../components/DataTable.tsx';
import { Icon } from '../../components/Icon.tsx';
import { FaultNotice, Notice, Window } from '../../components/Parts.tsx';
import { spoken } from '../../names.ts';
import type { Agreement, Cause, Discrepancy, HeldMonth, Row } from './types.ts';
import { useReconcile } from './words.ts';

/** How a month stands, in a word and a colour. */
export function Standing({ agreement }: { agreement: Agreement }) {
  const { own } = useReconcile();
  const kind = agreement === 'agrees' ? 'good' : agreement === 'differs' ? 'bad' : 'warn';
  return (
    <span className={`tag ${kind}`}>
      <Icon name={agreement === 'agrees' ? 'check' : agreement === 'differs' ? 'warn' : 'info'} size={14} />
      {own(`agreement.${agreement}`)}
    </span>
  );
}

/** A month in full: what does not agree and why, then item by item. */
export function Held({ month, may, close, reload }: { month: HeldMonth; may: boolean; close(): void; reload(): void }) {
  const { r, own, f } = useReconcile();
  const { content } = month;
  const show = useFigure();
  return (
    <Window title={r('detail', { month: f.month(month.month) })} close={close} wide>
      <p>
        <Standing agreement={month.agreement} />{' '}
        <span className="small">
          {r('detail.when', { at: f.moment(month.at), run: month.run })}{' '}
          {content.pointsCompared > 0 && r('points', { n: content.pointsCompared, bad: content.pointsDiffering })}
        </span>
      </p>
      <h3>{r('discrepancies')}</h3>
      {content.discrepancies.length === 0 ? (
        <Notice kind="good">{r('discrepancies.none')}</Notice>
      ) : (
        content.discrepancies.map((one) => (
          <Why key={one.key} one={one} rows={content.rows.filter((row) => row.discrepancy === one.key)} month={month} may={may} reload={reload} />
        ))
      )}
      <h3>{r('items')}</h3>
      <DataTable
        caption={r('items')}
        file={`riconciliazione-${month.month}`}
        rows={content.rows}
        id={(row) => `${row.item} ${row.scope}${row.point ?? ''}`}
        mark={(row) => (row.differs ? 'bad' : undefined)}
        columns={[
          {
            key: 'item',
            header: r('item'),
            value: (row) => `${own(`item.${row.item}`)} ${row.scope || (row.label ? `POD …${row.label}` : '')}`,
            show: (row) => (
              <>
                {own(`item.${row.item}`)}
                <span className="note">{row.label ? `POD …${row.label}` : row.scope ? spoken(row.scope) : r('all')}</span>
              </>
            ),
          },
          { key: 'accrued', header: r('accrued'), isFigure: true, value: (row) => row.accrued, show: (row) => show(row, row.accrued) },
          { key: 'advised', header: r('advised'), isFigure: true, value: (row) => row.advised, show: (row) => show(row, row.advised) },
          { key: 'received', header: r('received'), isFigure: true, value: (row) => row.received, show: (row) => show(row, row.received) },
          {
            key: 'difference',
            header: r('difference'),
            isFigure: true,
            value: (row) => row.difference,
            show: (row) => (row.differs ? <strong>{show(row, row.difference)}</strong> : show(row, row.difference)),
          },
        ]}
      />
    </Window>
  );
}

function Why({ one, rows, month, may, reload }: { one: Discrepancy; rows: Row[]; month: HeldMonth; may: boolean; reload(): void }) {
  const { r, own, f, language } = useReconcile();
  const path = useCommunityPath();
  const show = useFigure();
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const [made, setMade] = useState('');
  const dossier = async () => {
    setBusy(true);
    setFault(null);
    try {
      const done = await call<{ number: string }>('POST', path(`reconciliation/${month.month}/dossiers`)!, {
        discrepancy: one.key,
        language,
      });
      setMade(done.number);
      reload();
    } catch (failure) {
      setFault(failure instanceof Fault ? failure : new Fault(0, null));
    } finally {
      setBusy(false);
    }
  };
  const first = rows[0];
  const others = first?.causes.filter((cause) => cause.kind !== one.cause?.kind) ?? [];
  return (
    <div className="held">
      <p>
        <strong>{one.cause ? own(`cause.${one.cause.kind}`) : own(`item.${one.item ?? ''}`)}</strong>
        {one.cause?.label && ` · POD …${one.cause.label}`}
        {one.eur !== 0 && ` · ${f.eur(one.eur)}`}
      </p>
      <p>{one.cause ? `${r('tested')} ${one.cause.whole ? r('whole') : ''}` : r('unexplained')}</p>
      {first && others.length > 0 && (
        <p className="small">
          {r('others')}: {others.map((cause) => other(cause, first)).join('; ')}
        </p>
      )}
      {may && (
        <p className="actions">
          <button type="button" disabled={busy} onClick={() => void dossier()}>
            <Icon name="paper" /> {busy ? r('dossier.busy') : r('dossier')}
          </button>
        </p>
      )}
      <span role="status">{made && <Notice kind="good">{r('dossier.made', { number: made })}</Notice>}</span>
      {fault && <FaultNotice fault={fault} />}
    </div>
  );

  function other(cause: Cause, row: Row) {
    return `${own(`cause.${cause.kind}`)} (${r('leaves', { residual: show(row, cause.residual) })})`;
  }
}

/** A figure of a row with its unit. */
function useFigure() {
  const { r, f } = useReconcile();
  return (row: Row, value: number | null) =>
    value === null ? '–' : row.unit === 'EUR' ? f.eur(value) : row.unit === 'kWh' ? `${f.number(value, 3)} kWh` : `${value} ${r('days')}`;
}
