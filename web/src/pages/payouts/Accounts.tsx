import { useState } from 'react';
import { useCommunityPath, useHasRole } from '../../api/session.tsx';
import { useApi } from '../../api/useApi.ts';
import { DataTable } from '../../components/DataTable.tsx';
import { Awaited, Card, PageHead, Window } from '../../components/Parts.tsx';
import { Account } from './Account.tsx';
import { AccountForm } from './AccountForm.tsx';
import { Rule } from './Rule.tsx';
import type { Banks } from './types.ts';
import { Ways } from './Ways.tsx';
import { usePayoutWords } from './words.ts';

/** Where members are paid, what the community pays from, and what payments keep to. */
export function Accounts() {
  const { m, f } = usePayoutWords();
  const path = useCommunityPath();
  const banks = useApi<Banks>(path('bank'));
  const sets = useHasRole('administrator');
  const may = useHasRole('administrator', 'operator', 'accountant');
  const [chosen, setChosen] = useState<{ id: number | null; name: string } | null>(null);
  return (
    <>
      <PageHead title={m('accounts')} lead={m('accounts.lead')}>
        <Ways here="conti" />
      </PageHead>
      <Awaited from={banks}>
        {(all) => (
          <>
            <Card title={m('from')}>
              <p>{all.from ? <Account bank={all.from.bank} /> : m('from.none')}</p>
              {all.from && (
                <p className="small">
                  {all.from.reason} · {all.from.by}, {f.moment(all.from.at)}
                </p>
              )}
              {sets && (
                <button type="button" className="quiet" onClick={() => setChosen({ id: null, name: m('from') })}>
                  {m('change')}
                </button>
              )}
            </Card>
            <Card title={m('members')}>
              {!all.whole && <p>{m('accounts.masked')}</p>}
              <DataTable
                caption={m('members')}
                file="conti-dei-membri"
                rows={all.members}
                id={(row) => row.memberId}
                columns={[
                  { key: 'who', header: m('who'), value: (row) => row.name },
                  {
                    key: 'account',
                    header: m('account'),
                    value: (row) => row.bank.account ?? row.bank.treasury,
                    show: (row) => <Account bank={row.bank} />,
                  },
                  {
                    key: 'why',
                    header: m('why'),
                    roomy: true,
                    value: (row) => row.reason,
                    show: (row) => (
                      <>
                        {row.reason}
                        {row.at && (
                          <span className="note">
                            {row.by}, {f.moment(row.at)}
                          </span>
                        )}
                      </>
                    ),
                  },
                  ...(may
                    ? [
                        {
                          key: 'act',
                          header: m('change'),
                          value: () => null,
                          show: (row: Banks['members'][number]) => (
                            <button type="button" className="quiet" onClick={() => setChosen({ id: row.memberId, name: row.name ?? '' })}>
                              {m('change')}
                              <span className="visually-hidden"> {row.name}</span>
                            </button>
                          ),
                        },
                      ]
                    : []),
                ]}
              />
            </Card>
          </>
        )}
      </Awaited>
      <Rule />
      {chosen && (
        <Window title={m('change.title', { name: chosen.name })} close={() => setChosen(null)}>
          <AccountForm
            member={chosen.id}
            done={() => {
              setChosen(null);
              banks.reload();
            }}
          />
        </Window>
      )}
    </>
  );
}
