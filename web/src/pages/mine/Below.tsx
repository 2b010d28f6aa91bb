import './mine.css';
import { lazy } from 'react';
import type { Mine } from '../../api/types.ts';
import { Card, Tile } from '../../components/Parts.tsx';
import { useWords } from '../../i18n/index.tsx';
import { usePlace } from '../../router.tsx';
import { isMonth } from '../../time.ts';
import { BestHours } from './BestHours.tsx';
import { Compare } from './Compare.tsx';
import { OwnPoints } from './OwnPoints.tsx';
import { Ranking } from './Ranking.tsx';
import { WhenSeen } from './WhenSeen.tsx';
import { Whole } from './Whole.tsx';
import { useMine } from './words.ts';
import { Yours } from './Yours.tsx';

// Charts and tables come when somebody scrolls to them.
const Days = lazy(() => import('./Days.tsx').then((part) => ({ default: part.Days })));
const Past = lazy(() => import('./Past.tsx').then((part) => ({ default: part.Past })));
const Papers = lazy(() => import('./Papers.tsx').then((part) => ({ default: part.Papers })));
const Paid = lazy(() => import('./Paid.tsx').then((part) => ({ default: part.Paid })));
const OwnBoard = lazy(() => import('./OwnBoard.tsx').then((part) => ({ default: part.OwnBoard })));

/** Everything below the first card. */
export function Below({ data, month }: { data: Mine; month: string | null }) {
  const { t, f } = useWords();
  const { m } = useMine();
  const { query } = usePlace();
  const [day, hour] = [query.get('giorno'), query.get('ora')];
  return (
    <>
      <BestHours />
      <Whole />
      {data.today && <Today today={data.today} />}
      {month && <Compare month={month} />}
      {month && isMonth(month) && (
        <WhenSeen title={t('mine.days', { month: f.month(month) })} now={day !== null}>
          <Days month={month} day={day} hour={hour} />
        </WhenSeen>
      )}
      {data.months.length > 0 && (
        <WhenSeen title={t('mine.months')}>
          <Past months={data.months} />
        </WhenSeen>
      )}
      <Ranking />
      <WhenSeen title={m('paid.title')}>
        <Paid />
      </WhenSeen>
      <WhenSeen title={t('nav.documents')}>
        <Papers />
      </WhenSeen>
      <Card title={t('member.points.title')}>
        <OwnPoints points={data.points} />
      </Card>
      <Yours month={month} />
      <WhenSeen title={m('board.title')}>
        <OwnBoard />
      </WhenSeen>
    </>
  );
}

function Today({ today }: { today: NonNullable<Mine['today']> }) {
  const { t, f } = useWords();
  return (
    <Card title={t('mine.today')}>
      <dl className="tiles small">
        <Tile meaning="grid" label={t('energy.withdrawn')} value={f.kwh(today.withdrawnKwh)} />
        {!!today.injectedKwh && <Tile meaning="surplus" label={t('energy.injected')} value={f.kwh(today.injectedKwh)} />}
      </dl>
      <p className="small">
        {today.completenessPercent === null
          ? t('today.complete.none')
          : t('today.complete', { percent: f.thePercent(today.completenessPercent / 100) })}{' '}
        {t('today.provisional')}
      </p>
    </Card>
  );
}
