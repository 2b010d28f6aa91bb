import { useSession } from '../../api/session.tsx';
import { actingFor } from '../../router.tsx';
import { BoardPanels } from '../hall/BoardPanels.tsx';
import { useMine } from './words.ts';

/** How the member's hours go, how a day of its is, and what it avoided. */
const panels = [5, 7, 12];

/** Panels of the member's board, where its figures are. */
export function OwnBoard() {
  const { m } = useMine();
  const { me } = useSession();
  const acting = actingFor() !== null;
  const grant = me?.roles.find(({ role, member }) => role === 'member' && member !== null);
  return (
    <BoardPanels
      uid="cer-membro"
      ids={panels}
      title={m('board.title')}
      more={m('board.more')}
      at={acting ? '' : (grant?.community ?? '')}
      member={acting || grant?.member == null ? null : Number(grant.member)}
    />
  );
}
