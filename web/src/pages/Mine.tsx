import { lazy, Suspense } from 'react';
import { useSession } from '../api/session.tsx';
import type { Mine as MineData } from '../api/types.ts';
import { useApi } from '../api/useApi.ts';
import { Invented } from '../components/Invented.tsx';
import { Awaited, Notice, PageHead, Skeleton } from '../components/Parts.tsx';
import { usePlace } from '../router.tsx';
import { MonthCard } from './mine/MonthCard.tsx';
import { useTop } from './mine/top.ts';

// The first card is there at once, on the slowest line too; the others come after it.
const Whose = lazy(() => import('./mine/Whose.tsx').then((part) => ({ default: part.Whose })));
const Below = lazy(() => import('./mine/Below.tsx').then((part) => ({ default: part.Below })));

/** A member's own page: the euro and why, the energy inside the whole, and what can be done about both. */
export function Mine() {
  const { t } = useTop();
  const { me } = useSession();
  const mine = useApi<MineData>('api/mine');
  return (
    <>
      {me?.actsFor && (
        <Suspense fallback={<Skeleton rows={1} />}>
          <Whose fault={mine.fault} />
        </Suspense>
      )}
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

const none: never[] = [];

function MineOf({ data }: { data: MineData }) {
  const { t, top } = useTop();
  const { query } = usePlace();
  const newest = [...data.months].sort((one, other) => other.month.localeCompare(one.month));
  const asked = query.get('mese');
  const month = newest.find((one) => one.month === asked) ?? newest[0];
  return (
    <>
      {month ? (
        <MonthCard month={month} months={newest.map((one) => one.month)} recalculations={data.recalculations ?? none} />
      ) : (
        <Notice>
          <p>
            <strong>{t('mine.nomonth')}</strong>
          </p>
          <p>{top('new')}</p>
        </Notice>
      )}
      <Suspense fallback={<Skeleton rows={3} />}>
        <Below data={data} month={month?.month ?? null} />
      </Suspense>
    </>
  );
}
