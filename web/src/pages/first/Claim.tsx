import { type ReactNode, useState } from 'react';
import { call, Fault } from '../../api/client.ts';
import { useSession } from '../../api/session.tsx';
import { useApi } from '../../api/useApi.ts';
import { Card, FaultNotice, Notice } from '../../components/Parts.tsx';
import { usePlace } from '../../router.tsx';
import { useFirst } from './words.ts';

/** While nobody has come in: an administrator of Home Assistant becomes the first of ours; else what is said otherwise. */
export function Claim({ otherwise }: { otherwise: ReactNode }) {
  const { w } = useFirst();
  const { go } = usePlace();
  const { refresh } = useSession();
  const asked = useApi<{ first: boolean; name: string | null; administrator: boolean | null }>('api/setup/first');
  const [fault, setFault] = useState<Fault | null>(null);
  const [busy, setBusy] = useState(false);
  if (!asked.data?.first) return asked.loading ? null : otherwise;
  const claim = async () => {
    setBusy(true);
    setFault(null);
    try {
      await call('POST', 'api/setup/first', {});
      go('avvio', true);
      refresh();
    } catch (failure) {
      setFault(failure instanceof Fault ? failure : new Fault(0, null));
      asked.reload();
    }
    setBusy(false);
  };
  const { name, administrator } = asked.data;
  return (
    <Card title={w('claim')}>
      {administrator ? (
        <>
          <p>{w('claim.yes', { name: name ?? '' })}</p>
          <button type="button" className="primary wide" disabled={busy} onClick={() => void claim()}>
            {w('claim.go')}
          </button>
        </>
      ) : (
        <Notice kind="warn">{w(administrator === null ? 'claim.unknown' : 'claim.no')}</Notice>
      )}
      {fault && <FaultNotice fault={fault} />}
    </Card>
  );
}
