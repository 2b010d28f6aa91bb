import type { Known } from '../../api/types.ts';

/** What the server sends about money: euro with their cents, null is not known. */
export type Standing = 'advised' | 'received';
export type Status = 'final' | 'provisional' | 'partial';

export interface Entry {
  id: number;
  standing: Standing;
  month: string;
  kind: string;
  plantId: number | null;
  plant: string | null;
  eur: number;
  day: string;
  source: string;
  by: string;
  at: string;
  reverses: number | null;
  reversedBy: number | null;
  reason: string | null;
}
export interface Dates {
  measuresBy: string;
  advancePublishedBy: string;
  advancePaidOn: string;
  profilesFrom: string;
  balancePublishedBy: string;
  balancePaidOn: string;
  recalculations: string[];
  lastRectification: string;
}
export interface UnitMoney {
  unit: string;
  plant: string;
  tipEur: Known;
  cacEur: Known;
  advanceTipEur: number;
  advanceCacEur: Known;
  balanceTipEur: Known;
  balanceCacEur: Known;
}
export interface MonthMoney {
  month: string;
  status: Status | null;
  dates: Dates;
  tipEur: Known;
  surplusEur: Known;
  cacEur: Known;
  accruedEur: Known;
  advanceTipEur: number;
  advanceCacEur: Known;
  advanceEur: number;
  balanceEur: Known;
  balancePublished: boolean;
  advisedEur: Known;
  advisedFeesEur: Known;
  receivedEur: Known;
  advisedLessAccruedEur: Known;
  receivedLessAdvisedEur: Known;
  units: UnitMoney[];
}
export interface Payment {
  day: string;
  broughtForwardEur: number;
  grossEur: number;
  feesEur: number;
  paidEur: number;
  carriedEur: number;
  feesOpenEur: number;
  movements: { kind: string; month: string; eur: number; publishedBy: string }[];
}
export interface Plant {
  id: number;
  name: string;
}
export interface MoneyYear {
  year: number;
  invented: boolean;
  terms: { minimumEur: number; act: string };
  months: MonthMoney[];
  totals: {
    accruedEur: Known;
    advanceEur: number;
    balanceEur: Known;
    advisedEur: Known;
    advisedFeesEur: Known;
    receivedEur: Known;
    monthsSettled: number;
  };
  fees: { plant: string; netEur: number; vatEur: number; from: string }[];
  payments: Payment[];
  plants: Plant[];
  entries: Entry[];
}
export interface SalePlant extends Plant {
  from: string | null;
  to: string | null;
  reason: string | null;
  by: string | null;
  at: string | null;
}
export interface SaleMonth {
  month: string;
  estimateEur: Known;
  injectedKwh: number;
  hours: number;
  missingHours: number;
  missing: { from: string; unit: string; reading: boolean; price: boolean }[];
  publishedBy: string;
  paidOn: string;
  advisedEur: Known;
  receivedEur: Known;
  advisedLessEstimateEur: Known;
  receivedLessAdvisedEur: Known;
}
export interface SaleYear {
  year: number;
  partOfPlants: boolean;
  plants: SalePlant[];
  months: SaleMonth[];
  entries: Entry[];
}
export interface TaxProfile {
  revision: number;
  from: string;
  withholdingPercent: Known;
  vatPercent: Known;
  basis: string | null;
  reason: string;
  by: string;
  at: string;
}
export interface TaxRow {
  memberId: number;
  name: string;
  category: string;
  enterprise: boolean;
  versions: TaxProfile[];
}
export interface Approval {
  name: string;
  at: string;
}
export interface Check {
  enterprisesEur: number;
  limitEur: number;
  met: boolean;
}
export interface Payable {
  month: string;
  status: Status;
  run: number;
  invented: boolean;
  standing: 'running' | 'unknown' | 'draft' | 'changed' | 'approved';
  approvers: number;
  mark: string;
  grossEur: Known;
  withheldEur: Known;
  netEur: Known;
  check: Check | null;
  approvals: Approval[];
}
export interface PayableLine {
  memberId: number | null;
  name: string | null;
  category: string | null;
  enterprise: boolean | null;
  fund: string | null;
  /** Of the gross amount, what corrects months that were closed before. */
  correctionEur: number;
  grossEur: Known;
  withheldEur: Known;
  vatEur: Known;
  netEur: Known;
  profile: TaxProfile | null;
}
export interface PayableDetail {
  payable: Payable;
  lines: PayableLine[];
  earlier: {
    revision: number;
    run: number;
    approvers: number;
    netEur: number;
    approved: boolean;
    current: boolean;
    approvals: Approval[];
  }[];
  yearCheck: Check | null;
}
export interface ApprovalRule {
  approvers: number;
  reason: string | null;
  by: string | null;
  at: string | null;
}
