/** How far a package has come. */
export type State =
  | 'prepared'
  | 'handed_over'
  | 'sending'
  | 'sent'
  | 'put_off'
  | 'unanswered'
  | 'refused'
  | 'received'
  | 'accepted'
  | 'rejected';

export const kinds = ['gse-month', 'gse-members', 'arera-report'] as const;

export interface Reason {
  field: string;
  code: string;
  text: string;
}

export interface Step {
  kind: State;
  at: string;
  by: string;
  protocol: string | null;
  sentence: string | null;
  reasons: Reason[];
}

/** A package for GSE or ARERA about a month. */
export interface Submission {
  id: number;
  key: string;
  month: string;
  kind: (typeof kinds)[number];
  revision: number;
  /** Why it corrects the one before; null of the first. */
  reason: string | null;
  state: State;
  /** Whether a later revision is there. */
  corrected: boolean;
  protocol: string | null;
  by: string;
  at: string;
  checklist: string[];
  files: { number: number; name: string; mediaType: string; size: number; sha256: string }[];
  steps: Step[];
  /** What went wrong with this call; null when nothing did. */
  problem: string | null;
}

export interface SubmissionList {
  canSend: boolean;
  why: string | null;
  submissions: Submission[];
}

/** A layout of an addressee that stands. */
export interface Layout {
  name: string;
  revision: number;
  words: string;
  by: string;
  at: string;
}

export interface LayoutList {
  layouts: Layout[];
  tables: { name: string; fields: string[] }[];
}

/** What a layout would write, or what is wrong with it. */
export interface LayoutCheck {
  name: string | null;
  tables: { name: string; source: string; header: string }[];
  faults: { line: number; field: string; found: string; expected: string }[];
}
