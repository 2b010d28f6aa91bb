/** An account of a bank or of the treasury: masked but to those who need to know it. */
export interface Bank {
  account: string | null;
  treasury: string | null;
  holder: string | null;
}
export interface Banks {
  whole: boolean;
  from: { revision: number; bank: Bank; bic: string | null; reason: string; by: string; at: string } | null;
  members: MemberBank[];
}
export interface MemberBank {
  memberId: number;
  name: string | null;
  revision: number;
  bank: Bank;
  reason: string | null;
  by: string | null;
  at: string | null;
}
export interface PayoutRule {
  leastEur: number;
  retainedPercent: number;
  receivedOnly: boolean;
  reason: string | null;
  by: string | null;
}
export type PaymentState = 'open' | 'sent' | 'booked' | 'rejected' | 'returned' | 'cancelled';
export interface Payment {
  ordinal: number;
  endToEnd: string;
  memberId: number;
  name: string | null;
  bank: Bank;
  eur: number;
  retainedEur: number;
  state: PaymentState;
  day: string | null;
  code: string | null;
}
export interface Payout {
  id: number;
  day: string;
  state: 'draft' | 'stale' | 'approved' | 'sent' | 'done' | 'cancelled';
  isList: boolean;
  approvers: number;
  approvals: { name: string; at: string }[];
  mark: string;
  totalEur: number;
  from: Bank;
  by: string;
  at: string;
  endedFor: string | null;
  sentAt: string | null;
  fileSha256: string | null;
  payments: Payment[];
}
export interface PayoutDraft {
  day: string;
  mark: string;
  totalEur: number;
  isList: boolean;
  hasAccount: boolean;
  approvers: number;
  payments: {
    memberId: number;
    name: string | null;
    bank: Bank;
    eur: number;
    retainedEur: number;
    debtsEur: number;
    months: string[];
  }[];
  leftOpen: {
    memberId: number;
    name: string | null;
    reason: 'no_account' | 'below_least' | 'debt' | 'not_received' | 'unentitled';
    month: string | null;
    eur: number;
  }[];
  checks: { month: string; surplus: { enterprisesEur: number; limitEur: number; met: boolean } | null }[];
}
export interface Movement {
  id: number;
  file: string;
  day: string;
  eur: number;
  reference: string | null;
  words: string | null;
  differs: boolean;
  /** The payments of GSE that come to it; none where it cannot be told. */
  likely: BookingPart[];
}
/** What of a movement is GSE's money for a month of energy. */
export interface BookingPart {
  as: 'money' | 'sale';
  month: string;
  kind: string;
  eur: number | null;
}
/** A movement that was booked by hand, or a part of one. */
export interface Booked {
  movement: number;
  part: number;
  parts: number;
  day: string;
  eur: number;
  words: string | null;
  as: 'money' | 'sale' | 'member' | 'other';
  month: string | null;
  kind: string | null;
  memberId: number | null;
  name: string | null;
  account: string | null;
  fund: string | null;
  reason: string;
  by: string;
  at: string;
  stands: boolean;
}
/** How a bank writes its tables. */
export interface Layout {
  name: string;
  version: number;
  dayColumn: string;
  amountColumn: string;
  wordsColumn: string;
  decimalMark: string | null;
  dayForm: string | null;
}
export interface LayoutCheck {
  count: number;
  inEur: number;
  outEur: number;
  rows: { day: string; eur: number; words: string | null }[];
}
export interface Proposals {
  needsTwo: boolean;
  waiting: {
    id: number;
    day: string;
    document: string;
    words: string;
    by: string;
    at: string;
    lines: { account: string; memberId: number | null; name: string | null; fund: string | null; eur: number }[];
  }[];
}
export interface Imported {
  again: boolean;
  booked: number;
  rejected: number;
  returned: number;
  unmatched: number;
  known: number;
}
export interface TrialLine {
  account: string;
  memberId: number | null;
  name: string | null;
  fund: string | null;
  debitEur: number;
  creditEur: number;
  balanceEur: number;
}
export interface Trial {
  day: string;
  debitEur: number;
  creditEur: number;
  lines: TrialLine[];
}
export interface YearAccount {
  year: number;
  members: {
    memberId: number;
    name: string | null;
    openingEur: number;
    grossEur: number;
    withheldEur: number;
    otherEur: number;
    paidEur: number;
    returnedEur: number;
    retainedEur: number;
    inTransitEur: number;
    closingEur: number;
  }[];
  funds: { name: string; openingEur: number; addedEur: number; spentEur: number; closingEur: number }[];
  accounts: HandedOut[];
  contributions: {
    category: string | null;
    enterprise: boolean | null;
    fund: string | null;
    count: number | null;
    tipEur: number;
    cacEur: number;
    surplusEur: number;
    correctionsEur: number;
    totalEur: number;
  }[];
  surplus: { tipEur: number; surplusEur: number; limitEur: number; enterprisesEur: number; enterprisesSurplusEur: number; met: boolean };
  months: { month: string; sharedKwh: number; tipEur: number; dealtEur: number }[];
  balances: { account: string; openingEur: number; debitEur: number; creditEur: number; closingEur: number }[];
}
/** An account of a year as it was handed out. */
export interface HandedOut {
  number: number;
  sha256: string;
  by: string;
  at: string;
  hasGse: boolean;
  papers: number;
  waiting: number;
  pdf: string | null;
}
export interface YearPaper {
  paperId: number;
  memberId: number | null;
  name: string | null;
  pages: number | null;
  sha256: string | null;
  problem: string | null;
  sent: { state: string; at: string } | null;
}
export interface SheetLine {
  entry: number;
  day: string;
  kind: string;
  document: string | null;
  words: string | null;
  month: string | null;
  debitEur: number | null;
  creditEur: number | null;
  balanceEur: number;
  reverses: number | null;
}
