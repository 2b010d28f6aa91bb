import { useMemo } from 'react';
import { isMember, useSession } from '../../api/session.tsx';
import { useApi } from '../../api/useApi.ts';
import { Awaited, PageHead } from '../../components/Parts.tsx';
import { Board } from '../../dashboards/Board.tsx';
import type { Board as BoardData } from '../../dashboards/types.ts';
import { useBoardWords } from '../../dashboards/words.ts';
import { Link, usePlace } from '../../router.tsx';

/** One board, for the community and the member that the person looks at. */
export function BoardPage({ uid }: { uid: string }) {
  const { b, say } = useBoardWords();
  const { me, community } = useSession();
  const { query, path, go } = usePlace();
  const found = useApi<BoardData>(`api/dashboards/${encodeURIComponent(uid)}`);
  const { data } = found;
  const members = [...new Set((me && isMember(me) ? me.roles : []).flatMap(({ role, member }) => (role === 'member' && member !== null ? [String(member)] : [])))];
  const asked = query.get('membro');
  const member = data?.audience === 'member' ? (members.find((one) => one === asked) ?? members[0] ?? null) : null;
  // The community chosen above is the one that a board begins with.
  const first = useMemo(() => {
    const option = data?.variables
      .find(({ name }) => name === 'community')
      ?.options.find(({ text, value }) => text === community?.name || value === community?.code);
    return option ? { community: [option.value] } : undefined;
  }, [data, community]);
  return (
    <>
      <PageHead title={data ? say(data.title) : b('title')} lead={data ? say(data.description) : undefined}>
        {member !== null && members.length > 1 && (
          <label className="choice">
            <span>{b('member')}</span>
            <select value={member} onChange={(event) => go(`${path}?membro=${encodeURIComponent(event.target.value)}`)}>
              {members.map((one) => (
                <option key={one}>{one}</option>
              ))}
            </select>
          </label>
        )}
      </PageHead>
      {data && data.links.length > 0 && (
        <nav className="board-links" aria-label={b('links')}>
          <ul className="plain">
            {data.links.map((link) => (
              <li key={link.uid}>
                <Link to={link.uid === 'cer-pubblico' ? 'pubblico' : `cruscotti/${link.uid}`} aria-current={link.uid === uid ? 'page' : undefined}>
                  {say(link.title)}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <Awaited from={found}>
        {(board) => (
          <Board
            key={community?.code ?? ''}
            board={board}
            queryPath={`api/dashboards/${encodeURIComponent(uid)}/query`}
            notesPath={`api/dashboards/${encodeURIComponent(uid)}/annotations`}
            community={board.audience === 'staff' ? (community?.code ?? null) : null}
            member={member}
            {...(first ? { first } : {})}
          />
        )}
      </Awaited>
    </>
  );
}
