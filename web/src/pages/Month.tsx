import { useEffect, useRef } from 'react';
import { useCommunityPath } from '../api/session.tsx';
import type { MonthDetail, MonthHour, PaperRow } from '../api/types.ts';
import { useApi } from '../api/useApi.ts';
import { DataTable } from '../components/DataTable.tsx';
import { EnergyChart } from '../components/EnergyChart.tsx';
import { Icon } from '../components/Icon.tsx';
import { Awaited, Card, Notice, PageHead, Reasons, StatusTag, Tile } from '../components/Parts.tsx';
import { dayRows, hourRows } from '../components/rows.ts';
import { HourWhy } from '../components/HourWhy.tsx';
import { Why } from '../components/Why.tsx';
import { useWords } from '../i18n/index.tsx';
import { address, Link, usePlace } from '../router.tsx';
import { spoken } from '../names.ts';
import { said } from '../sentences.ts';
import { addMonths, isDay, isInstant } from '../time.ts';
import { GapsTable } from './Data.tsx';
import { PapersTable } from './Documents.tsx';

/** One month opened: how it stands and why, its days and hours, its plants, its members, its documents. */
export function MonthPage({ month }: { month: string }) {
  const { t, f } = useWords();
  const path = useCommunityPath();
  const detail = useApi<MonthDetail>(path(`months/${month}`));
  const name = f.month(month);
  return (
    <>
      <nav className="crumbs" aria-label={t('crumbs')}>
        <Link to="mesi">{t('months.title')}</Link> <span aria-hidden="true">/</span>{' '}
        <span aria-current="page">{name}</span>
      </nav>
      <PageHead title={name[0]!.toUpperCase() + name.slice(1)} lead={t('month.lead')}>
        <div className="pager" role="group" aria-label={t('month.choose')}>
          <Link className="button" to={`mesi/${addMonths(month, -1)}`}>
            <Icon name="left" />
            <span className="visually-hidden">{t('month.before')}</span>
          </Link>
          <Link className="button" to={`mesi/${addMonths(month, 1)}`}>
            <Icon name="right" />
            <span className="visually-hidden">{t('month.after')}</span>
          </Link>
        </div>
      </PageHead>
      {detail.fault?.status === 404 ? (
        <Notice>{t('month.none', { month: name })}</Notice>
      ) : (
        <Awaited from={detail} rows={4}>
          {(data) => <Opened data={data} />}
        </Awaited>
      )}
    </>
  );
}

