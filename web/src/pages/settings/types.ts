export interface Standing {
  community: { name: string; code: string; kind: string; substation: string | null; constitutedOn: string; version: number };
  members: { all: number; now: number; points: number; lastAct: string | null; delegations: number };
  plants: { all: number; kw: number };
  regolamento: { version: number | null; from: string | null; drafts: number };
  rules: { own: number };
  users: { all: number; neverIn: number };
  devices: { all: number; consentAsked: boolean };
  /** Of all communities of the house: null for who runs one of them. */
  mail: { state: 'server' | 'folder' | 'wrong'; from: string | null } | null;
  backup: { last: string | null; count: number; next: string | null; failure: string | null; state: JobState } | null;
  co2: { kgPerKwh: number };
  totals: { standing: number };
}

/** `GET total-consents`: producers who let their production be in totals that everybody sees. */
export interface TotalConsents {
  /** From so many private producers on nobody's consent is needed. */
  fewestProducers: number;
  consents: {
    id: number;
    member: number;
    name: string;
    from: string;
    to: string | null;
    evidence: string;
    author: string;
    at: string;
    withdrawnAt: string | null;
  }[];
  producers: { member: number; name: string }[];
}

export type JobState = 'idle' | 'running' | 'done' | 'failed';

/** What is wrong with one field: its name in the form, which fault, and the server's own words. */
export interface FieldFault {
  field: string;
  code: string;
  found: string;
  expected: string;
}

export interface PointRow {
  id: number;
  label: string;
  from: string;
  to: string | null;
  voltage: string;
}

export interface MemberRow {
  id: number;
  name: string;
  category: string;
  points: PointRow[];
}

export interface UnitRow {
  id: number;
  name: string;
  plant: string;
  powerKw: number;
  inService: string;
  incentiveFrom: string;
}

export interface ActRow {
  id: number;
  kind: string;
  version: number;
  firstDay: string | null;
  undoes: number | null;
  undoneBy: number | null;
  who: string;
  at: string;
  members: string[];
  canUndo: boolean;
  /** How many scans are kept with it. */
  papers: number;
}

export interface DelegationRow {
  id: number;
  member: string;
  delegate: string;
  from: string;
  to: string;
  paper: string;
  number: string | null;
  dated: string;
  keptAt: string;
  state: 'ended' | 'later' | 'over' | 'stands';
  endedFor: string | null;
  /** Whether it opens the member's page to an account: on paper alone, invited, open, or closed with the account. */
  page: 'paper' | 'invited' | 'open' | 'closed';
  papers: number;
}

/** `GET desk/acts/{id}/papers`: the scans, and of which members the act takes one. */
export interface PaperList {
  about: { id: number; name: string }[];
  papers: PaperRow[];
}

export interface PaperRow {
  id: number;
  member: string;
  type: 'pdf' | 'jpg' | 'png';
  bytes: number;
  who: string;
  at: string;
  state: 'kept' | 'removed' | 'over';
  removedFor: string | null;
}

export interface Register {
  version: number;
  constitutedOn: string;
  substation: string | null;
  today: string;
  members: MemberRow[];
  units: UnitRow[];
  acts: ActRow[];
  delegations: DelegationRow[];
  categories: string[];
  papers: string[];
}

export interface LineState {
  from: string | null;
  to: string | null;
  word: string | null;
  powerKw: number | null;
}

export interface Plan {
  version: number;
  act: number | null;
  lines: { kind: 'member' | 'point' | 'unit'; member: string; point: string | null; before: LineState | null; after: LineState | null }[];
  all: number;
  firstDay: string | null;
  months: string[];
  notices: FieldFault[];
}

export interface Co2 {
  seen: number;
  nowKgPerKwh: number;
  usualKgPerKwh: number;
  factors: { revision: number; from: string; kgPerKwh: number; source: string; who: string; at: string }[];
}

export interface Rules {
  sets: { id: string; from: string; act: string | null }[];
  parameters: { key: string; value: string; set: string; act: string | null }[];
  cac: { year: number; trasE: number | null; btau: number | null }[];
  command: string;
}

export interface MailStanding {
  state: 'server' | 'folder' | 'wrong';
  host: string | null;
  port: number | null;
  security: string | null;
  from: string | null;
  replyTo: string | null;
  username: string | null;
  hasPassword: boolean;
  problem: string | null;
  line: string;
  isWritable: boolean;
}

export interface Backup {
  folder: string | null;
  last: string | null;
  lastBytes: number | null;
  count: number;
  next: string | null;
  failure: string | null;
  failedAt: string | null;
  keepDaily: number;
  keepWeekly: number;
  keepMonthly: number;
  restoreCommand: string;
  job: { state: JobState; beganAt: string | null; endedAt: string | null; words: string | null };
}
