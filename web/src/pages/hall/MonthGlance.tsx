import { useCommunityPath } from '../../api/session.tsx';
import { useApi } from '../../api/useApi.ts';
import { Awaited, Card, Tile } from '../../components/Parts.tsx';
import { Link } from '../../router.tsx';
import { before, changeOf } from './compare.ts';
import type { Glance, GlanceFigures } from './types.ts';
import { useHall } from './words.ts';

const everyFiveMinutes = 300_000;

/** The month in three numbers, beside the same days of earlier months. */
export function MonthGlance() {
  const { h, f } = useHall();
  const path = useCommunityPath();
  const glance = useApi<Glance>(path('glance'), everyFiveMinutes);
  const month = glance.data ? f.month(glance.data.month) : '';
  return (
    <Card
      title={glance.data ? h('glance.title', { month: month.charAt(0).toUpperCase() + month.slice(1) }) : h('glance.shared')}
      tools={<Link to="mesi">{h('glance.months')}</Link>}
    >
      <Awaited from={glance} rows={1}>
        {(data) => (data.until === null ? <p className="empty">{h('glance.none')}</p> : <Numbers glance={data} until={data.until} />)}
      </Awaited>
    </Card>
  );
}

function Numbers({ glance, until }: { glance: Glance; until: string }) {
  const { h, f } = useHall();
  const { now, lastMonth, lastYear } = glance;
  const isPart = glance.hours < glance.hoursDue || (glance.completenessPercent ?? 100) < 100;
  const like = (value: (figures: GlanceFigures) => number | null, say: (value: number) => string, points = false) => {
    const own = value(now);
    const lines = [
      [lastMonth, before(glance.month, 1)] as const,
      [lastYear, before(glance.month, 12)] as const,
    ].flatMap(([figures, month]) => {
      const old = figures && value(figures);
      if (old === null || own === null) return [];
      const change = changeOf(own, old, points, f.number);
      const said = change ? h('like.change', { value: say(old), change }) : say(old);
      return [<span key={month} className="like">{h('like.month', { month: f.month(month), value: said })}</span>];
    });
    return lines.length > 0 ? lines : <span className="like">{h('like.none')}</span>;
  };
  const eur = now.eur ?? now.tipEur;
  return (
    <>
      <p className="small">
        {h('glance.until', { at: f.moment(until) })}
        {isPart && (
          <>
            {' '}
            {h('glance.partial', {
              hours: f.number(glance.hours),
              due: f.number(glance.hoursDue),
              percent: f.percent(glance.completenessPercent === null ? null : glance.completenessPercent / 100),
            })}
          </>
        )}
      </p>
      <dl className="tiles three">
        <Tile
          big
          meaning="shared"
          label={h('glance.shared')}
          value={f.kwh(now.sharedKwh)}
          quality={glance.closed ? undefined : h('estimate')}
          note={like((figures) => figures.sharedKwh, f.kwh)}
        />
        <Tile
          big
          meaning="tip"
          label={h(now.eur === null && now.tipEur !== null ? 'glance.tip' : 'glance.eur')}
          value={f.eur(eur)}
          quality={eur === null || glance.closed ? undefined : h('estimate')}
          note={
            eur === null ? (
              h('glance.noeur')
            ) : (
              <>
                <span className="like">
                  {now.cacEur === null || now.tipEur === null
                    ? h('glance.nocac')
                    : h('glance.parts', { tip: f.eur(now.tipEur), cac: f.eur(now.cacEur) })}
                </span>
                {now.valuedHours < glance.hours && (
                  <span className="like">{h('glance.valued', { n: f.number(now.valuedHours), all: f.number(glance.hours) })}</span>
                )}
                {like((figures) => (now.eur === null ? figures.tipEur : figures.eur), f.eur)}
              </>
            )
          }
        />
        <Tile
          big
          meaning="surplus"
          label={h('glance.share')}
          value={f.percent(now.shareOfInjected)}
          quality={glance.closed ? undefined : h('estimate')}
          note={
            <>
              <span className="like">{h('glance.of', { shared: f.kwh(now.sharedKwh), injected: f.kwh(now.injectedKwh) })}</span>
              {like((figures) => figures.shareOfInjected, f.percent, true)}
            </>
          }
        />
      </dl>
    </>
  );
}
