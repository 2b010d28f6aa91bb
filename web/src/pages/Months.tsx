import { useState } from 'react';
import { useCommunityPath } from '../api/session.tsx';
import type { Month } from '../api/types.ts';
import { useApi } from '../api/useApi.ts';
import { EnergyChart, type EnergyRow } from '../components/EnergyChart.tsx';
import { MoneyChart } from '../components/MoneyChart.tsx';
import { DataTable } from '../components/DataTable.tsx';
import { Awaited, Card, Notice, PageHead, Reasons, StatusTag } from '../components/Parts.tsx';
import { useWords } from '../i18n/index.tsx';
import { address, Link, usePlace } from '../router.tsx';
import { addMonths } from '../time.ts';

/** The settled months: how each stands, and how they compare. */
export function Months() {
  const { t } = useWords();
  const path = useCommunityPath();
  const months = useApi<Month[]>(path('months'));
  return (
    <>
      <PageHead title={t('months.title')} lead={t('months.lead')} />
      <Awaited from={months}>
        {(all) => (all.length === 0 ? <Notice>{t('months.none')}</Notice> : <MonthsOf all={all} />)}
      </Awaited>
    </>
  );
}

function MonthsOf({ all }: { all: readonly Month[] }) {
  const { t, f } = useWords();
  const { go } = usePlace();
  const path = useCommunityPath();
  const newestFirst = [...all].sort((one, other) => other.month.localeCompare(one.month));
  const years = [...new Set(newestFirst.map(({ month }) => month.slice(0, 4)))];
  const [year, setYear] = useState('');
  const shown = newestFirst.filter(({ month }) => (year ? month.startsWith(year) : true));
  const drawn = (year ? shown : shown.slice(0, 13)).toReversed();
  const rows: EnergyRow[] = drawn.map((month) => ({
    key: month.month,
    label: f.monthShort(month.month),
    name: f.month(month.month),
    injectedKwh: month.injectedKwh,
    withdrawnKwh: month.withdrawnKwh,
    sharedKwh: month.sharedKwh,
    beforeKwh: all.find((other) => other.month === addMonths(month.month, -12))?.sharedKwh,
    quality: month.status === 'final' ? 'measured' : 'estimated',
  }));
  const [first, last] = [drawn[0], drawn.at(-1)];
  const range = first && last ? t('months.range', { first: f.month(first.month), last: f.month(last.month) }) : '';
  const csv = path('months?format=csv');
  return (
    <>
      {years.length > 1 && (
        <div className="filter" role="group" aria-label={t('months.year')}>
          {['', ...years].map((value) => (
            <button key={value} type="button" aria-pressed={year === value} onClick={() => setYear(value)}>
              {value || t('months.newest')}
            </button>
          ))}
        </div>
      )}
      <div className="columns">
        <section className="card" aria-label={t('months.energy')}>
          <EnergyChart
            heading={t('months.energy')}
            rows={rows}
            rowName={t('month')}
            range={range}
            file="mesi-energia"
            decimals={0}
            open={(row) => go(`mesi/${row.key}`)}
            openHint={t('months.open')}
          />
        </section>
        <section className="card" aria-label={t('months.money')}>
          <MoneyChart
            heading={t('months.money')}
            range={range}
            file="mesi-euro"
            rows={drawn.map((month) => ({
              key: month.month,
              label: f.monthShort(month.month),
              name: f.month(month.month),
              tipEur: month.tipEur,
              cacEur: month.cacEur,
              estimated: month.status !== 'final',
            }))}
            open={(row) => go(`mesi/${row.key}`)}
          />
        </section>
      </div>
      <Card title={t('months.table')}>
        <DataTable
          caption={t('months.table')}
          file="mesi"
          rows={shown}
          id={(row) => row.month}
          more={
            csv && (
              <a href={address(csv)} download>
                {t('table.server')}
              </a>
            )
          }
          columns={[
            {
              key: 'month',
              header: t('month'),
              value: (row) => row.month,
              show: (row) => <Link to={`mesi/${row.month}`}>{f.month(row.month)}</Link>,
            },
            {
              key: 'status',
              header: t('months.status'),
              value: (row) => t(`status.${row.status}`),
              show: (row) => (
                <>
                  <StatusTag status={row.status} state={row.state} />
                  <Reasons reasons={row.reasons} />
                </>
              ),
            },
            {
              key: 'injected',
              header: t('energy.injected'),
              unit: 'kWh',
              decimals: 1,
              value: (row) => row.injectedKwh,
            },
            {
              key: 'withdrawn',
              header: t('energy.withdrawn'),
              unit: 'kWh',
              decimals: 1,
              value: (row) => row.withdrawnKwh,
            },
            { key: 'shared', header: t('energy.shared'), unit: 'kWh', decimals: 1, value: (row) => row.sharedKwh },
            { key: 'tip', header: t('money.tip'), unit: '€', decimals: 2, value: (row) => row.tipEur },
            { key: 'surplus', header: t('money.surplus'), unit: '€', decimals: 2, value: (row) => row.surplusEur },
            { key: 'cac', header: t('money.cac'), unit: '€', decimals: 2, value: (row) => row.cacEur },
            { key: 'documents', header: t('nav.documents'), decimals: 0, value: (row) => row.documents },
          ]}
        />
        <p className="small">{t('months.note')}</p>
      </Card>
    </>
  );
}
