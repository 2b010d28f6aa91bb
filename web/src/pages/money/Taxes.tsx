import { type FormEvent, useState } from 'react';
import { call, Fault } from '../../api/client.ts';
import { useCommunityPath, useHasRole } from '../../api/session.tsx';
import { useApi } from '../../api/useApi.ts';
import { DataTable } from '../../components/DataTable.tsx';
import { Awaited, Card, FaultNotice, Field, PageHead, Window } from '../../components/Parts.tsx';
import { percentOf } from '../../euro.ts';
import { Link } from '../../router.tsx';
import { dayOf } from '../../time.ts';
import { ProfileWords } from './PayableMonth.tsx';
import type { ApprovalRule, TaxRow } from './types.ts';
import { useMoney } from './words.ts';

const faultOf = (failure: unknown) => (failure instanceof Fault ? failure : new Fault(0, null));

/** The members' tax profiles, and how many people approve payments. */
export function Taxes() {
  const { m, code } = useMoney();
  const path = useCommunityPath();
  const taxes = useApi<TaxRow[]>(path('taxes'));
  const may = useHasRole('administrator', 'accountant');
  const [chosen, setChosen] = useState<TaxRow | null>(null);
  return (
    <>
      <PageHead title={m('tax.title')} lead={m('tax.lead')}>
        <Link to="pagamenti">{m('pay.title')}</Link>
      </PageHead>
      <Card title={m('tax.members')}>
        <Awaited from={taxes}>
          {(all) => (
            <DataTable
              caption={m('tax.members')}
              file="profili-fiscali"
              rows={all}
              id={(row) => row.memberId}
              columns={[
                {
                  key: 'name',
                  header: m('tax.member'),
                  value: (row) => row.name,
                  show: (row) => (
                    <>
                      {row.name}
                      <span className="note">{code('category', row.category)}</span>
                    </>
                  ),
                },
                {
                  key: 'now',
                  header: m('tax.now'),
                  value: (row) => row.versions[0]?.basis ?? m('tax.none'),
                  show: (row) => (row.versions[0] ? <ProfileWords profile={row.versions[0]} /> : m('tax.none')),
                },
                {
                  key: 'act',
                  header: m('entries.act'),
                  value: () => null,
                  show: (row) => (
                    <span className="acts">
                      {(may || row.versions.length > 0) && (
                        <button type="button" className="quiet" onClick={() => setChosen(row)}>
                          {m(may ? 'tax.choose' : 'tax.history')}
                          <span className="visually-hidden"> {row.name}</span>
                        </button>
                      )}
                    </span>
                  ),
                },
              ]}
            />
          )}
        </Awaited>
      </Card>
      <Rule />
      {chosen && <Choice row={chosen} may={may} close={() => setChosen(null)} reload={taxes.reload} />}
    </>
  );
}

function Choice({ row, may, close, reload }: { row: TaxRow; may: boolean; close(): void; reload(): void }) {
  const { m, f } = useMoney();
  return (
    <Window title={m('tax.choose.title', { name: row.name })} close={close}>
      {may && <ChoiceForm row={row} close={close} reload={reload} />}
      {row.versions.length > 0 && (
        <>
          <h3>{m('tax.history')}</h3>
          <ul className="plain lines">
            {row.versions.map((version) => (
              <li key={version.revision}>
                <ProfileWords profile={version} />
                <span className="small">
                  {version.reason} · {version.by}, {f.moment(version.at)}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Window>
  );
}

function ChoiceForm({ row, close, reload }: { row: TaxRow; close(): void; reload(): void }) {
  const { m } = useMoney();
  const path = useCommunityPath();
  const [form, setForm] = useState({
    apply: 'none',
    from: `${dayOf(new Date()).slice(0, 4)}-01-01`,
    withholding: '',
    vat: '0',
    basis: '',
    reason: '',
  });
  const [bad, setBad] = useState<'withholding' | 'vat' | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const set = (key: keyof typeof form) => (event: { target: { value: string } }) =>
    setForm({ ...form, [key]: event.target.value });
  const some = form.apply === 'some';
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const [withholding, vat] = [percentOf(form.withholding), percentOf(form.vat)];
    setBad(some && withholding === null ? 'withholding' : some && vat === null ? 'vat' : null);
    if (some && (withholding === null || vat === null)) return;
    try {
      await call('POST', path(`taxes/${row.memberId}`)!, {
        from: form.from,
        reason: form.reason,
        ...(some ? { withholdingPercent: withholding, vatPercent: vat, basis: form.basis } : {}),
      });
      reload();
      close();
    } catch (failure) {
      setFault(faultOf(failure));
    }
  };
  return (
    <form className="fields" onSubmit={(event) => void send(event)}>
      <Field label={m('tax.apply')}>
        {(ids) => (
          <select {...ids} value={form.apply} onChange={set('apply')}>
            <option value="none">{m('tax.apply.none')}</option>
            <option value="some">{m('tax.apply.some')}</option>
          </select>
        )}
      </Field>
      <Field label={m('tax.from')}>
        {(ids) => <input {...ids} type="date" required value={form.from} onChange={set('from')} />}
      </Field>
      {some && (
        <>
          <Field label={m('tax.withholding')} error={bad === 'withholding' ? m('tax.percent.bad') : undefined}>
            {(ids) => (
              <input {...ids} required inputMode="decimal" maxLength={8} value={form.withholding} onChange={set('withholding')} />
            )}
          </Field>
          <Field label={m('tax.vat')} hint={m('tax.vat.hint')} error={bad === 'vat' ? m('tax.percent.bad') : undefined}>
            {(ids) => <input {...ids} required inputMode="decimal" maxLength={8} value={form.vat} onChange={set('vat')} />}
          </Field>
          <Field label={m('tax.basis')}>
            {(ids) => <input {...ids} required maxLength={500} value={form.basis} onChange={set('basis')} />}
          </Field>
        </>
      )}
      <Field label={m('reason')}>
        {(ids) => <input {...ids} required maxLength={500} value={form.reason} onChange={set('reason')} />}
      </Field>
      <button type="submit" className="primary">
        {m('save')}
      </button>
      {fault && <FaultNotice fault={fault} />}
    </form>
  );
}

function Rule() {
  const { m, f } = useMoney();
  const path = useCommunityPath();
  const rule = useApi<ApprovalRule>(path('approval-rule'));
  const may = useHasRole('administrator');
  const [form, setForm] = useState({ approvers: '2', reason: '' });
  const [fault, setFault] = useState<Fault | null>(null);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setFault(null);
    try {
      await call('PUT', path('approval-rule')!, { approvers: Number(form.approvers), reason: form.reason });
      setForm({ ...form, reason: '' });
      rule.reload();
    } catch (failure) {
      setFault(faultOf(failure));
    }
  };
  return (
    <Card title={m('rule.title')}>
      <Awaited from={rule} rows={1}>
        {(now) => (
          <p>
            {m('rule.now', { rule: m(now.approvers === 1 ? 'rule.one' : 'rule.two') })}{' '}
            {now.reason && now.at && (
              <span className="small">
                {now.reason} · {now.by}, {f.moment(now.at)}
              </span>
            )}
          </p>
        )}
      </Awaited>
      {may && (
        <form className="fields" onSubmit={(event) => void send(event)}>
          <Field label={m('rule.title')}>
            {(ids) => (
              <select {...ids} value={form.approvers} onChange={(event) => setForm({ ...form, approvers: event.target.value })}>
                <option value="2">{m('rule.two')}</option>
                <option value="1">{m('rule.one')}</option>
              </select>
            )}
          </Field>
          <Field label={m('rule.reason')}>
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
