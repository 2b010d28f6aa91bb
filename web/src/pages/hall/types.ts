export type MatterKind =
  | 'gaps'
  | 'quarantine'
  | 'device'
  | 'month_ready'
  | 'month_held'
  | 'approval'
  | 'difference'
  | 'alarm'
  | 'task'
  | 'request';

/** Something that needs a hand; null is not known or does not apply. */
export interface Matter {
  kind: MatterKind;
  count: number;
  since: string | null;
  urgent: boolean;
  months: string[];
  blocks: { code: string; count: number | null }[];
  quarters: number | null;
  part: number | null;
  overdue: number | null;
  due: string | null;
  largestEur: number | null;
}

export interface WorkList {
  at: string;
  searching: boolean;
  monthsUnseen: number;
  matters: Matter[];
}

export interface GlanceFigures {
  sharedKwh: number | null;
  injectedKwh: number | null;
  shareOfInjected: number | null;
  eur: number | null;
  tipEur: number | null;
  cacEur: number | null;
  valuedHours: number;
}

/** A month in three numbers, beside the same days of earlier ones. */
export interface Glance {
  month: string;
  until: string | null;
  hours: number;
  hoursDue: number;
  completenessPercent: number | null;
  closed: boolean;
  now: GlanceFigures;
  lastMonth: GlanceFigures | null;
  lastYear: GlanceFigures | null;
}
