import { useState } from 'react';
import type { MemberMonth, Mine as MineData, MineMonth, Hour, PaperRow } from '../api/types.ts';
import { useApi } from '../api/useApi.ts';
import { EnergyChart } from '../components/EnergyChart.tsx';
import { Icon } from '../components/Icon.tsx';
import { Invented } from '../components/Invented.tsx';
import { Awaited, Card, Notice, PageHead, StatusTag, Tile } from '../components/Parts.tsx';
import { dayRows, hourRows } from '../components/rows.ts';
import { Why } from '../components/Why.tsx';
import { HourWhy } from '../components/HourWhy.tsx';
import { useWords } from '../i18n/index.tsx';
import { address, Link, usePlace } from '../router.tsx';
import { isDay, isInstant, isMonth } from '../time.ts';
import { PapersTable } from './Documents.tsx';
import { MemberMonths, memberRows, Points } from './Members.tsx';

/** A member's own page: the energy, the euro, and why. */
export function Mine() {
  const { t } = useWords();
  const mine = useApi<MineData>('api/mine');
  return (
    <>
      <PageHead
        title={t('nav.mine')}
        {...(mine.data
          ? { lead: t('mine.lead', { name: mine.data.member.name, community: mine.data.community.name }) }
          : {})}
      />
      <Awaited from={mine} rows={4}>
        {(data) => (
          <>
            {data.community.invented && <Invented />}
            <MineOf data={data} />
          </>
        )}
      </Awaited>
    </>
  );
}

function MineOf({ data }: { data: MineData }) {
  const words = useWords();
  const { t, f } = words;
  const { query, go } = usePlace();
  const newest = [...data.months].sort((one, other) => other.month.localeCompare(one.month));
  const asked = query.get('mese');
  const month = newest.find((one) => one.month === asked) ?? newest[0];
  const papers = useApi<PaperRow[]>('api/mine/documents');
  return (
    <>
      {month ? <MineMonthCard month={month} /> : <Notice>{t('mine.nomonth')}</Notice>}
      {data.today && (
        <Card title={t('mine.today')}>
          <dl className="tiles small">
            <Tile meaning="grid" label={t('energy.withdrawn')} value={f.kwh(data.today.withdrawnKwh)} />
            {!!data.today.injectedKwh && (
              <Tile meaning="surplus" label={t('energy.injected')} value={f.kwh(data.today.injectedKwh)} />
            )}
          </dl>
          <p className="small">
            {data.today.completenessPercent === null
              ? t('today.complete.none')
              : t('today.complete', { percent: f.percent(data.today.completenessPercent / 100) })}{' '}
            {t('today.provisional')}
          </p>
        </Card>
      )}
      {month && isMonth(month.month) && (
        <MineDays month={month.month} day={query.get('giorno')} hour={query.get('ora')} />
      )}
      {newest.length > 0 && (
        <section className="card" aria-label={t('member.months')}>
          <EnergyChart
            own
            heading={t('mine.months')}
            rows={memberRows(newest, words)}
            rowName={t('month')}
            range={t('mine.range')}
            file="i-miei-mesi"
            open={(row) => go(`io?mese=${row.key}`)}
            openHint={t('months.open')}
          />
        </section>
      )}
      {newest.length > 0 && (
        <Card title={t('member.money')}>
          <MemberMonths months={newest} file="i-miei-importi" link={(value) => `io?mese=${value}`} />
        </Card>
      )}
      <Card title={t('nav.documents')}>
        <Awaited from={papers} rows={1}>
          {(all) => <PapersTable papers={all} file="i-miei-documenti" />}
        </Awaited>
      </Card>
      <Card title={t('member.points.title')}>
        <Points points={data.points} />
      </Card>
      <Card title={t('mine.data')}>
        <p>{t('mine.data.words')}</p>
        <p>
          <Link to={month ? `io/dati?mese=${month.month}` : 'io/dati'}>{t('mine.data.open')}</Link>
        </p>
      </Card>
    </>
  );
}

