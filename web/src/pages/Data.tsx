import { useCommunityPath } from '../api/session.tsx';
import type { Data as DataAnswer, Gap } from '../api/types.ts';
import { useApi } from '../api/useApi.ts';
import { Curves } from '../components/Curves.tsx';
import { DataTable } from '../components/DataTable.tsx';
import { Icon } from '../components/Icon.tsx';
import { Prices } from '../components/Prices.tsx';
import { Quarantine } from '../components/Quarantine.tsx';
import { Awaited, Card, Notice, PageHead, Tile } from '../components/Parts.tsx';
import { useWords } from '../i18n/index.tsx';
import { useIncidentWords } from './incidents.ts';
import { Link } from '../router.tsx';
import { useDeviceWords } from './devices.ts';
import { useReadingWords } from './readings.ts';

/** How good the data are: what came, what is missing, who is silent, what waits for a decision. */
export function Data() {
  const { t, r } = useReadingWords();
  const { d } = useDeviceWords();
  const path = useCommunityPath();
  const data = useApi<DataAnswer>(path('data'), 60_000);
  return (
    <>
      <PageHead title={t('nav.data')} lead={t('data.lead')}>
        <Link to="qualita">{t('nav.quality')}</Link>
      </PageHead>
      <Awaited from={data}>
        {(all) => (
          <>
            <dl className="tiles">
              <Tile
                label={t('data.quarantine')}
                value={String(all.quarantine.length)}
                note={t(all.quarantine.length ? 'data.quarantine.some' : 'data.quarantine.none')}
              />
              <Tile
                label={t('data.silent')}
                value={String(all.silent.filter(({ resolvedAt }) => !resolvedAt).length)}
                note={t('data.silent.note')}
              />
              <Tile
                label={t('data.gaps')}
                value={all.gapsAt === null ? '–' : String(all.gaps.length)}
                note={t(all.gapsAt === null ? 'data.gaps.searching' : 'data.gaps.note')}
              />
            </dl>
            <p>
              <Link to="dati/dispositivi">{d('link')}</Link>
              <br />
              <Link to="dati/letture">{r('link')}</Link>
            </p>
            <Quarantine held={all.quarantine} reload={data.reload} />
            <Curves reload={data.reload} />
            <Prices />
            <Card title={t('data.complete')}>
              <Completeness days={all.completeness} />
            </Card>
            <Card title={t('data.silent')}>
              <Silent silent={all.silent} />
            </Card>
            <Incidents told={all.incidents} />
            <Card title={t('data.gaps')}>
              {all.gapsAt === null ? (
                <Notice>{t('data.gaps.searching')}</Notice>
              ) : (
                <GapsTable gaps={all.gaps} file="buchi" />
              )}
            </Card>
          </>
        )}
      </Awaited>
    </>
  );
}

function Completeness({ days }: { days: DataAnswer['completeness'] }) {
  const { t, f } = useWords();
  if (days.length === 0) return <p className="empty">{t('data.complete.none')}</p>;
  const part = days.filter(({ received, expected }) => received < expected);
  return (
    <>
      <p className="summary">
        {part.length === 0
          ? t('data.complete.all', { n: days.length })
          : t('data.complete.part', { n: days.length, part: part.length })}
      </p>
      <ol className="plain days" aria-hidden="true">
        {days.map((day) => (
          <li key={day.day} title={f.day(day.day)}>
            <span className="day-bar">
              <span
                className="m-good"
                style={{ height: `${(100 * (day.received - day.estimated)) / Math.max(1, day.expected)}%` }}
              />
              <span
                className="m-good hatched"
                style={{ height: `${(100 * day.estimated) / Math.max(1, day.expected)}%` }}
              />
            </span>
            <span className="day-name">{f.dayShort(day.day)}</span>
          </li>
        ))}
      </ol>
      <details>
        <summary>{t('chart.table')}</summary>
        <DataTable
          caption={t('data.complete')}
          file="completezza"
          rows={days.toReversed()}
          id={(row) => row.day}
          columns={[
            { key: 'day', header: t('day'), value: (row) => row.day, show: (row) => f.day(row.day) },
            { key: 'expected', header: t('data.expected'), decimals: 0, value: (row) => row.expected },
            { key: 'received', header: t('data.received'), decimals: 0, value: (row) => row.received },
            { key: 'estimated', header: t('data.estimated'), decimals: 0, value: (row) => row.estimated },
          ]}
        />
      </details>
    </>
  );
}

function Silent({ silent }: { silent: DataAnswer['silent'] }) {
  const { t, f } = useWords();
  if (silent.length === 0) return <Notice kind="good">{t('data.silent.all')}</Notice>;
  return (
    <ul className="plain lines">
      {silent.map((one) => (
        <li key={one.device + one.since}>
          <span className={`tag ${one.resolvedAt ? 'good' : 'bad'}`}>
            <Icon name={one.resolvedAt ? 'check' : 'warn'} size={14} />
            {t(one.resolvedAt ? 'data.silent.back' : 'data.silent.now')}
          </span>{' '}
          <strong>{one.device}</strong> {t('data.silent.since', { at: f.moment(one.since) })}
          {one.resolvedAt && ` ${t('data.silent.until', { at: f.moment(one.resolvedAt) })}`}
        </li>
      ))}
    </ul>
  );
}

/** What meters told of themselves. */
function Incidents({ told }: { told: DataAnswer['incidents'] }) {
  const { f, i, knows } = useIncidentWords();
  return (
    <Card title={i('title')}>
      {told.length === 0 && <Notice kind="good">{i('none')}</Notice>}
      <ul className="plain lines">
        {told.map((one) => {
          const advice = `${one.kind}.do`;
          return (
            <li key={one.kind + one.device + one.since}>
              <span className={`tag ${one.resolvedAt ? 'good' : 'bad'}`}>
                <Icon name={one.resolvedAt ? 'check' : 'warn'} size={14} />
                {i(one.resolvedAt ? 'over' : 'now')}
              </span>{' '}
              <strong>{knows(one.kind) ? i(one.kind) : one.kind}</strong>, {one.device}, {i('since', { at: f.moment(one.since) })}
              {one.resolvedAt ? ` ${i('until', { at: f.moment(one.resolvedAt) })}` : knows(advice) && `; ${i(advice)}`}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

export function GapsTable({ gaps, file }: { gaps: readonly Gap[]; file: string }) {
  const { t, f, code } = useWords();
  return (
    <DataTable
      caption={t('data.gaps')}
      file={file}
      rows={gaps}
      id={(row) => `${row.point}-${row.meter}-${row.unit ?? ''}-${row.day}-${row.flow ?? ''}`}
      empty={t('data.gaps.none')}
      columns={[
        { key: 'day', header: t('day'), value: (row) => row.day, show: (row) => f.day(row.day) },
        {
          key: 'label',
          header: t('data.point'),
          value: (row) => `POD …${row.label}`,
          show: (row) => <span className="whole-word">POD …{row.label}</span>,
        },
        {
          key: 'meter',
          header: t('data.meter'),
          value: (row) => (row.flow ? `${code('meter', row.meter)}, ${t(`data.only.${row.flow}`)}` : code('meter', row.meter)),
        },
        { key: 'missing', header: t('data.missing'), decimals: 0, value: (row) => row.missing },
        { key: 'expected', header: t('data.expected'), decimals: 0, value: (row) => row.expected },
      ]}
    />
  );
}
