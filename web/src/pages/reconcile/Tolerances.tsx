import { type FormEvent, useState } from 'react';
import { call, Fault } from '../../api/client.ts';
import { useCommunityPath, useHasRole } from '../../api/session.tsx';
import { FaultNotice, Field, Notice, Window } from '../../components/Parts.tsx';
import type { Reconciliation } from './types.ts';
import { useReconcile } from './words.ts';

/** How far figures may be apart and still agree: said, and set with a reason by whoever may. */
export function Tolerances({ tolerances, reload }: { tolerances: Reconciliation['tolerances']; reload(): void }) {
  const { r, f } = useReconcile();
  const may = useHasRole('administrator', 'accountant');
  const [open, setOpen] = useState(false);
  const [said, setSaid] = useState('');
  return (
    <>
      <p className="small">
        {r('tolerances', { eur: f.number(tolerances.eur, 2), kwh: f.number(tolerances.kwh, 2), days: tolerances.days })}{' '}
        {may && (
          <button type="button" className="link" onClick={() => setOpen(true)}>
            {r('tolerances.change')}
          </button>
        )}
      </p>
      <span role="status">{said && <Notice kind="good">{said}</Notice>}</span>
      {open && (
        <Change
          tolerances={tolerances}
          close={() => setOpen(false)}
          saved={() => {
            setOpen(false);
            setSaid(r('tolerances.saved'));
            reload();
          }}
        />
      )}
    </>
  );
}

function Change({ tolerances, close, saved }: { tolerances: Reconciliation['tolerances']; close(): void; saved(): void }) {
  const { r } = useReconcile();
  const path = useCommunityPath();
  const [form, setForm] = useState({ eur: `${tolerances.eur}`, kwh: `${tolerances.kwh}`, days: `${tolerances.days}`, reason: '' });
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setFault(null);
    try {
      await call('PUT', path('reconciliation/tolerances')!, {
        eur: Number(form.eur),
        kwh: Number(form.kwh),
        days: Number(form.days),
        reason: form.reason,
      });
      saved();
    } catch (failure) {
      setFault(failure instanceof Fault ? failure : new Fault(0, null));
      setBusy(false);
    }
  };
  const number = (key: 'eur' | 'kwh' | 'days', label: string, most: number, step: string) => (
    <Field label={label}>
      {(ids) => (
        <input
          {...ids}
          type="number"
          required
          min={0}
          max={most}
          step={step}
          value={form[key]}
          onChange={(event) => setForm({ ...form, [key]: event.target.value })}
        />
      )}
    </Field>
  );
  return (
    <Window title={r('tolerances.title')} close={close}>
      <form onSubmit={(event) => void save(event)}>
        <p>{r('tolerances.lead')}</p>
        {number('eur', r('tolerances.eur'), 100, '0.01')}
        {number('kwh', r('tolerances.kwh'), 1000, '0.001')}
        {number('days', r('tolerances.days'), 60, '1')}
        <Field label={r('reason')}>
          {(ids) => (
            <input {...ids} required maxLength={500} value={form.reason} onChange={(event) => setForm({ ...form, reason: event.target.value })} />
          )}
        </Field>
        {fault && <FaultNotice fault={fault} />}
        <p className="actions">
          <button type="submit" className="primary" disabled={busy}>
            {r('save')}
          </button>
          <button type="button" disabled={busy} onClick={close}>
            {r('cancel')}
          </button>
        </p>
      </form>
    </Window>
  );
}
