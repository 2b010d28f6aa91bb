import type { Rules } from '../regolamento.ts';

/** What the server sends; kWh and euro are numbers with their exact decimals, null is not known. */
export type Quality = 'measured' | 'estimated' | 'calculated' | 'missing';
export type Role = 'administrator' | 'operator' | 'approver' | 'auditor' | 'member' | 'accountant' | 'designer' | 'delegate';
export type Known = number | null;

export interface Grant {
  role: Role;
  community: string | null;
  member: string | number | null;
}
export interface Me {
  login: string;
  name: string;
  language: 'it' | 'en';
  totp: boolean;
  roles: Grant[];
  /** Whether Home Assistant signs the person in. */
  home?: boolean;
  /** For whom the person may act today; only of a delegate. */
  actsFor?: Mandate[];
}
export interface Mandate {
  id: number;
  community: string;
  communityName: string;
  member: string;
  from: string;
  to: string;
}
/** A user of Home Assistant who opened the pages there. */
export interface HomeUser {
  id: string;
  name: string;
  person: number | null;
  seenAt: string;
  you: boolean;
}
export interface Invite {
  login: string;
  name: string;
  expiresAt: string;
}
export interface Person {
  id: string | number;
  login: string;
  name: string;
  email: string | null;
  roles: Grant[];
  totp: boolean;
  state: 'active' | 'invited' | 'disabled';
  lastSeenAt: string | null;
  /** Optional letters that the person wants no more, by their kinds. */
  stopped?: string[];
}
export interface Invitation {
  invitePath: string;
  expiresAt: string;
}

export interface Community {
  code: string;
  name: string;
  invented: boolean;
  roles: Role[];
}

export interface Totals {
  producedKwh: Known;
  selfKwh: Known;
  injectedKwh: Known;
  withdrawnKwh: Known;
  sharedKwh: Known;
  gridKwh: Known;
  consumedKwh: Known;
  estimatedEur: { tip: Known; cac: Known; total: Known; provisional: boolean; reason: string | null } | null;
}
export interface Hour {
  from: string;
  to: string;
  ordinal: number;
  hour: string;
  producedKwh: Known;
  selfKwh: Known;
  injectedKwh: Known;
  withdrawnKwh: Known;
  sharedKwh: Known;
  quality: Quality;
  completenessPercent: Known;
}
export interface Today extends Totals {
  day: string;
  at: string;
  provisional: boolean;
  completenessPercent: Known;
  invented: boolean;
  hours: Hour[];
  yesterday: Totals | null;
  silentDevices: number;
  /** Null while they are searched for the first time. */
  openGaps: number | null;
  /** Production units in service, and those of them that were heard. */
  units?: number;
  unitsMetered?: number;
  quarantined: number;
}

