import { useState } from 'react';
import { call, Fault } from '../../api/client.ts';
import { useCommunityPath, useMayChange } from '../../api/session.tsx';
import type { Loaded } from '../../api/useApi.ts';
import { Awaited, Card, FaultNotice, Field } from '../../components/Parts.tsx';
import { SpanOf } from './SpanOf.tsx';
import type { Asked, Mend } from './types.ts';
import { useQuality } from './words.ts';

/** What was done about the month, each with its way back, and the data that were asked for. */
export function Done({
  mends,
  requests,
  done,
}: {
  mends: Loaded<Mend[]>;
  requests: Loaded<Asked[]>;
  done(words: string): void;
}) {
  const { q } = useQuality();
  return (
    <>
      <Card title={q('mends')}>
        <Awaited from={mends} rows={1}>
          {(all) =>
            all.length === 0 ? (
              <p className="empty">{q('mends.none')}</p>
            ) : (
              <ul className="plain lines">
                {all.map((mend) => (
                  <li key={mend.id}>
                    <OneMend mend={mend} done={done} />
                  </li>
                ))}
              </ul>
            )
          }
        </Awaited>
      </Card>
      <Card title={q('asked')}>
        <Awaited from={requests} rows={1}>
          {(all) =>
            all.length === 0 ? (
              <p className="empty">{q('asked.none')}</p>
            ) : (
              <ul className="plain lines">
                {all.map((one) => (
                  <li key={one.id}>
                    <OneRequest one={one} />
                  </li>
                ))}
              </ul>
            )
          }
        </Awaited>
      </Card>
    </>
  );
}

function OneMend({ mend, done }: { mend: Mend; done(words: string): void }) {
  const { q, f } = useQuality();
  const path = useCommunityPath();
  const mayChange = useMayChange();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const undo = async () => {
    setTried(true);
    if (!reason.trim()) return;
    setBusy(true);
    setFault(null);
    try {
      await call('POST', path(`quality/mends/${mend.id}/undo`)!, { reason: reason.trim() });
      done(q('done.undone'));
    } catch (failure) {
      setFault(failure instanceof Fault ? failure : new Fault(0, null));
    }
    setBusy(false);
  };
  return (
    <>
      <p>
        <span className={`tag ${mend.withdrawn ? '' : 'good'}`}>{q(`mend.${mend.kind}`)}</span>{' '}
        {mend.finding && <strong>{q(`kind.${mend.finding}`)} · </strong>}
        <SpanOf span={mend} />
        {mend.readings > 0 && ` · ${q('mend.readings', { n: mend.readings })}`}
      </p>
      <p className="small">{q('mend.by', { who: mend.author, at: f.moment(mend.at), reason: mend.reason })}</p>
      {mend.withdrawn ? (
        <p className="small">
          {q('mend.undone', { who: mend.withdrawn.author, at: f.moment(mend.withdrawn.at), reason: mend.withdrawn.reason })}
        </p>
      ) : (
        mayChange && (
          <>
            {open && (
              <Field label={q('reason')} error={tried && !reason.trim() ? q('reason.needed') : undefined}>
                {(ids) => (
                  <input {...ids} value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
                )}
              </Field>
            )}
            <div className="actions">
              {open && (
                <button type="button" className="primary" disabled={busy} onClick={() => void undo()}>
                  {q('undo.go')}
                </button>
              )}
              <button type="button" className="quiet" onClick={() => setOpen(!open)}>
                {q(open ? 'cancel' : 'undo')}
                <span className="visually-hidden">
                  {' '}
                  {q(`mend.${mend.kind}`)}, POD …{mend.label}, {f.moment(mend.from)}
                </span>
              </button>
            </div>
            {fault && <FaultNotice fault={fault} />}
          </>
        )
      )}
    </>
  );
}

function OneRequest({ one }: { one: Asked }) {
  const { q, f } = useQuality();
  const tone = { open: 'warn', answered: 'good', expired: '' }[one.state];
  return (
    <>
      <p>
        <span className={`tag ${tone}`}>{q(`state.${one.state}`)}</span> <SpanOf span={one} />
      </p>
      <p className="small">
        {q('asked.by', { who: one.askedBy, at: f.moment(one.askedAt) })},{' '}
        {one.device ? q('asked.device', { device: one.device }) : q('asked.person')} ·{' '}
        {q('asked.count', { arrived: one.arrived, wanted: one.wanted })}
      </p>
    </>
  );
}
