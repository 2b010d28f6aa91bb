import { useState } from 'react';
import { useCommunityPath, useHasRole } from '../api/session.tsx';
import type { MemberDetail, MemberMonth, MemberRow, Point } from '../api/types.ts';
import { useApi } from '../api/useApi.ts';
import { type Column, DataTable } from '../components/DataTable.tsx';
import { EnergyChart } from '../components/EnergyChart.tsx';
import { Awaited, Card, Notice, PageHead, StatusTag } from '../components/Parts.tsx';
import { useWords, type Words } from '../i18n/index.tsx';
import { Link, usePlace } from '../router.tsx';
import { useReadingWords } from './readings.ts';

/** Who belongs to the community. */
export function Members() {
  const words = useWords();
  const runs = useHasRole('administrator', 'operator');
  const { t, n, f } = words;
  const path = useCommunityPath();
  const members = useApi<MemberRow[]>(path('members'));
  const [sought, setSought] = useState('');
  const fits = (row: MemberRow) =>
    `${row.name} ${words.code('category', row.category)}`
      .toLocaleLowerCase(words.language)
      .includes(sought.trim().toLocaleLowerCase(words.language));
  return (
    <>
      <PageHead title={t('nav.members')} lead={members.data && n('members.lead', members.data.length)}>
        <Link className="button" to="membri/richieste">
          {t('members.requests')}
        </Link>
        {runs && (
          <Link className="button" to="impostazioni/sportello">
            {t('members.desk')}
          </Link>
        )}
        <div className="search">
          <label htmlFor="sought">{t('members.search')}</label>
          <input id="sought" type="search" value={sought} onChange={(event) => setSought(event.target.value)} />
        </div>
      </PageHead>
      <Awaited from={members}>
        {(all) =>
          all.length === 0 ? (
            <Notice>{t('members.none')}</Notice>
          ) : (
            <Card>
              <DataTable
                caption={t('nav.members')}
                file="membri"
                rows={all.filter(fits)}
                id={(row) => row.id}
                empty={t('members.nomatch')}
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
                  { key: 'points', header: t('member.points'), roomy: true, decimals: 0, value: (row) => row.points },
                  {
                    key: 'from',
                    header: t('member.from'),
                    roomy: true,
                    value: (row) => row.from,
                    show: (row) => (row.from ? f.day(row.from) : '–'),
                  },
                  {
                    key: 'to',
                    header: t('member.to'),
                    roomy: true,
                    value: (row) => row.to,
                    show: (row) => (row.to ? f.day(row.to) : t('member.still')),
                  },
                  {
                    key: 'month',
                    header: t('member.last'),
                    roomy: true,
                    value: (row) => row.lastMonth?.month,
                    show: (row) => (row.lastMonth ? f.month(row.lastMonth.month) : '–'),
                  },
                  {
                    key: 'withdrawn',
                    roomy: true,
                    header: t('energy.withdrawn'),
                    unit: 'kWh',
                    decimals: 1,
                    value: (row) => row.lastMonth?.withdrawnKwh,
                  },
                  {
                    key: 'shared',
                    header: t('energy.shared'),
                    unit: 'kWh',
                    decimals: 1,
                    value: (row) => row.lastMonth?.sharedKwh,
                  },
                  {
                    key: 'total',
                    header: t('money.total'),
                    unit: '€',
                    decimals: 2,
                    value: (row) => row.lastMonth?.totalEur,
                  },
                ]}
              />
            </Card>
          )
        }
      </Awaited>
    </>
  );
}