/** What a month brought, and the sentence that says why. */
function MineMonthCard({ month }: { month: MemberMonth }) {
  const { t, f } = useWords();
  const [open, setOpen] = useState(false);
  const estimate = !!month.status && month.status !== 'final';
  return (
    <Card
      title={t('mine.month', { month: f.month(month.month) })}
      className="mine-month"
      {...(month.status
        ? { tools: <StatusTag status={month.status} {...(month.state ? { state: month.state } : {})} /> }
        : {})}
    >
      <p className="mine-total">
        <span className="value">{f.eur(month.totalEur)}</span>
        {estimate && <span className="tag warn">{t('estimate')}</span>}
      </p>
      <dl className="tiles small">
        <Tile meaning="shared" label={t('mine.shared')} value={f.kwh(month.sharedKwh)} />
        <Tile meaning="grid" label={t('energy.withdrawn')} value={f.kwh(month.withdrawnKwh)} />
        {month.injectedKwh !== null && month.injectedKwh !== 0 && (
          <Tile meaning="surplus" label={t('energy.injected')} value={f.kwh(month.injectedKwh)} />
        )}
      </dl>
      <h3>{t('mine.why')}</h3>
      <ul className="why">
        <li>{t('mine.why.shared', { shared: f.kwh(month.sharedKwh), withdrawn: f.kwh(month.withdrawnKwh) })}</li>
        <li>{t('mine.why.tip', { value: f.eur(month.tipEur) })}</li>
        <li>{t('mine.why.cac', { value: f.eur(month.cacEur) })}</li>
        {month.surplusEur !== null && month.surplusEur !== 0 && (
          <li>{t('mine.why.surplus', { value: f.eur(month.surplusEur) })}</li>
        )}
        {estimate && <li>{t(`status.${month.status!}.words`)}</li>}
        {month.totalEur === null && <li>{t('mine.why.unknown')}</li>}
      </ul>
      {month.status && (
        <details className="why-whole" onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>{t('why.details')}</summary>
          {open && <Why own path={`api/mine/months/${month.month}/why?`} />}
        </details>
      )}
      <p className="small">{t('months.note')}</p>
    </Card>
  );
}

function MineDays({ month, day, hour }: { month: string; day: string | null; hour: string | null }) {
  const words = useWords();
  const { t, f } = words;
  const { go } = usePlace();
  const detail = useApi<MineMonth>(`api/mine/months/${month}`);
  const open = isDay(day) && day.startsWith(month) ? day : null;
  return (
    <section className="card" aria-label={t('mine.days', { month: f.month(month) })}>
      <Awaited from={detail} rows={1}>
        {(data) => (
          <EnergyChart
            own
            heading={t('mine.days', { month: f.month(month) })}
            rows={dayRows(data.days ?? [], words)}
            rowName={t('day')}
            range={f.month(month)}
            file={`i-miei-giorni-${month}`}
            total={t('chart.withdrawn', { value: f.kwh(data.withdrawnKwh) })}
            open={(row) => go(`io?mese=${month}&giorno=${row.key}`)}
            openHint={t('month.open')}
            more={
              <a href={address(`api/mine/months/${month}/hours?format=csv`)} download>
                {t('month.hours.csv')}
              </a>
            }
          />
        )}
      </Awaited>
      {open && <MineHours month={month} day={open} hour={hour} />}
    </section>
  );
}

function MineHours({ month, day, hour }: { month: string; day: string; hour: string | null }) {
  const words = useWords();
  const { t, f } = words;
  const { go } = usePlace();
  const hours = useApi<{ hours: Partial<Hour>[] }>(`api/mine/months/${month}/hours?day=${day}`);
  return (
    <div className="drill">
      <Awaited from={hours} rows={1}>
        {({ hours: all }) => (
          <EnergyChart
            own
            level={3}
            heading={t('month.hours', { day: f.dayLong(day) })}
            rows={hourRows(all, words)}
            rowName={t('hour')}
            range={f.dayLong(day)}
            decimals={3}
            file={`le-mie-ore-${day}`}
            open={(row) => go(`io?mese=${month}&giorno=${day}&ora=${row.key}`)}
            openHint={t('hour.open')}
            extra={
              <Link className="quiet button" to={`io?mese=${month}`}>
                <Icon name="cross" /> {t('close')}
              </Link>
            }
          />
        )}
      </Awaited>
      {isInstant(hour) && <HourWhy own path={`api/mine/hour?at=${hour}`} />}
    </div>
  );
}
