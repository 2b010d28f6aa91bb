import { useApi } from '../../api/useApi.ts';
import { DataTable } from '../../components/DataTable.tsx';
import { Awaited, Card } from '../../components/Parts.tsx';
import { useMine } from './words.ts';

interface MinePayment {
  day: string;
  eur: number;
  retainedEur: number;
  state: 'sent' | 'booked' | 'returned';
  bookedOn: string | null;
  returnedOn: string | null;
}

/** What was paid to the member, and when. */
export function Paid() {
  const { m, f } = useMine();
  const payments = useApi<MinePayment[]>('api/mine/payments');
  return (
    <Card title={m('paid.title')}>
      <Awaited from={payments} rows={1}>
        {(all) => (
          <DataTable
            caption={m('paid.title')}
            file="pagamenti-a-me"
            rows={all}
            id={(row) => `${row.day} ${row.eur}`}
            empty={m('paid.none')}
            columns={[
              { key: 'day', header: m('paid.day'), value: (row) => row.day, show: (row) => f.day(row.bookedOn ?? row.day) },
              { key: 'eur', header: m('paid.amount'), unit: '€', decimals: 2, value: (row) => row.eur },
              {
                key: 'state',
                header: m('paid.state'),
                value: (row) => m(`paid.${row.state}`),
                show: (row) => (
                  <>
                    {m(`paid.${row.state}`)}
                    {row.returnedOn && <span className="note">{f.day(row.returnedOn)}</span>}
                    {row.retainedEur > 0 && <span className="note">{m('paid.retained', { eur: f.eur(row.retainedEur) })}</span>}
                  </>
                ),
              },
            ]}
          />
        )}
      </Awaited>
    </Card>
  );
}
