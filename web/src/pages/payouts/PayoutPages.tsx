import { Accounts } from './Accounts.tsx';
import { Ledger } from './Ledger.tsx';
import { Payouts } from './Payouts.tsx';

/** The pages behind approved amounts: batches of payments, bank details, books. */
export function PayoutPages({ part }: { part: string }) {
  return part === 'conti' ? <Accounts /> : part === 'mastro' ? <Ledger /> : <Payouts />;
}
