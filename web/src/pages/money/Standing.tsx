import type { Payable } from './types.ts';
import { useMoney } from './words.ts';

const colour: Record<Payable['standing'], string> = {
  running: '',
  unknown: 'warn',
  draft: '',
  changed: 'warn',
  approved: 'good',
};

/** Where a month's payments stand, and how many have approved. */
export function Standing({ payable, bare }: { payable: Payable; bare?: boolean }) {
  const { m } = useMoney();
  return (
    <>
      <span className={`tag ${colour[payable.standing]}`}>{m(`pay.${payable.standing}`)}</span>
      {!bare && (payable.standing === 'draft' || payable.standing === 'changed') && (
        <span className="note">{m('pay.count', { n: payable.approvals.length, all: payable.approvers })}</span>
      )}
    </>
  );
}
