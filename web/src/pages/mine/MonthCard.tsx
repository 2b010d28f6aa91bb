import { lazy, Suspense, useState } from 'react';
import type { MemberMonth, MineRecalculation } from '../../api/types.ts';
import { Card, Skeleton, StatusTag, Tile } from '../../components/Parts.tsx';
import { Link, usePlace } from '../../router.tsx';
import { dayOf, monthOf } from '../../time.ts';
import { useTop } from './top.ts';

const Recalculated = lazy(() => import('./Recalculated.tsx').then((part) => ({ default: part.Recalculated })));
const Why = lazy(() => import('../../components/Why.tsx').then((part) => ({ default: part.Why })));

/** What a month brought, and the sentence that says why. */
export function MonthCard({
  month,
  months,
  recalculations,
}: {
  month: MemberMonth;
  months: readonly string[];
  recalculations: readonly MineRecalculation[];
}) {
  const { t, f, top } = useTop();
  const { go } = usePlace();
  const [open, setOpen] = useState(false);
  const running = month.month === monthOf(dayOf(new Date()));
  const told = recalculations.filter((one) => one.month === month.month || one.corrects === month.month);
  const estimate = running || (!!month.status && month.status !== 'final');
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
      {running && <p>{top('running')}</p>}
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
        {estimate && month.status && month.status !== 'final' && <li>{t(`status.${month.status}.words`)}</li>}
        {month.totalEur === null && <li>{t('mine.why.unknown')}</li>}
      </ul>
      {told.length > 0 && (
        <Suspense fallback={null}>
          <Recalculated month={month.month} told={told} />
        </Suspense>
      )}
      {month.status && (
        <details className="why-whole" onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>{t('why.details')}</summary>
          {open && (
            <Suspense fallback={<Skeleton rows={1} />}>
              <Why own path={`api/mine/months/${month.month}/why?`} />
            </Suspense>
          )}
        </details>
      )}
      <p className="small">{t('months.note')}</p>
      <p>
        <Link to={`io/dati?mese=${month.month}&chiedi=amount`}>{top('contest')}</Link>
      </p>
      {months.length > 1 && (
        <label className="choice">
          <span>{top('choose')}</span>{' '}
          <select value={month.month} onChange={(event) => go(`io?mese=${event.target.value}`)}>
            {months.map((one) => (
              <option key={one} value={one}>
                {f.month(one)}
              </option>
            ))}
          </select>
        </label>
      )}
    </Card>
  );
}
