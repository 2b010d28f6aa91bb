import type { Day, Hour, Quality } from '../api/types.ts';
import type { Words } from '../i18n/index.tsx';
import { hourLabels } from '../time.ts';
import type { EnergyRow } from './EnergyChart.tsx';

/** Hours as rows of a chart; the repeated hour of autumn keeps a name of its own, and what is to come is not missing. */
export function hourRows(hours: readonly Partial<Hour>[], { t }: Words, at?: string): EnergyRow[] {
  const named = hours.map((hour, index) => ({ ...hour, hour: hour.hour ?? String(index).padStart(2, '0') }));
  return hourLabels(named).map((label, index) => {
    const hour = named[index]!;
    const coming =
      at !== undefined && hour.to !== undefined && hour.quality === 'missing' && Date.parse(hour.to) > Date.parse(at);
    return {
      ...energyOf(hour),
      ...(coming ? { quality: 'future' as const } : {}),
      key: hour.from ?? String(index),
      label,
      name: t('hour.at', { hour: label }),
    };
  });
}

export function dayRows(days: readonly (Partial<Day> & { day: string })[], { f }: Words): EnergyRow[] {
  return days.map((day) => ({
    ...energyOf(day),
    key: day.day,
    label: String(Number(day.day.slice(8))),
    name: f.dayShort(day.day),
  }));
}

function energyOf(row: Partial<Hour> | Partial<Day>): Omit<EnergyRow, 'key' | 'label' | 'name'> {
  return {
    producedKwh: row.producedKwh,
    selfKwh: row.selfKwh,
    injectedKwh: row.injectedKwh,
    withdrawnKwh: row.withdrawnKwh,
    sharedKwh: row.sharedKwh,
    quality: row.quality ?? ('measured' satisfies Quality),
  };
}
