import { useCommunityPath } from '../api/session.tsx';
import { useApi } from '../api/useApi.ts';
import { type PriceGaps, spansOf, usePriceWords } from '../pages/prices.ts';
import { DataTable } from './DataTable.tsx';
import { Awaited, Card, Notice } from './Parts.tsx';

/** Zonal prices: which days lack some, and what became of asking for them. */
export function Prices() {
  const { c } = usePriceWords();
  const path = useCommunityPath();
  const gaps = useApi<PriceGaps>(path('prices/gaps'), 60_000);
  return (
    <Card title={c('title')}>
      <p>{c('lead')}</p>
      <Awaited from={gaps}>{(all) => <Shown all={all} />}</Awaited>
    </Card>
  );
}

function Shown({ all }: { all: PriceGaps }) {
  const { c, f } = usePriceWords();
  if (all.zones.length === 0) return <p className="empty">{c('zones.none')}</p>;
  return (
    <>
      <p>
        {c('zones', { zones: all.zones.join(', ') })} {c(all.fetching ? 'fetching' : 'by.hand')}
      </p>
      {all.setting && <Notice kind="bad">{c('setting', { problem: all.setting })}</Notice>}
      {all.fetching && <Last last={all.last} />}
      {all.gaps.length === 0 ? (
        <Notice kind="good">{c('all')}</Notice>
      ) : (
        <>
          <p className="summary">
            {all.more ? c('more', { n: all.gaps.length }) : c('some', { n: all.gaps.length })}
          </p>
          <DataTable
            caption={c('table')}
            file="prezzi-mancanti"
            rows={spansOf(all.gaps)}
            id={(row) => `${row.zone}-${row.to}`}
            columns={[
              { key: 'from', header: c('from'), value: (row) => row.from, show: (row) => f.day(row.from) },
              { key: 'to', header: c('to'), value: (row) => row.to, show: (row) => f.day(row.to) },
              { key: 'days', header: c('days'), decimals: 0, value: (row) => row.days },
              { key: 'zone', header: c('zone'), value: (row) => row.zone },
              { key: 'missing', header: c('missing'), decimals: 0, value: (row) => row.missing },
              { key: 'expected', header: c('expected'), decimals: 0, value: (row) => row.expected },
              {
                key: 'tried',
                header: c('tried'),
                value: (row) => row.triedAt ?? '',
                show: (row) => (row.triedAt ? f.moment(row.triedAt) : c('tried.never')),
              },
              {
                key: 'outcome',
                header: c('outcome'),
                value: (row) => row.problem ?? (row.triedAt ? c('outcome.open') : ''),
              },
            ]}
          />
        </>
      )}
    </>
  );
}

function Last({ last }: { last: PriceGaps['last'] }) {
  const { c, f } = usePriceWords();
  if (!last) return <p>{c('last.none')}</p>;
  const at = f.moment(last.at);
  if (last.problem) return <Notice kind="bad">{c('last.bad', { at, problem: last.problem })}</Notice>;
  const { added, corrected } = last;
  return <p>{c('last.good', { at, from: f.day(last.from), to: f.day(last.to), added, corrected })}</p>;
}
