import { Card, Notice } from '../../components/Parts.tsx';
import type { LineState, Plan } from './types.ts';
import { useSettings } from './words.ts';

/** What changes, before and after, and which months are computed again. */
export function PlanBox({ plan, done }: { plan: Plan; done?: boolean }) {
  const { s, f, told, code } = useSettings();
  const state = (at: LineState | null, absent: string) => {
    if (!at) return absent;
    if (at.powerKw !== null) return s('plan.kw', { kw: f.number(at.powerKw, 3), from: at.from ? f.day(at.from) : '' });
    if (at.from === null) return at.word ? code('category', at.word) : '';
    return at.to
      ? s('plan.span.to', { from: f.day(at.from), to: f.day(at.to) })
      : s('plan.span', { from: f.day(at.from) });
  };
  return (
    <Card title={s('plan')} level={3}>
      {!done && <p>{s('plan.words')}</p>}
      {plan.notices.map((notice) => (
        <Notice kind="warn" key={notice.field + notice.code}>
          <p>{told(notice)}</p>
        </Notice>
      ))}
      <div className="table-scroll" role="group" aria-label={s('plan')} tabIndex={0}>
        <table>
          <caption className="visually-hidden">{s('plan')}</caption>
          <thead>
            <tr>
              <th scope="col">{s('plan.what')}</th>
              <th scope="col">{s('plan.before')}</th>
              <th scope="col">{s('plan.after')}</th>
            </tr>
          </thead>
          <tbody>
            {plan.lines.map((line, place) => (
              <tr key={place}>
                <th scope="row" data-own>
                  {line.kind === 'member'
                    ? s('plan.member', { name: line.member })
                    : line.kind === 'point'
                      ? s('plan.point', { name: line.member, point: line.point ?? '' })
                      : s('plan.unit', { name: line.member })}
                </th>
                <td>{state(line.before, s('plan.new'))}</td>
                <td>{state(line.after, s('plan.gone'))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {plan.all > plan.lines.length && <p>{s('plan.rest', { n: f.number(plan.lines.length), all: f.number(plan.all) })}</p>}
      {plan.firstDay && <p>{s('plan.first', { day: f.day(plan.firstDay) })}</p>}
      <p>
        {plan.months.length > 0
          ? s('plan.months', { months: plan.months.map((month) => f.month(month)).join(', ') })
          : s('plan.months.none')}
      </p>
    </Card>
  );
}
