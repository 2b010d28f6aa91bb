import { useApi } from '../../api/useApi.ts';
import { Awaited, Card } from '../../components/Parts.tsx';
import { dayOf, hourLabels } from '../../time.ts';
import { axisOf } from './axis.ts';
import type { Foretold, ForetoldDay } from './types.ts';
import { untold, useMine } from './words.ts';

/** When it is worth using energy, and how far the forecast was wrong before. */
export function BestHours() {
  const { m } = useMine();
  const told = useApi<Foretold>('api/mine/best-hours', 15 * 60_000);
  return (
    <Card title={m('best.title')} className="mine-best">
      <Awaited from={told} rows={1}>
        {(data) => (data.state === 'known' ? <Told data={data} /> : <NotTold data={data} />)}
      </Awaited>
    </Card>
  );
}

function NotTold({ data }: { data: Foretold }) {
  const { m, f } = useMine();
  const said =
    data.state === 'little_history'
      ? m('best.little', { n: f.number(data.knownDays), needed: f.number(data.neededDays) })
      : untold(data.state)
        ? m(`why.${untold(data.state)!}`, { n: data.fewestMembers })
        : m('best.nothing');
  return <p className="empty">{said}</p>;
}

function Told({ data }: { data: Foretold }) {
  const { m, many, f } = useMine();
  const { error, errorAhead } = data;
  return (
    <>
      <p>{m('best.lead')}</p>
      <div className="mine-days">
        {data.days.map((day, place) => (
          <Day key={day.day} day={day} name={m(place === 0 ? 'best.today' : 'best.tomorrow')} today={place === 0} />
        ))}
      </div>
      <p className="small">
        {error
          ? m('best.error', {
              span: error.days === 14 ? m('best.error.weeks') : many('best.error.days', error.days),
              mean: f.kwh(error.meanKwh),
              surplus: f.kwh(error.surplusKwh),
            })
          : m('best.error.none')}
        {error && errorAhead && ` ${m('best.error.ahead', { mean: f.kwh(errorAhead.meanKwh) })}`}
      </p>
      <details>
        <summary>{m('best.how')}</summary>
        <p>{m('best.how.words')}</p>
      </details>
    </>
  );
}

function Day({ day, name, today }: { day: ForetoldDay; name: string; today: boolean }) {
  const { m, f } = useMine();
  const best = day.hours.filter((hour) => hour.best);
  const highest = day.hours.reduce((high, hour) => Math.max(high, hour.surplusKwh ?? 0), 0);
  const high = day.hours.find((hour) => hour.surplusKwh === highest);
  const long = m('best.day', { name, day: f.dayLong(day.day) });
  const labels = hourLabels(day.hours.map(({ from }) => ({ hour: f.time(from) })));
  const now = new Date().toISOString();
  // Whole hours: 10–11 says as much as 10:00–11:00.
  const clock = (instant: string) => f.time(instant).slice(0, 2);
  return (
    <section aria-label={long}>
      <h3>{long}</h3>
      {best.length === 0 ? (
        <p>{m(today ? 'best.none.today' : 'best.none')}</p>
      ) : (
        <ul className="plain mine-chips">
          {best.map((hour) => (
            <li key={hour.from}>
              <strong>{m('best.chip', { from: clock(hour.from), to: clock(hour.to) })}</strong>
              <span>{m('best.about', { kwh: f.kwh(hour.surplusKwh, (hour.surplusKwh ?? 0) < 10 ? 1 : 0) })}</span>
            </li>
          ))}
        </ul>
      )}
      <div
        className="mine-bars"
        role="img"
        aria-label={
          high && highest > 0
            ? m('best.bars', { name: long, hour: f.time(high.from), kwh: f.kwh(highest) })
            : m('best.bars.none', { name: long })
        }
      >
        {day.hours.map((hour) => (
          <span
            key={hour.from}
            className={`${hour.best ? 'best' : ''} ${today && hour.to < now && dayOf(now) === day.day ? 'over' : ''} ${
              hour.surplusKwh === null ? 'unknown' : ''
            }`}
            style={{ height: hour.surplusKwh === null ? '100%' : highest > 0 ? `${(100 * hour.surplusKwh) / highest}%` : 0 }}
          />
        ))}
      </div>
      {/* Under the bars they belong to: a day has 23, 24 or 25 of them. */}
      <div className="mine-axis" aria-hidden="true">
        {axisOf(day.hours.map((hour) => clock(hour.from))).map(({ name, percent }) => (
          <span key={name} style={{ left: `${percent}%` }}>
            {name}
          </span>
        ))}
      </div>
      <details>
        <summary>
          {m('best.table')}
          <span className="visually-hidden"> {long}</span>
        </summary>
        <div className="table-scroll" tabIndex={0} role="region" aria-label={m('best.caption', { name: long })}>
          <table>
            <caption className="visually-hidden">{m('best.caption', { name: long })}</caption>
            <thead>
              <tr>
                <th scope="col">{m('best.hour')}</th>
                <th scope="col" className="figure">
                  {m('best.kwh')}
                </th>
              </tr>
            </thead>
            <tbody>
              {day.hours.map((hour, place) => (
                <tr key={hour.from}>
                  <th scope="row">{labels[place]}</th>
                  <td className="figure">{hour.surplusKwh === null ? m('best.unknown') : f.number(hour.surplusKwh, 1)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </section>
  );
}