/** One member: the points, and every month. */
export function MemberPage({ id }: { id: string }) {
  const words = useWords();
  const { t } = words;
  const { go } = usePlace();
  const path = useCommunityPath();
  const member = useApi<MemberDetail>(path(`members/${encodeURIComponent(id)}`));
  return (
    <>
      <nav className="crumbs" aria-label={t('crumbs')}>
        <Link to="membri">{t('nav.members')}</Link> <span aria-hidden="true">/</span>{' '}
        <span aria-current="page">{member.data?.name ?? '…'}</span>
      </nav>
      <PageHead
        title={member.data?.name ?? t('member')}
        lead={member.data && words.code('category', member.data.category)}
      />
      <Awaited from={member}>
        {(data) => (
          <>
            <section className="card" aria-label={t('member.months')}>
              <EnergyChart
                own
                heading={t('member.months')}
                rows={memberRows(data.months, words)}
                rowName={t('month')}
                range={t('member.range', { name: data.name })}
                file={`membro-${id}-energia`}
                open={(row) => go(`mesi/${row.key}`)}
                openHint={t('months.open')}
              />
            </section>
            <Card title={t('member.money')}>
              <MemberMonths months={data.months} file={`membro-${id}`} link={(month) => `mesi/${month}`} />
            </Card>
            <Card title={t('member.points.title')}>
              <Points staff points={data.points} />
            </Card>
          </>
        )}
      </Awaited>
    </>
  );
}

export const memberRows = (months: readonly MemberMonth[], { f }: Words) =>
  [...months]
    .sort((one, other) => one.month.localeCompare(other.month))
    .slice(-13)
    .map((month) => ({
      key: month.month,
      label: f.monthShort(month.month),
      name: f.month(month.month),
      injectedKwh: month.injectedKwh,
      withdrawnKwh: month.withdrawnKwh,
      sharedKwh: month.sharedKwh,
      quality: month.status && month.status !== 'final' ? ('estimated' as const) : ('measured' as const),
    }));

export function MemberMonths({
  months,
  file,
  link,
}: {
  months: readonly MemberMonth[];
  file: string;
  link(month: string): string;
}) {
  const { t, f } = useWords();
  const status: Column<MemberMonth>[] = months.some((month) => month.status)
    ? [
        {
          key: 'status',
          header: t('months.status'),
          value: (row) => row.status && t(`status.${row.status}`),
          show: (row) =>
            row.status ? <StatusTag status={row.status} {...(row.state ? { state: row.state } : {})} /> : '–',
        },
      ]
    : [];
  return (
    <DataTable
      caption={t('member.money')}
      file={file}
      id={(row) => row.month}
      rows={[...months].sort((one, other) => other.month.localeCompare(one.month))}
      columns={[
        {
          key: 'month',
          header: t('month'),
          value: (row) => row.month,
          show: (row) => <Link to={link(row.month)}>{f.month(row.month)}</Link>,
        },
        ...status,
        { key: 'withdrawn', header: t('energy.withdrawn'), unit: 'kWh', decimals: 1, value: (row) => row.withdrawnKwh },
        { key: 'injected', header: t('energy.injected'), unit: 'kWh', decimals: 1, value: (row) => row.injectedKwh },
        { key: 'shared', header: t('energy.shared'), unit: 'kWh', decimals: 1, value: (row) => row.sharedKwh },
        { key: 'tip', header: t('money.tip.short'), unit: '€', decimals: 2, value: (row) => row.tipEur },
        { key: 'cac', header: t('money.cac.short'), unit: '€', decimals: 2, value: (row) => row.cacEur },
        { key: 'surplus', header: t('money.surplus.short'), unit: '€', decimals: 2, value: (row) => row.surplusEur },
        { key: 'total', header: t('money.total'), unit: '€', decimals: 2, value: (row) => row.totalEur },
      ]}
    />
  );
}

export function Points({ points, staff = false }: { points: readonly Point[]; staff?: boolean }) {
  const { t, f, code, r } = useReadingWords();
  return (
    <ul className="plain lines">
      {points.map((point) => (
        <li key={point.id}>
          <strong>POD …{point.label}</strong> {point.voltage && <span>{code('voltage', point.voltage)} · </span>}
          {point.from && t('member.since', { day: f.day(point.from) })}
          {point.to && ` ${t('member.until', { day: f.day(point.to) })}`}
          {staff && (
            <>
              {' · '}
              <Link to={`dati/letture?punto=${point.id}`}>
                {r('link.point')}
                <span className="visually-hidden"> POD …{point.label}</span>
              </Link>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
