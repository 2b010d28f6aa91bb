import { useCommunityPath } from '../../api/session.tsx';
import { useApi } from '../../api/useApi.ts';
import { Awaited, Card, PageHead } from '../../components/Parts.tsx';
import { BankFiles } from './BankFiles.tsx';
import { Batch } from './Batch.tsx';
import { DraftCard } from './DraftCard.tsx';
import type { Payout } from './types.ts';
import { Ways } from './Ways.tsx';
import { usePayoutWords } from './words.ts';
import { useState } from 'react';

/** What can be paid, the batches with their payments, and what the bank says of them. */
export function Payouts() {
  const { m } = usePayoutWords();
  const path = useCommunityPath();
  const [turn, setTurn] = useState(0);
  const batches = useApi<Payout[]>(path('payouts'));
  const reload = () => {
    batches.reload();
    setTurn(turn + 1);
  };
  return (
    <>
      <PageHead title={m('title')} lead={m('lead')}>
        <Ways here="distinte" />
      </PageHead>
      <DraftCard key={`d${turn}`} reload={reload} />
      <Awaited from={batches}>
        {(all) =>
          all.length === 0 ? (
            <Card title={m('list')}>
              <p>{m('list.none')}</p>
            </Card>
          ) : (
            <>
              {all.map((batch) => (
                <Batch key={batch.id} batch={batch} reload={reload} />
              ))}
            </>
          )
        }
      </Awaited>
      <BankFiles key={`b${turn}`} reload={reload} />
    </>
  );
}
