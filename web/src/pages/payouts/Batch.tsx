import { useState } from 'react';
import { call, Fault } from '../../api/client.ts';
import { useCommunityPath, useHasRole } from '../../api/session.tsx';
import { DataTable } from '../../components/DataTable.tsx';
import { Icon } from '../../components/Icon.tsx';
import { Card, FaultNotice } from '../../components/Parts.tsx';
import { address } from '../../router.tsx';
import { dayOf } from '../../time.ts';
import { Account } from './Account.tsx';
import type { PaymentState, Payout } from './types.ts';
import { usePayoutWords } from './words.ts';

const colour: Record<Payout['state'], string> = {
  draft: '',
  stale: 'warn',
  approved: 'good',
  sent: '',
  done: 'good',
  cancelled: '',
};
const paid: Partial<Record<PaymentState, string>> = { booked: 'good', rejected: 'bad', returned: 'bad' };

/** A batch with its payments, and what can be done with it now. */
export function Batch({ batch, reload }: { batch: Payout; reload(): void }) {
  const { m, own, f } = usePayoutWords();
  const path = useCommunityPath();
  const approves = useHasRole('approver');
  const works = useHasRole('administrator', 'operator', 'accountant');
  const tells = useHasRole('administrator', 'accountant');
  const [fault, setFault] = useState<Fault | null>(null);
  const [busy, setBusy] = useState(false);
  const act = async (what: string, body: unknown) => {
    setFault(null);
    setBusy(true);
    try {
      await call('POST', path(`payouts/${batch.id}/${what}`)!, body);
    } catch (failure) {
      setFault(failure instanceof Fault ? failure : new Fault(0, null));
    } finally {
      setBusy(false);
      reload();
    }
  };
  const approve = () => {
    if (window.confirm(m('approve.sure', { eur: f.eur(batch.totalEur) }))) void act('approve', { mark: batch.mark });
  };
  const cancel = () => {
    const reason = window.prompt(m('cancel.why'))?.trim();
    if (reason) void act('cancel', { reason });
  };
  const tell = () => {
    if (window.confirm(m('tell.sure'))) void act('outcomes', { kind: 'booked', day: dayOf(new Date()) });
  };
  const file = path(`payouts/${batch.id}/file`);
  return (
    <Card
      title={m('batch', { id: batch.id, day: f.day(batch.day) })}
      tools={<span className={`tag ${colour[batch.state]}`}>{own(batch.state === 'draft' ? 'draft.state' : batch.state)}</span>}
    >
      <p>
        <strong>{f.eur(batch.totalEur)}</strong>
        <span className="note">
          {batch.by}, {f.moment(batch.at)}
          {batch.endedFor && ` · ${batch.endedFor}`}
        </span>
      </p>
      <p>
        {m('approve.count', { n: batch.approvals.length, all: batch.approvers })}
        <span className="note">{batch.approvals.map(({ name, at }) => `${name}, ${f.moment(at)}`).join('; ')}</span>
      </p>
      <DataTable
        caption={m('batch', { id: batch.id, day: f.day(batch.day) })}
        file={`distinta-${batch.id}`}
        rows={batch.payments}
        id={(row) => row.ordinal}
        columns={[
          {
            key: 'who',
            header: m('who'),
            value: (row) => row.name,
            show: (row) => (
              <>
                {row.name}
                <span className="note">{row.endToEnd}</span>
              </>
            ),
          },
          { key: 'eur', header: m('amount'), unit: '€', decimals: 2, value: (row) => row.eur },
          { key: 'retained', header: m('retained'), unit: '€', decimals: 2, roomy: true, value: (row) => row.retainedEur },
          { key: 'account', header: m('account'), roomy: true, value: (row) => row.bank.account, show: (row) => <Account bank={row.bank} /> },
          {
            key: 'state',
            header: m('state'),
            value: (row) => own(row.state),
            show: (row) => (
              <>
                <span className={`tag ${paid[row.state] ?? ''}`}>{own(row.state)}</span>
                <span className="note">
                  {row.day && f.day(row.day)}
                  {row.code && ` · ${m('code', { code: row.code })}`}
                </span>
              </>
            ),
          },
        ]}
      />
      <div className="page-tools">
        {batch.state === 'draft' && approves && (
          <button type="button" className="primary" disabled={busy} onClick={approve}>
            <Icon name="check" /> {m('approve')}
          </button>
        )}
        {batch.state === 'approved' && works && (
          <button type="button" className="primary" disabled={busy} onClick={() => void act('file', {})}>
            {m(batch.isList ? 'file.list' : 'file')}
          </button>
        )}
        {batch.sentAt && works && file && (
          <a href={address(file)} download>
            {m('file.get')}
          </a>
        )}
        {batch.state === 'sent' && tells && (
          <button type="button" className="quiet" disabled={busy} onClick={tell}>
            {m('tell')}
          </button>
        )}
        {!batch.sentAt && batch.endedFor === null && works && (
          <button type="button" className="quiet" disabled={busy} onClick={cancel}>
            {m('cancel')}
          </button>
        )}
      </div>
      {batch.fileSha256 && <p className="small break">{m('file.mark', { mark: batch.fileSha256 })}</p>}
      {fault && <FaultNotice fault={fault} />}
    </Card>
  );
}
