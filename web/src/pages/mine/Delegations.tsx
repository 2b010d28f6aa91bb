import { useState } from 'react';
import { call, Fault } from '../../api/client.ts';
import { useApi } from '../../api/useApi.ts';
import { Awaited, Card, FaultNotice, Notice, Window } from '../../components/Parts.tsx';
import { actingFor } from '../../router.tsx';
import { dayOf } from '../../time.ts';
import type { Delegation } from './types.ts';
import { useMine } from './words.ts';

/** Who acts for the member, or did; it ends that itself, and whoever acts for it only reads. */
export function Delegations() {
  const { m, f } = useMine();
  const given = useApi<Delegation[]>('api/mine/delegations');
  const [asked, setAsked] = useState<Delegation | null>(null);
  const [said, setSaid] = useState('');
  const told = (one: Delegation) =>
    one.state === 'ended'
      ? m('mandate.ended', { at: f.day(one.endedAt ? dayOf(one.endedAt) : one.to) })
      : one.state === 'over'
        ? m('mandate.over', { to: f.day(one.to) })
        : m(`mandate.${one.state}.${one.opensPage ? 'page' : 'paper'}`, { from: f.day(one.from), to: f.day(one.to) });
  return (
    <Card title={m('mandate.title')} className="mine-mandates">
      {said && (
        <Notice kind="good" role="status">
          <p>{said}</p>
        </Notice>
      )}
      {asked && (
        <Window title={m('mandate.title')} dismiss={m('mandate.keep')} close={() => setAsked(null)}>
          <End
            delegation={asked}
            done={() => {
              setAsked(null);
              setSaid(m('mandate.done'));
              given.reload();
            }}
          />
        </Window>
      )}
      <Awaited from={given} rows={1}>
        {(all) =>
          all.length === 0 ? (
            <p>{m('mandate.none')}</p>
          ) : (
            <>
              <ul className="plain lines">
                {all.map((one) => (
                  <li key={one.id}>
                    <strong data-own>{one.delegate}</strong>, {told(one)}
                    {(one.state === 'runs' || one.state === 'later') && actingFor() === null && (
                      <>
                        {' · '}
                        <button type="button" className="link" onClick={() => setAsked(one)}>
                          {m('mandate.end')}
                          <span className="visually-hidden" data-own>
                            {' '}
                            {one.delegate}
                          </span>
                        </button>
                      </>
                    )}
                  </li>
                ))}
              </ul>
              <p className="small">{m('mandate.words')}</p>
            </>
          )
        }
      </Awaited>
    </Card>
  );
}

/** One step more than a click, and no more: it counts at once. */
function End({ delegation, done }: { delegation: Delegation; done(): void }) {
  const { m } = useMine();
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const send = async () => {
    setBusy(true);
    setFault(null);
    try {
      await call('POST', `api/mine/delegations/${delegation.id}/end`);
      done();
    } catch (failure) {
      setFault(failure instanceof Fault ? failure : new Fault(0, null));
      setBusy(false);
    }
  };
  return (
    <>
      <p data-own>{m(`mandate.ask.${delegation.opensPage ? 'page' : 'paper'}`, { name: delegation.delegate })}</p>
      {fault && <FaultNotice fault={fault} />}
      <div className="actions">
        <button type="button" className="primary" disabled={busy} onClick={() => void send()}>
          {m('mandate.go')}
        </button>
      </div>
    </>
  );
}
