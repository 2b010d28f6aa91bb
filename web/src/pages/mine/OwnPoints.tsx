import type { Point } from '../../api/types.ts';
import { useWords } from '../../i18n/index.tsx';

/** The member's points, by the end of their codes. */
export function OwnPoints({ points }: { points: readonly Point[] }) {
  const { t, f } = useWords();
  return (
    <ul className="plain lines">
      {points.map((point) => (
        <li key={`${point.id}${point.from}`}>
          <strong>POD …{point.label}</strong> {point.from && t('member.since', { day: f.day(point.from) })}
          {point.to && ` ${t('member.until', { day: f.day(point.to) })}`}
        </li>
      ))}
    </ul>
  );
}
