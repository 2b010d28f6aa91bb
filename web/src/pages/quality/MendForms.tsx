import { useState } from 'react';
import { call, Fault } from '../../api/client.ts';
import { useCommunityPath } from '../../api/session.tsx';
import { Icon } from '../../components/Icon.tsx';
import { FaultNotice, Field } from '../../components/Parts.tsx';
import { CorrectForm } from './CorrectForm.tsx';
import { EstimateForm } from './EstimateForm.tsx';
import type { DayOfSeries, Finding } from './types.ts';
import { useQuality } from './words.ts';

type Way = 'estimate' | 'correct' | 'accept' | 'ask';

/** The ways to mend a finding, each with its form; nothing is done before it is confirmed. */
export function MendForms({
  finding,
  day,
  quarters,
  done,
}: {
  finding: Finding;
  day: string;
  quarters: DayOfSeries['quarters'];
  done(words: string): void;
}) {
  const { q } = useQuality();
  const path = useCommunityPath();
  const [way, setWay] = useState<Way | null>(null);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const ways: Way[] = finding.kind === 'missing' ? ['estimate', 'correct', 'ask', 'accept'] : ['accept', 'correct', 'ask'];
  const choose = (next: Way) => {
    setWay(way === next ? null : next);
    setFault(null);
    setTried(false);
  };
  const of = { point: finding.point, unit: finding.unitId, flow: finding.flow };
  const send = async (where: string, body: object, words: string) => {
    setBusy(true);
    setFault(null);
    try {
      await call('POST', path(where)!, { ...of, ...body });
      done(words);
    } catch (failure) {
      setFault(failure instanceof Fault ? failure : new Fault(0, null));
      setBusy(false);
    }
  };
  const mend = (body: object, words: string) => {
    setTried(true);
    if (reason.trim()) void send('quality/mends', { finding: finding.kind, reason: reason.trim(), ...body }, words);
  };
  const why = (
    <Field label={q('reason')} error={tried && !reason.trim() ? q('reason.needed') : undefined}>
      {(ids) => (
        <input {...ids} value={reason} maxLength={500} required onChange={(event) => setReason(event.target.value)} />
      )}
    </Field>
  );
  return (
    <section aria-label={q('do')}>
      <h3>{q('do')}</h3>
      <div className="actions" role="group" aria-label={q('do')}>
        {ways.map((one) => (
          <button key={one} type="button" aria-pressed={way === one} onClick={() => choose(one)}>
            {q(one)}
          </button>
        ))}
      </div>
      {way && (
        <div className="mend-form">
          <p>{q(`${way}.words`)}</p>
          {way === 'accept' && (
            <>
              {why}
              <button
                type="button"
                className="primary"
                disabled={busy}
                onClick={() => mend({ kind: 'accepted', from: finding.from, to: finding.to, kwh: finding.kwh }, q('done.accepted'))}
              >
                <Icon name="check" /> {q('accept.go')}
              </button>
            </>
          )}
          {way === 'correct' && (
            <CorrectForm
              key={day}
              finding={finding}
              quarters={quarters}
              busy={busy}
              why={why}
              save={(body) => mend({ kind: 'corrected', ...body }, q('done.corrected'))}
            />
          )}
          {way === 'estimate' && (
            <EstimateForm
              finding={finding}
              busy={busy}
              why={why}
              save={(mark) => mend({ kind: 'estimated', from: finding.from, to: finding.to, mark }, q('done.estimated'))}
            />
          )}
          {way === 'ask' && (
            <button
              type="button"
              className="primary"
              disabled={busy}
              onClick={() => void send('quality/requests', { from: finding.from, to: finding.to }, q('done.asked'))}
            >
              <Icon name="mail" /> {q('ask.go')}
            </button>
          )}
          {fault && <FaultNotice fault={fault} />}
        </div>
      )}
    </section>
  );
}
