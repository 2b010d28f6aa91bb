import { useState } from 'react';
import { call, Fault } from '../../api/client.ts';
import { useCommunityPath, useMayChange } from '../../api/session.tsx';
import { FaultNotice, Field } from '../../components/Parts.tsx';
import { actingFor } from '../../router.tsx';
import type { MemberRequest, RequestState } from './types.ts';
import { usePrivacy } from './words.ts';

const tone: Record<RequestState, string> = { open: 'warn', in_hand: '', accepted: 'good', refused: 'bad', withdrawn: '' };

/** A request with what both sides said, and what this side may say. */
export function OneRequest({ request, done }: { request: MemberRequest; done(words: string): void }) {
  const { p, f } = usePrivacy();
  const path = useCommunityPath();
  const mayChange = useMayChange();
  const staff = request.member !== null;
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const title =
    request.kind === 'amount'
      ? request.hour
        ? p('request.amount.hour', { month: f.month(request.month!), hour: f.moment(request.hour) })
        : p('request.amount', { month: f.month(request.month!) })
      : p(`request.${request.kind}`);
  const named = staff ? p('request.from', { name: request.member!.name, title }) : title;
  const say = async (state: RequestState, words: string) => {
    setTried(true);
    if (!words.trim()) return;
    setBusy(true);
    setFault(null);
    try {
      const place = staff ? path(`member-requests/${request.id}/steps`)! : `api/mine/requests/${request.id}/steps`;
      await call('POST', place, { state, text: words.trim() });
      setText('');
      setTried(false);
      done(p('say.done'));
    } catch (failure) {
      setFault(failure instanceof Fault ? failure : new Fault(0, null));
    }
    setBusy(false);
  };
  const mine = !staff && request.state !== 'withdrawn' && (actingFor() === null || request.kind === 'amount');
  const theirs = staff && mayChange && request.state !== 'withdrawn';
  const about = <span className="visually-hidden"> {named}</span>;
  return (
    <>
      <p>
        <span className={`tag ${tone[request.state]}`}>{p(`state.${request.state}`)}</span> <strong>{named}</strong>
      </p>
      <p className="small">
        {p('request.asked', { at: f.moment(request.at), due: f.day(request.due) })}
        {request.by && <span data-own> {p('request.by', { name: request.by })}</span>}
      </p>
      <p>{request.text}</p>
      {request.steps.length > 0 && (
        <ul className="plain">
          {request.steps.map((step) => (
            <li key={`${step.at}${step.side}`}>
              <p className="small">
                {step.side === 'staff'
                  ? p('step.staff', { who: step.who ?? '', at: f.moment(step.at) })
                  : step.by
                    ? p('step.by', { name: step.by, at: f.moment(step.at) })
                    : p(staff || actingFor() !== null ? 'step.member' : 'step.own', { at: f.moment(step.at) })}{' '}
                · {p(`state.${step.state}`)}
              </p>
              <p>{step.text}</p>
            </li>
          ))}
        </ul>
      )}
      {theirs && request.kind !== 'amount' && <p className="small">{p(`desk.${request.kind}`)}</p>}
      {(mine || theirs) && (
        <details>
          <summary>
            {p('say')}
            {about}
          </summary>
          <Field
            label={p(staff ? 'answer.text' : 'say.text')}
            error={tried && !text.trim() ? p('ask.text.needed') : undefined}
          >
            {(ids) => (
              <textarea {...ids} rows={3} value={text} maxLength={4000} onChange={(event) => setText(event.target.value)} />
            )}
          </Field>
          <div className="actions">
            {theirs ? (
              (['in_hand', 'accepted', 'refused'] as const).map((state) => (
                <button key={state} type="button" disabled={busy} onClick={() => void say(state, text)}>
                  {p(`answer.${state}`)}
                  {about}
                </button>
              ))
            ) : (
              <>
                <button type="button" disabled={busy} onClick={() => void say('open', text)}>
                  {p('say.send')}
                  {about}
                </button>
                <button type="button" disabled={busy} onClick={() => void say('withdrawn', text || p('say.withdrawn'))}>
                  {p('say.withdraw')}
                  {about}
                </button>
              </>
            )}
          </div>
        </details>
      )}
      {fault && <FaultNotice fault={fault} />}
    </>
  );
}
