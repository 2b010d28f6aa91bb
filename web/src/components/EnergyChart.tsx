import type { ReactNode } from 'react';
import type { Known, Quality } from '../api/types.ts';
import type { Plot, Series } from '../charts/options.ts';
import { useWords, type Words } from '../i18n/index.tsx';
import { Chart } from './Chart.tsx';
import { type Column, DataTable } from './DataTable.tsx';
import type { Level } from './Heading.tsx';
import { QualityTag } from './Parts.tsx';

/** One hour, day or month of energy. */
export interface EnergyRow {
  key: string;
  /** Under the axis. */
  label: string;
  /** In a sentence and in the table. */
  name: string;
  producedKwh?: Known | undefined;
  selfKwh?: Known | undefined;
  injectedKwh?: Known | undefined;
  withdrawnKwh?: Known | undefined;
  sharedKwh?: Known | undefined;
  /** Shared in the same month a year before. */
  beforeKwh?: Known | undefined;
  /** 'future' has not come yet: neither measured nor missing. */
  quality: Quality | 'future';
}

export interface EnergyChartProps {
  level?: Level;
  heading: string;
  rows: readonly EnergyRow[];
  /** What the rows are: the head of the table's first column. */
  rowName: string;
  /** The whole span and its total, said by the server's figures. */
  range: string;
  total?: string | undefined;
  file: string;
  decimals?: number;
  height?: number;
  open?: ((row: EnergyRow) => void) | undefined;
  openHint?: string;
  extraColumns?: readonly Column<EnergyRow>[];
  extra?: ReactNode;
  more?: ReactNode;
  /** Whose figures they are may neither produce nor inject: what is always zero is left out. */
  own?: boolean;
}

type Figure = 'producedKwh' | 'selfKwh' | 'injectedKwh' | 'withdrawnKwh' | 'sharedKwh' | 'beforeKwh';
const figures: Figure[] = ['producedKwh', 'selfKwh', 'injectedKwh', 'withdrawnKwh', 'sharedKwh', 'beforeKwh'];

const shownIn = (rows: readonly EnergyRow[], figure: Figure) =>
  rows.some((row) => row[figure] !== undefined && row[figure] !== null);

/** Energy over hours, days or months: what is shared stands inside what is injected and inside what is withdrawn. */
export function EnergyChart(props: EnergyChartProps) {
  const words = useWords();
  const { decimals = 1 } = props;
  const rows = props.own ? props.rows.map((row) => withoutIdle(row, props.rows)) : props.rows;
  props = { ...props, rows };
  const say = (index: number) => {
    const row = rows[index];
    return row ? sentence(row, rows, words, decimals) : '';
  };
  return (
    <Chart
      {...(props.level ? { level: props.level } : {})}
      {...(props.height ? { height: props.height } : {})}
      {...(props.openHint ? { openHint: props.openHint } : {})}
      heading={props.heading}
      summary={summaryOf(props, words)}
      plot={plotOf(rows, words)}
      say={say}
      extra={props.extra}
      open={
        props.open
          ? (index) => {
              const row = rows[index];
              if (row) props.open?.(row);
            }
          : undefined
      }
      table={
        <DataTable
          caption={props.heading}
          file={props.file}
          rows={rows}
          id={(row) => row.key}
          more={props.more}
          mark={(row) =>
            row.quality === 'missing' ? 'is-missing' : row.quality === 'estimated' ? 'is-estimated' : undefined
          }
          columns={[...columnsOf(rows, props.rowName, words, decimals, props.open), ...(props.extraColumns ?? [])]}
        />
      }
    />
  );
}

function withoutIdle(row: EnergyRow, rows: readonly EnergyRow[]): EnergyRow {
  const idle = (['injectedKwh', 'producedKwh', 'selfKwh'] as const).filter((figure) =>
    rows.every((one) => !one[figure]),
  );
  return { ...row, ...Object.fromEntries(idle.map((figure) => [figure, undefined])) };
}