export interface Reason {
  code: string;
  text: string;
}
export interface Month {
  month: string;
  status: 'final' | 'provisional' | 'partial';
  state: 'open' | 'provisional' | 'closed' | 'reconciled';
  reasons: Reason[];
  injectedKwh: Known;
  withdrawnKwh: Known;
  sharedKwh: Known;
  tipEur: Known;
  cacEur: Known;
  surplusEur: Known;
  run: string | number;
  program: string;
  settledAt: string;
  rules: string[];
  invented: boolean;
  documents: number;
}
export type AcceptanceKind = 'estimated' | 'zeroed' | 'excluded';
export interface NeedySpan {
  point: string | number;
  label: string;
  /** 0 for what the point withdraws. */
  unitId: string | number;
  unit: string | null;
  from: string;
  to: string;
  hours: number;
  need: 'missing' | 'estimated' | 'calculated';
  accepted: AcceptanceKind | null;
}
export interface Acceptance {
  id: string | number;
  point: string | number;
  label: string;
  /** Null for every series of the point. */
  unitId: string | number | null;
  unit: string | null;
  from: string;
  to: string;
  kind: AcceptanceKind;
  author: string;
  reason: string;
  at: string;
  withdrawn: { author: string; reason: string; at: string } | null;
}
/** What a later run gives more or less than a closed month has. */
export interface Correction {
  corrects: string;
  /** The month that has taken it; null while it waits. */
  month: string | null;
  fromRun: number;
  toRun: number;
  kind: 'unit' | 'member' | 'fund';
  id: string | number | null;
  name: string;
  tipEur: number;
  cacEur: number;
  surplusEur: number;
  causes: string[];
}
export interface ClosingMonth {
  month: string;
  from: string;
  to: string;
  state: Month['state'];
  revision: number;
  status: Month['status'] | null;
  reasons: Reason[];
  run: number | null;
  newestRun: number | null;
  needsApprover: boolean;
  mayClose: boolean;
  mayApprove: boolean;
  blocks: { code: string; count: number | null }[];
  hours: { expected: number; measured: number; accepted: number; undecided: number } | null;
  spans: NeedySpan[];
  spansLeftOut: number;
  acceptances: Acceptance[];
  history: { state: Month['state']; who: string; at: string; run: number; reason: string | null; reasons: string[] }[];
  corrections: Correction[];
}
export interface Day {
  day: string;
  producedKwh: Known;
  selfKwh: Known;
  injectedKwh: Known;
  withdrawnKwh: Known;
  sharedKwh: Known;
  quality: Quality;
}
export interface MonthPlant {
  id: string | number;
  name: string;
  unit: string;
  powerKw: number;
  injectedKwh: Known;
  sharedKwh: Known;
  incentivisedKwh: Known;
  tipEur: Known;
  cacEur: Known;
}
export interface MonthMember {
  id: string | number;
  name: string;
  category: string;
  withdrawnKwh: Known;
  injectedKwh: Known;
  sharedKwh: Known;
  tipEur: Known;
  cacEur: Known;
  surplusEur: Known;
  totalEur: Known;
}
export interface Gap {
  point: string | number;
  label: string;
  meter: string;
  unit?: string | null;
  day: string;
  missing: number;
  expected: number;
  /** The direction that readings came without; null where none came. */
  flow?: 'withdrawn' | 'injected' | null;
}
export interface MonthDetail extends Month {
  previousYear: { injectedKwh: Known; withdrawnKwh: Known; sharedKwh: Known; tipEur: Known; cacEur: Known } | null;
  days: Day[];
  plants: MonthPlant[];
  members: MonthMember[];
  funds: { name: string; tipEur: Known; cacEur: Known; surplusEur: Known }[];
  warnings: string[];
  gaps: Gap[];
}
export interface MonthHour extends Hour {
  priceEurMwh: Known;
  tipEurMwh: Known;
  tipEur: Known;
  plants: { id: string | number; injectedKwh: Known; sharedKwh: Known; tipEur: Known }[];
}

export interface Plant {
  id: string | number;
  name: string;
  place: string | null;
  powerKw: number;
  inService: string | null;
  regime: string;
  units: { id: string | number; code: string; powerKw: number }[];
  today: { producedKwh: Known; injectedKwh: Known } | null;
  month: { month?: string; producedKwh?: Known; injectedKwh?: Known; sharedKwh?: Known; tipEur?: Known } | null;
  lastReadingAt: string | null;
  silent: boolean;
}
export interface PlantDetail extends Plant {
  days: Partial<Day & { quality: Quality }>[];
  hours: Partial<Hour>[];
}

export interface MemberRow {
  id: string | number;
  name: string;
  category: string;
  points: number;
  from: string | null;
  to: string | null;
  lastMonth: { month: string; withdrawnKwh: Known; sharedKwh: Known; totalEur: Known } | null;
}
export interface Point {
  id: string | number;
  label: string;
  from: string | null;
  to: string | null;
  voltage?: string;
}
export interface MemberMonth {
  month: string;
  status?: Month['status'] | null;
  state?: Month['state'];
  withdrawnKwh: Known;
  injectedKwh: Known;
  sharedKwh: Known;
  tipEur: Known;
  cacEur: Known;
  surplusEur: Known;
  totalEur: Known;
}
export interface MemberDetail extends Omit<MemberRow, 'points'> {
  points: Point[];
  months: MemberMonth[];
}

export interface Held {
  id: string | number;
  line: number;
  at: string | null;
  label: string | null;
  reason: string;
  words: string;
  found: { minutes: Known; injectedKwh: Known; withdrawnKwh: Known; producedKwh: Known } | null;
  /** Whether it can become a reading, or only be rejected. */
  acceptable?: boolean;
}
export interface Data {
  completeness: { day: string; expected: number; received: number; estimated: number }[];
  gaps: Gap[];
  /** When gaps were searched for; null while the first search runs. */
  gapsAt?: string | null;
  silent: { device: string; since: string; resolvedAt: string | null }[];
  incidents: { kind: string; device: string; since: string; resolvedAt: string | null }[];
  quarantine: Held[];
}

export interface PaperRow {
  id: string | number;
  number: string;
  kind: 'month_report' | 'statement';
  month: string;
  member: { id: string | number; name: string } | null;
  language: string;
  madeAt: string;
  sha256: string;
  bytes: number;
  pages: number;
  sent: { state: string; at: string } | null;
}
export interface Job {
  job: string;
  state: 'waiting' | 'running' | 'done' | 'cancelled' | 'failed';
  done: number;
  total: number;
  problem: string | null;
}

