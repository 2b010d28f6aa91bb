import { type FormEvent, useState } from 'react';
import { call, Fault } from '../../api/client.ts';
import { FaultNotice, Field } from '../../components/Parts.tsx';
import { usePayoutWords } from './words.ts';

/** Asks for a reason and sends it. */
export function ReasonForm({ to, act, lead, done }: { to: string; act: string; lead?: string; done(): void }) {
  const { m } = usePayoutWords();
  const [reason, setReason] = useState('');
  const [fault, setFault] = useState<Fault | null>(null);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setFault(null);
    try {
      await call('POST', to, { reason });
      done();
    } catch (failure) {
      setFault(failure instanceof Fault ? failure : new Fault(0, null));
    }
  };
  return (
    <form className="fields" onSubmit={(event) => void send(event)}>
      {lead && <p>{lead}</p>}
      <Field label={m('why')}>
        {(ids) => <input {...ids} required maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />}
      </Field>
      <button type="submit" className="primary">
        {act}
      </button>
      {fault && <FaultNotice fault={fault} />}
    </form>
  );
}
