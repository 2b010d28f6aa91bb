export const placeKinds = ['school', 'public_building', 'public_lighting', 'other'] as const;

export type PlaceKind = (typeof placeKinds)[number];

export interface LightDay {
  day: string;
  sunKwh: number;
  darkKwh: number;
  litHours: number;
  lit: boolean;
}

/** A point of the municipality over the last year; null is not known. */
export interface Building {
  id: number;
  label: string;
  name: string | null;
  kind: PlaceKind;
  contractedKw: number | null;
  opens: string | null;
  closes: string | null;
  revision: number;
  declaredAt: string | null;
  days: number;
  hours: number;
  withdrawnKwh: number | null;
  selfKwh: number | null;
  kwhPerDay: number | null;
  baseKw: number | null;
  nightHours: number;
  outsideKwh: number | null;
  outsideShare: number | null;
  peakKw: number | null;
  quartersDue: number | null;
  quartersReceived: number | null;
  quartersNotMeasured: number | null;
  light: {
    sunKwh: number;
    sunHours: number;
    sunShare: number | null;
    darkKw: number | null;
    litDays: number;
    isStuck: boolean;
    days: LightDay[];
  } | null;
}

export interface BuildingsData {
  from: string;
  to: string;
  daysOfYear: number;
  price: { zone: string; eurPerMwh: number | null; hours: number; hoursDue: number } | null;
  points: Building[];
}

/** Fewer days say nothing of a building. */
export const fewestDays = 7;

export const nameOf = ({ name, label }: Building) => name ?? `…${label}`;
