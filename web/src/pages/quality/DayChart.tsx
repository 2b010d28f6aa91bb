import type { Series } from '../../charts/options.ts';
import { Chart } from '../../components/Chart.tsx';
import { DataTable } from '../../components/DataTable.tsx';
import type { DayOfSeries, Flow } from './types.ts';
import { useQuality } from './words.ts';

const meanings = { withdrawn: 'grid', injected: 'surplus', produced: 'self' } as const;

/** The quarters of a day of a series, with what each source said where they are two. */
export function DayChart({ day, flow, quarters }: { day: string; flow: Flow; quarters: DayOfSeries['quarters'] }) {
  const { q, f } = useQuality();
  const known = quarters.filter(({ kwh }) => kwh !== null);
  const two = quarters.some((one) => one.deviceKwh !== null && one.distributorKwh !== null && one.deviceKwh !== one.distributorKwh);
  const series: Series[] = [
    { key: 'kwh', name: q(`flow.${flow}`), meaning: meanings[flow], values: quarters.map(({ kwh }) => kwh), slot: 'a' },
  ];
  if (quarters.some(({ clearSkyKwh }) => clearSkyKwh !== null))
    series.push({ key: 'sky', name: q('chart.sky'), meaning: 'before', values: quarters.map((one) => one.clearSkyKwh), slot: 'line' });
  if (two) series.push({ key: 'device', name: q('chart.device'), meaning: 'tip', values: quarters.map((one) => one.deviceKwh), slot: 'mark' });
  return (
    <Chart
      level={3}
      heading={q('chart')}
      height={240}
      summary={q('chart.summary', {
        day: f.dayLong(day),
        known: known.length,
        all: quarters.length,
        kwh: f.kwh(known.reduce((sum, { kwh }) => sum + kwh!, 0), 1),
      })}
      plot={{
        labels: quarters.map(({ from }) => f.time(from)),
        series,
        unit: 'kWh',
        estimated: quarters.map((one) => one.quality === 'estimated'),
        missing: quarters.map(({ kwh }) => kwh === null),
      }}
      say={(index) => {
        const one = quarters[index];
        if (!one) return '';
        const time = f.time(one.from);
        if (one.kwh === null) return q('chart.say.missing', { time });
        return (
          q('chart.say', { time, kwh: f.kwh(one.kwh, 3) }) + (one.quality === 'estimated' ? ` (${q('chart.estimated')})` : '')
        );
      }}
      table={
        <DataTable
          caption={q('chart')}
          file={`quarti-${day}`}
          rows={quarters}
          id={(row) => row.from}
          columns={[
            { key: 'from', header: q('chart.quarter'), value: (row) => row.from, show: (row) => f.time(row.from) },
            { key: 'kwh', header: q(`flow.${flow}`), unit: 'kWh', decimals: 3, value: (row) => row.kwh },
            { key: 'quality', header: q('quality'), value: (row) => q(`quality.${row.quality}`) },
            { key: 'device', header: q('chart.device'), unit: 'kWh', decimals: 3, value: (row) => row.deviceKwh },
            { key: 'distributor', header: q('chart.distributor'), unit: 'kWh', decimals: 3, value: (row) => row.distributorKwh },
          ]}
        />
      }
    />
  );
}
