import { useCommunityPath } from '../api/session.tsx';
import type { Day, Plant, PlantDetail } from '../api/types.ts';
import { useApi } from '../api/useApi.ts';
import { Checks } from '../components/Checks.tsx';
import { EnergyChart } from '../components/EnergyChart.tsx';
import { Icon } from '../components/Icon.tsx';
import { Awaited, Card, Notice, PageHead, Tile } from '../components/Parts.tsx';
import { dayRows, hourRows } from '../components/rows.ts';
import { useWords } from '../i18n/index.tsx';
import { spoken } from '../names.ts';
import { Link, usePlace } from '../router.tsx';
import { addMonths, dayOf, isDay, isMonth, monthOf } from '../time.ts';

/** Every plant of the community: its size, its day, whether it speaks. */
export function Plants() {
  const { t } = useWords();
  const path = useCommunityPath();
  const plants = useApi<Plant[]>(path('plants'), 60_000);
  return (
    <>
      <PageHead title={t('nav.plants')} lead={t('plants.lead')} />
      <Awaited from={plants}>
        {(all) =>
          all.length === 0 ? (
            <Notice>{t('plants.none')}</Notice>
          ) : (
            <ul className="plain grid">
              {all.map((plant) => (
                <li key={plant.id}>
                  <PlantCard plant={plant} />
                </li>
              ))}
            </ul>
          )
        }
      </Awaited>
      <Checks />
    </>
  );
}

function PlantCard({ plant }: { plant: Plant }) {
  const { t, f } = useWords();
  return (
    <Card title={spoken(plant.name)}>
      <p>
        <Speaking plant={plant} />
      </p>
      <p className="place">
        {[spoken(plant.name) !== plant.name && plant.name, plant.place, f.kw(plant.powerKw), plant.inService && t('plants.since', { day: f.day(plant.inService) })]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <PlantFigures plant={plant} />
      <p>
        <Link to={`impianti/${plant.id}`}>
          {t('plants.open')}
          <span className="visually-hidden">: {spoken(plant.name)}</span>
        </Link>
      </p>
    </Card>
  );
}

function PlantFigures({ plant }: { plant: Plant }) {
  const { t, f } = useWords();
  return (
    <dl className="tiles small">
      <Tile
        meaning="produced"
        label={t('plants.today')}
        value={f.kwh(plant.today?.producedKwh)}
        note={plant.today ? t('plants.injected', { value: f.kwh(plant.today.injectedKwh) }) : t('plants.nodata')}
      />
      <Tile
        meaning="surplus"
        label={t('plants.month')}
        value={f.kwh(plant.month?.injectedKwh)}
        note={
          plant.month?.sharedKwh !== undefined ? t('plants.shared', { value: f.kwh(plant.month.sharedKwh) }) : undefined
        }
      />
    </dl>
  );
}

function Speaking({ plant }: { plant: Plant }) {
  const { t, f } = useWords();
  const last = plant.lastReadingAt && f.moment(plant.lastReadingAt);
  return plant.silent ? (
    <span className="tag bad">
      <Icon name="warn" size={14} />
      {last ? t('plants.silent', { at: last }) : t('plants.never')}
    </span>
  ) : (
    <span className="tag good">
      <Icon name="check" size={14} />
      {last ? t('plants.last', { at: last }) : t('plants.speaks')}
    </span>
  );
}

/** One plant: what it is made of, and the days and hours of a month. */
export function PlantPage({ id }: { id: string }) {
  const words = useWords();
  const { t, f } = words;
  const { query, go } = usePlace();
  const path = useCommunityPath();
  const asked = query.get('mese');
  const month = isMonth(asked) ? asked : monthOf(dayOf(new Date()));
  const day = query.get('giorno');
  const plant = useApi<PlantDetail>(path(`plants/${encodeURIComponent(id)}?month=${month}`));
  const data = plant.data;
  return (
    <>
      <nav className="crumbs" aria-label={t('crumbs')}>
        <Link to="impianti">{t('nav.plants')}</Link> <span aria-hidden="true">/</span>{' '}
        <span aria-current="page">{data ? spoken(data.name) : '…'}</span>
      </nav>
      <PageHead
        title={data ? spoken(data.name) : t('plant')}
        lead={
          data && (
            <>
              {[
                data.place,
                f.kw(data.powerKw),
                data.inService && t('plants.since', { day: f.day(data.inService) }),
                data.regime
                  .split('+')
                  .map((regime) => words.code('regime', regime))
                  .join(', '),
              ]
                .filter(Boolean)
                .join(' · ')}
            </>
          )
        }
      >
        <MonthPager month={month} to={(next) => `impianti/${id}?mese=${next}`} />
      </PageHead>
      <Awaited from={plant}>
        {(known) => (
          <>
            <Card title={t('plants.state')} tools={<Speaking plant={known} />}>
              <PlantFigures plant={known} />
              <p className="small">
                {t('plants.units', {
                  units: known.units.map((unit) => `${unit.code} (${f.kw(unit.powerKw)})`).join(', '),
                })}
              </p>
            </Card>
            <section className="card" aria-label={t('month.days')}>
              <EnergyChart
                heading={t('plants.days', { month: f.month(month) })}
                range={f.month(month)}
                rowName={t('day')}
                file={`impianto-${id}-${month}`}
                rows={dayRows(
                  known.days.filter((row): row is Day => typeof row.day === 'string'),
                  words,
                )}
                open={(row) => go(`impianti/${id}?mese=${month}&giorno=${row.key}`)}
                openHint={t('month.open')}
              />
              {isDay(day) && (
                <div className="drill">
                  <EnergyChart
                    level={3}
                    heading={t('month.hours', { day: f.dayLong(day) })}
                    range={f.dayLong(day)}
                    rowName={t('hour')}
                    decimals={3}
                    file={`impianto-${id}-${day}`}
                    rows={hourRows(
                      known.hours.filter((hour) => hour.from && dayOf(hour.from) === day),
                      words,
                    )}
                    extra={
                      <button type="button" className="quiet" onClick={() => go(`impianti/${id}?mese=${month}`)}>
                        <Icon name="cross" /> {t('close')}
                      </button>
                    }
                  />
                </div>
              )}
            </section>
          </>
        )}
      </Awaited>
    </>
  );
}

export function MonthPager({ month, to }: { month: string; to(month: string): string }) {
  const { t, f } = useWords();
  return (
    <div className="pager" role="group" aria-label={t('month.choose')}>
      <Link className="button" to={to(addMonths(month, -1))}>
        <Icon name="left" />
        <span className="visually-hidden">{t('month.before')}</span>
      </Link>
      <span className="pager-now">{f.month(month)}</span>
      <Link className="button" to={to(addMonths(month, 1))}>
        <Icon name="right" />
        <span className="visually-hidden">{t('month.after')}</span>
      </Link>
    </div>
  );
}
