import { useState } from 'react';
import { call, Fault } from '../../api/client.ts';
import { useCommunityPath, useHasRole } from '../../api/session.tsx';
import { useApi } from '../../api/useApi.ts';
import { DataTable } from '../../components/DataTable.tsx';
import { Awaited, Card, FaultNotice, Notice, PageHead } from '../../components/Parts.tsx';
import { address, Link, usePlace } from '../../router.tsx';
import { useYear } from '../money/Year.tsx';
import { Forecast } from './Forecast.tsx';
import { Held, Standing } from './Held.tsx';
import { Tolerances } from './Tolerances.tsx';
import { Imports, Upload } from './Upload.tsx';
import type { HeldMonth, Reconciliation, Statements } from './types.ts';
import { useReconcile } from './words.ts';

/** Months between our settlement, GSE's statements and the bank: differences, causes, files, dossiers. */
export function Reconcile() {
  const { r } = useReconcile();
  const year = useYear();
  const path = useCommunityPath();
  const held = useApi<Reconciliation>(path(`reconciliation?year=${year}`));
  const statements = useApi<Statements>(path('statements'));
  const may = useHasRole('administrator', 'operator', 'accountant');
  const reload = () => {
    held.reload();
    statements.reload();
  };
  return (
    <>
      <PageHead title={r('title')} lead={r('lead')}>
        <Link to={`denaro?anno=${year}`}>{r('to.money')}</Link>
      </PageHead>
      <Years year={year} />
      <Awaited from={held}>{(all) => <Months all={all} reload={reload} may={may} />}</Awaited>
      <Awaited from={statements}>
        {(all) => (
          <>
            {may && <Upload statements={all} done={reload} />}
            <Imports statements={all} may={may} reload={reload} />
          </>
        )}
      </Awaited>
      <Forecast />
    </>
  );
}

function Years({ year }: { year: number }) {
  const { r } = useReconcile();
  const { path, go } = usePlace();
  return (
    <div className="filter" role="group" aria-label={r('year')}>
      {[year - 1, year, year + 1].map((one) => (
        <button key={one} type="button" aria-pressed={one === year} onClick={() => go(`${path}?anno=${one}`, true)}>
          {one}
        </button>
      ))}
    </div>
  );
}

function Months({ all, reload, may }: { all: Reconciliation; reload(): void; may: boolean }) {
  const { r, own, f } = useReconcile();
  const path = useCommunityPath();
  const [open, setOpen] = useState<HeldMonth | null>(null);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const [said, setSaid] = useState('');
  const run = async () => {
    setBusy(true);
    setFault(null);
    try {
      const done = await call<{ months: number }>('POST', path(`reconciliation?year=${all.year}`)!);
      setSaid(r('ran', { n: done.months }));
      reload();
    } catch (failure) {
      setFault(failure instanceof Fault ? failure : new Fault(0, null));
    } finally {
      setBusy(false);
    }
  };
  const eur = (month: HeldMonth) => month.content.discrepancies.reduce((sum, one) => sum + one.eur, 0);
  return (
    <>
      <Card
        title={r('months')}
        tools={
          may && (
            <button type="button" className="primary" disabled={busy} onClick={() => void run()}>
              {busy ? r('running') : r('run')}
            </button>
          )
        }
      >
        {fault && <FaultNotice fault={fault} />}
        <span role="status">{said && <Notice kind="good">{said}</Notice>}</span>
        <DataTable
          caption={r('months')}
          file={`riconciliazione-${all.year}`}
          rows={all.months}
          id={(row) => row.month}
          empty={r('months.none')}
          columns={[
            {
              key: 'month',
              header: r('month'),
              value: (row) => row.month,
              show: (row) => (
                <button type="button" className="link" onClick={() => setOpen(row)} aria-label={r('open', { month: f.month(row.month) })}>
                  {f.month(row.month)}
                </button>
              ),
            },
            {
              key: 'state',
              header: r('state'),
              value: (row) => own(`agreement.${row.agreement}`),
              show: (row) => <Standing agreement={row.agreement} />,
            },
            {
              key: 'differences',
              header: r('differences'),
              value: (row) => row.content.discrepancies.map((one) => nameOf(one.cause?.kind ?? null, one.item, own)).join('; '),
              show: (row) =>
                row.content.discrepancies.length === 0
                  ? r('differences.none')
                  : row.content.discrepancies.map((one) => (
                      <span className="line" key={one.key}>
                        {nameOf(one.cause?.kind ?? null, one.item, own)}
                        {one.cause?.label && <span className="note">POD …{one.cause.label}</span>}
                      </span>
                    )),
            },
            { key: 'eur', header: r('eur'), unit: '€', decimals: 2, value: (row) => (row.agreement === 'differs' ? eur(row) : null) },
            {
              key: 'due',
              header: r('due'),
              roomy: true,
              value: (row) => row.paymentDue,
              show: (row) => (row.paymentDue ? f.day(row.paymentDue) : '–'),
            },
          ]}
        />
        <Tolerances tolerances={all.tolerances} reload={reload} />
      </Card>
      <Card title={r('dossiers')}>
        <DataTable
          caption={r('dossiers')}
          file={`dossier-${all.year}`}
          rows={all.dossiers}
          id={(row) => row.id}
          empty={r('dossiers.none')}
          columns={[
            { key: 'number', header: r('dossier.number'), value: (row) => row.number },
            { key: 'month', header: r('month'), value: (row) => row.month, show: (row) => f.month(row.month) },
            { key: 'cause', header: r('dossier.cause'), value: (row) => (row.cause ? own(`cause.${row.cause}`) : r('unexplained')) },
            { key: 'by', header: r('dossier.by'), roomy: true, value: (row) => row.by },
            {
              key: 'files',
              header: r('pdf'),
              value: (row) => row.number,
              show: (row) => (
                <>
                  <a href={address(path(`dossiers/${row.id}`) ?? '')} aria-label={`${r('pdf')} ${row.number}`}>
                    {r('pdf')}
                  </a>{' '}
                  <a href={address(path(`dossiers/${row.id}/data.csv`) ?? '')} aria-label={`${r('data')} ${row.number}`} download>
                    {r('data')}
                  </a>{' '}
                  <a href={address(path(`dossiers/${row.id}/data.xlsx`) ?? '')} aria-label={`${r('workbook')} ${row.number}`} download>
                    {r('workbook')}
                  </a>
                </>
              ),
            },
          ]}
        />
      </Card>
      {open && <Held month={open} may={may} close={() => setOpen(null)} reload={reload} />}
    </>
  );
}

const nameOf = (cause: string | null, item: string | null, own: (key: string) => string) =>
  cause ? own(`cause.${cause}`) : `${own(`item.${item ?? ''}`)}: ${own('unexplained')}`;
