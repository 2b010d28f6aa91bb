import type { SeriesOf } from './types.ts';
import { useQuality } from './words.ts';

/** Which series, and from when to when. */
export function SpanOf({ span }: { span: SeriesOf & { from: string; to: string } }) {
  const { q, f } = useQuality();
  const sameDay = f.moment(span.from).slice(0, 10) === f.moment(span.to).slice(0, 10);
  return (
    <>
      <span className="whole-word">POD …{span.label}</span>, {q(`flow.${span.flow}`)}
      {span.unit && ` (${span.unit})`} ·{' '}
      {q('span', { from: f.moment(span.from), to: sameDay ? f.time(span.to) : f.moment(span.to) })}
    </>
  );
}
