import { useId, useState } from 'react';
import { hourLabels } from '../../time.ts';
import type { Whole } from './types.ts';
import { useMine } from './words.ts';

const side = 200;
const most = 94;
const least = 5;
/** The place of the slider before the first row: the day or month as a whole. */
const all = -1;

/** Three circles, each inside the other, by area: what was fed in, what was shared of it, what was mine of that. */
export function WholePicture({ data, byMonth, title }: { data: Whole; byMonth: boolean; title: string }) {
  const { m, f } = useMine();
  const [chosen, setChosen] = useState<number | null>(null);
  const id = useId();
  const { community, own } = data;
  if (!community) return null;
  const labels = byMonth
    ? data.rows.map((row) => f.dayLong(row.day))
    : hourLabels(data.rows.map((row) => ({ hour: f.time(row.from) })));
  const row = chosen === null ? undefined : data.rows[chosen];
  const shown = row
    ? { injected: row.injectedKwh, shared: row.sharedKwh, own: row.ownSharedKwh }
    : { injected: community.injectedKwh, shared: community.sharedKwh, own: own.sharedKwh };
  // Of one hour the circles are told by the greatest of the hours, so that they breathe with the day.
  const whole = row
    ? data.rows.reduce((high, one) => Math.max(high, one.injectedKwh ?? 0), 0)
    : Math.max(community.injectedKwh, community.sharedKwh);
  const radius = (value: number | null | undefined) => (whole > 0 && value ? most * Math.sqrt(Math.min(1, value / whole)) : 0);
  const [injected, shared, mine] = [radius(shown.injected), radius(shown.shared), radius(shown.own)];
  const drawn = mine > 0 ? Math.max(mine, least) : 0;
  const highest = data.rows.reduce((high, one) => Math.max(high, one.injectedKwh ?? 0, one.sharedKwh ?? 0), 0);
  const tall = (value: number | null | undefined) => (highest > 0 && value ? (100 * value) / highest : 0);
  const words = { injected: f.kwh(shown.injected), shared: f.kwh(shown.shared), own: f.kwh(shown.own, 2) };
  return (
    <div className="mine-picture">
      <svg
        viewBox={`0 0 ${side} ${side}`}
        role="img"
        aria-label={`${row ? labels[chosen ?? 0] : title}. ${m('whole.picture', words)}`}
      >
        <circle className="all" cx="100" cy="100" r={injected} />
        <circle className="shared" cx="100" cy={100 + Math.max(0, injected - shared)} r={shared} />
        <circle className="own" cx="100" cy={100 + Math.max(0, injected - drawn) - (drawn > 0 ? 3 : 0)} r={drawn} />
      </svg>
      <dl className="mine-key">
        <div>
          <dt>
            <span className="swatch m-surplus" aria-hidden="true" /> {m('whole.injected')}
          </dt>
          <dd>{f.kwh(shown.injected)}</dd>
        </div>
        <div>
          <dt>
            <span className="swatch m-shared" aria-hidden="true" /> {m('whole.shared')}
          </dt>
          <dd>{f.kwh(shown.shared)}</dd>
        </div>
        <div>
          <dt>
            <span className="swatch m-self" aria-hidden="true" /> {m('whole.own')}
          </dt>
          <dd>
            {f.kwh(shown.own, (shown.own ?? 0) < 1 ? 2 : 1)}
            {!row && own.sharePercent !== null && (
              <span className="note">{m('whole.percent', { percent: `${f.number(own.sharePercent, 1)}\u00a0%` })}</span>
            )}
          </dd>
        </div>
        {drawn > mine && mine > 0 && <p className="small">{m('whole.picture.small')}</p>}
      </dl>
      <div className="mine-time">
        <div className="mine-sky" aria-hidden="true">
          {data.rows.map((one, place) => (
            <span
              key={one.from}
              className={`${one.injectedKwh === null ? 'unknown' : ''} ${place === chosen ? 'chosen' : ''}`}
              onClick={() => setChosen(place === chosen ? null : place)}
            >
              <i className="all" style={{ height: `${tall(one.injectedKwh)}%` }} />
              <i className="shared" style={{ height: `${tall(one.sharedKwh)}%` }} />
              <i className="own" style={{ height: `${one.ownSharedKwh ? Math.max(4, tall(one.ownSharedKwh)) : 0}%` }} />
            </span>
          ))}
        </div>
        <label htmlFor={id} className="small">
          {m(byMonth ? 'whole.slide.month' : 'whole.slide.day')}
        </label>
        <input
          id={id}
          type="range"
          min={all}
          max={Math.max(0, data.rows.length - 1)}
          value={chosen ?? all}
          aria-valuetext={chosen === null ? m('whole.all', { name: title }) : (labels[chosen] ?? '')}
          onChange={(event) => setChosen(Number(event.target.value) === all ? null : Number(event.target.value))}
        />
        <p className="mine-at" role="status">
          {row
            ? row.injectedKwh === null
              ? m('whole.at.unknown', { name: labels[chosen ?? 0] ?? '' })
              : m('whole.at', { name: labels[chosen ?? 0] ?? '', ...words })
            : m(byMonth ? 'whole.move.month' : 'whole.move.day')}
        </p>
      </div>
    </div>
  );
}
