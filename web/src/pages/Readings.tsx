import { useEffect, useId, useRef, useState } from 'react';
import { useCommunityPath } from '../api/session.tsx';
import { useApi } from '../api/useApi.ts';
import { type Column, DataTable } from '../components/DataTable.tsx';
import { Awaited, Card, Notice, PageHead } from '../components/Parts.tsx';
import { Link, usePlace } from '../router.tsx';
import { dayOf, isDay } from '../time.ts';
import { byInterval, type History, romeInstant, type Told, useReadingWords } from './readings.ts';

/** Everything that was said of a point's day, and which of it stands, now or as known at a past instant. */
export function Readings() {
  const { t, r } = useReadingWords();
  const path = useCommunityPath();
  const { query, go } = usePlace();
  const name = useId();
  const points = useApi<{ id: number; label: string }[]>(path('points'));
  const point = /^\d{1,9}$/.test(query.get('punto') ?? '') ? query.get('punto')! : '';
  const asked = query.get('giorno');
  const day = isDay(asked) ? asked : dayOf(new Date(Date.now() - 24 * 3600_000));
  const at = query.get('noto') ?? '';
  const then = romeInstant(at);
  const look = (change: Record<string, string>) => {
    const now = new URLSearchParams({ punto: point, giorno: day, noto: at, ...change });
    for (const key of ['punto', 'noto']) if (!now.get(key)) now.delete(key);
    go(`dati/letture?${now}`, true);
  };
  const history = useApi<History>(
    point ? path(`readings?point=${point}&day=${day}${then ? `&at=${encodeURIComponent(then)}` : ''}`) : null,
  );
  return (
    <>
      <nav className="crumbs" aria-label={t('crumbs')}>
        <Link to="dati">{t('nav.data')}</Link> <span aria-hidden="true">/</span>{' '}
        <span aria-current="page">{r('title')}</span>
      </nav>
      <PageHead title={r('title')} lead={r('lead')} />
      <Card>
        <div className="decide">
          <div className="field">
            <label htmlFor={`${name}-point`}>{r('point')}</label>
            <select id={`${name}-point`} value={point} onChange={(event) => look({ punto: event.target.value })}>
              <option value="">{r('point.choose')}</option>
              {points.data?.map((one) => (
                <option key={one.id} value={one.id}>
                  POD …{one.label} (n. {one.id})
                </option>
              ))}
            </select>
          </div>
          <div className="field">
            <label htmlFor={`${name}-day`}>{r('day')}</label>
            <input
              id={`${name}-day`}
              type="date"
              value={day}
              onChange={(event) => isDay(event.target.value) && look({ giorno: event.target.value })}
            />
          </div>
          <div className="field">
            <label htmlFor={`${name}-at`}>{r('at')}</label>
            <input
              id={`${name}-at`}
              type="datetime-local"
              value={at}
              onChange={(event) => look({ noto: event.target.value })}
            />
          </div>
        </div>
        <p className="place">{r('rule')}</p>
      </Card>
      {point && (
        <Awaited from={history}>{(data) => <Day key={`${data.point}${data.day}${data.at ?? ''}`} data={data} />}</Awaited>
      )}
    </>
  );
}

