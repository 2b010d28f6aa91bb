import type { Bank } from './types.ts';
import { usePayoutWords } from './words.ts';

/** An account in a line: the IBAN in fours, or the number of the treasury, and whose it is. */
export function Account({ bank }: { bank: Bank }) {
  const { m } = usePayoutWords();
  const number = bank.account?.replace(/\s/g, '').replace(/(.{4})(?=.)/g, '$1 ');
  if (!number && !bank.treasury) return <>{bank.holder ?? m('none')}</>;
  return (
    <>
      {number ?? `${m('form.treasury')} ${bank.treasury}`}
      <span className="note">{bank.holder}</span>
    </>
  );
}
