import { useState } from 'react';
import { call, Fault } from '../../api/client.ts';
import { useSession } from '../../api/session.tsx';
import { useApi } from '../../api/useApi.ts';
import { Awaited, Card, FaultNotice, Notice } from '../../components/Parts.tsx';
import { useDoors } from './words.ts';

interface OwnSession {
  id: number;
  current: boolean;
  way: string | null;
  browser: string | null;
  system: string | null;
  place: string | null;
  network: string | null;
  beganAt: string;
  seenAt: string;
}

/** Where the person is signed in: each can be ended, and all others at once. */
export function Sessions() {
  const { d, of, f } = useDoors();
  const { me } = useSession();
  const list = useApi<OwnSession[]>('api/sessions');
  const [fault, setFault] = useState<Fault | null>(null);
  const [ended, setEnded] = useState<number | null>(null);
  const act = async (work: Promise<number>) => {
    setFault(null);
    setEnded(null);
    try {
      setEnded(await work);
      list.reload();
    } catch (failure) {
      setFault(failure instanceof Fault ? failure : new Fault(0, null));
    }
  };
  return (
    <Card title={d('session.title')}>
      <p>{d('session.lead')}</p>
      {me?.home && <Notice>{d('session.home')}</Notice>}
      <Awaited from={list} rows={2}>
        {(all) => (
          <>
            <ul className="plain lines">
              {all.map((one) => (
                <li key={one.id}>
                  <strong>{d('session.on', { browser: of('browser', one.browser), system: of('system', one.system) })}</strong>{' '}
                  {one.current && <span className="tag good">{d('session.this')}</span>}
                  <br />
                  <span className="small">
                    {[
                      of('place', one.place, { network: one.network ?? '' }),
                      d('session.by', { way: of('way', one.way) }),
                      d('session.began', { at: f.moment(one.beganAt) }),
                      d('session.seen', { at: f.moment(one.seenAt) }),
                    ].join(' · ')}
                  </span>
                  {!one.current && (
                    <span className="acts">
                      <button
                        type="button"
                        className="quiet"
                        onClick={() => void act(call('DELETE', `api/sessions/${one.id}`).then(() => 1))}
                      >
                        {d('session.end')}
                        <span className="visually-hidden">
                          {' '}
                          {d('session.on', { browser: of('browser', one.browser), system: of('system', one.system) })}
                        </span>
                      </button>
                    </span>
                  )}
                </li>
              ))}
            </ul>
            {all.some(({ current }) => !current) && (
              <button
                type="button"
                onClick={() => void act(call<{ ended: number }>('DELETE', 'api/sessions').then((answer) => answer.ended))}
              >
                {d('session.others')}
              </button>
            )}
          </>
        )}
      </Awaited>
      {fault && <FaultNotice fault={fault} />}
      {ended !== null && (
        <Notice kind="good" role="status">
          {d(ended === 1 ? 'session.ended.1' : 'session.ended', { n: ended })}
        </Notice>
      )}
    </Card>
  );
}
