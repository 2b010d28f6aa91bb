import { useState } from 'react';
import { call, Fault } from '../../api/client.ts';
import { useCommunityPath } from '../../api/session.tsx';
import { useApi } from '../../api/useApi.ts';
import { Awaited, Card, FaultNotice, Notice, PageHead } from '../../components/Parts.tsx';
import { OneAlarm } from './OneAlarm.tsx';
import type { AlarmList } from './types.ts';
import { useAlarms } from './words.ts';

/** What is wrong now, what was, and who did what about it. */
export function Alarms() {
  const { a } = useAlarms();
  const path = useCommunityPath();
  const list = useApi<AlarmList>(path('alarms'), 30_000);
  const [said, setSaid] = useState('');
  const [fault, setFault] = useState<Fault | null>(null);
  const done = (words: string) => {
    setSaid(words);
    list.reload();
  };
  const want = (wants: boolean) => {
    setFault(null);
    call<void>('POST', path('alarms/letters')!, { wants }).then(
      () => done(a(wants ? 'letters.on' : 'letters.off')),
      (failure: unknown) => setFault(failure instanceof Fault ? failure : new Fault(0, null)),
    );
  };
  return (
    <>
      <PageHead title={a('title')} lead={a('lead')} />
      {said && (
        <Notice kind="good" role="status">
          <p>{said}</p>
        </Notice>
      )}
      {fault && <FaultNotice fault={fault} />}
      <Awaited from={list}>
        {({ alarms, letters }) => (
          <>
            <p>
              <label>
                <input type="checkbox" checked={letters} onChange={(event) => want(event.target.checked)} /> {a('letters')}
              </label>
            </p>
            {([true, false] as const).map((open) => {
              const some = alarms.filter((alarm) => alarm.open === open);
              return (
                <Card key={String(open)} title={a(open ? 'open' : 'closed')}>
                  {some.length === 0 ? (
                    <p className="empty">{a(open ? 'none' : 'none.closed')}</p>
                  ) : (
                    <ul className="plain lines">
                      {some.map((alarm) => (
                        <li key={alarm.id}>
                          <OneAlarm alarm={alarm} done={done} />
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