function Opened({ data }: { data: MonthDetail }) {
  const words = useWords();
  const { t, n, f } = words;
  const { query, go } = usePlace();
  const day = query.get('giorno');
  const before = data.previousYear;
  const year = (value: string) => (before ? t('month.year', { value }) : t('month.noyear'));
  const rows = dayRows(data.days, words);
  return (
    <>
      <Card
        title={t('month.standing')}
        className={`standing ${data.status}`}
        tools={<Link to={`mesi/${data.month}/chiusura`}>{t('closing.title')}</Link>}
      >
        <StatusTag status={data.status} state={data.state} />
        <p>
          {t(`status.${data.status}.words`)} {t(`state.${data.state}.words`)}
        </p>
        <Reasons reasons={data.reasons} />
        {data.warnings.length > 0 && (
          <details>
            <summary>{n('month.warnings', data.warnings.length)}</summary>
            <ul>
              {data.warnings.map((text) => (
                <li key={text}>{said(text, words) ?? <span lang="en">{text}</span>}</li>
              ))}
            </ul>
          </details>
        )}
        <p className="small">
          {t('month.run', {
            run: data.run,
            program: data.program,
            at: f.moment(data.settledAt),
            rules: data.rules.join(', '),
          })}
        </p>
      </Card>
      <dl className="tiles">
        <Tile
          meaning="shared"
          label={t('energy.shared')}
          value={f.kwh(data.sharedKwh)}
          note={year(f.kwh(before?.sharedKwh))}
        />
        <Tile
          meaning="surplus"
          label={t('energy.injected')}
          value={f.kwh(data.injectedKwh)}
          note={year(f.kwh(before?.injectedKwh))}
        />
        <Tile
          meaning="grid"
          label={t('energy.withdrawn')}
          value={f.kwh(data.withdrawnKwh)}
          note={year(f.kwh(before?.withdrawnKwh))}
        />
        <Tile
          meaning="tip"
          label={t('money.tip')}
          value={f.eur(data.tipEur)}
          quality={data.status !== 'final' ? t('estimate') : undefined}
          note={
            <>
              {year(f.eur(before?.tipEur))}
              <br />
              {t('money.ofwhich', { value: f.eur(data.surplusEur) })}
            </>
          }
        />
        <Tile
          meaning="cac"
          label={t('money.cac')}
          value={f.eur(data.cacEur)}
          quality={data.status !== 'final' ? t('estimate') : undefined}
          note={year(f.eur(before?.cacEur))}
        />
      </dl>
      <section className="card" aria-label={t('month.days')}>
        <EnergyChart
          heading={t('month.days')}
          rows={rows}
          rowName={t('day')}
          file={`giorni-${data.month}`}
          range={f.month(data.month)}
          total={t('chart.shared', { value: f.kwh(data.sharedKwh) })}
          open={(row) => go(`mesi/${data.month}?giorno=${row.key}`)}
          openHint={t('month.open')}
        />
        {isDay(day) && day.startsWith(data.month) && (
          <Hours month={data.month} day={day} close={() => go(`mesi/${data.month}`)} />
        )}
      </section>
      <WhyCard data={data} />
      <Card title={t('month.plants')}>
        <DataTable
          caption={t('month.plants')}
          file={`impianti-${data.month}`}
          rows={data.plants}
          id={(row) => `${row.id}-${row.unit}`}
          columns={[
            {
              key: 'name',
              header: t('plant'),
              value: (row) => spoken(row.name),
              show: (row) => <Link to={`impianti/${row.id}?mese=${data.month}`}>{spoken(row.name)}</Link>,
            },
            { key: 'unit', header: t('plant.unit'), roomy: true, value: (row) => row.unit },
            { key: 'power', header: t('plant.power'), unit: 'kW', decimals: 1, value: (row) => row.powerKw },
            {
              key: 'injected',
              header: t('energy.injected'),
              unit: 'kWh',
              decimals: 1,
              value: (row) => row.injectedKwh,
            },
            { key: 'shared', header: t('energy.shared'), unit: 'kWh', decimals: 1, value: (row) => row.sharedKwh },
            {
              key: 'incentivised',
              header: t('energy.incentivised'),
              unit: 'kWh',
              decimals: 1,
              value: (row) => row.incentivisedKwh,
            },
            { key: 'tip', header: t('money.tip'), unit: '€', decimals: 2, value: (row) => row.tipEur },
            { key: 'cac', header: t('money.cac'), unit: '€', decimals: 2, value: (row) => row.cacEur },
            {
              key: 'why',
              header: t('why.open'),
              value: () => null,
              show: (row) => <WhyLink month={data.month} what="impianto" id={row.id} name={row.name} />,
            },
          ]}
        />
      </Card>
      <Card title={t('month.members')}>
        <DataTable
          caption={t('month.members')}
          file={`membri-${data.month}`}
          rows={data.members}
          id={(row) => row.id}
          columns={[
            {
              key: 'name',
              header: t('member'),
              value: (row) => row.name,
              show: (row) => <Link to={`membri/${row.id}`}>{row.name}</Link>,
            },
            {
              key: 'category',
              header: t('member.category'),
              roomy: true,
              value: (row) => words.code('category', row.category),
            },
            {
              key: 'withdrawn',
              header: t('energy.withdrawn'),
              unit: 'kWh',
              decimals: 1,
              value: (row) => row.withdrawnKwh,
            },
            {
              key: 'injected',
              header: t('energy.injected'),
              unit: 'kWh',
              decimals: 1,
              value: (row) => row.injectedKwh,
            },
            { key: 'shared', header: t('energy.shared'), unit: 'kWh', decimals: 1, value: (row) => row.sharedKwh },
            { key: 'tip', header: t('money.tip.short'), unit: '€', decimals: 2, value: (row) => row.tipEur },
            { key: 'cac', header: t('money.cac.short'), unit: '€', decimals: 2, value: (row) => row.cacEur },
            {
              key: 'surplus',
              header: t('money.surplus.short'),
              unit: '€',
              decimals: 2,
              value: (row) => row.surplusEur,
            },
            { key: 'total', header: t('money.total'), unit: '€', decimals: 2, value: (row) => row.totalEur },
            {
              key: 'why',
              header: t('why.open'),
              value: () => null,
              show: (row) => <WhyLink month={data.month} what="membro" id={row.id} name={row.name} />,
            },
          ]}
        />
      </Card>
      {data.funds.length > 0 && (
        <Card title={t('month.funds')}>
          <DataTable
            caption={t('month.funds')}
            file={`fondi-${data.month}`}
            rows={data.funds}
            id={(row) => row.name}
            columns={[
              { key: 'name', header: t('fund'), value: (row) => spoken(row.name) },
              { key: 'tip', header: t('money.tip.short'), unit: '€', decimals: 2, value: (row) => row.tipEur },
              { key: 'cac', header: t('money.cac.short'), unit: '€', decimals: 2, value: (row) => row.cacEur },
              {
                key: 'surplus',
                header: t('money.surplus.short'),
                unit: '€',
                decimals: 2,
                value: (row) => row.surplusEur,
              },
            ]}
          />
        </Card>
      )}
      {data.gaps.length > 0 && (
        <Card title={t('data.gaps')}>
          <GapsTable gaps={data.gaps} file={`buchi-${data.month}`} />
        </Card>
      )}
      <Papers month={data.month} />
    </>
  );
}

