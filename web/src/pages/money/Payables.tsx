import { useCommunityPath } from '../../api/session.tsx';
import { useApi } from '../../api/useApi.ts';
import { DataTable } from '../../components/DataTable.tsx';
import { Awaited, Card, PageHead, StatusTag } from '../../components/Parts.tsx';
import { Link } from '../../router.tsx';
import { Standing } from './Standing.tsx';
import type { Payable } from './types.ts';
import { useMoney } from './words.ts';
import { useYear, YearChoice } from './Year.tsx';

/** What members are to be paid, month by month, and what of it is approved. */
export function Payables() {
  const { m, t, f } = useMoney();
  const year = useYear();
  const path = useCommunityPath();
  const payables = useApi<Payable[]>(path(`payables?year=${year}`));
  return (
    <>
      <PageHead title={m('pay.title')} lead={m('pay.lead')}>
        <Link to="pagamenti/distinte">{m('pay.batches')}</Link>
        <Link to="pagamenti/fisco">{m('tax.title')}</Link>
      </PageHead>
      <YearChoice year={year} />
      <Card title={m('pay.months')}>
        <Awaited from={payables}>
          {(all) => (
            <DataTable
              caption={m('pay.months')}
              file={`pagamenti-${year}`}
              rows={all}
              id={(row) => row.month}
              empty={m('pay.none')}
              columns={[
                {
                  key: 'month',
                  header: t('month'),
                  value: (row) => row.month,
                  show: (row) => <Link to={`pagamenti/${row.month}`}>{f.month(row.month)}</Link>,
                },
                {
                  key: 'status',
                  header: t('months.status'),
                  roomy: true,
                  value: (row) => t(`status.${row.status}`),
                  show: (row) => <StatusTag status={row.status} />,
                },
                {
                  key: 'standing',
                  header: m('pay.standing'),
                  value: (row) => m(`pay.${row.standing}`),
                  show: (row) => <Standing payable={row} />,
                },
                { key: 'gross', header: m('pay.gross'), unit: '€', decimals: 2, value: (row) => row.grossEur },
                { key: 'withheld', header: m('pay.withheld'), unit: '€', decimals: 2, value: (row) => row.withheldEur },
                { key: 'net', header: m('pay.net'), unit: '€', decimals: 2, value: (row) => row.netEur },
              ]}
            />
          )}
        </Awaited>
      </Card>
    </>
  );
}
