import { useCommunityPath } from '../../api/session.tsx';
import { useApi } from '../../api/useApi.ts';
import { Awaited, Card } from '../../components/Parts.tsx';
import { Icon } from '../../components/Icon.tsx';
import { Link } from '../../router.tsx';
import { ageOf, placeOf, whyOf } from './matter.ts';
import type { WorkList } from './types.ts';
import { useHall } from './words.ts';

const everyFiveMinutes = 300_000;

/** What waits for somebody, as one list. */
export function Work() {
  const words = useHall();
  const { h, many, f } = words;
  const path = useCommunityPath();
  const list = useApi<WorkList>(path('work'), everyFiveMinutes);
  return (
    <Card title={h('work.title')} className="work">
      <Awaited from={list} rows={2}>
        {({ at, matters, searching, monthsUnseen }) => (
          <>
            {matters.length === 0 && !searching ? (
              <p className="all-well">
                <Icon name="check" /> {h('work.none')}
              </p>
            ) : (
              <ul className="plain matters">
                {matters.map((matter) => (
                  <li key={matter.kind + (matter.months[0] ?? '')} className={matter.urgent ? 'urgent' : ''}>
                    <p>
                      <Link to={placeOf(matter)}>{many(matter.kind, matter.count)}</Link>
                      {matter.urgent && <span className="tag bad">{h('work.urgent')}</span>}
                      {matter.since && (
                        <time dateTime={matter.since} title={f.moment(matter.since)}>
                          {ageOf(matter.since, at, words)}
                        </time>
                      )}
                    </p>
                    <p className="why">{whyOf(matter, words)}</p>
                  </li>
                ))}
              </ul>
            )}
            {searching && <p className="hint">{h('work.searching')}</p>}
            {monthsUnseen > 0 && <p className="hint">{many('work.more', monthsUnseen)}</p>}
          </>
        )}
      </Awaited>
    </Card>
  );
}
