export type Flow = 'withdrawn' | 'injected' | 'produced';

export type FindingKind =
  | 'missing'
  | 'device_vs_distributor'
  | 'total_vs_sum'
  | 'above_clear_sky'
  | 'night_production'
  | 'flat_line'
  | 'spike_after_gap'
  | 'impossible';

/** A series: what a point takes (unit 0), or what one of its units gives or makes. */
export interface SeriesOf {
  point: number;
  label: string;
  unitId: number;
  unit: string | null;
  flow: Flow;
}

export interface Finding extends SeriesOf {
  kind: FindingKind;
  from: string;
  to: string;
  kwh: number | null;
  estimatedEur: number | null;
}

export interface BoardPoint {
  point: number;
  label: string;
  missing: number;
  due: number[];
  known: number[];
  unmeasured: number[];
  medianDelayMinutes: number | null;
  worstDelayMinutes: number | null;
  series: {
    unitId: number;
    unit: string | null;
    flow: Flow;
    wholeUntil: string | null;
    firstHole: string | null;
    lastAt: string | null;
  }[];
}

export interface Board {
  month: string;
  at: string | null;
  tookSeconds: number | null;
  looking: boolean;
  days: string[];
  points: BoardPoint[];
  pointsLeftOut: number;
  medianDelayMinutes: number | null;
  worstDelayMinutes: number | null;
  quarantined: number;
  findings: Finding[];
  findingsLeftOut: number;
  putAway: number;
}

export interface Mend extends SeriesOf {
  id: number;
  kind: 'accepted' | 'corrected' | 'estimated';
  finding: FindingKind | null;
  from: string;
  to: string;
  readings: number;
  author: string;
  reason: string;
  at: string;
  withdrawn: { author: string; reason: string; at: string } | null;
}

export interface Asked extends SeriesOf {
  id: number;
  device: string | null;
  from: string;
  to: string;
  wanted: number;
  arrived: number;
  state: 'open' | 'answered' | 'expired';
  askedBy: string;
  askedAt: string;
}

export interface DayOfSeries {
  quarters: {
    from: string;
    kwh: number | null;
    quality: 'measured' | 'estimated' | 'missing';
    deviceKwh: number | null;
    distributorKwh: number | null;
    clearSkyKwh: number | null;
  }[];
  powerKw: number | null;
}

export interface Proposal {
  method: 'none' | 'interpolated' | 'similar_days' | 'scaled';
  mark: string;
  kwh: number;
  values: { from: string; kwh: number | null }[];
}
