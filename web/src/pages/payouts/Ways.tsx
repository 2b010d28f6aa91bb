import { Link } from '../../router.tsx';
import { usePayoutWords } from './words.ts';

/** From one of the pages of payments to the others. */
export function Ways({ here }: { here: 'distinte' | 'conti' | 'mastro' }) {
  const { m } = usePayoutWords();
  return (
    <>
      <Link to="pagamenti">{m('to.payables')}</Link>
      {here !== 'distinte' && <Link to="pagamenti/distinte">{m('to.batches')}</Link>}
      {here !== 'conti' && <Link to="pagamenti/conti">{m('to.accounts')}</Link>}
      {here !== 'mastro' && <Link to="pagamenti/mastro">{m('to.ledger')}</Link>}
    </>
  );
}
