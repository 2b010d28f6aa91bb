import { useApi } from '../../api/useApi.ts';
import { Icon } from '../../components/Icon.tsx';
import { Awaited, Card } from '../../components/Parts.tsx';
import { Link } from '../../router.tsx';
import { dayOf } from '../../time.ts';
import type { MemberRequest } from '../privacy/types.ts';
import type { Consent } from './types.ts';
import { useMine } from './words.ts';

/** What a member may do about its data: ways to it, consents, and leaving. */
export function Yours({ month }: { month: string | null }) {
  return (
    <>
      <Ways month={month} />
      <Consents />
      <Leave />
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
            <Icon name="download" /> {m('yours.data')}
          </Link>
        </li>
        <li>
          <Link to={`io/dati?${about}chiedi=amount`}>
            <Icon name="euro" /> {m('yours.contest')}
          </Link>
        </li>
        <li>
          <Link to="io/dati?chiedi=erasure">
            <Icon name="cross" /> {m('yours.erase')}
          </Link>
        </li>
      </ul>
    </Card>
  );
}

function Consents() {
  const { m, f, named } = useMine();
  const consents = useApi<Consent[]>('api/mine/consents');
  const today = dayOf(new Date());
  return (
    <Card title={m('consent.title')}>
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
                    {!one.withdrawnAt && (one.to === null || one.to >= today) && (
                      <>
                        {' · '}
                        <Link to="io/dati?chiedi=consent">
                          {m('consent.withdraw')}
                          <span className="visually-hidden"> {named(`consent.${one.purpose}`)}</span>
                        </Link>
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
