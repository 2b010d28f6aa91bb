import type { MemberMonth } from '../../api/types.ts';
import { DataTable } from '../../components/DataTable.tsx';
import { EnergyChart } from '../../components/EnergyChart.tsx';
import { Card, StatusTag } from '../../components/Parts.tsx';
import { useWords } from '../../i18n/index.tsx';
import { Link, usePlace } from '../../router.tsx';
import { memberRows } from '../Members.tsx';

/** The months that are known, as energy and as money. */
export function Past({ months }: { months: readonly MemberMonth[] }) {
  const words = useWords();
  const { t } = words;
  const { go } = usePlace();
  return (
    <>
      <section className="card" aria-label={t('mine.months')}>
        <EnergyChart
          own
          heading={t('mine.months')}
          rows={memberRows(months, words)}
          rowName={t('month')}
          range={t('mine.range')}
          file="i-miei-mesi"
          open={(row) => go(`io?mese=${row.key}`)}
          openHint={t('months.open')}
        />
      </section>
      <Card title={t('member.money')}>
        <Money months={months} />
      </Card>
    </>
  );
}

/** What counts first; what it is made of where there is room, and in the file. */
function Money({ months }: { months: readonly MemberMonth[] }) {
  const { t, f } = useWords();
  const eur = { unit: '€', decimals: 2 };
  const kwh = { unit: 'kWh', decimals: 1 };
  return (
    <DataTable
      caption={t('member.money')}
      file="i-miei-importi"
      id={(row) => row.month}
      rows={[...months].sort((one, other) => other.month.localeCompare(one.month))}
      columns={[
        {
          key: 'month',
          header: t('month'),
          value: (row) => row.month,
          show: (row) => (
            <>
              <Link to={`io?mese=${row.month}`}>{f.month(row.month)}</Link>
              {row.status && row.status !== 'final' && <span className="cramped small">{t(`status.${row.status}`)}</span>}
            </>
          ),
        },
        { key: 'total', header: t('money.total'), ...eur, value: (row) => row.totalEur },
        { key: 'shared', header: t('energy.shared'), ...kwh, value: (row) => row.sharedKwh },
        { key: 'withdrawn', header: t('energy.withdrawn'), ...kwh, roomy: true, value: (row) => row.withdrawnKwh },
        { key: 'injected', header: t('energy.injected'), ...kwh, roomy: true, value: (row) => row.injectedKwh },
        { key: 'tip', header: t('money.tip.short'), ...eur, roomy: true, value: (row) => row.tipEur },
        { key: 'cac', header: t('money.cac.short'), ...eur, roomy: true, value: (row) => row.cacEur },
        { key: 'surplus', header: t('money.surplus.short'), ...eur, roomy: true, value: (row) => row.surplusEur },
        {
          key: 'status',
          header: t('months.status'),
          roomy: true,
          value: (row) => row.status && t(`status.${row.status}`),
          show: (row) =>
            row.status ? <StatusTag status={row.status} {...(row.state ? { state: row.state } : {})} /> : '–',
        },
      ]}
    />
  );
}
