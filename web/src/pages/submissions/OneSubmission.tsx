import { useState } from 'react';
import { call, Fault } from '../../api/client.ts';
import { useCommunityPath, useMayChange } from '../../api/session.tsx';
import { FaultNotice, Field } from '../../components/Parts.tsx';
import { address } from '../../router.tsx';
import type { State, Submission } from './types.ts';
import { useSubmissions, type SubmissionKey } from './words.ts';

const tone: Partial<Record<State, string>> = {
  accepted: 'good',
  rejected: 'bad',
  refused: 'bad',
  sending: 'warn',
  unanswered: 'warn',
  put_off: 'warn',
  prepared: 'warn',
};
type Asking = 'receipt' | 'reject' | 'correct' | null;

/** A package with its files, what happened to it, and what can be done with it. */
export function OneSubmission({ one, canSend, done }: { one: Submission; canSend: boolean; done(words: string): void }) {
  const { s, t, f, who } = useSubmissions();
  const path = useCommunityPath();
  const mayChange = useMayChange();
  const [asking, setAsking] = useState<Asking>(null);
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const name = `${s(`kind.${one.kind}`)}, ${f.month(one.month)}`;
  const act = async (what: string, body: unknown, words: SubmissionKey) => {
    setBusy(true);
    setFault(null);
    try {
      const after = await call<Submission>('POST', path(`submissions/${one.id}/${what}`)!, body);
      if (after.problem) setFault(new Fault(409, after.problem));
      setAsking(null);
      setText('');
      setTried(false);
      done(s(words));
    } catch (failure) {
      setFault(failure instanceof Fault ? failure : new Fault(0, null));
    }
    setBusy(false);
  };
  const ask = (next: Asking) => {
    setAsking(next);
    setText('');
    setTried(false);
  };
  const keep = () => {
    setTried(true);
    const said = text.trim();
    if (!said) return;
    if (asking === 'receipt') void act('receipt', { protocol: said }, 'receipt.done');
    if (asking === 'correct') void act('correct', { reason: said }, 'correct.done');
    if (asking === 'reject') void act('feedback', { accepted: false, reasons: [{ field: '', code: '', text: said }] }, 'judged');
  };
  const here = ['prepared', 'put_off', 'refused'].includes(one.state) && !one.corrected;
  const waits = ['handed_over', 'unanswered', 'sent'].includes(one.state);
  const canCorrect = !one.corrected && !['sending', 'unanswered'].includes(one.state);
  const about = <span className="visually-hidden"> {name}</span>;
  const needed = asking === 'receipt' ? 'protocol.needed' : 'why.needed';
  return (
    <>
      <p>
        <span className={`tag ${tone[one.state] ?? ''}`}>{s(`state.${one.state}`)}</span> <strong>{name}</strong>
        {one.revision > 1 && <> · {s('revision', { number: one.revision })}</>}
      </p>
      {one.reason && <p>{one.reason}</p>}
      {one.corrected && <p className="small">{s('corrected')}</p>}
      {one.protocol && (
        <p>
          {s('protocol')}: <strong>{one.protocol}</strong>
        </p>
      )}
      <ul className="plain">
        {one.files.map((file) => (
          <li key={file.number}>
            <a href={address(path(`submissions/${one.id}/files/${file.number}`)!)} download={file.name}>
              {file.name}
            </a>{' '}
            <span className="small">({f.bytes(file.size)})</span>
          </li>
        ))}
      </ul>
      {here && one.checklist.length > 0 && (
        <details>
          <summary>{s('checklist')}</summary>
          <ol>
            {one.checklist.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ol>
        </details>
      )}
      {one.steps.length > 0 && (
        <details>
          <summary>{s('history')}</summary>
          <ol>
            {one.steps.map((step, place) => (
              <li key={place}>
                {s(`state.${step.kind}`)} <span className="small">{s('step', { at: f.moment(step.at), by: who(step.by) })}</span>
                {step.sentence && (
                  <span className="small" lang="en">
                    {' '}
                    {step.sentence}
                  </span>
                )}
                {step.reasons.length > 0 && (
                  <ul>
                    {step.reasons.map((reason, number) => (
                      <li key={number}>
                        {[reason.field, reason.code].filter(Boolean).join(' ')} {reason.text}
                      </li>
                    ))}
                  </ul>
                )}
              </li>
            ))}
          </ol>
        </details>
      )}
      {fault && <FaultNotice fault={fault} />}
      {mayChange && asking && (
        <>
          <Field label={s(asking === 'receipt' ? 'protocol' : 'why')} error={tried && !text.trim() ? s(needed) : undefined}>
            {(ids) => (
              <input
                {...ids}
                value={text}
                maxLength={asking === 'receipt' ? 100 : 500}
                onChange={(event) => setText(event.target.value)}
              />
            )}
          </Field>
          <div className="actions">
            <button type="button" className="primary" disabled={busy} onClick={keep}>
              {s(asking)}
              {about}
            </button>
            <button type="button" disabled={busy} onClick={() => ask(null)}>
              {t('documents.cancel')}
            </button>
          </div>
        </>
      )}
      {mayChange && !asking && (
        <div className="actions">
          {canSend && here && (
            <button type="button" className="primary" disabled={busy} onClick={() => void act('send', {}, 'sent')}>
              {s('send')}
              {about}
            </button>
          )}
          {canSend && ['sending', 'unanswered', 'sent', 'received'].includes(one.state) && (
            <button type="button" disabled={busy} onClick={() => void act('send', {}, 'sent')}>
              {s('ask')}
              {about}
            </button>
          )}
          {here && (
            <button type="button" disabled={busy} onClick={() => void act('hand-over', {}, 'hand.done')}>
              {s('hand')}
              {about}
            </button>
          )}
          {waits && (
            <button type="button" disabled={busy} onClick={() => ask('receipt')}>
              {s('receipt')}
              {about}
            </button>
          )}
          {one.state === 'received' && (
            <>
              <button type="button" disabled={busy} onClick={() => void act('feedback', { accepted: true }, 'judged')}>
                {s('accept')}
                {about}
              </button>
              <button type="button" disabled={busy} onClick={() => ask('reject')}>
                {s('reject')}
                {about}
              </button>
            </>
          )}
          {canCorrect && one.state !== 'prepared' && (
            <button type="button" disabled={busy} onClick={() => ask('correct')}>
              {s('correct')}
              {about}
            </button>
          )}
        </div>
      )}
    </>
  );
}
