import type { Hour, MineMonth } from '../../api/types.ts';
import { useApi } from '../../api/useApi.ts';
import { EnergyChart } from '../../components/EnergyChart.tsx';
import { HourWhy } from '../../components/HourWhy.tsx';
import { Icon } from '../../components/Icon.tsx';
import { Awaited } from '../../components/Parts.tsx';
import { dayRows, hourRows } from '../../components/rows.ts';
import { useWords } from '../../i18n/index.tsx';
import { address, Link, usePlace } from '../../router.tsx';
import { isDay, isInstant } from '../../time.ts';
import { useTop } from './top.ts';

/** The days of a month; a day opens into its hours, and an hour into why. */
export function Days({ month, day, hour }: { month: string; day: string | null; hour: string | null }) {
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
      {open && <Hours month={month} day={open} hour={hour} />}
    </section>
  );
}

function Hours({ month, day, hour }: { month: string; day: string; hour: string | null }) {
  const words = useWords();
  const { t, f } = words;
  const { top } = useTop();
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
      {isInstant(hour) && (
        <>
          <HourWhy own path={`api/mine/hour?at=${hour}`} />
          <p>
            <Link to={`io/dati?mese=${month}&ora=${hour}&chiedi=amount`}>{top('contest.hour')}</Link>
          </p>
        </>
      )}
    </div>
  );
}
