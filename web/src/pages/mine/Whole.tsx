import { useId, useState } from 'react';
import { useApi } from '../../api/useApi.ts';
import { Icon } from '../../components/Icon.tsx';
import { Awaited, Card } from '../../components/Parts.tsx';
import { addDays, addMonths, dayOf, monthOf } from '../../time.ts';
import type { Whole as WholeData } from './types.ts';
import { untold, useMine } from './words.ts';
import { WholePicture } from './WholePicture.tsx';

/** The member's energy inside that of the community, of a day or a month that is chosen here. */
export function Whole() {
  const { m } = useMine();
  const [span, setSpan] = useState<{ day: string } | { month: string } | null>(null);
  const asked = span === null ? '' : 'day' in span ? `?day=${span.day}` : `?month=${span.month}`;
  const whole = useApi<WholeData>(`api/mine/whole${asked}`);
  const today = dayOf(new Date());
  const byMonth = span !== null && 'month' in span;
  // Before the first answer nobody knows which day it is of.
  const at = span === null ? (whole.data?.first ?? null) : 'day' in span ? span.day : span.month;
  const move = (steps: number) => {
    if (at !== null) setSpan(byMonth ? { month: addMonths(at, steps) } : { day: addDays(at, steps) });
  };
  // Of today nothing is told: its hours would tell each point's figures as they come in.
  const last = byMonth ? monthOf(today) : addDays(today, -1);
  return (
    <Card title={m('whole.title')} className="mine-whole">
      <div className="mine-span" role="group" aria-label={m('whole.span')}>
        <button type="button" className="quiet" disabled={at === null} onClick={() => move(-1)}>
          <Icon name="left" />
          <span className="visually-hidden">{m('whole.before')}</span>
        </button>
        <button
          type="button"
          aria-pressed={!byMonth}
          disabled={at === null}
          onClick={() => at !== null && byMonth && setSpan({ day: at === monthOf(today) ? addDays(today, -1) : `${at}-01` })}
        >
          {m('whole.day')}
        </button>
        <button
          type="button"
          aria-pressed={byMonth}
          disabled={at === null}
          onClick={() => at !== null && !byMonth && setSpan({ month: monthOf(at) })}
        >
          {m('whole.month')}
        </button>
        <button type="button" className="quiet" disabled={at === null || at >= last} onClick={() => move(1)}>
          <Icon name="right" />
          <span className="visually-hidden">{m('whole.after')}</span>
        </button>
      </div>
      <Awaited from={whole} rows={1}>
        {(data) => <Said key={asked} data={data} byMonth={byMonth} today={today} />}
      </Awaited>
    </Card>
  );
}

function Said({ data, byMonth, today }: { data: WholeData; byMonth: boolean; today: string }) {
  const { m, f } = useMine();
  const id = useId();
  const when = byMonth
    ? m('whole.in', { month: f.month(monthOf(data.first)) })
    : data.first === addDays(today, -1)
      ? m('whole.yesterday')
      : m('whole.on', { day: f.dayLong(data.first) });
  const values = { when, When: when.charAt(0).toLocaleUpperCase() + when.slice(1) };
  const { community, own } = data;
  const title = byMonth ? f.month(monthOf(data.first)) : f.dayLong(data.first);
  if (!community)
    return (
      <>
        <h3>{title}</h3>
        {untold(data.state) ? (
          <>
            <p>{m(`why.${untold(data.state)!}`, { n: data.fewestMembers })}</p>
            {own.sharedElsewhereKwh !== null && (
              <p>{m('whole.few.own', { ...values, own: f.kwh(own.sharedElsewhereKwh) })}</p>
            )}
          </>
        ) : (
          <p className="empty">{m('whole.none.day', values)}</p>
        )}
      </>
    );
  const said =
    community.sharedKwh === 0
      ? m('whole.said.none', values)
      : own.sharedKwh === null
        ? m('whole.said.unknown', { ...values, shared: f.kwh(community.sharedKwh) })
        : m('whole.said', {
            ...values,
            shared: f.kwh(community.sharedKwh, community.sharedKwh < 100 ? 1 : 0),
            own: f.kwh(own.sharedKwh, own.sharedKwh < 1 ? 2 : 1),
          });
  return (
    <>
      <h3 id={id}>{title}</h3>
      <p className="mine-said">{said}</p>
      <WholePicture data={data} byMonth={byMonth} title={title} />
      <p className="small">
        {own.withdrawnKwh !== null && `${m('whole.said.own', { withdrawn: f.kwh(own.withdrawnKwh) })} `}
        {!!own.injectedKwh && `${m('whole.said.roof', { injected: f.kwh(own.injectedKwh) })} `}
        {data.knownHours < data.dueHours &&
          `${m('whole.partial', { known: f.number(data.knownHours), due: f.number(data.dueHours) })} `}
        {!!own.sharedElsewhereKwh && `${m('whole.elsewhere', { own: f.kwh(own.sharedElsewhereKwh) })} `}
        {own.estimated && m('whole.estimated')}
      </p>
    </>
  );
}
