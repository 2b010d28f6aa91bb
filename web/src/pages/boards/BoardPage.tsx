import { isMember, useSession } from '../../api/session.tsx';
import type { Grant } from '../../api/types.ts';
import { useApi } from '../../api/useApi.ts';
import { Awaited, PageHead } from '../../components/Parts.tsx';
import { Board } from '../../dashboards/Board.tsx';
import type { Board as BoardData } from '../../dashboards/types.ts';
import { useBoardWords } from '../../dashboards/words.ts';
import { Link, usePlace } from '../../router.tsx';
import { Whose } from '../mine/Whose.tsx';

const memberBoard = 'cer-membro';
const keyOf = ({ community, member }: Grant) => `${community ?? ''}/${member ?? ''}`;

/** One board, for the community and the member that the person looks at. */
export function BoardPage({ uid }: { uid: string }) {
  const { b, say } = useBoardWords();
  const { me, community } = useSession();
  const { query, path, go } = usePlace();
  const grants = (me && isMember(me) ? me.roles : []).filter(({ role, member }) => role === 'member' && member !== null);
  const own = grants.find((grant) => keyOf(grant) === query.get('membro')) ?? grants[0] ?? null;
  const isMine = uid === memberBoard;
  const at = isMine ? own?.community : community?.code;
  const member = isMine && own !== null && own.member !== null ? Number(own.member) : null;
  // What depends on another choice, as the plants of a community, is offered by the server for that choice.
  const asked = new URLSearchParams(at ? { community: at } : {});
  if (member !== null) asked.set('member', String(member));
  const found = useApi<BoardData>(`api/dashboards/${encodeURIComponent(uid)}${asked.size > 0 ? `?${asked.toString()}` : ''}`);
  const { data } = found;
  return (
    <>
      {isMine && <Whose />}
      <PageHead title={data ? say(data.title) : b('title')} lead={data ? say(data.description) : undefined}>
        {isMine && own && grants.length > 1 && (
          <label className="choice">
            <span>{b('member')}</span>
            <select value={keyOf(own)} onChange={(event) => go(`${path}?membro=${encodeURIComponent(event.target.value)}`)}>
              {grants.map((grant) => (
                <option key={keyOf(grant)} value={keyOf(grant)}>
                  {keyOf(grant)}
                </option>
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
                <Link to={`cruscotti/${link.uid}`} aria-current={link.uid === uid ? 'page' : undefined}>
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
            key={`${at ?? ''}-${member ?? ''}`}
            board={board}
            queryPath={`api/dashboards/${encodeURIComponent(uid)}/query`}
            notesPath={`api/dashboards/${encodeURIComponent(uid)}/annotations`}
            community={at ?? null}
            member={member}
          />
        )}
      </Awaited>
    </>
  );
}
