import type { Known, Month } from '../../api/types.ts';

export type CommunityState =
  | 'known'
  | 'few_members'
  | 'few_producers'
  | 'waiting'
  | 'unsummed'
  | 'past'
  | 'little_history'
  | 'no_hours';

/** `GET mine/best-hours`: what is expected to be left over, kWh of the whole community. */
export interface Foretold {
  state: CommunityState;
  knownDays: number;
  neededDays: number;
  fewestMembers: number;
  days: ForetoldDay[];
  error: ForetoldError | null;
  /** The same of forecasts made a day before. */
  errorAhead: ForetoldError | null;
}
export interface ForetoldError {
  days: number;
  hours: number;
  meanKwh: number;
  surplusKwh: number;
}
export interface ForetoldDay {
  day: string;
  hours: { from: string; to: string; surplusKwh: Known; best: boolean }[];
}

/** `GET mine/whole`: the member inside the whole; rows are hours of a day, or days of a month. */
export interface Whole {
  state: CommunityState;
  first: string;
  last: string;
  dueHours: number;
  knownHours: number;
  fewestMembers: number;
  community: { injectedKwh: number; withdrawnKwh: number; sharedKwh: number } | null;
  own: {
    withdrawnKwh: Known;
    injectedKwh: Known;
    /** In the hours of which the community is told; in the others it stands beside. */
    sharedKwh: Known;
    sharePercent: Known;
    sharedElsewhereKwh: Known;
    estimated: boolean;
  };
  rows: WholeRow[];
}
export interface WholeRow {
  from: string;
  day: string;
  injectedKwh: Known;
  withdrawnKwh: Known;
  sharedKwh: Known;
  ownSharedKwh: Known;
  ownWithdrawnKwh: Known;
}

/** `GET mine/compare`: a whole month beside others. */
export interface Comparison {
  month: string | null;
  own: { month: string; status: Month['status']; withdrawnKwh: number; sharedKwh: number } | null;
  before: {
    month: string;
    status: Month['status'];
    withdrawnKwh: number;
    sharedKwh: number;
    changePercent: Known;
  } | null;
  peers: { households: number; withdrawnKwh: number; sharedKwh: number; changePercent: Known } | null;
  beforeMonth: string | null;
}

/** `GET mine/nickname`. */
export interface Ranked {
  nickname: string | null;
  ranking: { month: string; places: { place: number; nickname: string; sharePercent: number; own: boolean }[] } | null;
}

/** `GET mine/delegations`. */
export interface Delegation {
  id: number;
  delegate: string;
  from: string;
  to: string;
  state: 'later' | 'runs' | 'over' | 'ended';
  /** False of one that is on paper alone. */
  opensPage: boolean;
  /** Null where it was not ended before its term. */
  endedAt: string | null;
}

/** `GET mine/consents`. */
export interface Consent {
  id: number;
  purpose: string;
  from: string;
  /** Null without an end. */
  to: string | null;
  withdrawnAt: string | null;
}
