import { useApi } from '../../api/useApi.ts';
import { Awaited, Card, StatusTag } from '../../components/Parts.tsx';
import type { Month } from '../../api/types.ts';
import type { Comparison } from './types.ts';
import { useMine } from './words.ts';

/** A month beside the same one a year before, and beside the other households. */
export function Compare({ month }: { month: string | null }) {
  const { m } = useMine();
  const told = useApi<Comparison>(`api/mine/compare${month ? `?month=${month}` : ''}`);
  return (
    <Card title={m('compare.title')} className="mine-compare">
      <Awaited from={told} rows={1}>
        {(data) => <Told data={data} />}
      </Awaited>
    </Card>
  );
}

function Told({ data }: { data: Comparison }) {
  const { m, f } = useMine();
  const { own, before, peers } = data;
  if (!own) return <p className="empty">{m('compare.nomonth')}</p>;
  const highest = Math.max(own.withdrawnKwh, before?.withdrawnKwh ?? 0, peers?.withdrawnKwh ?? 0);
  const change = (percent: number | null | undefined, whom: 'before' | 'peers') =>
    percent === null || percent === undefined
      ? null
      : m(`compare.${whom}.${percent === 0 ? 'same' : percent < 0 ? 'less' : 'more'}`, {
          percent: f.thePercent(Math.abs(percent) / 100),
        });
  return (
    <>
      <p>{m('compare.lead', { month: f.month(own.month) })}</p>
      <ul className="plain">
        <Bar name={m('compare.me', { month: f.month(own.month) })} row={own} highest={highest} own />
        {before && <Bar name={m('compare.before', { month: f.month(before.month) })} row={before} highest={highest} />}
        {peers && <Bar name={m('compare.peers', { n: f.number(peers.households) })} row={peers} highest={highest} />}
      </ul>
      <p>
        {before
          ? change(before.changePercent, 'before')
          : m('compare.nobefore', { month: f.month(data.beforeMonth ?? own.month) })}
      </p>
      <p>{peers ? change(peers.changePercent, 'peers') : m('compare.nopeers')}</p>
    </>
  );
}

function Bar({
  name,
  row,
  highest,
  own = false,
}: {
  name: string;
  row: { status?: Month['status']; withdrawnKwh: number; sharedKwh: number };
  highest: number;
  own?: boolean;
}) {
  const { m, f } = useMine();
  const wide = (value: number) => `${highest > 0 ? (100 * value) / highest : 0}%`;
  return (
    <li>
      <span className={own ? 'mine-name own' : 'mine-name'}>
        {name} {row.status && row.status !== 'final' && <StatusTag status={row.status} />}
      </span>
      <span className="mine-bar" aria-hidden="true">
        <i className="took" style={{ width: wide(row.withdrawnKwh) }} />
        <i className="shared" style={{ width: wide(Math.min(row.sharedKwh, row.withdrawnKwh)) }} />
      </span>
      <span className="small">{m('compare.bar', { withdrawn: f.kwh(row.withdrawnKwh), shared: f.kwh(row.sharedKwh) })}</span>
    </li>
  );
}
