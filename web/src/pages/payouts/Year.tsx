import { useState } from 'react';
import { call, Fault } from '../../api/client.ts';
import { useCommunityPath, useHasRole } from '../../api/session.tsx';
import { useApi } from '../../api/useApi.ts';
import { DataTable } from '../../components/DataTable.tsx';
import { Awaited, Card, FaultNotice, Field } from '../../components/Parts.tsx';
import { dayOf } from '../../time.ts';
import type { YearAccount } from './types.ts';
import { usePayoutWords } from './words.ts';
import { Kept } from './YearKept.tsx';
import { YearParts } from './YearParts.tsx';

/** The account of a year by the books, and the spreadsheets that were handed out. */
export function Year() {
  const { m } = usePayoutWords();
  const path = useCommunityPath();
  const may = useHasRole('administrator', 'accountant');
  const now = Number(dayOf(new Date()).slice(0, 4));
  const [year, setYear] = useState(now);
  const [fault, setFault] = useState<Fault | null>(null);
  const account = useApi<YearAccount>(path(`year-account?year=${year}`));
  const make = async () => {
    setFault(null);
    try {
      await call('POST', path('year-account')!, { year });
      account.reload();
    } catch (failure) {
      setFault(failure instanceof Fault ? failure : new Fault(0, null));
    }
  };
  return (
    <Card title={m('year')}>
      <p>{m('year.lead')}</p>
      <Field label={m('year.year')}>
        {(ids) => (
          <select {...ids} value={year} onChange={(event) => setYear(Number(event.target.value))}>
            {[0, 1, 2, 3, 4].map((back) => (
              <option key={back}>{now - back}</option>
            ))}
          </select>
        )}
      </Field>
      <Awaited from={account}>
        {(all) => (
          <>
            <DataTable
              caption={m('year')}
              file={`conto-${all.year}`}
              rows={all.members}
              id={(row) => row.memberId}
              empty={m('year.none')}
              columns={[
                { key: 'who', header: m('who'), value: (row) => row.name },
                { key: 'opening', header: m('year.opening'), unit: '€', decimals: 2, roomy: true, value: (row) => row.openingEur },
                { key: 'gross', header: m('year.gross'), unit: '€', decimals: 2, roomy: true, value: (row) => row.grossEur },
                { key: 'withheld', header: m('year.withheld'), unit: '€', decimals: 2, roomy: true, value: (row) => row.withheldEur },
                { key: 'paid', header: m('year.paid'), unit: '€', decimals: 2, value: (row) => row.paidEur },
                { key: 'returned', header: m('year.returned'), unit: '€', decimals: 2, roomy: true, value: (row) => row.returnedEur },
                { key: 'closing', header: m('year.closing'), unit: '€', decimals: 2, value: (row) => row.closingEur },
              ]}
            />
            <YearParts all={all} />
            {may && (
              <button type="button" className="quiet" onClick={() => void make()}>
                {m('year.make', { year: all.year })}
              </button>
            )}
            <ul className="plain lines">
              {all.accounts.map((kept) => (
                <Kept key={kept.number} year={all.year} kept={kept} />
              ))}
            </ul>
          </>
        )}
      </Awaited>
      {fault && <FaultNotice fault={fault} />}
    </Card>
  );
}