function Day({ data }: { data: History }) {
  const { f, r, code } = useReadingWords();
  const [open, setOpen] = useState<string | null>(null);
  const rows = byInterval(data);
  const told = rows.find(({ key }) => key === open);
  const known = data.at ? r('then', { at: f.moment(data.at) }) : r('now');
  if (rows.length === 0) return <Notice>{`${known} ${r('none')}`}</Notice>;
  const energy = (
    key: string,
    header: string,
    quantity: 'withdrawnKwh' | 'injectedKwh' | 'producedKwh',
  ): Column<Told>[] =>
    rows.some(({ all }) => all.some((one) => one[quantity] !== null))
      ? [{ key, header, unit: 'kWh', decimals: 3, value: (row) => row.standing?.[quantity] ?? null }]
      : [];
  const units: Column<Told>[] = rows.some(({ unit }) => unit)
    ? [{ key: 'unit', header: r('unit'), roomy: true, value: (row) => row.unit }]
    : [];
  const meters: Column<Told>[] = rows.some(({ meter }) => meter !== rows[0]!.meter)
    ? [{ key: 'meter', header: r('meter'), roomy: true, value: (row) => code('meter', row.meter) }]
    : [];
  return (
    <>
      {told && <Story told={told} close={() => setOpen(null)} />}
      <Card title={`${r('table')}: POD …${data.label}, ${f.day(data.day)}`}>
        <p>{known}</p>
        <DataTable
          caption={r('table')}
          file={`letture-${data.point}-${data.day}`}
          rows={rows}
          id={(row) => row.key}
          columns={[
            {
              key: 'start',
              header: r('start'),
              value: (row) => row.start,
              show: (row) => f.time(row.start),
            },
            { key: 'length', header: r('length'), roomy: true, value: (row) => r('minutes', { n: row.minutes }) },
            ...meters,
            ...units,
            ...energy('withdrawn', r('withdrawn'), 'withdrawnKwh'),
            ...energy('injected', r('injected'), 'injectedKwh'),
            ...energy('produced', r('produced'), 'producedKwh'),
            { key: 'from', header: r('from'), value: (row) => of(row) },
            {
              key: 'count',
              header: r('count'),
              value: (row) => row.all.length,
              show: (row) => (
                <button type="button" className="link" onClick={() => setOpen(row.key)}>
                  {row.all.length === 1 ? r('count.one') : r('count.many', { n: row.all.length })}
                  <span className="visually-hidden">: {r('open', { time: f.time(row.start) })}</span>
                </button>
              ),
            },
          ]}
        />
        {data.more && <Notice kind="warn">{r('more')}</Notice>}
      </Card>
    </>
  );

  function of(row: Told): string {
    if (!row.standing) return r('nothing');
    const classes = new Set(row.from.map((one) => one.class));
    const said = classes.size === 1 ? r(`class.${row.from[0]!.class}`) : r('mixed');
    return row.standing.quality === 'measured' ? said : `${said} (${r(`quality.${row.standing.quality}`)})`;
  }
}

function Story({ told, close }: { told: Told; close(): void }) {
  const { f, r } = useReadingWords();
  const head = useRef<HTMLDivElement>(null);
  useEffect(() => {
    head.current?.focus();
    head.current?.scrollIntoView({ block: 'nearest' });
  }, [told.key]);
  const kwh = (label: 'withdrawn' | 'injected' | 'produced', value: number | null) =>
    value === null ? [] : [`${r(label)} ${f.kwh(value, 3)}`];
  return (
    <div ref={head} tabIndex={-1} role="region" aria-label={r('history', { time: f.time(told.start), minutes: told.minutes })}>
      <Card title={r('history', { time: f.time(told.start), minutes: told.minutes })}>
        <ul className="plain lines">
          {told.all.map((one) => (
            <li key={one.revision}>
              <span className={`tag ${one.effective ? 'good' : ''}`}>{r(one.effective ? 'stands' : 'not')}</span>{' '}
              <strong>{r(`class.${one.class}`)}</strong>:{' '}
              {one.takesBack
                ? r('back')
                : [
                    ...kwh('withdrawn', one.withdrawnKwh),
                    ...kwh('injected', one.injectedKwh),
                    ...kwh('produced', one.producedKwh),
                  ].join(', ')}{' '}
              ({r(`quality.${one.quality}`)})
              <br />
              <span className="place">
                {[
                  r(`source.${one.source}`),
                  r('received', { at: f.moment(one.receivedAt) }),
                  one.who,
                  one.device,
                  one.import !== null && r('import', { n: one.import }),
                  one.message !== null && r('message', { n: one.message }),
                  one.reason && r('reason', { reason: one.reason }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </li>
          ))}
        </ul>
        <p>
          <button type="button" onClick={close}>
            {r('history.close')}
          </button>
        </p>
      </Card>
    </div>
  );
}
