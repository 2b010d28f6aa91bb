export type Agreement = 'open' | 'waiting' | 'agrees' | 'differs';

export interface CauseFact {
  name: string;
  value: number | null;
  unit: string;
}

export interface Cause {
  kind: string;
  point: number | null;
  label: string | null;
  about: string;
  figure: number;
  residual: number;
  explains: boolean;
  whole: boolean;
  facts: CauseFact[];
  /** Of two causes each with its part; months that were kept earlier have none. */
  parts?: CausePart[];
}

export interface CausePart {
  kind: string;
  point: number | null;
  label: string | null;
  about: string;
  part: number;
}

/** An hour of a unit whose tariff the statement tells otherwise, in EUR/MWh. */
export interface DifferingHour {
  start: string;
  price: number | null;
  own: number | null;
  advised: number;
}

export interface Row {
  item: string;
  unit: 'kWh' | 'EUR' | 'd' | 'h';
  scope: string;
  point: number | null;
  label: string | null;
  accrued: number | null;
  advised: number | null;
  received: number | null;
  difference: number | null;
  differs: boolean;
  discrepancy: string | null;
  second?: string | null;
  hours?: DifferingHour[];
  causes: Cause[];
}

export interface Discrepancy {
  key: string;
  cause: Cause | null;
  item: string | null;
  eur: number;
  rows: number;
}

export interface HeldMonth {
  month: string;
  revision: number;
  agreement: Agreement;
  run: number;
  paymentDue: string | null;
  at: string;
  content: { discrepancies: Discrepancy[]; rows: Row[]; pointsCompared: number; pointsDiffering: number };
}

export interface Dossier {
  id: number;
  number: string;
  month: string;
  discrepancy: string;
  cause: string | null;
  pages: number;
  by: string;
  at: string;
}

export interface Reconciliation {
  year: number;
  months: HeldMonth[];
  tolerances: { eur: number; kwh: number; days: number; revision: number };
  dossiers: Dossier[];
}

export interface Profile {
  name: string;
  decimals: string;
  months: string;
  days: string;
  energy: string;
  headerLine: number;
  kind: string | null;
  columns: Record<string, string>;
  kinds: Record<string, string>;
  charges: Record<string, string>;
  treatments: Record<string, string>;
  units?: Record<string, string>;
}

export interface StatementImport {
  id: number;
  file: string;
  profile: string;
  profileVersion: number;
  from: string;
  to: string;
  lines: number;
  by: string;
  at: string;
  undoneBy: string | null;
  undoneAt: string | null;
  reason: string | null;
}

export interface Statements {
  imports: StatementImport[];
  profiles: { version: number; profile: Profile }[];
  fields: string[];
  monthForms: string[];
  dayForms: string[];
}

export interface Preview {
  sha256: string;
  whole: boolean;
  profile: string;
  profileVersion: number;
  rows: number;
  lines: number;
  columns: { header: string; field: string | null; samples: string[] }[];
  months: { month: string; kind: string; lines: number; tipEur: number | null; cacEur: number | null; published: string | null }[];
  unknownUnits: string[];
  knownUnits: string[];
  unknownPoints: number;
  /** What its recalculations do not repeat. */
  leftOut?: { month: string; what: string; eur: number; stays: boolean }[];
  faults: { line: number; field: string; found: string; expected: string }[];
  faultsLeftOut: number;
}

export interface ExpectedPayment {
  day: string;
  broughtForwardEur: number;
  grossEur: number;
  feesEur: number;
  paidEur: number;
  carriedEur: number;
  movements: { kind: string; month: string; eur: number }[];
}

/** A month's recalculations by GSE: the one that may be taken, and those that were. */
export interface Recalculations {
  month: string;
  standing: 'none' | 'open' | 'accounted' | 'unknown' | 'no_open_month' | 'to_take';
  proposal: {
    mark: string;
    import: number;
    published: string | null;
    into: string | null;
    items: RecalculatedItem[];
    kept: string[];
    parts: RecalculatedPart[];
  } | null;
  taken: {
    number: number;
    into: string;
    published: string | null;
    by: string;
    at: string;
    reason: string;
    items: RecalculatedItem[];
  }[];
}

export interface RecalculatedItem {
  item: 'tip' | 'cac' | 'surplus' | 'total';
  beforeEur: number;
  afterEur: number;
  differenceEur: number;
}

export interface RecalculatedPart {
  kind: 'unit' | 'member' | 'fund';
  id: number | null;
  name: string;
  tipEur: number;
  cacEur: number;
  surplusEur: number;
  totalEur: number;
}
