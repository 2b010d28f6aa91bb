/** What a payment of GSE may be: of incentives, and of energy sold. */
export const gseKinds = {
  money: ['advance', 'partial', 'complete', 'recalculation', 'surplus', 'fee', 'other'],
  sale: ['sale', 'imbalance', 'fee', 'other'],
} as const;
