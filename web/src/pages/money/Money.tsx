import { useState } from 'react';
import { useCommunityPath } from '../../api/session.tsx';
import { useApi } from '../../api/useApi.ts';
import { DataTable } from '../../components/DataTable.tsx';
import { Awaited, Card, Notice, PageHead, StatusTag, Tile } from '../../components/Parts.tsx';
import { unknown } from '../../format.ts';
import { spoken } from '../../names.ts';
import { address, Link } from '../../router.tsx';
import { Entries } from './Entries.tsx';
import { MonthWindow } from './MonthWindow.tsx';
import type { MonthMoney, MoneyYear, Payment } from './types.ts';
import { useMoney } from './words.ts';
import { useYear, YearChoice } from './Year.tsx';

const kinds = ['advance', 'partial', 'complete', 'recalculation', 'surplus', 'fee', 'other'];

/** The money of a year of energy: what is expected of GSE, what it advised, what the bank received. */
export function Money() {
  const { m } = useMoney();
  const year = useYear();
  const path = useCommunityPath();
  const money = useApi<MoneyYear>(path(`money?year=${year}`));
  return (
    <>
      <PageHead title={m('title')} lead={m('lead')}>
        <Link to={`denaro/riconciliazione?anno=${year}`}>{m('to.reconcile')}</Link>{' '}
        <Link to={`denaro/vendita?anno=${year}`}>{m('to.sale')}</Link>{' '}
        <Link to="denaro/scadenze">{m('to.deadlines')}</Link>
      </PageHead>
      <YearChoice year={year} />
      <Awaited from={money}>{(all) => <Shown all={all} reload={money.reload} />}</Awaited>
    </>
  );
}

