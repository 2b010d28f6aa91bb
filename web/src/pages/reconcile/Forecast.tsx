import { useCommunityPath } from '../../api/session.tsx';
import { useApi } from '../../api/useApi.ts';
import { DataTable } from '../../components/DataTable.tsx';
import { Awaited, Card } from '../../components/Parts.tsx';
import type { ExpectedPayment } from './types.ts';
import { useReconcile } from './words.ts';

/** The payment days to come, with what falls due on each. */
export function Forecast() {
  const { r, f } = useReconcile();
  const path = useCommunityPath();
  const payments = useApi<ExpectedPayment[]>(path('money/forecast'));
  const sum = (row: ExpectedPayment, kind: string) =>
    row.movements.filter((one) => one.kind.startsWith(kind)).reduce((all, one) => all + one.eur, 0);
  return (
    <Card title={r('forecast')}>
      <p>{r('forecast.lead')}</p>
      <Awaited from={payments}>
        {(all) => (
          <DataTable
            caption={r('forecast')}
            file="pagamenti-attesi"
            rows={all}
            id={(row) => row.day}
            empty={r('forecast.none')}
            columns={[
              { key: 'day', header: r('forecast.day'), value: (row) => row.day, show: (row) => f.day(row.day) },
              {
                key: 'what',
                header: r('forecast.what'),
                value: (row) => words(row).join('; '),
              },
              { key: 'gross', header: r('forecast.gross'), unit: '€', decimals: 2, roomy: true, value: (row) => row.grossEur },
              { key: 'fees', header: r('forecast.fees'), unit: '€', decimals: 2, roomy: true, value: (row) => row.feesEur },
              { key: 'paid', header: r('forecast.paid'), unit: '€', decimals: 2, value: (row) => row.paidEur },
              { key: 'carried', header: r('forecast.carried'), unit: '€', decimals: 2, value: (row) => row.carriedEur },
            ]}
          />
        )}
      </Awaited>
    </Card>
  );

  function words(row: ExpectedPayment) {
    return (['advance', 'balance', 'surplus'] as const)
      .map((kind) => ({ kind, eur: sum(row, kind) }))
      .filter(({ eur }) => eur !== 0)
      .map(({ kind, eur }) => r(`forecast.${kind}`, { eur: f.eur(eur) }));
  }
}
