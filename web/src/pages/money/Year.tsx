import { dayOf } from '../../time.ts';
import { usePlace } from '../../router.tsx';
import { useMoney } from './words.ts';

/** The year asked for in the address; this one when none is. */
export function useYear(): number {
  const { query } = usePlace();
  const asked = Number(query.get('anno'));
  return Number.isInteger(asked) && asked > 2000 && asked < 2099 ? asked : Number(dayOf(new Date()).slice(0, 4));
}

/** The year before, the year looked at, the year after. */
export function YearChoice({ year }: { year: number }) {
  const { m } = useMoney();
  const { path, go } = usePlace();
  return (
    <div className="filter" role="group" aria-label={m('year')}>
      {[year - 1, year, year + 1]
        .filter((one) => one > 2000 && one < 2099)
        .map((one) => (
          <button key={one} type="button" aria-pressed={one === year} onClick={() => go(`${path}?anno=${one}`, true)}>
            {one}
          </button>
        ))}
    </div>
  );
}
