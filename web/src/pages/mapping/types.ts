/** What the setup page of the collectors is told; see docs/api.md. */
export type Use = 'plant' | 'building' | 'lighting' | 'point';
export type Quantity = 'withdrawn' | 'injected' | 'produced';
export type Kind = 'counter' | 'power';

export interface Said {
  code: string;
  it: string;
  en: string;
}

export interface Choice {
  counter: string;
  fallback: string | null;
  power: string | null;
  unit: string | null;
  maxPowerKw: number | null;
}

export interface Candidate {
  entity: string;
  score: number;
  fit: boolean;
  reasons: Said[];
  doubts: Said[];
}

export interface Row {
  key: string;
  point: number;
  label: string;
  plant: string | null;
  quantity: Quantity;
  use: Use;
  name: string;
  powerKw: number | null;
  current: Choice | null;
  proposed: Choice | null;
  reasons: Said[];
  doubts: Said[];
  candidates: Candidate[];
}

export interface Entity {
  id: string;
  kind: Kind;
  name: string | null;
  area: string | null;
  device: string | null;
  state: string | null;
  unit: string | null;
}

export interface Mapping {
  state: 'off' | 'away' | 'refused' | 'ready';
  problem: string | null;
  hasFolder: boolean;
  partial: boolean;
  fingerprint: string;
  canUndo: boolean;
  /** What is confirmed is another community's. */
  ofAnother: boolean;
  /** Another server runs the collectors, on a folder of its own. */
  elsewhere: boolean;
  otherFiles: string[];
  misfit: string | null;
  strays: string[];
  decided: { what: 'confirmed' | 'undone'; meters: number; who: string; at: string } | null;
  meters: Row[];
  entities: Entity[];
}

export interface Problem {
  key: string;
  it: string;
  en: string;
}

export interface Trial {
  now: { role: 'counter' | 'fallback' | 'power'; entity: string; state: string | null; unit: string | null; at: string | null }[];
  from: string;
  to: string;
  measured: number;
  estimated: number;
  missing: number;
  kwh: number;
  quarters: { start: string; kwh: number; quality: 'measured' | 'estimated' }[];
}

/** What a person has in hand for a row. */
export interface Held extends Choice {
  name: string;
  use: Use;
}
