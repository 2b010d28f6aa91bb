import type { HourWhy as HourData } from '../api/types.ts';
import { useApi } from '../api/useApi.ts';
import { useWords } from '../i18n/index.tsx';
import { Heading, type Level } from './Heading.tsx';
import { Awaited, Notice } from './Parts.tsx';
import { dayOf } from '../time.ts';
import { communitySaid, mineSaid } from './hourSaid.ts';
import { Lines } from './Why.tsx';

/** One hour that somebody asks about: what was there, what was shared, and what that earned. */
export function HourWhy({ path, own = false, level = 4 }: { path: string | null; own?: boolean; level?: Level }) {
  const words = useWords();
  const { t, f } = words;
  const hour = useApi<HourData>(path);
  return (
    <section className="hour-why" aria-live="polite">
      <Awaited from={hour} rows={1}>
        {(data) => (
          <>
            <Heading level={level}>
              {t('hour.title', { day: f.dayLong(dayOf(data.from)), hour: `${f.time(data.from)}–${f.time(data.to)}` })}
            </Heading>
            {!data.isOfRun && <Notice kind="warn">{t('why.changed')}</Notice>}
            <ul className="why">
              {mineSaid(data, words).map((line) => (
                <li key={line}>{line}</li>
              ))}
              {communitySaid(data, words).map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
            <div className="why-tree">
              <Lines lines={data.units} path={null} own={own} />
            </div>
          </>
        )}
      </Awaited>
    </section>
  );
}
