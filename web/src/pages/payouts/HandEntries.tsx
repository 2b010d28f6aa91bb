import { type FormEvent, useState } from 'react';
import { call, Fault } from '../../api/client.ts';
import { useCommunityPath, useHasRole } from '../../api/session.tsx';
import { useApi } from '../../api/useApi.ts';
import { Awaited, Card, FaultNotice, Field, Window } from '../../components/Parts.tsx';
import { euroOf } from '../../euro.ts';
import { dayOf } from '../../time.ts';
import { ReasonForm } from './ReasonForm.tsx';
import type { Banks, Proposals } from './types.ts';
import { usePayoutWords } from './words.ts';

const accounts = ['bank', 'gse', 'sale', 'fee', 'tax', 'transit', 'fund', 'member', 'retained'];
interface Side {
  account: string;
  member: string;
  fund: string;
}

/** Entries that no other act causes: two sides and a reason; where two people are asked for, the second agrees here. */
export function HandEntries({ changed }: { changed(): void }) {
  const { m, own, f } = usePayoutWords();
  const path = useCommunityPath();
  const writes = useHasRole('administrator', 'accountant');
  const agrees = useHasRole('administrator', 'accountant', 'approver');
  const proposals = useApi<Proposals>(path('ledger/proposals'));
  const [refused, setRefused] = useState<number | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const done = () => {
    setRefused(null);
    proposals.reload();
    changed();
  };
  const agree = async (id: number) => {
    setFault(null);
    try {
      await call('POST', path(`ledger/proposals/${id}/agree`)!, {});
      done();
    } catch (failure) {
      setFault(failure instanceof Fault ? failure : new Fault(0, null));
    }
  };
  return (
    <Card title={m('hand')}>
      <p>{m('hand.lead')}</p>
      <Awaited from={proposals} rows={1}>
        {(all) => (
          <>
            {all.needsTwo && <p>{m('hand.two')}</p>}
            {all.waiting.length > 0 && <h3>{m('hand.waiting')}</h3>}
            <ul className="plain lines">
              {all.waiting.map((one) => (
                <li key={one.id}>
                  <strong>{one.words}</strong> {f.day(one.day)}, {one.document}
                  <span className="note">
                    {one.lines
                      .map((line) => `${[own(`acc.${line.account}`), line.name, line.fund].filter(Boolean).join(' ')} ${f.eur(line.eur)}`)
                      .join(' · ')}
                  </span>
                  <span className="note">
                    {one.by}, {f.moment(one.at)}
                  </span>
                  {agrees && (
                    <span className="actions">
                      <button type="button" className="primary" onClick={() => void agree(one.id)}>
                        {m('hand.agree')}
                      </button>{' '}
                      <button type="button" className="quiet" onClick={() => setRefused(one.id)}>
                        {m('hand.no')}
                      </button>
                    </span>
                  )}
                </li>
              ))}
            </ul>
          </>
        )}
      </Awaited>
      {fault && <FaultNotice fault={fault} />}
      {writes && <NewEntry done={done} />}
      {refused !== null && (
        <Window title={m('hand.no.title')} close={() => setRefused(null)}>
          <ReasonForm to={path(`ledger/proposals/${refused}/turn-down`)!} act={m('hand.no')} done={done} />
        </Window>
      )}
    </Card>
  );
}

function NewEntry({ done }: { done(): void }) {
  const { m, own } = usePayoutWords();
  const path = useCommunityPath();
  const bank = useApi<Banks>(path('bank'));
  const empty = { day: dayOf(new Date()), document: '', words: '', eur: '' };
  const [form, setForm] = useState(empty);
  const [key, setKey] = useState(() => crypto.randomUUID());
  const [debit, setDebit] = useState<Side>({ account: 'fee', member: '', fund: '' });
  const [credit, setCredit] = useState<Side>({ account: 'bank', member: '', fund: '' });
  const [said, setSaid] = useState<string | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const line = (side: Side, eur: number) => ({
    account: side.account,
    eur,
    ...(side.account === 'member' || side.account === 'retained' ? { memberId: Number(side.member) } : {}),
    ...(side.account === 'fund' ? { fund: side.fund } : {}),
  });
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setFault(null);
    setSaid(null);
    const eur = euroOf(form.eur);
    try {
      const made = await call<{ id?: number; proposal?: number }>('POST', path('ledger/entries')!, {
        day: form.day,
        document: form.document,
        words: form.words,
        key,
        lines: [line(debit, eur ?? 0), line(credit, -(eur ?? 0))],
      });
      setSaid(made.id ? m('hand.written', { n: made.id }) : m('hand.waits'));
      setForm(empty);
      setKey(crypto.randomUUID());
      done();
    } catch (failure) {
      setFault(failure instanceof Fault ? failure : new Fault(0, null));
    }
  };
  const side = (label: 'hand.debit' | 'hand.credit', value: Side, set: (side: Side) => void) => (
    <>
      <Field label={m(label)}>
        {(ids) => (
          <select {...ids} value={value.account} onChange={(event) => set({ ...value, account: event.target.value })}>
            {accounts.map((account) => (
              <option key={account} value={account}>
                {own(`acc.${account}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {(value.account === 'member' || value.account === 'retained') && (
        <Field label={m('hand.member')}>
          {(ids) => (
            <select {...ids} required value={value.member} onChange={(event) => set({ ...value, member: event.target.value })}>
              <option value="" />
              {bank.data?.members.map((member) => (
                <option key={member.memberId} value={member.memberId}>
                  {member.name}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      {value.account === 'fund' && (
        <Field label={m('book.fund')}>
          {(ids) => <input {...ids} required maxLength={100} value={value.fund} onChange={(event) => set({ ...value, fund: event.target.value })} />}
        </Field>
      )}
    </>
  );
  const text = (name: 'document' | 'words' | 'eur', label: 'hand.document' | 'hand.words' | 'amount') => (
    <Field label={m(label)}>
      {(ids) => (
        <input
          {...ids}
          required
          maxLength={name === 'words' ? 500 : 200}
          inputMode={name === 'eur' ? 'decimal' : 'text'}
          value={form[name]}
          onChange={(event) => setForm({ ...form, [name]: event.target.value })}
        />
      )}
    </Field>
  );
  return (
    <form className="fields" onSubmit={(event) => void send(event)} aria-label={m('hand.new')}>
      <Field label={m('hand.day')}>
        {(ids) => <input {...ids} type="date" required value={form.day} onChange={(event) => setForm({ ...form, day: event.target.value })} />}
      </Field>
      {text('document', 'hand.document')}
      {text('words', 'hand.words')}
      {text('eur', 'amount')}
      {side('hand.debit', debit, setDebit)}
      {side('hand.credit', credit, setCredit)}
      <button type="submit" className="primary">
        {m('hand.write')}
      </button>
      {said && <p role="status">{said}</p>}
      {fault && <FaultNotice fault={fault} />}
    </form>
  );
}