/** What sending the documents of a month came to. */
export interface Sending {
  queued: number;
  alreadySent: number;
  withoutAddress: number;
  unsubscribed: number;
  undeliverable: number;
}

export interface Letter {
  id: string | number;
  to: string;
  subject: string;
  state: 'waiting' | 'sent' | 'failed' | 'uncertain' | 'bounced' | 'withheld';
  attempts: number;
  at: string;
  problem: string | null;
}
export interface LetterDetail {
  headers: Record<string, string> | { name: string; value: string }[];
  html: string | null;
  text: string | null;
  attachments: { name: string; bytes: number }[];
}

export interface Mine {
  member: { name: string; category: string };
  community: { code: string; name: string; invented: boolean };
  points: Point[];
  today: { withdrawnKwh: Known; injectedKwh: Known; completenessPercent: Known } | null;
  months: MemberMonth[];
  /** What GSE computed again of closed months: how much more or less, and in which month. */
  recalculations?: MineRecalculation[];
}
export interface MineRecalculation {
  corrects: string;
  month: string;
  day: string;
  eur: number;
}
export interface MineMonth extends MemberMonth {
  days?: { day: string; withdrawnKwh: Known; injectedKwh: Known; quality: Quality }[];
}

/** A line of an explanation: an amount, what it was computed from, and the lines it is the exact sum of. */
export interface Explained {
  code: string;
  about: string | null;
  eur: Known;
  facts: { name: string; value: number; unit: string }[];
  rule: { id: string; from: string; act: string | null } | null;
  /** The community's own formula that gave the weight. */
  formula?: string | null;
  /** The least certain quality of the readings behind it; null where it was not looked at. */
  quality: Quality | null;
  parts: Explained[];
}
/** One hour that somebody asks about; what is not to be told to a member is null. */
export interface HourWhy {
  from: string;
  to: string;
  run: number;
  isOfRun: boolean;
  community: {
    injectedKwh: Known;
    withdrawnKwh: Known;
    sharedKwh: Known;
    members: number | null;
    missingPoints: number;
    unmeasuredPoints: number;
  };
  units: Explained[];
  member: {
    withdrawnKwh: Known;
    injectedKwh: Known;
    sharedKwh: Known;
    points: number;
    missingPoints: number;
    quality: Quality;
    estimateEur: Known;
  } | null;
}
export interface Why {
  month: string;
  run: number;
  isOfRun: boolean;
  amounts: Explained[];
}

export interface RegolamentoVersion {
  version: number;
  fromMonth: string;
  reference: string;
  status: 'draft' | 'approved' | 'in_force' | 'past';
  writtenBy: string;
  writtenAt: string;
  own: boolean;
  approvedBy: string | null;
  approvedAt: string | null;
  content: Rules;
}
export interface Regolamento {
  current: number | null;
  closedTo: string | null;
  versions: RegolamentoVersion[];
  declared: Rules | null;
  members: { code: string; name: string; enterprise: boolean }[];
  months: string[];
  quantities: string[];
  flags: string[];
}
export interface DealtAmounts {
  tipEur: number;
  cacEur: Known;
  surplusEur: number;
  totalEur: Known;
}
export interface DealtPart {
  id: number | null;
  name: string;
  enterprise: boolean;
  before: DealtAmounts | null;
  after: DealtAmounts | null;
  differenceEur: number;
}
export interface RegolamentoPreview {
  months: {
    month: string;
    run: number;
    isOfRun: boolean;
    there: DealtAmounts;
    members: DealtPart[];
    funds: DealtPart[];
  }[];
  members: DealtPart[];
  funds: DealtPart[];
  checks: { code: 'adds_up' | 'surplus' | 'assigned' | 'present'; ok: boolean; eur: Known; members: string[] }[];
}
/** Something to look at before money is computed. */
export interface CheckFinding {
  code: string;
  about: string | null;
  act: string;
  facts: { name: string; value: number; unit: string }[];
  words: string[];
}
export interface Checks {
  findings: CheckFinding[];
  /** The legal community it is a configuration of. */
  legal: string | null;
}
/** A month of all configurations of a legal community. */
export interface LegalMonth {
  code: string;
  name: string;
  month: string;
  configurations: {
    code: string;
    name: string;
    kind: string;
    substation: string | null;
    zone: string | null;
    injectedKwh: Known;
    withdrawnKwh: Known;
    selfConsumedKwh: Known;
  }[];
  zones: { zone: string; injectedKwh: number; withdrawnKwh: number; sharedKwh: number; selfConsumedKwh: number }[];
}
