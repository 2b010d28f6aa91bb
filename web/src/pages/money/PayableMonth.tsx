import { useState } from 'react';
import { call, Fault } from '../../api/client.ts';
import { useCommunityPath, useHasRole } from '../../api/session.tsx';
import { useApi } from '../../api/useApi.ts';
import { DataTable } from '../../components/DataTable.tsx';
import { Icon } from '../../components/Icon.tsx';
import { Awaited, Card, FaultNotice, Notice, PageHead, Tile } from '../../components/Parts.tsx';
import { spoken } from '../../names.ts';
import { address, Link } from '../../router.tsx';
import { Standing } from './Standing.tsx';
import type { Check, PayableDetail, TaxProfile, PayableLine } from './types.ts';
import { useMoney } from './words.ts';

/** The payable lines of a month, and the place where people approve them. */
export function PayableMonth({ month }: { month: string }) {
  const { m, f } = useMoney();
  const path = useCommunityPath();
  const payable = useApi<PayableDetail>(path(`payables/${month}`));
  return (
    <>
      <PageHead
        title={m('pay.month', { month: f.month(month) })}
        lead={payable.data && m('pay.month.lead', { run: payable.data.payable.run })}
      >
        <Link to={`pagamenti?anno=${month.slice(0, 4)}`}>{m('pay.back')}</Link>
      </PageHead>
      <Awaited from={payable}>{(all) => <Shown all={all} reload={payable.reload} />}</Awaited>
    </>
  );
}

