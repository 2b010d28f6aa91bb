import { useState } from 'react';
import { useCommunityPath, useMayChange } from '../../api/session.tsx';
import { useApi } from '../../api/useApi.ts';
import { Awaited, Window } from '../../components/Parts.tsx';
import { DayChart } from './DayChart.tsx';
import { daysOf } from './heat.ts';
import { MendForms } from './MendForms.tsx';
import { SpanOf } from './SpanOf.tsx';
import type { DayOfSeries, Finding } from './types.ts';
import { useQuality } from './words.ts';

/** A finding with its day, and what can be done about it. */
export function FindingPanel({
  finding,
  close,
  done,
}: {
  finding: Finding;
  close(): void;
  done(words: string): void;
}) {
  const { q, f } = useQuality();
  const mayChange = useMayChange();
  const path = useCommunityPath();
  const days = daysOf(finding);
  const [place, setPlace] = useState(0);
  const day = days[place]!;
  const of = `point=${finding.point}&unit=${finding.unitId}&flow=${finding.flow}`;
  const quarters = useApi<DayOfSeries>(path(`quality/day?${of}&day=${day}`));
  return (
    <Window wide title={q(`kind.${finding.kind}`)} close={close}>
      <p>
        <SpanOf span={finding} /> · {finding.kwh === null ? q('kwh.unknown') : f.kwh(finding.kwh, 1)} ·{' '}
        {finding.estimatedEur === null ? q('eur.unknown') : q('eur.about', { eur: f.eur(finding.estimatedEur) })}
      </p>
      <p>{q(`why.${finding.kind}`)}</p>
      {days.length > 1 && (
        <div className="actions day-steps">
          <button type="button" disabled={place === 0} onClick={() => setPlace(place - 1)}>
            {q('day.before')}
          </button>
          <strong>{f.day(day)}</strong>
          <button type="button" disabled={place === days.length - 1} onClick={() => setPlace(place + 1)}>
            {q('day.after')}
          </button>
        </div>
      )}
      <Awaited from={quarters} rows={1}>
        {(all) => (
          <>
            <DayChart day={day} flow={finding.flow} quarters={all.quarters} />
            {mayChange && <MendForms finding={finding} day={day} quarters={all.quarters} done={done} />}
          </>
        )}
      </Awaited>
    </Window>
  );
}
