import { useState } from 'react';
import { call, Fault } from '../../api/client.ts';
import { useApi } from '../../api/useApi.ts';
import { Icon } from '../../components/Icon.tsx';
import { Awaited, Card, FaultNotice, Notice, Window } from '../../components/Parts.tsx';
import { actingFor, Link } from '../../router.tsx';
import { dayOf } from '../../time.ts';
import type { MemberRequest } from '../privacy/types.ts';
import { Delegations } from './Delegations.tsx';
import type { Consent } from './types.ts';
import { useMine } from './words.ts';

/** What a member may do about its data: ways to it, consents, and leaving. */
export function Yours({ month }: { month: string | null }) {
  return (
    <>
      <Ways month={month} />
      <Consents />
      <Delegations />
      {actingFor() === null && <Leave />}
    </>
  );
}

function Ways({ month }: { month: string | null }) {
  const { m } = useMine();
  const about = month ? `mese=${month}&` : '';
  return (
    <Card title={m('yours.title')} className="mine-ways">
      <ul className="plain lines">
        <li>
          <Link to={`io/dati${month ? `?mese=${month}` : ''}`}>
            <Icon name="download" /> {m(actingFor() === null ? 'yours.data' : 'yours.looks')}
          </Link>
        </li>
        <li>
          <Link to={`io/dati?${about}chiedi=amount`}>
            <Icon name="euro" /> {m('yours.contest')}
          </Link>
        </li>
        {actingFor() === null && (
          <li>
            <Link to="io/dati?chiedi=erasure">
              <Icon name="cross" /> {m('yours.erase')}
            </Link>
          </li>
        )}
      </ul>
    </Card>
  );
}

function Consents() {
  const { m, f, named } = useMine();
  const consents = useApi<Consent[]>('api/mine/consents');
  const today = dayOf(new Date());
  const [asked, setAsked] = useState<Consent | null>(null);
  const [said, setSaid] = useState('');
  return (
    <Card title={m('consent.title')}>
      {said && (
        <Notice kind="good" role="status">
          <p>{said}</p>
        </Notice>
      )}
      {asked && (
        <Window title={named(`consent.${asked.purpose}`)} dismiss={m('consent.keep')} close={() => setAsked(null)}>
          <Withdraw
            consent={asked}
            done={() => {
              setAsked(null);
              setSaid(m('consent.done'));
              consents.reload();
            }}
          />
        </Window>
      )}
      <Awaited from={consents} rows={1}>
        {(all) =>
          all.length === 0 ? (
            <p>{m('consent.none')}</p>
          ) : (
            <>
              <ul className="plain lines">
                {all.map((one) => (
                  <li key={`${one.purpose}-${one.id}`}>
                    <strong>{named(`consent.${one.purpose}`)}</strong>,{' '}
                    {one.withdrawnAt
                      ? m('consent.gone', { at: f.day(dayOf(one.withdrawnAt)) })
                      : one.to === null
                        ? m('consent.endless', { from: f.day(one.from) })
                        : one.to < today
                          ? m('consent.over', { to: f.day(one.to) })
                          : m('consent.valid', { from: f.day(one.from), to: f.day(one.to) })}
                    {!one.withdrawnAt && (one.to === null || one.to >= today) && actingFor() === null && (
                      <>
                        {' · '}
                        <button type="button" className="link" onClick={() => setAsked(one)}>
                          {m('consent.withdraw')}
                          <span className="visually-hidden"> {named(`consent.${one.purpose}`)}</span>
                        </button>
                      </>
                    )}
                  </li>
                ))}
              </ul>
              <p className="small">{m('consent.words')}</p>
            </>
          )
        }
      </Awaited>
    </Card>
  );
}

/** One step more than a click, and no more: it is as easy as to consent, and takes effect at once. */
function Withdraw({ consent, done }: { consent: Consent; done(): void }) {
  const { m } = useMine();
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const send = async () => {
    setBusy(true);
    setFault(null);
    try {
      await call('POST', `api/mine/consents/${encodeURIComponent(consent.purpose)}/${consent.id}/withdraw`);
      done();
    } catch (failure) {
      setFault(failure instanceof Fault ? failure : new Fault(0, null));
      setBusy(false);
    }
  };
  return (
    <>
      <p>{m('consent.ask')}</p>
      {fault && <FaultNotice fault={fault} />}
      <div className="actions">
        <button type="button" className="primary" disabled={busy} onClick={() => void send()}>
          {m('consent.go')}
        </button>
      </div>
    </>
  );
}

function Leave() {
  const { m, f } = useMine();
  const requests = useApi<MemberRequest[]>('api/mine/requests');
  return (
    <Card title={m('leave.title')} className="mine-leave">
      <p>{m('leave.words')}</p>
      <ul>
        {(['leave.when', 'leave.money', 'leave.kept', 'leave.supply'] as const).map((key) => (
          <li key={key}>{m(key)}</li>
        ))}
      </ul>
      <Awaited from={requests} rows={1}>
        {(all) => {
          const asked = all.find(({ kind, state }) => kind === 'leave' && state !== 'withdrawn');
          return asked ? (
            <p>
              <strong>
                {m('leave.state', { at: f.day(dayOf(asked.at)), state: m(`state.${asked.state}`), due: f.day(asked.due) })}
              </strong>{' '}
              <Link to="io/dati">{m('leave.follow')}</Link>
            </p>
          ) : (
            <Link className="button" to="io/dati?chiedi=leave">
              {m('leave.ask')}
            </Link>
          );
        }}
      </Awaited>
    </Card>
  );
}
