import { useState } from 'react';
import { call, Fault } from '../../api/client.ts';
import { useCommunityPath } from '../../api/session.tsx';
import { DataTable } from '../../components/DataTable.tsx';
import { Icon } from '../../components/Icon.tsx';
import { FaultNotice, Notice, Window } from '../../components/Parts.tsx';
import { spoken } from '../../names.ts';
import { Recalculation } from './Recalculation.tsx';
import type { Agreement, Cause, CausePart, Discrepancy, HeldMonth, Row } from './types.ts';
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
          <Why key={one.key} one={one} rows={content.rows.filter((row) => row.discrepancy === one.key || row.second === one.key)} month={month} may={may} reload={reload} />
        ))
      )}
      <Recalculation month={month.month} reload={reload} />
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
                {row.item === 'payment_day' && row.causes[0]?.kind === 'late_payment' && (
                  <span className="note">{r('late', { n: row.difference ?? 0 })}</span>
                )}
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
  const shared = rows.filter((row) => partsOf(row).length > 0);
  const hours = rows.filter((row) => (row.hours?.length ?? 0) > 0);
  const alone = shared.length < rows.length;
  const others = first && partsOf(first).length === 0 ? first.causes.filter((cause) => cause.kind !== one.cause?.kind) : [];
  const tariff = (eur: number | null) => (eur === null ? '–' : `${f.number(eur, 2)} €/MWh`);
  return (
    <div className="held">
      <p>
        <strong>{one.cause ? own(`cause.${one.cause.kind}`) : own(`item.${one.item ?? ''}`)}</strong>
        {one.cause?.label && ` · POD …${one.cause.label}`}
        {one.eur !== 0 && ` · ${f.eur(one.eur)}`}
      </p>
      <p>{one.cause ? (alone ? `${r('tested')} ${one.cause.whole ? r('whole') : ''}` : r('tested.together')) : r('unexplained')}</p>
      {shared.length > 0 && (
        <ul className="small">
          {shared.slice(0, most).map((row) => (
            <li key={`${row.item} ${row.scope}${row.point ?? ''}`}>
              {own(`item.${row.item}`)} {row.label ? `POD …${row.label}` : row.scope ? spoken(row.scope) : ''}:{' '}
              {partsOf(row).map((part) => r('part', { cause: named(part), eur: show(row, part.part) })).join('; ')}
            </li>
          ))}
        </ul>
      )}
      {hours.map((row) => (
        <p className="small" key={row.scope}>
          {r('hours', { unit: spoken(row.scope), n: -(row.difference ?? 0) })}{' '}
          {row.hours!.map((hour) => r('hour', { at: f.moment(hour.start), own: tariff(hour.own), advised: tariff(hour.advised) })).join('; ')}
        </p>
      ))}
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

  function named(part: CausePart) {
    return `${own(`cause.${part.kind}`)}${part.label ? ` (POD …${part.label})` : ''}`;
  }

  function other(cause: Cause, row: Row) {
    return `${own(`cause.${cause.kind}`)} (${r('leaves', { residual: show(row, cause.residual) })})`;
  }
}

/** The parts of a row's first cause; none where it is one alone. */
const partsOf = (row: Row) => row.causes[0]?.parts ?? [];

/** Rows of two causes that are told one by one; the dossier has all. */
const most = 8;

/** A figure of a row with its unit. */
function useFigure() {
  const { r, f } = useReconcile();
  return (row: Row, value: number | null) =>
    value === null ? '–' : row.unit === 'EUR' ? f.eur(value) : row.unit === 'kWh' ? `${f.number(value, 3)} kWh` : `${value} ${r(row.unit === 'h' ? 'hours.unit' : 'days')}`;
}
