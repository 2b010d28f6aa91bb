import { useState } from 'react';
import { call, Fault } from '../../api/client.ts';
import { useCommunityPath, useHasRole } from '../../api/session.tsx';
import { useApi } from '../../api/useApi.ts';
import { DataTable } from '../../components/DataTable.tsx';
import { Awaited, FaultNotice, Window } from '../../components/Parts.tsx';
import { address } from '../../router.tsx';
import type { HandedOut, YearPaper } from './types.ts';
import { usePayoutWords } from './words.ts';

/** An account that was handed out: its files, and each member's paper. */
export function Kept({ year, kept }: { year: number; kept: HandedOut }) {
  const { m, f } = usePayoutWords();
  const path = useCommunityPath();
  const [open, setOpen] = useState(false);
  const base = `year-account/${year}/${kept.number}`;
  const link = (to: string, words: string) => (
    <a href={address(path(to)!)} download aria-label={`${words}, ${m('year.kept', { year, number: kept.number })}`}>
      {words}
    </a>
  );
  return (
    <li>
      <strong>{m('year.kept', { year, number: kept.number })}</strong>{' '}
      <span className="small break">
        {kept.by}, {f.moment(kept.at)} · {kept.sha256.slice(0, 16)}…
      </span>
      <span className="actions">
        {link(base, m('year.sheet'))} {kept.pdf && link(`${base}/papers/1`, m('year.pdf'))}{' '}
        {kept.hasGse && link(`${base}/gse`, m('year.gse'))}{' '}
        {kept.papers > 1 && (
          <button type="button" className="quiet" onClick={() => setOpen(true)}>
            {m('year.papers')}
          </button>
        )}
      </span>
      {kept.waiting > 0 && <span className="note">{m('year.waiting', { n: kept.waiting })}</span>}
      {open && (
        <Window title={m('year.kept', { year, number: kept.number })} close={() => setOpen(false)}>
          <Papers base={base} />
        </Window>
      )}
    </li>
  );
}

function Papers({ base }: { base: string }) {
  const { m, own, f } = usePayoutWords();
  const path = useCommunityPath();
  const may = useHasRole('administrator', 'accountant');
  const papers = useApi<YearPaper[]>(path(`${base}/papers`));
  const [said, setSaid] = useState<string | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const send = async () => {
    setFault(null);
    try {
      setSaid(m('year.sent', await call<{ queued: number; alreadySent: number; withoutAddress: number }>('POST', path(`${base}/send`)!, {})));
      papers.reload();
    } catch (failure) {
      setFault(failure instanceof Fault ? failure : new Fault(0, null));
    }
  };
  return (
    <>
      {may && (
        <p>
          <button type="button" className="primary" onClick={() => void send()}>
            {m('year.send')}
          </button>
        </p>
      )}
      {said && <p role="status">{said}</p>}
      {fault && <FaultNotice fault={fault} />}
      <Awaited from={papers}>
        {(all) => (
          <DataTable
            caption={m('year.papers')}
            file={base.replaceAll('/', '-')}
            rows={all.filter((paper) => paper.memberId !== null)}
            id={(row) => row.paperId}
            empty={m('year.none')}
            columns={[
              {
                key: 'who',
                header: m('who'),
                value: (row) => row.name,
                show: (row) =>
                  row.sha256 ? (
                    <a href={address(path(`${base}/papers/${row.paperId}`)!)} download>
                      {row.name}
                    </a>
                  ) : (
                    <>
                      {row.name}
                      {row.problem && <span className="note">{row.problem}</span>}
                    </>
                  ),
              },
              {
                key: 'sent',
                header: m('year.state'),
                value: (row) => (row.sent ? own(`sent.${row.sent.state}`) : m('year.notsent')),
                show: (row) =>
                  row.sent ? (
                    <>
                      {own(`sent.${row.sent.state}`)}
                      <span className="note">{f.moment(row.sent.at)}</span>
                    </>
                  ) : (
                    m('year.notsent')
                  ),
              },
            ]}
          />
        )}
      </Awaited>
    </>
  );
}
