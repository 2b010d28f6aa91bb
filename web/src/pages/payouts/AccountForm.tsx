import { type FormEvent, useState } from 'react';
import { call, Fault } from '../../api/client.ts';
import { useCommunityPath } from '../../api/session.tsx';
import { FaultNotice, Field } from '../../components/Parts.tsx';
import { usePayoutWords } from './words.ts';

/** Enters an account: of a member, or with none named of the community. */
export function AccountForm({ member, done }: { member: number | null; done(): void }) {
  const { m } = usePayoutWords();
  const path = useCommunityPath();
  const [form, setForm] = useState({ kind: 'iban', iban: '', treasury: '', bic: '', holder: '', reason: '' });
  const [fault, setFault] = useState<Fault | null>(null);
  const set = (key: keyof typeof form) => (event: { target: { value: string } }) =>
    setForm({ ...form, [key]: event.target.value });
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setFault(null);
    const { reason, holder } = form;
    const body =
      form.kind === 'iban'
        ? { iban: form.iban, holder, reason, ...(member === null && form.bic ? { bic: form.bic } : {}) }
        : form.kind === 'treasury'
          ? { treasury: form.treasury, holder, reason }
          : { reason };
    try {
      if (member === null) await call('PUT', path('bank/account')!, body);
      else await call('POST', path(`bank/members/${member}`)!, body);
      done();
    } catch (failure) {
      setFault(failure instanceof Fault ? failure : new Fault(0, null));
    }
  };
  return (
    <form className="fields" onSubmit={(event) => void send(event)}>
      <Field label={m('form')}>
        {(ids) => (
          <select {...ids} value={form.kind} onChange={set('kind')}>
            <option value="iban">{m('form.iban')}</option>
            <option value="treasury">{m('form.treasury')}</option>
            {member !== null && <option value="none">{m('form.none')}</option>}
          </select>
        )}
      </Field>
      {form.kind === 'iban' && (
        <Field label={m('iban')}>
          {(ids) => <input {...ids} required maxLength={42} autoComplete="off" value={form.iban} onChange={set('iban')} />}
        </Field>
      )}
      {form.kind === 'treasury' && (
        <Field label={m('treasury')} hint={m('treasury.hint')}>
          {(ids) => <input {...ids} required inputMode="numeric" maxLength={10} value={form.treasury} onChange={set('treasury')} />}
        </Field>
      )}
      {form.kind !== 'none' && (
        <Field label={m('holder')}>
          {(ids) => <input {...ids} required maxLength={70} value={form.holder} onChange={set('holder')} />}
        </Field>
      )}
      {form.kind === 'iban' && member === null && (
        <Field label={m('bic')}>{(ids) => <input {...ids} maxLength={11} value={form.bic} onChange={set('bic')} />}</Field>
      )}
      <Field label={m('why')}>
        {(ids) => <input {...ids} required maxLength={500} value={form.reason} onChange={set('reason')} />}
      </Field>
      <button type="submit" className="primary">
        {m('save')}
      </button>
      {fault && <FaultNotice fault={fault} />}
    </form>
  );
}
