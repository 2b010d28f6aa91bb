import { Notice } from '../../components/Parts.tsx';
import { type Building, fewestDays, type LightDay } from './building-types.ts';
import { useBuildings } from './building-words.ts';
import { PlaceFrame } from './OneBuilding.tsx';

/** Street lights beside the sun: in words, and day by day. */
export function OneLight({ building, price, change }: { building: Building; price: number | null; change: ((building: Building) => void) | null }) {
  const { b, f, euro, part } = useBuildings();
  const { light, days } = building;
  if (!light || building.hours === 0)
    return (
      <PlaceFrame building={building} change={change}>
        <p>{b('nodata')}</p>
      </PlaceFrame>
    );
  const all = f.number(light.days.length);
  const values = { kwh: f.kwh(light.sunKwh), days: f.number(days), percent: part(light.sunShare) };
  return (
    <PlaceFrame building={building} change={change}>
      {days < fewestDays ? (
        <p>{b('few', { n: f.number(days) })}</p>
      ) : light.darkKw === null ? (
        <p>{b('light.unknown')}</p>
      ) : light.isStuck ? (
        <Notice kind="warn">
          <p>{b('light.stuck', { all, n: f.number(light.litDays) })}</p>
        </Notice>
      ) : (
        <p>{light.litDays === 0 ? b('light.fine', { all }) : b(light.litDays === 1 ? 'light.trial.1' : 'light.trial', { all, n: f.number(light.litDays) })}</p>
      )}
      {days >= fewestDays && light.sunKwh > 0 && (
        <p>{price === null ? b('light.sun.noeur', values) : b('light.sun', { ...values, eur: euro(light.sunKwh * price) })}</p>
      )}
      <SunDays days={light.days} least={light.darkKw ?? 0} />
    </PlaceFrame>
  );
}

/** What is less than an hour of burning stays a low bar. */
function SunDays({ days, least }: { days: LightDay[]; least: number }) {
  const { b, f } = useBuildings();
  const highest = days.reduce((best, day) => (day.sunKwh > best.sunKwh ? day : best), days[0]!);
  const top = Math.max(highest.sunKwh, least);
  const n = f.number(days.length);
  return (
    <>
      <div
        className="sun-days"
        role="img"
        aria-label={
          highest.sunKwh > 0 ? b('light.chart', { n, kwh: f.kwh(highest.sunKwh), day: f.day(highest.day) }) : b('light.chart.zero', { n })
        }
      >
        {days.map((day) => (
          <span key={day.day} title={`${f.day(day.day)}: ${f.kwh(day.sunKwh)}`}>
            <span
              className={day.lit ? 'lit' : ''}
              style={{ height: top > 0 ? `${(100 * day.sunKwh) / top}%` : 0 }}
            />
          </span>
        ))}
      </div>
      <p className="small sun-days-ends" aria-hidden="true">
        <span>{f.dayShort(days[0]!.day)}</span>
        {highest.sunKwh > 0 && <span>{f.kwh(highest.sunKwh)}</span>}
        <span>{f.dayShort(days[days.length - 1]!.day)}</span>
      </p>
      <details>
        <summary>{b('light.table')}</summary>
        <div className="table-scroll" tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{b('day')}</th>
                <th scope="col">{b('sun')} (kWh)</th>
                <th scope="col">{b('dark')} (kWh)</th>
                <th scope="col">{b('lit')}</th>
              </tr>
            </thead>
            <tbody>
              {days.map((day) => (
                <tr key={day.day}>
                  <th scope="row">{f.day(day.day)}</th>
                  <td>{f.number(day.sunKwh, 2)}</td>
                  <td>{f.number(day.darkKwh, 2)}</td>
                  <td>{f.number(day.litHours)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </>
  );
}
