import type { Hour, Today } from '../src/api/types.ts';

export function hoursOf(day: string): Date[];
export function hours(day: string, until?: Date | null): Hour[];
export function totals(rows: readonly Hour[]): {
    injectedKwh: number;
    withdrawnKwh: number;
    sharedKwh: number;
    gridKwh: number;
};
export function todayOf(day?: string): Today;
