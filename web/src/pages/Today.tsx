import { lazy, Suspense, useEffect, useState } from 'react';
import { runsTheHouse, useCommunityPath, useSession } from '../api/session.tsx';
import type { Today as TodayData, Totals } from '../api/types.ts';
import { useApi } from '../api/useApi.ts';
import { EnergyChart } from '../components/EnergyChart.tsx';
import { Flow } from '../components/Flow.tsx';
import { Icon } from '../components/Icon.tsx';
import { Awaited, Card, Notice, PageHead, PartsBar, Skeleton, Tile } from '../components/Parts.tsx';
import { hourRows } from '../components/rows.ts';
import { useWords } from '../i18n/index.tsx';
import { Link, usePlace } from '../router.tsx';
import { saidAll } from '../sentences.ts';
import { addDays, isDay, monthOf } from '../time.ts';

// What waits and how the month goes come after the picture.
const Hall = lazy(() => import('./hall/Hall.tsx').then((part) => ({ default: part.Hall })));
const FlowDay = lazy(() => import('./hall/FlowDay.tsx').then((part) => ({ default: part.FlowDay })));

const everyMinute = 60_000;

/** The day as one living picture. */
export function Today() {
  const { t, f } = useWords();
  const { query, go } = usePlace();
  const path = useCommunityPath();
  const asked = query.get('giorno');
  const day = isDay(asked) ? asked : null;
  const [paused, setPaused] = useState(false);
  const live = day === null;
  const today = useApi<TodayData>(path(day ? `today?day=${day}` : 'today'), live && !paused ? everyMinute : 0);
  const screen = useScreen();
  const shown = today.data?.day ?? day;

  return (
    <>
      <PageHead
        title={live ? t('today.house') : t('today.past')}
        lead={
          shown && (
            <>
              {live && `${t('today.title')}, `}
              {f.dayLong(shown)}
              {live && today.data && <span className="at"> · {t('today.at', { time: f.time(today.data.at) })}</span>}
            </>
          )
        }
      >
        {live && (
          <button type="button" className="screen-hide" aria-pressed={paused} onClick={() => setPaused(!paused)}>
            <Icon name={paused ? 'play' : 'pause'} /> {t(paused ? 'today.resume' : 'today.pause')}
          </button>
        )}
        {shown && (
          <div className="pager screen-hide" role="group" aria-label={t('today.choose')}>
            <button type="button" onClick={() => go(`?giorno=${addDays(shown, -1)}`)}>
              <Icon name="left" />
              <span className="visually-hidden">{t('today.before')}</span>
            </button>
            <input
              type="date"
              value={shown}
              aria-label={t('today.day')}
              onChange={(event) => isDay(event.target.value) && go(`?giorno=${event.target.value}`)}
            />
            <button type="button" disabled={live} onClick={() => go(`?giorno=${addDays(shown, 1)}`)}>
              <Icon name="right" />
              <span className="visually-hidden">{t('today.after')}</span>
            </button>
            {!live && (
              <Link to="" className="button">
                {t('today.now')}
              </Link>
            )}
          </div>
        )}
        <button type="button" className="wide-only" aria-pressed={screen.on} onClick={screen.toggle}>
          <Icon name="screen" /> {t(screen.on ? 'screen.off' : 'screen.on')}
        </button>
      </PageHead>
      {live && (
        <Suspense fallback={<Skeleton rows={2} />}>
          <Hall />
        </Suspense>
      )}
      <Awaited from={today} rows={4}>
        {(data) => <Picture data={data} live={live && !paused} today={live} />}
      </Awaited>
    </>
  );
}

