import type { EChartsCoreOption } from 'echarts/core';

/** What a colour means, everywhere: see the tokens of the same names. */
export type Meaning = 'shared' | 'surplus' | 'grid' | 'self' | 'produced' | 'tip' | 'cac' | 'before';

export interface Series {
  key: string;
  name: string;
  meaning: Meaning;
  values: readonly (number | null)[];
  /** Which of the bars side by side; a series with the same slot and `inside` is drawn within the other. */
  slot: 'a' | 'b' | 'line' | 'mark';
  inside?: boolean;
}

export interface Plot {
  labels: readonly string[];
  series: readonly Series[];
  unit: string;
  /** Drawn hatched: an estimate. */
  estimated: readonly boolean[];
  /** Nothing is known: the place stays empty and is marked. */
  missing: readonly boolean[];
}

export interface Paint {
  colour(name: string): string;
  number(value: number): string;
  narrow: boolean;
  still: boolean;
  /** Height of the letters, px. */
  letter: number;
  tip(index: number): string;
}

export function optionOf(plot: Plot, paint: Paint): EChartsCoreOption {
  const ink = paint.colour('ink-soft');
  const axis = {
    type: 'category' as const,
    data: plot.labels,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: paint.colour('line') } },
    axisLabel: { color: ink, fontSize: paint.letter, hideOverlap: true, fontFamily: 'inherit' },
  };
  const holes = plot.missing.flatMap((missing, index) => (missing ? [[{ xAxis: index }, { xAxis: index }]] : []));
  return {
    animation: !paint.still,
    animationDuration: 350,
    textStyle: { fontFamily: 'inherit' },
    grid: { left: 8, right: 8, top: 30, bottom: 4, containLabel: true },
    // The second, hidden axis lays its bars out as the first does: what is inside stands before its whole.
    xAxis: [axis, { ...axis, show: false }],
    yAxis: {
      type: 'value',
      name: plot.unit,
      nameLocation: 'end',
      nameGap: 12,
      nameTextStyle: { color: ink, align: 'left', fontSize: paint.letter, padding: [0, 0, 0, -28] },
      splitNumber: 4,
      minInterval: 0.1,
      axisLabel: { color: ink, fontSize: paint.letter, formatter: (value: number) => paint.number(value) },
      splitLine: { lineStyle: { color: paint.colour('line') } },
    },
    tooltip: {
      trigger: 'axis',
      confine: true,
      transitionDuration: 0,
      backgroundColor: paint.colour('surface'),
      borderColor: paint.colour('line-strong'),
      textStyle: { color: paint.colour('ink'), fontSize: paint.letter + 1, fontFamily: 'inherit' },
      axisPointer: { type: 'shadow', shadowStyle: { color: paint.colour('hover'), opacity: 0.6 } },
      formatter: (items: unknown) => paint.tip((items as { dataIndex: number }[])[0]?.dataIndex ?? 0),
    },
    series: plot.series.map((series, index) => ({
      ...drawn(series, plot, paint),
      ...(index === 0 && holes.length ? { markArea: marked(holes, paint) } : {}),
    })),
  };
}

function drawn(series: Series, plot: Plot, paint: Paint) {
  const colour = paint.colour(series.meaning);
  if (series.slot === 'line')
    return {
      type: 'line',
      name: series.name,
      data: series.values,
      z: 5,
      symbol: 'none',
      connectNulls: false,
      step: 'middle',
      lineStyle: { width: 2, color: colour, type: [5, 3] },
      itemStyle: { color: colour },
    };
  if (series.slot === 'mark')
    return {
      type: 'line',
      name: series.name,
      data: series.values,
      z: 6,
      symbol: 'rect',
      symbolSize: [paint.narrow ? 12 : 22, 3],
      lineStyle: { width: 0 },
      itemStyle: { color: colour },
    };
  return {
    type: 'bar',
    name: series.name,
    stack: `${series.slot}${series.inside ? '-inside' : ''}`,
    xAxisIndex: series.inside ? 1 : 0,
    z: series.inside ? 4 : 3,
    barMaxWidth: 26,
    barCategoryGap: paint.narrow ? '18%' : '28%',
    barGap: '10%',
    itemStyle: {
      color: colour,
      borderRadius: [3, 3, 0, 0],
      borderColor: paint.colour('surface'),
      borderWidth: series.inside ? 1 : 0,
    },
    data: series.values.map((value, index) =>
      plot.estimated[index] ? { value, itemStyle: { decal: hatch(paint) } } : value,
    ),
  };
}

const hatch = (paint: Paint) => ({
  symbol: 'rect',
  color: paint.colour('hatch'),
  dashArrayX: [1, 0],
  dashArrayY: [2, 4],
  rotation: -Math.PI / 4,
  symbolSize: 1,
});

const marked = (data: unknown, paint: Paint) => ({
  silent: true,
  itemStyle: { color: paint.colour('missing'), opacity: 0.35 },
  data,
});
