import type { Known } from '../api/types.ts';
import { useWords } from '../i18n/index.tsx';
import { Chart } from './Chart.tsx';
import { DataTable } from './DataTable.tsx';

export interface MoneyRow {
  key: string;
  label: string;
  name: string;
  tipEur: Known;
  cacEur: Known;
  estimated: boolean;
}

/** Euro by month: the premium and the contribution side by side. */
export function MoneyChart({
  heading,
  rows,
  range,
  file,
  open,
}: {
  heading: string;
  rows: readonly MoneyRow[];
  range: string;
  file: string;
  open?: (row: MoneyRow) => void;
}) {
  const { t, f } = useWords();
  const known = rows.filter(({ tipEur }) => tipEur !== null);
  const high = known.reduce<MoneyRow | undefined>(
    (best, row) => (!best || row.tipEur! > best.tipEur! ? row : best),
    undefined,
  );
  const summary = high
    ? t('money.summary', { range, month: high.name, value: f.eur(high.tipEur) })
    : `${range}. ${t('chart.nothing')}`;
  const say = (index: number) => {
    const row = rows[index];
    return row
      ? `${row.name}: ${t('money.tip')} ${f.eur(row.tipEur)}, ${t('money.cac')} ${f.eur(row.cacEur)}${row.estimated ? ` (${t('estimate')})` : ''}.`
      : '';
  };
  return (
    <Chart
      heading={heading}
      summary={summary}
      say={say}
      open={
        open
          ? (index) => {
              const row = rows[index];
              if (row) open(row);
            }
          : undefined
      }
      openHint={t('months.open')}
      plot={{
        labels: rows.map(({ label }) => label),
        unit: '€',
        estimated: rows.map(({ estimated }) => estimated),
        missing: rows.map(({ tipEur }) => tipEur === null),
        series: [
          { key: 'tip', name: t('money.tip'), meaning: 'tip', values: rows.map(({ tipEur }) => tipEur), slot: 'a' },
          { key: 'cac', name: t('money.cac'), meaning: 'cac', values: rows.map(({ cacEur }) => cacEur), slot: 'b' },
        ],
      }}
      table={
        <DataTable
          caption={heading}
          file={file}
          rows={rows}
          id={(row) => row.key}
          columns={[
            { key: 'name', header: t('month'), value: (row) => row.name },
            { key: 'tip', header: t('money.tip'), unit: '€', decimals: 2, value: (row) => row.tipEur },
            { key: 'cac', header: t('money.cac'), unit: '€', decimals: 2, value: (row) => row.cacEur },
            {
              key: 'quality',
              header: t('quality'),
              value: (row) =>
                t(row.tipEur === null ? 'quality.missing' : row.estimated ? 'quality.estimated' : 'quality.calculated'),
            },
          ]}
        />
      }
    />
  );
}
