import type { ReactNode } from 'react';
import { useCommunityPath } from '../../api/session.tsx';
import { useApi } from '../../api/useApi.ts';
import { DataTable } from '../../components/DataTable.tsx';
import { Icon } from '../../components/Icon.tsx';
import { Awaited, Notice } from '../../components/Parts.tsx';
import type { Finding, Proposal } from './types.ts';
import { useQuality } from './words.ts';

/** The values proposed for what lacks, seen before they are agreed to. */
export function EstimateForm({
  finding,
  busy,
  why,
  save,
}: {
  finding: Finding;
  busy: boolean;
  why: ReactNode;
  save(mark: string): void;
}) {
  const path = useCommunityPath();
  const of = `point=${finding.point}&unit=${finding.unitId}&flow=${finding.flow}`;
  const proposal = useApi<Proposal>(path(`quality/estimate?${of}&from=${finding.from}&to=${finding.to}`));
  return (
    <Awaited from={proposal} rows={1}>
      {(all) => <Proposed proposal={all} busy={busy} why={why} save={save} />}
    </Awaited>
  );
}

export function Proposed({
  proposal,
  busy,
  why,
  save,
}: {
  proposal: Proposal;
  busy: boolean;
  why: ReactNode;
  save(mark: string): void;
}) {
  const { q, f } = useQuality();
  const known = proposal.values.filter(({ kwh }) => kwh !== null).length;
  const left = proposal.values.length - known;
  if (proposal.values.length === 0) return <Notice>{q('estimate.all')}</Notice>;
  if (known === 0) return <Notice kind="warn">{q('estimate.none')}</Notice>;
  return (
    <>
      <p>
        {q(`estimate.method.${proposal.method}`)} {q('estimate.sum', { kwh: f.kwh(proposal.kwh, 1), n: known })}
        {left > 0 && ` ${q('estimate.left', { n: left })}`}
      </p>
      <details open>
        <summary>{q('estimate.hours')}</summary>
        <DataTable
          caption={q('estimate.hours')}
          file="stima"
          rows={hoursOf(proposal.values)}
          id={(row) => row.from}
          columns={[
            { key: 'from', header: q('estimate.hour'), value: (row) => row.from, show: (row) => f.moment(row.from) },
            { key: 'kwh', header: q('estimate'), unit: 'kWh', decimals: 3, value: (row) => row.kwh },
          ]}
        />
      </details>
      {why}
      <button type="button" className="primary" disabled={busy} onClick={() => save(proposal.mark)}>
        <Icon name="check" /> {q('estimate.go')}
      </button>
    </>
  );
}

/** The proposed quarters added up by the hour; an hour without any stays unknown. */
export function hoursOf(values: Proposal['values']): { from: string; kwh: number | null }[] {
  const hours = new Map<string, number | null>();
  for (const { from, kwh } of values) {
    const hour = `${from.slice(0, 13)}:00:00Z`;
    const before = hours.get(hour) ?? null;
    hours.set(hour, kwh === null ? before : (before ?? 0) + kwh);
  }
  return [...hours].map(([from, kwh]) => ({ from, kwh }));
}