function Picture({ data, live, today }: { data: TodayData; live: boolean; today: boolean }) {
  const words = useWords();
  const { t, f } = words;
  const euro = data.estimatedEur;
  const before = data.yesterday;
  const note = (figure: keyof Omit<Totals, 'estimatedEur'>) =>
    before && t('today.yesterday', { value: f.kwh(before[figure]) });
  // What is produced is known of the metered units alone.
  const metered =
    data.units !== undefined && data.unitsMetered !== undefined && data.unitsMetered < data.units
      ? t('today.metered', { n: data.unitsMetered, all: data.units })
      : undefined;
  return (
    <div className="today">
      <Completeness data={data} today={today} />
      <dl className="tiles hero">
        <Tile
          big
          meaning="shared"
          label={t('energy.shared')}
          value={f.kwh(data.sharedKwh)}
          note={
            <>
              {data.sharedKwh !== null &&
                t('today.share', { part: share(data.sharedKwh, data.injectedKwh, f.percent) })}
              {before && (
                <>
                  <br />
                  {note('sharedKwh')}
                </>
              )}
            </>
          }
        />
        <Tile
          big
          label={t(today ? 'today.euro' : 'today.euro.day')}
          value={f.eur(euro?.total)}
          quality={euro?.provisional ? t('estimate') : undefined}
          meaning="tip"
          note={
            euro ? (
              <>
                {t('today.euro.parts', { tip: f.eur(euro.tip), cac: f.eur(euro.cac) })}
                {euro.reason && (
                  <>
                    <br />
                    {saidAll(euro.reason, words)}
                  </>
                )}
              </>
            ) : (
              t('today.euro.none')
            )
          }
        />
      </dl>
      <dl className="tiles rest">
        <Tile
          meaning="produced"
          label={t('energy.produced')}
          value={f.kwh(data.producedKwh)}
          note={metered ?? note('producedKwh')}
        />
        <Tile meaning="self" label={t('energy.self')} value={f.kwh(data.selfKwh)} note={note('selfKwh')} />
        <Tile
          meaning="surplus"
          label={t('energy.injected')}
          value={f.kwh(data.injectedKwh)}
          note={note('injectedKwh')}
        />
        <Tile meaning="grid" label={t('energy.grid')} value={f.kwh(data.gridKwh)} note={note('gridKwh')} />
      </dl>
      <Card title={t('flow.title')} className="flow-card">
        <Suspense fallback={<Flow totals={data} live={live} />}>
          <FlowDay data={data} live={live} />
        </Suspense>
        <p className="summary">{t('flow.words')}</p>
        {data.consumedKwh ? (
          <div className="whole">
            <p>{t('today.whole', { value: f.kwh(data.consumedKwh) })}</p>
            <PartsBar
              label={t('today.whole.label', {
                shared: f.kwh(data.sharedKwh),
                self: f.kwh(data.selfKwh),
                grid: f.kwh(data.gridKwh),
              })}
              parts={[
                { meaning: 'self', value: data.selfKwh ?? 0 },
                { meaning: 'shared', value: data.sharedKwh ?? 0 },
                { meaning: 'grid', value: data.gridKwh ?? 0 },
              ]}
            />
          </div>
        ) : null}
      </Card>
      <section className="card hours-card" aria-label={t('today.hours')}>
        <EnergyChart
          heading={t('today.hours')}
          rows={hourRows(data.hours, words, data.at)}
          rowName={t('hour')}
          file={`ore-${data.day}`}
          height={340}
          range={t('today.hours.range', { day: f.dayLong(data.day), n: data.hours.length })}
          total={t('chart.shared', { value: f.kwh(data.sharedKwh) })}
          more={<Link to={`mesi/${monthOf(data.day)}`}>{t('today.month')}</Link>}
        />
      </section>
    </div>
  );
}

function Completeness({ data, today }: { data: TodayData; today: boolean }) {
  const { t, n, f } = useWords();
  const percent = data.completenessPercent;
  const troubles = [
    data.silentDevices > 0 && n('today.silent', data.silentDevices),
    (data.openGaps ?? 0) > 0 && n('today.gaps', data.openGaps ?? 0),
    data.quarantined > 0 && n('today.quarantined', data.quarantined),
  ].filter((text): text is string => text !== false);
  return (
    <div className={`completeness ${percent !== null && percent < 100 ? 'part' : ''}`}>
      {percent !== null && (
        <div className="meter" role="img" aria-label={t('today.complete', { percent: f.thePercent(percent / 100) })}>
          <span style={{ width: `${percent}%` }} />
        </div>
      )}
      <p>
        <strong>
          {percent === null
            ? t('today.complete.none')
            : percent >= 100
              ? t('today.complete.all')
              : t('today.complete', { percent: f.thePercent(percent / 100) })}
        </strong>{' '}
        {percent !== null && data.provisional && t('today.provisional')}{' '}
        {/* What waits is of now, not of a day gone by. */}
        {today && troubles.length > 0 && <Link to="dati">{troubles.join(', ')}</Link>}
      </p>
    </div>
  );
}

const share = (part: number | null, whole: number | null, percent: (ratio: number | null) => string) =>
  percent(part === null || !whole ? null : part / whole);

/** The town hall's screen: the picture alone, large. */
function useScreen() {
  const { query, go, path } = usePlace();
  const on = query.get('schermo') === '1';
  useEffect(() => {
    document.documentElement.classList.toggle('screen', on);
    return () => document.documentElement.classList.remove('screen');
  }, [on]);
  return {
    on,
    toggle: () => {
      go(on ? path : `${path}?schermo=1`);
      if (on && document.fullscreenElement) void document.exitFullscreen();
      if (!on) void document.documentElement.requestFullscreen?.().catch(() => undefined);
    },
  };
}

/** Nothing to look at yet. */
export function NoCommunity() {
  const { t } = useWords();
  const { me } = useSession();
  return (
    <>
      <PageHead title={t('app.name')} />
      <Notice>
        <p>{t('community.none')}</p>
        {me && runsTheHouse(me) && (
          <p>
            <Link to="avvio">{t('community.begin')}</Link>
          </p>
        )}
      </Notice>
    </>
  );
}
