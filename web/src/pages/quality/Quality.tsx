import './quality.css';
import { useEffect, useState } from 'react';
import { useCommunityPath } from '../../api/session.tsx';
import { useApi } from '../../api/useApi.ts';
import { Icon } from '../../components/Icon.tsx';
import { Awaited, Card, Notice, PageHead, Skeleton, Tile } from '../../components/Parts.tsx';
import { unknown } from '../../format.ts';
import { address, Link, usePlace } from '../../router.tsx';
import { addMonths, dayOf, isMonth, monthOf } from '../../time.ts';
import type { MeterChange } from '../devices.ts';
import { Done } from './Done.tsx';
import { FindingList } from './FindingList.tsx';
import { FindingPanel } from './FindingPanel.tsx';
import { findingsOf, share } from './heat.ts';
import { HeatTable } from './HeatTable.tsx';
import { SeriesTable } from './SeriesTable.tsx';
import type { Asked, Board, Finding, Mend } from './types.ts';
import { useQuality } from './words.ts';

const often = 2_000;
const seldom = 60_000;

/** What a technician opens to see at a glance what is missing, and to mend it. */
export function Quality() {
  const { q } = useQuality();
  const { query } = usePlace();
  const asked = query.get('mese');
  const month = isMonth(asked) ? asked : monthOf(dayOf(new Date()));
  const path = useCommunityPath();
  const [isFast, setFast] = useState(false);
  const board = useApi<Board>(path(`quality?month=${month}`), isFast ? often : seldom);
  const looking = board.data?.looking ?? false;
  useEffect(() => setFast(looking), [looking]);
  return (
    <>
      <PageHead title={q('title')} lead={q('lead')}>
        <Link to="dati">{q('to.data')}</Link>
      </PageHead>
      <MonthChoice month={month} />
      <Awaited from={board}>
        {(all) => (all.at === null ? <FirstLook /> : <Shown board={all} reload={board.reload} />)}
      </Awaited>
    </>
  );
}

function FirstLook() {
  const { q } = useQuality();
  return (
    <>
      <Notice role="status">{q('first')}</Notice>
      <Skeleton />
    </>
  );
}

function MonthChoice({ month }: { month: string }) {
  const { q, f } = useQuality();
  const { path, go } = usePlace();
  const now = monthOf(dayOf(new Date()));
  const months = [-2, -1, 0, 1].map((step) => addMonths(month, step)).filter((one) => one <= now);
  return (
    <div className="filter" role="group" aria-label={q('month')}>
      {months.map((one) => (
        <button key={one} type="button" aria-pressed={one === month} onClick={() => go(`${path}?mese=${one}`, true)}>
          {f.month(one)}
        </button>
      ))}
    </div>
  );
}

function Shown({ board, reload }: { board: Board; reload(): void }) {
  const { q, f, delay } = useQuality();
  const path = useCommunityPath();
  const mends = useApi<Mend[]>(path(`quality/mends?month=${board.month}`));
  const requests = useApi<Asked[]>(path('quality/requests'));
  const changes = useApi<MeterChange[]>(path('meter-changes'));
  const [open, setOpen] = useState<Finding | null>(null);
  const [said, setSaid] = useState('');
  const stake = board.findings.reduce((sum, { estimatedEur }) => sum + (estimatedEur ?? 0), 0);
  const file = (table: string, words: string) => (
    <a href={address(path(`quality?month=${board.month}&format=csv&table=${table}`)!)} download>
      {words}
    </a>
  );
  const done = (words: string) => {
    setOpen(null);
    setSaid(words);
    reload();
    mends.reload();
    requests.reload();
  };
  return (
    <>
      <p role="status" aria-live="polite" className={said ? 'said' : 'visually-hidden'}>
        {said}
      </p>
      <dl className="tiles">
        <Tile label={q('whole')} value={percent(share(board.points), f.number)} note={q('whole.note')} />
        <Tile
          label={q('todo')}
          value={f.number(board.findings.length + board.findingsLeftOut)}
          note={board.putAway > 0 ? q('todo.away', { n: board.putAway }) : q('todo.note')}
        />
        <Tile label={q('stake')} value={f.eur(stake)} note={q('stake.note')} />
        <Tile
          label={q('delay')}
          value={board.medianDelayMinutes === null ? unknown : delay(board.medianDelayMinutes)}
          note={board.worstDelayMinutes === null ? q('delay.none') : q('delay.note', { worst: delay(board.worstDelayMinutes) })}
        />
        {board.quarantined > 0 && (
          <Tile label={q('quarantined')} value={f.number(board.quarantined)} note={q('quarantined.note')} />
        )}
      </dl>
      <Card title={q('findings')}>
        {board.findings.length === 0 ? (
          <Notice kind="good">{q('findings.none')}</Notice>
        ) : (
          <>
            <p>{q('findings.words')}</p>
            <FindingList findings={board.findings} leftOut={board.findingsLeftOut} open={setOpen} />
            <p className="after">{file('findings', q('csv.findings'))}</p>
          </>
        )}
      </Card>
      {changes.data !== null && changes.data.length > 0 && (
        <Card title={q('meters')}>
          <p>{q('meters.words')}</p>
          <ul className="plain lines">
            {changes.data.map((one) => (
              <li key={one.id}>
                {q('meters.line', {
                  label: one.label,
                  former: one.former,
                  until: one.formerUntil ? f.moment(one.formerUntil) : unknown,
                  serial: one.serial,
                  since: f.moment(one.since),
                })}
              </li>
            ))}
          </ul>
          <p className="after">
            <Link to="dati/dispositivi">{q('meters.to')}</Link>
          </p>
        </Card>
      )}
      <Card title={q('heat')}>
        <HeatTable
          board={board}
          open={(point, day) => setOpen(findingsOf(board.findings, point, day)[0] ?? null)}
          opens={(point, day) => findingsOf(board.findings, point, day).length > 0}
        />
        <SeriesTable points={board.points} />
        <p className="after">{file('completeness', q('csv.heat'))}</p>
      </Card>
      <Done mends={mends} requests={requests} done={done} />
      <p className="small">
        <Icon name="info" size={14} />{' '}
        {q('at', { at: f.moment(board.at!), seconds: f.number(board.tookSeconds ?? 0, 1) })}
        {board.looking && ` ${q('looking')}`}
      </p>
      {open && <FindingPanel key={JSON.stringify(open)} finding={open} close={() => setOpen(null)} done={done} />}
    </>
  );
}

/** One decimal, cut and not rounded: what is not whole does not read as whole. */
function percent(ratio: number | null, number: (value: number, decimals?: number) => string): string {
  return ratio === null ? unknown : `${number(Math.floor(ratio * 1000) / 10, ratio === 1 ? 0 : 1)}\u00a0%`;
}
