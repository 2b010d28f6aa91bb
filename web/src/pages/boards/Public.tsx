import '../../dashboards/boards.css';
import { useEffect } from 'react';
import { useSession } from '../../api/session.tsx';
import { useApi } from '../../api/useApi.ts';
import { Invented } from '../../components/Invented.tsx';
import { Awaited, Notice, PageHead } from '../../components/Parts.tsx';
import { Board } from '../../dashboards/Board.tsx';
import type { Board as BoardData } from '../../dashboards/types.ts';
import { useBoardWords } from '../../dashboards/words.ts';
import { usePlace } from '../../router.tsx';

/** What everybody may see, without signing in: for the town's web site, and with ?schermo=1 for the screen in its hall. */
export function Public() {
  const { b, say } = useBoardWords();
  const { query } = usePlace();
  const { community } = useSession();
  const isScreen = query.get('schermo') === '1';
  const found = useApi<BoardData>('api/public/dashboards/cer-pubblico');
  useEffect(() => {
    const { classList } = document.documentElement;
    classList.toggle('screen', isScreen);
    // Inside another page its own head and foot would stand twice.
    classList.toggle('embedded', window !== window.top || query.get('incorporata') === '1');
    return () => classList.remove('screen', 'embedded');
  }, [isScreen, query]);
  return (
    <>
      <PageHead title={found.data ? say(found.data.title) : b('title')} lead={found.data && !isScreen ? say(found.data.description) : undefined} />
      {found.data?.invented && !community?.invented && <Invented />}
      {found.fault?.status === 404 ? (
        <Notice>{b('public.closed')}</Notice>
      ) : (
        <Awaited from={found}>{(board) => <Board board={board} queryPath="api/public/dashboards/cer-pubblico/query" notesPath={null} isScreen={isScreen} />}</Awaited>
      )}
    </>
  );
}
