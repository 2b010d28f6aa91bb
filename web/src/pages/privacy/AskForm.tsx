import { useState } from 'react';
import { call, Fault } from '../../api/client.ts';
import { FaultNotice, Field } from '../../components/Parts.tsx';
import { actingFor, usePlace } from '../../router.tsx';
import { isInstant, isMonth } from '../../time.ts';
import type { RequestKind } from './types.ts';
import { usePrivacy } from './words.ts';

/** Whoever acts for another may contest an amount; all else is the member's own will. */
const kindsOf = () => (actingFor() === null ? (['amount', 'consent', 'leave', 'erasure'] as const) : (['amount'] as const));

/** A member asks: to leave, to be erased, to take a consent back, or about an amount; what it is may come with the address. */
export function AskForm({ done }: { done(words: string): void }) {
  const { p, f } = usePrivacy();
  const { query } = usePlace();
  const kinds = kindsOf();
  const hour = query.get('ora');
  const asked = isInstant(hour) ? hour : null;
  const [kind, setKind] = useState<RequestKind>(kinds.find((one) => one === query.get('chiedi')) ?? 'amount');
  const [month, setMonth] = useState(isMonth(query.get('mese')) ? query.get('mese')! : '');
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const noMonth = kind === 'amount' && !isMonth(month);
  const send = async () => {
    setTried(true);
    if (!text.trim() || noMonth) return;
    setBusy(true);
    setFault(null);
    try {
      await call('POST', 'api/mine/requests', {
        kind,
        text: text.trim(),
        ...(kind === 'amount' ? { month, ...(asked ? { hour: asked } : {}) } : {}),
      });
      setText('');
      setTried(false);
      done(p('ask.sent'));
    } catch (failure) {
      setFault(failure instanceof Fault ? failure : new Fault(0, null));
    }
    setBusy(false);
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Field label={p('ask.kind')}>
        {(ids) => (
          <select {...ids} value={kind} onChange={(event) => setKind(event.target.value as RequestKind)}>
            {kinds.map((one) => (
              <option key={one} value={one}>
                {p(`ask.${one}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {kind === 'amount' ? (
        <Field
          label={p('ask.month')}
          hint={p('ask.month.hint')}
          error={tried && noMonth ? p('ask.month.needed') : undefined}
        >
          {(ids) => <input {...ids} value={month} maxLength={7} onChange={(event) => setMonth(event.target.value.trim())} />}
        </Field>
      ) : (
        <p>{p(`ask.${kind}.words`)}</p>
      )}
      {kind === 'amount' && asked && <p>{p('ask.hour', { hour: f.moment(asked) })}</p>}
      <Field label={p('ask.text')} error={tried && !text.trim() ? p('ask.text.needed') : undefined}>
        {(ids) => (
          <textarea {...ids} rows={4} value={text} maxLength={4000} onChange={(event) => setText(event.target.value)} />
        )}
      </Field>
      {fault && <FaultNotice fault={fault} />}
      <div className="actions">
        <button type="submit" className="primary" disabled={busy}>
          {p('ask.send')}
        </button>
      </div>
    </form>
  );
}
