import '../../dashboards/boards.css';
import { useApi } from '../../api/useApi.ts';
import { Awaited, Notice, PageHead } from '../../components/Parts.tsx';
import type { Audience, BoardRow } from '../../dashboards/types.ts';
import { useBoardWords } from '../../dashboards/words.ts';
import { Link } from '../../router.tsx';
import { BoardPage } from './BoardPage.tsx';

/** The boards that are open to the person, or one of them. */
export function Boards({ uid }: { uid: string | undefined }) {
  return uid === undefined ? <List /> : <BoardPage key={uid} uid={uid} />;
}

const order: Audience[] = ['member', 'staff', 'public'];

function List() {
  const { b, say } = useBoardWords();
  const rows = useApi<BoardRow[]>('api/dashboards');
  return (
    <>
      <PageHead title={b('title')} lead={b('lead')} />
      <Awaited from={rows}>
        {(found) =>
          found.length === 0 ? (
            <Notice>{b('none')}</Notice>
          ) : (
            order
              .filter((audience) => found.some((row) => row.audience === audience))
              .map((audience) => (
                <section key={audience} className="board-list" aria-label={b(`audience.${audience}`)}>
                  <h2>{b(`audience.${audience}`)}</h2>
                  <ul className="plain">
                    {found
                      .filter((row) => row.audience === audience)
                      .map((row) => (
                        <li key={row.uid} className="card">
                          <h3>
                            <Link to={`cruscotti/${row.uid}`}>{say(row.title)}</Link>
                          </h3>
                          <p>{say(row.description)}</p>
                        </li>
                      ))}
                  </ul>
                </section>
              ))
          )
        }
      </Awaited>
    </>
  );
}
