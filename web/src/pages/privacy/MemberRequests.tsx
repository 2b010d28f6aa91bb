import { useState } from 'react';
import { useCommunityPath } from '../../api/session.tsx';
import { useApi } from '../../api/useApi.ts';
import { Awaited, Card, Notice, PageHead } from '../../components/Parts.tsx';
import { OneRequest } from './OneRequest.tsx';
import type { MemberRequest } from './types.ts';
import { usePrivacy } from './words.ts';

/** What members ask of the staff, open ones first. */
export function MemberRequests() {
  const { p } = usePrivacy();
  const path = useCommunityPath();
  const requests = useApi<MemberRequest[]>(path('member-requests'));
  const [said, setSaid] = useState('');
  const done = (words: string) => {
    setSaid(words);
    requests.reload();
  };
  return (
    <>
      <PageHead title={p('desk.title')} lead={p('desk.lead')} />
      {said && (
        <Notice kind="good" role="status">
          <p>{said}</p>
        </Notice>
      )}
      <Awaited from={requests}>
        {(all) => (
          <>
            {([true, false] as const).map((open) => {
              const some = all.filter((one) => (one.state === 'open' || one.state === 'in_hand') === open);
              return (
                <Card key={String(open)} title={p(open ? 'desk.open' : 'desk.closed')}>
                  {some.length === 0 ? (
                    <p className="empty">{p('desk.none')}</p>
                  ) : (
                    <ul className="plain lines">
                      {some.map((one) => (
                        <li key={one.id}>
                          <OneRequest request={one} done={done} />
                        </li>
                      ))}
                    </ul>
                  )}
                </Card>
              );
            })}
          </>
        )}
      </Awaited>
    </>
  );
}