function Shown({ all, reload }: { all: MoneyYear; reload(): void }) {
  const { m, t, f } = useMoney();
  const path = useCommunityPath();
  const [open, setOpen] = useState<MonthMoney | null>(null);
  const { totals } = all;
  const file = (table: string) => {
    const csv = path(`money?year=${all.year}&format=csv&table=${table}`);
    return (
      csv && (
        <a href={address(csv)} download>
          {m('csv')}
        </a>
      )
    );
  };
  const monthColumn = {
    key: 'month',
    header: t('month'),
    value: (row: MonthMoney) => row.month,
    show: (row: MonthMoney) => (
      <button type="button" className="link" onClick={() => setOpen(row)} aria-label={m('open', { month: f.month(row.month) })}>
        {f.month(row.month)}
      </button>
    ),
  };
  return (
    <>
      <dl className="tiles">
        <Tile
          label={m('accrued')}
          value={f.eur(totals.accruedEur)}
          note={`${m('accrued.note')} · ${m('settled', { n: totals.monthsSettled })}`}
          {...(all.months.some(({ status }) => status === 'partial' || status === 'provisional') ? { quality: m('estimate') } : {})}
        />
        <Tile label={m('advised')} value={f.eur(totals.advisedEur)} note={totals.advisedEur === null ? m('nothing') : m('advised.note')} />
        <Tile label={m('received')} value={f.eur(totals.receivedEur)} note={totals.receivedEur === null ? m('nothing') : m('received.note')} />
      </dl>
      <Card title={m('three')}>
        <p>{m('three.lead')}</p>
        <DataTable
          caption={m('three')}
          file={`denaro-${all.year}`}
          rows={all.months}
          id={(row) => row.month}
          empty={m('plan.none')}
          more={file('months')}
          columns={[
            monthColumn,
            { key: 'accrued', header: m('accrued'), unit: '€', decimals: 2, value: (row) => row.accruedEur },
            { key: 'advised', header: m('advised'), unit: '€', decimals: 2, value: (row) => row.advisedEur },
            { key: 'fees', header: m('fees.advised'), unit: '€', decimals: 2, value: (row) => row.advisedFeesEur },
            { key: 'received', header: m('received'), unit: '€', decimals: 2, value: (row) => row.receivedEur },
            { key: 'less', header: m('diff.advised'), unit: '€', decimals: 2, value: (row) => row.advisedLessAccruedEur },
            { key: 'lesser', header: m('diff.received'), unit: '€', decimals: 2, value: (row) => row.receivedLessAdvisedEur },
          ]}
        />
      </Card>
      <Card title={m('plan')}>
        <p>{m('plan.lead')}</p>
        <DataTable
          caption={m('plan')}
          file={`piano-${all.year}`}
          rows={all.months}
          id={(row) => row.month}
          empty={m('plan.none')}
          columns={[
            monthColumn,
            {
              key: 'status',
              header: t('months.status'),
              roomy: true,
              value: (row) => (row.status ? t(`status.${row.status}`) : m('not.settled')),
              show: (row) => (row.status ? <StatusTag status={row.status} /> : <span className="tag">{m('not.settled')}</span>),
            },
            { key: 'advance', header: m('advance'), unit: '€', decimals: 2, value: (row) => row.advanceEur },
            { key: 'paid', header: m('advance.on'), value: (row) => row.dates.advancePaidOn, show: (row) => f.day(row.dates.advancePaidOn) },
            { key: 'due', header: m('due'), unit: '€', decimals: 2, value: (row) => row.accruedEur },
            {
              key: 'balance',
              header: m('balance'),
              unit: '€',
              decimals: 2,
              value: (row) => row.balanceEur,
              show: (row) => (
                <>
                  {row.balanceEur === null ? unknown : f.number(row.balanceEur, 2)}
                  {row.balanceEur !== null && !row.balancePublished && <span className="note">{m('balance.held')}</span>}
                </>
              ),
            },
            {
              key: 'balanced',
              header: m('balance.on'),
              roomy: true,
              value: (row) => row.dates.balancePaidOn,
              show: (row) => f.day(row.dates.balancePaidOn),
            },
          ]}
        />
      </Card>
      <Card title={m('payments')}>
        <p>{m('payments.lead', { minimum: f.eur(all.terms.minimumEur) })}</p>
        <DataTable
          caption={m('payments')}
          file={`pagamenti-attesi-${all.year}`}
          rows={all.payments}
          id={(row) => row.day}
          empty={m('payments.none')}
          columns={[
            { key: 'day', header: m('payments.day'), value: (row) => row.day, show: (row) => f.day(row.day) },
            { key: 'what', header: m('payments.what'), value: (row) => what(row), show: (row) => what(row) },
            { key: 'forward', header: m('payments.forward'), unit: '€', decimals: 2, roomy: true, value: (row) => row.broughtForwardEur },
            { key: 'gross', header: m('payments.gross'), unit: '€', decimals: 2, value: (row) => row.grossEur },
            {
              key: 'fees',
              header: m('payments.fees'),
              unit: '€',
              decimals: 2,
              value: (row) => row.feesEur,
              show: (row) => (
                <>
                  {f.number(row.feesEur, 2)}
                  {row.feesOpenEur > 0 && <span className="note">{m('payments.open', { eur: f.eur(row.feesOpenEur) })}</span>}
                </>
              ),
            },
            { key: 'paid', header: m('payments.paid'), unit: '€', decimals: 2, value: (row) => row.paidEur },
            { key: 'carried', header: m('payments.carried'), unit: '€', decimals: 2, value: (row) => row.carriedEur },
          ]}
        />
        <p className="small">{all.terms.act}</p>
      </Card>
      <Card title={m('fees')}>
        <p>{m('fees.lead')}</p>
        {all.fees.length === 0 ? (
          <Notice>{m('fees.none')}</Notice>
        ) : (
          <DataTable
            caption={m('fees')}
            file={`oneri-${all.year}`}
            rows={all.fees}
            id={(row) => row.plant}
            columns={[
              { key: 'plant', header: t('plant'), value: (row) => spoken(row.plant) },
              { key: 'net', header: m('net'), unit: '€', decimals: 2, value: (row) => row.netEur },
              { key: 'vat', header: m('vat'), unit: '€', decimals: 2, value: (row) => row.vatEur },
              { key: 'from', header: m('fees.from'), value: (row) => row.from, show: (row) => f.day(row.from) },
            ]}
          />
        )}
      </Card>
      <Entries
        key={all.year}
        at="money/entries"
        year={all.year}
        entries={all.entries}
        kinds={kinds}
        plants={all.plants}
        reload={reload}
      />
      {open && <MonthWindow month={open} close={() => setOpen(null)} />}
    </>
  );

  function what({ movements }: Payment): string {
    const advanced = [...new Set(movements.filter(({ kind }) => kind.startsWith('advance')).map(({ month }) => month))];
    const settled = [...new Set(movements.filter(({ kind }) => !kind.startsWith('advance')).map(({ month }) => month.slice(0, 4)))];
    return [
      ...(advanced.length ? [m('payments.advances', { months: advanced.map((month) => f.month(month)).join(', ') })] : []),
      ...settled.map((year) => m('payments.balances', { year })),
    ].join('; ');
  }
}