function Shown({ all, reload }: { all: PayableDetail; reload(): void }) {
  const { m, t, f, code } = useMoney();
  const path = useCommunityPath();
  const { payable } = all;
  const csv = path(`payables/${payable.month}?format=csv`);
  return (
    <>
      <dl className="tiles">
        <Tile label={m('pay.gross')} value={f.eur(payable.grossEur)} note={t(`status.${payable.status}`)} />
        <Tile label={m('pay.withheld')} value={f.eur(payable.withheldEur)} />
        <Tile label={m('pay.net')} value={f.eur(payable.netEur)} big />
      </dl>
      <Approving all={all} reload={reload} />
      <Card title={m('pay.lines')}>
        <DataTable
          caption={m('pay.lines')}
          file={`pagamenti-${payable.month}`}
          rows={all.lines}
          id={(row) => row.memberId ?? `f-${row.fund}`}
          empty={m('pay.nobody')}
          more={
            csv && (
              <a href={address(csv)} download>
                {m('csv')}
              </a>
            )
          }
          columns={[
            {
              key: 'who',
              header: m('pay.who'),
              value: (row) => row.name ?? spoken(row.fund ?? ''),
              show: (row) => (
                <>
                  {row.memberId === null ? spoken(row.fund ?? '') : <Link to={`membri/${row.memberId}`}>{row.name}</Link>}
                  <span className="note">{row.memberId === null ? m('pay.fund') : code('category', row.category ?? '')}</span>
                </>
              ),
            },
            ...(all.lines.some((row) => row.correctionEur !== 0)
              ? [
                  {
                    key: 'correction',
                    header: m('pay.correction'),
                    unit: '€',
                    decimals: 2,
                    value: (row: PayableLine) => row.correctionEur,
                  },
                ]
              : []),
            { key: 'gross', header: m('pay.gross'), unit: '€', decimals: 2, value: (row) => row.grossEur },
            { key: 'withheld', header: m('pay.withheld'), unit: '€', decimals: 2, value: (row) => row.withheldEur },
            { key: 'net', header: m('pay.net'), unit: '€', decimals: 2, value: (row) => row.netEur },
            { key: 'vat', header: m('pay.vat'), unit: '€', decimals: 2, roomy: true, value: (row) => row.vatEur },
            {
              key: 'profile',
              header: m('pay.profile'),
              roomy: true,
              value: (row) => row.profile?.basis ?? m('pay.noprofile'),
              show: (row) => (row.profile ? <ProfileWords profile={row.profile} /> : m('pay.noprofile')),
            },
          ]}
        />
      </Card>
      <Card title={m('pay.check')}>
        <p>{m('pay.check.lead')}</p>
        <CheckLine check={payable.check} words="pay.check.month" />
        {payable.check && <CheckLine check={all.yearCheck} words="pay.check.year" />}
      </Card>
      {all.earlier.length > 0 && (
        <Card title={m('pay.earlier')}>
          <ul className="plain lines">
            {all.earlier.map((one) => (
              <li key={one.revision}>
                {m('pay.earlier.line', {
                  revision: one.revision,
                  run: one.run,
                  eur: f.eur(one.netEur),
                  n: one.approvals.length,
                  all: one.approvers,
                })}{' '}
                <span className="small">{one.approvals.map(({ name, at }) => `${name}, ${f.moment(at)}`).join('; ')}</span>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  );
}

/** What a profile applies, in a line. */
export function ProfileWords({ profile }: { profile: TaxProfile }) {
  const { m, f } = useMoney();
  return (
    <>
      {profile.withholdingPercent === null || profile.vatPercent === null
        ? m('tax.none')
        : m('tax.words', {
            withholding: `${plain(profile.withholdingPercent)}\u00a0%`,
            vat: `${plain(profile.vatPercent)}\u00a0%`,
          })}
      <span className="note">
        {m('tax.since', { day: f.day(profile.from) })}
        {profile.basis && ` · ${profile.basis}`}
      </span>
    </>
  );

  function plain(value: number): string {
    return f.number(value, Number.isInteger(value) ? 0 : 2);
  }
}

function CheckLine({ check, words }: { check: Check | null; words: 'pay.check.month' | 'pay.check.year' }) {
  const { m, f } = useMoney();
  if (!check) return <p>{m('pay.check.unknown')}</p>;
  return (
    <p>
      <span className={`tag ${check.met ? 'good' : 'bad'}`}>
        <Icon name={check.met ? 'check' : 'warn'} size={14} />
        {m(check.met ? 'pay.check.ok' : 'pay.check.bad')}
      </span>{' '}
      {m(words, { eur: f.eur(check.enterprisesEur), limit: f.eur(check.limitEur) })}
    </p>
  );
}

function Approving({ all: { payable }, reload }: { all: PayableDetail; reload(): void }) {
  const { m, f } = useMoney();
  const path = useCommunityPath();
  const may = useHasRole('approver');
  const [fault, setFault] = useState<Fault | null>(null);
  const [busy, setBusy] = useState(false);
  const approve = async () => {
    if (!window.confirm(m('pay.approve.sure', { eur: f.eur(payable.netEur), month: f.month(payable.month) }))) return;
    setFault(null);
    setBusy(true);
    try {
      await call('POST', path(`payables/${payable.month}/approve`)!, { mark: payable.mark });
    } catch (failure) {
      setFault(failure instanceof Fault ? failure : new Fault(0, null));
    } finally {
      setBusy(false);
      reload();
    }
  };
  const waits = payable.standing === 'draft' || payable.standing === 'changed';
  const left = payable.approvers - payable.approvals.length;
  return (
    <Card title={m('pay.standing')}>
      <p>
        <Standing payable={payable} bare />
      </p>
      <ul className="plain">
        {payable.approvals.map(({ name, at }) => (
          <li key={name + at}>{m('pay.by', { name, at: f.moment(at) })}</li>
        ))}
      </ul>
      {waits && <p>{payable.approvers === 1 ? m('pay.need1') : m('pay.need', { n: payable.approvers, left })}</p>}
      {waits &&
        (may ? (
          <button type="button" className="primary" disabled={busy} onClick={() => void approve()}>
            <Icon name="check" /> {m('pay.approve')}
          </button>
        ) : (
          <Notice>
            <p>{m('pay.approve.not')}</p>
          </Notice>
        ))}
      {fault && <FaultNotice fault={fault} />}
    </Card>
  );
}
