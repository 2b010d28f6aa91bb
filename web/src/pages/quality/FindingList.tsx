import { useState } from 'react';
import { useMayChange } from '../../api/session.tsx';
import { Icon } from '../../components/Icon.tsx';
import { SpanOf } from './SpanOf.tsx';
import type { Finding } from './types.ts';
import { useQuality } from './words.ts';

const atOnce = 20;

/** The findings as they are ranked, each with what opens it. */
export function FindingList({
  findings,
  leftOut,
  open,
}: {
  findings: readonly Finding[];
  leftOut: number;
  open(finding: Finding): void;
}) {
  const { q, f } = useQuality();
  const mayChange = useMayChange();
  const [shown, setShown] = useState(atOnce);
  return (
    <>
      <ol className="plain lines findings">
        {findings.slice(0, shown).map((finding) => (
          <li key={`${finding.point}-${finding.unitId}-${finding.flow}-${finding.kind}-${finding.from}`}>
            <div className="finding-words">
              <strong>{q(`kind.${finding.kind}`)}</strong>
              <span className="note">
                <SpanOf span={finding} /> · {f.kwh(finding.kwh, 1)}
              </span>
            </div>
            <div className="finding-eur">
              {finding.estimatedEur === null ? (
                <span className="note">{q('eur.unknown')}</span>
              ) : (
                <strong>{q('eur.about', { eur: f.eur(finding.estimatedEur) })}</strong>
              )}
            </div>
            <button type="button" onClick={() => open(finding)}>
              <Icon name="chart" /> {q(mayChange ? 'look' : 'look.only')}
              <span className="visually-hidden">
                {' '}
                {q(`kind.${finding.kind}`)}, POD …{finding.label}, {f.moment(finding.from)}
              </span>
            </button>
          </li>
        ))}
      </ol>
      {findings.length > shown && (
        <p className="after">
          <button type="button" onClick={() => setShown(shown + atOnce)}>
            {q('findings.more', { n: findings.length - shown })}
          </button>
        </p>
      )}
      {leftOut > 0 && <p className="small">{q('findings.left', { n: leftOut })}</p>}
    </>
  );
}