function WhyLink({ month, what, id, name }: { month: string; what: string; id: string | number | null; name: string }) {
  const { t } = useWords();
  return id === null ? null : (
    <Link to={`mesi/${month}?${what}=${id}`}>
      {t('why.open')}
      <span className="visually-hidden"> {name}</span>
    </Link>
  );
}

/** The account of the plant or member that was asked about. */
function WhyCard({ data }: { data: MonthDetail }) {
  const { t } = useWords();
  const { query, go } = usePlace();
  const path = useCommunityPath();
  const card = useRef<HTMLDivElement>(null);
  const plant = data.plants.find((row) => String(row.id) === query.get('impianto'));
  const member = data.members.find((row) => String(row.id) === query.get('membro'));
  const asked = plant ? `plant=${plant.id}` : member ? `member=${member.id}` : null;
  useEffect(() => {
    if (asked) card.current?.focus();
  }, [asked]);
  if (!asked) return null;
  return (
    <div ref={card} tabIndex={-1}>
      <Card
        title={plant ? t('why.title.plant', { name: plant.name }) : t('why.title.member', { name: member!.name })}
        tools={
          <button type="button" className="quiet" onClick={() => go(`mesi/${data.month}`)}>
            <Icon name="cross" /> {t('close')}
          </button>
        }
      >
        <Why path={path(`months/${data.month}/why?${asked}`)} />
      </Card>
    </div>
  );
}

/** The hours of one day of the month, with prices and the premium of each. */
function Hours({ month, day, close }: { month: string; day: string; close(): void }) {
  const words = useWords();
  const { t, f } = words;
  const path = useCommunityPath();
  const hours = useApi<{ hours: MonthHour[] }>(path(`months/${month}/hours?day=${day}`));
  const csv = path(`months/${month}/hours?format=csv`);
  const { query, go } = usePlace();
  const asked = query.get('ora');
  return (
    <div className="drill">
      <Awaited from={hours} rows={1}>
        {({ hours: all }) => {
          const of = new Map(all.map((hour) => [hour.from, hour]));
          return (
            <EnergyChart
              level={3}
              heading={t('month.hours', { day: f.dayLong(day) })}
              rows={hourRows(all, words)}
              rowName={t('hour')}
              decimals={3}
              file={`ore-${day}`}
              open={(row) => go(`mesi/${month}?giorno=${day}&ora=${row.key}`)}
              openHint={t('hour.open')}
              range={t('today.hours.range', { day: f.dayLong(day), n: all.length })}
              extra={
                <button type="button" className="quiet" onClick={close}>
                  <Icon name="cross" /> {t('close')}
                </button>
              }
              extraColumns={[
                {
                  key: 'price',
                  header: t('money.price'),
                  unit: '€/MWh',
                  decimals: 2,
                  value: (row) => of.get(row.key)?.priceEurMwh,
                },
                {
                  key: 'tariff',
                  header: t('money.tariff'),
                  unit: '€/MWh',
                  decimals: 2,
                  value: (row) => of.get(row.key)?.tipEurMwh,
                },
                {
                  key: 'tip',
                  header: t('money.tip.short'),
                  unit: '€',
                  decimals: 4,
                  value: (row) => of.get(row.key)?.tipEur,
                },
              ]}
              more={
                csv && (
                  <a href={address(csv)} download>
                    {t('month.hours.csv')}
                  </a>
                )
              }
            />
          );
        }}
      </Awaited>
      {isInstant(asked) && <HourWhy path={path(`hour?at=${asked}`)} />}
    </div>
  );
}

function Papers({ month }: { month: string }) {
  const { t } = useWords();
  const path = useCommunityPath();
  const papers = useApi<PaperRow[]>(path('documents'));
  return (
    <Card title={t('nav.documents')} tools={<Link to={`documenti?mese=${month}`}>{t('documents.all')}</Link>}>
      <Awaited from={papers} rows={1}>
        {(all) => <PapersTable papers={all.filter((paper) => paper.month === month)} file={`documenti-${month}`} />}
      </Awaited>
    </Card>
  );
}
