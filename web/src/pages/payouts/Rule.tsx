import { type FormEvent, useState } from 'react';
import { call, Fault } from '../../api/client.ts';
import { useCommunityPath, useHasRole } from '../../api/session.tsx';
import { useApi } from '../../api/useApi.ts';
import { Awaited, Card, FaultNotice, Field } from '../../components/Parts.tsx';
import { percentOf } from '../../euro.ts';
import type { PayoutRule } from './types.ts';
import { usePayoutWords } from './words.ts';

/** What payments keep to, and where somebody said so. */
export function Rule() {
  const { m, f } = usePayoutWords();
  const path = useCommunityPath();
  const rule = useApi<PayoutRule>(path('payout-rule'));
  const may = useHasRole('administrator');
  const [form, setForm] = useState({ least: '0', retained: '0', received: true, reason: '' });
  const [fault, setFault] = useState<Fault | null>(null);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setFault(null);
    try {
      await call('PUT', path('payout-rule')!, {
        leastEur: Number(form.least.replace(',', '.')),
        retainedPercent: percentOf(form.retained),
        receivedOnly: form.received,
        reason: form.reason,
      });
      setForm({ ...form, reason: '' });
      rule.reload();
    } catch (failure) {
      setFault(failure instanceof Fault ? failure : new Fault(0, null));
    }
  };
  return (
    <Card title={m('rule')}>
      <Awaited from={rule} rows={1}>
        {(now) => (
          <p>
            {m('rule.now', {
              least: f.eur(now.leastEur),
              retained: f.number(now.retainedPercent),
              received: m(now.receivedOnly ? 'rule.only' : 'rule.any'),
            })}{' '}
            {now.reason && (
              <span className="small">
                {now.reason} · {now.by}
              </span>
            )}
          </p>
        )}
      </Awaited>
      {may && (
        <form className="fields" onSubmit={(event) => void send(event)}>
          <Field label={m('rule.least')} hint={m('rule.least.hint')}>
            {(ids) => (
              <input {...ids} required inputMode="decimal" maxLength={10} value={form.least} onChange={(event) => setForm({ ...form, least: event.target.value })} />
            )}
          </Field>
          <Field label={m('rule.retained')} hint={m('rule.retained.hint')}>
            {(ids) => (
              <input {...ids} required inputMode="decimal" maxLength={6} value={form.retained} onChange={(event) => setForm({ ...form, retained: event.target.value })} />
            )}
          </Field>
          <label>
            <input type="checkbox" checked={form.received} onChange={(event) => setForm({ ...form, received: event.target.checked })} />{' '}
            {m('rule.received')}
          </label>
          <Field label={m('why')}>
            {(ids) => (
              <input {...ids} required maxLength={500} value={form.reason} onChange={(event) => setForm({ ...form, reason: event.target.value })} />
            )}
          </Field>
          <button type="submit" className="primary">
            {m('save')}
          </button>
        </form>
      )}
      {fault && <FaultNotice fault={fault} />}
    </Card>
  );
}