function plotOf(rows: readonly EnergyRow[], { t }: Words): Plot {
  const values = (figure: Figure) => rows.map((row) => row[figure] ?? null);
  const series: Series[] = [
    { key: 'injected', name: t('energy.injected'), meaning: 'surplus', values: values('injectedKwh'), slot: 'a' },
    { key: 'withdrawn', name: t('energy.withdrawn'), meaning: 'grid', values: values('withdrawnKwh'), slot: 'b' },
    {
      key: 'shared-a',
      name: t('energy.shared'),
      meaning: 'shared',
      values: shownIn(rows, 'injectedKwh') ? values('sharedKwh') : [],
      slot: 'a',
      inside: true,
    },
    {
      key: 'shared-b',
      name: t('energy.shared'),
      meaning: 'shared',
      values: shownIn(rows, 'withdrawnKwh') ? values('sharedKwh') : [],
      slot: 'b',
      inside: true,
    },
  ];
  if (!shownIn(rows, 'sharedKwh')) series.splice(2, 2);
  if (!shownIn(rows, 'withdrawnKwh'))
    series.splice(
      series.findIndex(({ key }) => key === 'withdrawn'),
      1,
    );
  if (!shownIn(rows, 'injectedKwh') && shownIn(rows, 'withdrawnKwh'))
    series.splice(
      series.findIndex(({ key }) => key === 'injected'),
      1,
    );
  if (shownIn(rows, 'producedKwh'))
    series.push({
      key: 'produced',
      name: t('energy.produced'),
      meaning: 'produced',
      values: values('producedKwh'),
      slot: 'line',
    });
  if (shownIn(rows, 'beforeKwh'))
    series.push({
      key: 'before',
      name: t('energy.before'),
      meaning: 'before',
      values: values('beforeKwh'),
      slot: 'mark',
    });
  return {
    labels: rows.map(({ label }) => label),
    unit: 'kWh',
    series: series.filter(({ values: all }) => all.length > 0),
    estimated: rows.map(({ quality }) => quality === 'estimated'),
    missing: rows.map(({ quality }) => quality === 'missing'),
  };
}

function sentence(row: EnergyRow, rows: readonly EnergyRow[], { t, f }: Words, decimals: number): string {
  if (
    (row.quality === 'missing' || row.quality === 'future') &&
    figures.every((figure) => (row[figure] ?? null) === null)
  )
    return `${row.name}: ${t(`quality.${row.quality}`)}.`;
  const said = figures
    .filter((figure) => shownIn(rows, figure))
    .map((figure) => `${t(`energy.${figure.slice(0, -3)}` as 'energy.shared')} ${f.kwh(row[figure], decimals)}`);
  return `${row.name}: ${said.join(', ')}${row.quality === 'measured' ? '' : ` (${t(`quality.${row.quality}`)})`}.`;
}

function summaryOf({ rows, range, total, decimals = 1 }: EnergyChartProps, { t, n, f }: Words): string {
  const figure: Figure = shownIn(rows, 'sharedKwh')
    ? 'sharedKwh'
    : shownIn(rows, 'withdrawnKwh')
      ? 'withdrawnKwh'
      : 'injectedKwh';
  const known = rows.filter((row) => typeof row[figure] === 'number');
  const missing = rows.filter((row) => row.quality === 'missing').length;
  const first = known[0];
  if (!first) return `${range}. ${t('chart.nothing')}`;
  const high = known.reduce((best, row) => (row[figure]! > best[figure]! ? row : best), first);
  const low = known.reduce((best, row) => (row[figure]! < best[figure]! ? row : best), first);
  const what = t(`energy.${figure.slice(0, -3)}` as 'energy.shared').toLowerCase();
  const parts = [`${range}${total ? `: ${total}` : ''}.`];
  if (known.length > 1)
    parts.push(
      t('chart.extremes', {
        what,
        high: high.name,
        highest: f.kwh(high[figure], decimals),
        low: low.name,
        lowest: f.kwh(low[figure], decimals),
      }),
    );
  if (missing > 0) parts.push(n('chart.holes', missing));
  return parts.join(' ');
}

function columnsOf(
  rows: readonly EnergyRow[],
  rowName: string,
  { t }: Words,
  decimals: number,
  open?: (row: EnergyRow) => void,
): Column<EnergyRow>[] {
  return [
    {
      key: 'name',
      header: rowName,
      value: (row) => row.name,
      ...(open
        ? {
            show: (row: EnergyRow) => (
              <button type="button" className="link" onClick={() => open(row)}>
                {row.name}
              </button>
            ),
          }
        : {}),
    },
    ...figures
      .filter((figure) => shownIn(rows, figure))
      .map((figure) => ({
        key: figure,
        header: t(`energy.${figure.slice(0, -3)}` as 'energy.shared'),
        unit: 'kWh',
        decimals,
        value: (row: EnergyRow) => row[figure],
      })),
    {
      key: 'quality',
      header: t('quality'),
      value: (row) => t(`quality.${row.quality}`),
      show: (row) =>
        row.quality === 'measured' || row.quality === 'future' ? (
          t(`quality.${row.quality}`)
        ) : (
          <QualityTag quality={row.quality} />
        ),
    },
  ];
}
