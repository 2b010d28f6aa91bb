import { useState } from 'react';
import { call, type Fault } from '../../api/client.ts';
import { useCommunityPath, useMayChange } from '../../api/session.tsx';
import { useApi } from '../../api/useApi.ts';
import { DataTable } from '../../components/DataTable.tsx';
import { Awaited, Card, FaultNotice, Notice } from '../../components/Parts.tsx';
import { asFault } from '../people/wrong.ts';
import { type MailKey, useMailWords } from './words.ts';

interface Held {
  unsubscribed: { person: number; name: string; kind: string; how: string; at: string }[];
  addresses: { id: number; address: string; code: string; problem: string; at: string; letter: number }[];
}

/** Who gets no optional letters: who said so, and whose address does not exist. */
export function HeldBack() {
  const { m, f } = useMailWords();
  const path = useCommunityPath();
  const held = useApi<Held>(path('mail/held-back'), 30_000);
  const mayChange = useMayChange();
  const [fault, setFault] = useState<Fault | null>(null);
  const [done, setDone] = useState(false);
  const again = async (mark: number) => {
    setFault(null);
    setDone(false);
    try {
      await call<void>('POST', path(`mail/addresses/${mark}/try-again`)!);
      setDone(true);
      held.reload();
    } catch (failure) {
      setFault(asFault(failure));
    }
  };
  return (
    <>
      <Card title={m('bad.title')}>
        <p>{m('bad.lead')}</p>
        {fault && <FaultNotice fault={fault} />}
        {done && (
          <Notice kind="good" role="status">
            {m('bad.done')}
          </Notice>
        )}
        <Awaited from={held} rows={1}>
          {({ addresses }) => (
            <DataTable
              caption={m('bad.title')}
              file="indirizzi"
              rows={addresses}
              id={(row) => row.id}
              empty={m('bad.none')}
              columns={[
                { key: 'address', header: m('bad.address'), value: (row) => row.address },
                {
                  key: 'reason',
                  header: m('bad.reason'),
                  value: (row) => `${row.code} ${row.problem}`,
                  show: (row) => (
                    <>
                      <span className="tag bad">{row.code}</span>
                      <span className="note" lang="en">
                        {row.problem}
                      </span>
                    </>
                  ),
                },
                { key: 'at', header: m('bad.at'), roomy: true, value: (row) => row.at, show: (row) => f.moment(row.at) },
                ...(mayChange
                  ? [
                      {
                        key: 'act',
                        header: m('bad.act'),
                        value: () => null,
                        show: (row: Held['addresses'][number]) => (
                          <span className="acts">
                            <button type="button" className="quiet" onClick={() => void again(row.id)}>
                              {m('bad.again')}
                              <span className="visually-hidden"> {row.address}</span>
                            </button>
                          </span>
                        ),
                      },
                    ]
                  : []),
              ]}
            />
          )}
        </Awaited>
      </Card>
      <Card title={m('un.title')}>
        <p>{m('un.lead')}</p>
        <Awaited from={held} rows={1}>
          {({ unsubscribed }) => (
            <DataTable
              caption={m('un.title')}
              file="disdette"
              rows={unsubscribed}
              id={(row) => `${row.person} ${row.kind}`}
              empty={m('un.none')}
              columns={[
                { key: 'name', header: m('un.name'), value: (row) => row.name },
                { key: 'kind', header: m('un.kind'), value: (row) => m(`kind.${row.kind}` as MailKey) },
                { key: 'how', header: m('un.how'), value: (row) => m(`how.${row.how}` as MailKey) },
                { key: 'at', header: m('un.at'), value: (row) => row.at, show: (row) => f.moment(row.at) },
              ]}
            />
          )}
        </Awaited>
      </Card>
    </>
  );
}
