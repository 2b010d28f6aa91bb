/** A look of the staff at the member's data, as `GET mine/looks` tells it. */
export interface Look {
  id: number;
  at: string;
  day: string;
  who: string;
  roles: string[];
  kind: string;
  page: string;
  ofAll: boolean;
  /** By which token a program asked, and who made it; null when the person did. */
  token: string | null;
  tokenBy: string | null;
}

export type RequestKind = 'leave' | 'erasure' | 'amount' | 'consent';
export type RequestState = 'open' | 'in_hand' | 'accepted' | 'refused' | 'withdrawn';

/** What a member asks of the staff; the member is told to the staff alone. */
export interface MemberRequest {
  id: number;
  member: { id: number; name: string } | null;
  kind: RequestKind;
  month: string | null;
  hour: string | null;
  text: string;
  at: string;
  due: string;
  state: RequestState;
  /** Who asked for the member by a delegation. */
  by: string | null;
  steps: {
    side: 'member' | 'staff';
    who: string | null;
    state: RequestState;
    text: string;
    at: string;
    by: string | null;
  }[];
}
