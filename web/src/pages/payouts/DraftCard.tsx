import { useState } from 'react';
import { call, Fault } from '../../api/client.ts';
import { useCommunityPath, useHasRole } from '../../api/session.tsx';
import { useApi } from '../../api/useApi.ts';
import { DataTable } from '../../components/DataTable.tsx';
import { Icon } from '../../components/Icon.tsx';
import { Awaited, Card, FaultNotice, Field, Notice } from '../../components/Parts.tsx';
import { Account } from './Account.tsx';
import type { PayoutDraft } from './types.ts';
import { usePayoutWords } from './words.ts';

/** What could be paid on a day, what stays open and why, and the check of the surplus. */
export function DraftCard({ reload }: { reload(): void }) {
  const { m, own, f } = usePayoutWords();
  const path = useCommunityPath();
  const may = useHasRole('administrator', 'operator', 'accountant');
  const [day, setDay] = useState('');
  const [fault, setFault] = useState<Fault | null>(null);
  const [busy, setBusy] = useState(false);
  const draft = useApi<PayoutDraft>(path(`payouts/draft${day ? `?day=${day}` : ''}`));
  const make = async (seen: PayoutDraft) => {
    setFault(null);
    setBusy(true);
    try {
      await call('POST', path('payouts')!, { day: seen.day, mark: seen.mark });
      reload();
    } catch (failure) {
      setFault(failure instanceof Fault ? failure : new Fault(0, null));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Card title={m('draft')}>
      <p>{m('draft.lead')}</p>
      <Awaited from={draft}>
        {(seen) => (
          <>
            {!seen.hasAccount && (
              <Notice>
                <p>{m('draft.account')}</p>
              </Notice>
            )}
            {seen.isList && <p>{m('draft.list')}</p>}
            <DataTable
              caption={m('draft')}
              file="bozza-pagamenti"
              rows={seen.payments}
              id={(row) => row.memberId}
              empty={m('draft.none')}
              columns={[
                {
                  key: 'who',
                  header: m('who'),
                  value: (row) => row.name,
                  show: (row) => (
                    <>
                      {row.name}
                      <span className="note">{row.months.map((month) => f.month(month)).join(', ')}</span>
                    </>
                  ),
                },
                { key: 'eur', header: m('amount'), unit: '€', decimals: 2, value: (row) => row.eur },
                { key: 'retained', header: m('retained'), unit: '€', decimals: 2, roomy: true, value: (row) => row.retainedEur },
                { key: 'debts', header: m('debts'), unit: '€', decimals: 2, roomy: true, value: (row) => row.debtsEur },
                { key: 'account', header: m('account'), value: (row) => row.bank.account, show: (row) => <Account bank={row.bank} /> },
              ]}
            />
            {seen.payments.length > 0 && (
              <p>
                <strong>
                  {m('draft.total')}: {f.eur(seen.totalEur)}
                </strong>
              </p>
            )}
            {may && seen.payments.length > 0 && (
              <div className="fields">
                <Field label={m('draft.day')} hint={m('draft.day.hint')}>
                  {(ids) => <input {...ids} type="date" value={day || seen.day} onChange={(event) => setDay(event.target.value)} />}
                </Field>
                <button type="button" className="primary" disabled={busy || !seen.hasAccount} onClick={() => void make(seen)}>
                  {m('draft.make')}
                </button>
              </div>
            )}
            {fault && <FaultNotice fault={fault} />}
            <h3>{m('left')}</h3>
            <DataTable
              caption={m('left')}
              file="resta-aperto"
              rows={seen.leftOpen}
              id={(row) => `${row.memberId} ${row.reason} ${row.month}`}
              empty={m('left.none')}
              columns={[
                { key: 'who', header: m('who'), value: (row) => row.name },
                { key: 'eur', header: m('amount'), unit: '€', decimals: 2, value: (row) => row.eur },
                {
                  key: 'reason',
                  header: m('reason'),
                  value: (row) => own(row.reason),
                  show: (row) => (
                    <>
                      {own(row.reason)}
                      {row.month && <span className="note">{f.month(row.month)}</span>}
                    </>
                  ),
                },
              ]}
            />
            {seen.checks.length > 0 && (
              <>
                <h3>{m('check')}</h3>
                <p>{m('check.lead')}</p>
                <ul className="plain lines">
                  {seen.checks.map(({ month, surplus }) => (
                    <li key={month}>
                      {surplus ? (
                        <>
                          <span className={`tag ${surplus.met ? 'good' : 'bad'}`}>
                            <Icon name={surplus.met ? 'check' : 'warn'} size={14} />
                            {m(surplus.met ? 'check.ok' : 'check.bad')}
                          </span>{' '}
                          {m('check.words', { month: f.month(month), eur: f.eur(surplus.enterprisesEur), limit: f.eur(surplus.limitEur) })}
                        </>
                      ) : (
                        m('check.unknown', { month: f.month(month) })
                      )}
                    </li>
                  ))}
                </ul>
              </>
            )}
          </>
        )}
      </Awaited>
    </Card>
  );
}
