import '../../dashboards/boards.css';
import { useMemo, useState } from 'react';
import { useSession } from '../../api/session.tsx';
import { useApi } from '../../api/useApi.ts';
import { Awaited, Card } from '../../components/Parts.tsx';
import { BoardProvider, useCross } from '../../dashboards/BoardContext.tsx';
import { rangeOf } from '../../dashboards/dates.ts';
import { PanelFrame } from '../../dashboards/PanelFrame.tsx';
import type { Board } from '../../dashboards/types.ts';
import { chosenOf, sentOf } from '../../dashboards/variables.ts';
import { Link } from '../../router.tsx';

/** Some panels of a board, by the board's uid and the panels' ids, where they belong on a page. */
export function BoardPanels({
  uid,
  ids,
  title,
  more,
  at: asked,
  member = null,
}: {
  uid: string;
  ids: readonly number[];
  title: string;
  more: string;
  /** The community, where it is not the one that the staff looks at. */
  at?: string;
  /** Whose board it is, where it is a member's. */
  member?: number | null;
}) {
  const { community } = useSession();
  const at = asked ?? community?.code ?? '';
  const whose = member === null ? '' : `&member=${member}`;
  const found = useApi<Board>(`api/dashboards/${encodeURIComponent(uid)}?community=${encodeURIComponent(at)}${whose}`);
  // Whoever may not open the board misses nothing of the page.
  if (found.fault && (found.fault.status === 403 || found.fault.status === 404)) return null;
  return (
    <Card title={title} tools={<Link to={`cruscotti/${uid}`}>{more}</Link>}>
      <Awaited from={found} rows={1}>
        {(board) => <Panels board={board} ids={ids} community={at} member={member} />}
      </Awaited>
    </Card>
  );
}

function Panels({
  board,
  ids,
  community,
  member,
}: {
  board: Board;
  ids: readonly number[];
  community: string;
  member: number | null;
}) {
  const [now] = useState(() => Date.now());
  const cross = useCross();
  const state = useMemo(() => {
    const range = rangeOf(board.time, now);
    if (!range) return null;
    const offered = board.variables.filter(({ name }) => name !== 'community');
    return {
      board,
      path: `api/dashboards/${encodeURIComponent(board.uid)}/query`,
      range,
      text: board.time,
      compared: null,
      variables: sentOf(offered, chosenOf(offered, new URLSearchParams())),
      community,
      member,
      annotations: [],
      turn: 0,
      now,
      cross,
    };
  }, [board, community, member, now, cross]);
  if (!state) return null;
  return (
    <BoardProvider state={state}>
      <div className="places">
        {board.panels
          .filter(({ id }) => ids.includes(id))
          .map((panel) => (
            <PanelFrame key={panel.id} panel={panel} level={3} />
          ))}
      </div>
    </BoardProvider>
  );
}
