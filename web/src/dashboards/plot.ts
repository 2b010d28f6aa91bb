import type { EChartsCoreOption } from 'echarts/core';
import type { Paint } from './colours.ts';
import { seriesColour, stepOf } from './config.ts';
import { after, placesOf, type Range, type Rhythm, rhythmOf, ticksOf } from './dates.ts';
import { type Field, figuresOf, type Frame, mostOf, timesOf } from './frames.ts';
import { totalOf } from './totals.ts';
import type { Custom, Panel } from './types.ts';
import { type Writer, writerOf } from './units.ts';
import type { BoardWords } from './words.ts';

/** One series as it is drawn, whatever the library. */
export interface Line {
  field: Field;
  name: string;
  values: (number | null)[];
  colour: string;
  draw: 'line' | 'bars' | 'points';
  stack: string | null;
  /** The second of two units has an axis of its own. */
  axis: 0 | 1;
  /** The same of the range that is compared with. */
  isBefore: boolean;
  dash: number[] | null;
}

export interface Plot {
  places: number[];
  rhythm: Rhythm | null;
  lines: Line[];
  writers: Writer[];
  isPercent: boolean;
  range: Range;
}

export interface Size {
  width: number;
  height: number;
  letter: number;
  still: boolean;
}

/** Of lines without an area; short dashes are kept for estimates. */
const dashes: (number[] | null)[] = [null, [16, 3], [2, 3], [14, 3, 2, 3], [9, 2, 2, 2, 2, 2]];

/** The series of a panel over time, each with a value or a hole at every place of the axis. */
export function plotOf(
  frame: Frame,
  range: Range,
  paint: Paint,
  words: BoardWords,
  earlier: { frame: Frame; place(at: number): number | null; name(name: string): string } | null,
): Plot {
  const time = timesOf(frame);
  const all = figuresOf(frame);
  // What is nowhere known has no place in the chart; the others keep their colours.
  const known = all.filter(({ values }) => values.some((value) => value !== null));
  const fields = known.length > 0 ? known : all;
  const own = (time?.values ?? []) as number[];
  const rhythm = rhythmOf(own, range);
  const places = own.length === 0 ? [] : rhythm ? placesOf(own, rhythm, range) : [...new Set(own)].sort((one, other) => one - other);
  const index = new Map(places.map((at, place) => [at, place]));
  const spread = (times: readonly (number | null)[], values: Field['values']) => {
    const found = Array<number | null>(places.length).fill(null);
    for (const [row, at] of times.entries()) {
      const place = at === null ? undefined : index.get(at);
      const value = values[row];
      if (place !== undefined && typeof value === 'number') found[place] = value;
    }
    return found;
  };
  const units = [...new Set(fields.map(({ config }) => config.unit ?? ''))].slice(0, 2);
  const isPercent = fields.some(({ config }) => config.custom?.stacking?.mode === 'percent');
  let bare = 0;
  const lines = fields.map((field): Line => {
    const custom = field.config.custom ?? {};
    const isBare = (custom.drawStyle ?? 'line') === 'line' && !custom.fillOpacity;
    return {
      field,
      name: field.name,
      values: spread(own, field.values),
      colour: paint.of(seriesColour(field.values, field.config, all.indexOf(field))),
      draw: custom.drawStyle ?? 'line',
      stack: custom.stacking && custom.stacking.mode !== 'none' ? `${custom.stacking.group ?? 'A'}-${custom.drawStyle ?? 'line'}` : null,
      axis: Math.max(0, units.indexOf(field.config.unit ?? '')) as 0 | 1,
      isBefore: false,
      dash: dashOf(custom, isBare ? bare++ : 0),
    };
  });
  // What comes as it likes has no place in the other period.
  if (earlier && rhythm) {
    const theirs = timesOf(earlier.frame)?.values as number[] | undefined;
    const moved = (theirs ?? []).map((at) => earlier.place(at));
    for (const line of [...lines]) {
      const same = figuresOf(earlier.frame).find(({ key }) => key === line.field.key);
      if (!same) continue;
      const values = spread(moved, same.values);
      if (values.some((value) => value !== null))
        lines.push({ ...line, name: earlier.name(line.name), values, draw: 'line', stack: null, isBefore: true, dash: [4, 4] });
    }
  }
  const writers = units.map((unit, axis) => {
    const of = lines.filter((line) => line.axis === axis);
    const config = of[0]?.field.config ?? {};
    return writerOf({ unit, decimals: config.decimals }, stackedMost(of), words.f);
  });
  return { places, rhythm, lines, writers: writers.length > 0 ? writers : [writerOf({}, 0, words.f)], isPercent, range };
}

function dashOf({ lineStyle }: Custom, place: number): number[] | null {
  if (lineStyle?.fill === 'dash') return lineStyle.dash ?? [8, 5];
  if (lineStyle?.fill === 'dot') return lineStyle.dash ?? [2, 4];
  return dashes[place % dashes.length] ?? null;
}

/** How high the axis goes: stacked series stand on each other. */
function stackedMost(lines: readonly Line[]): number {
  const stacked = lines.filter(({ stack }) => stack !== null);
  let most = mostOf(lines.map(({ field }) => field));
  for (const place of stacked[0]?.values.keys() ?? []) {
    const sum = stacked.reduce((all, { values }) => all + Math.abs(values[place] ?? 0), 0);
    if (sum > most) most = sum;
  }
  return most;
}

export interface Note {
  at: number;
  end: number | null;
  sign: string;
}

export interface Drawn {
  panel: Panel;
  paint: Paint;
  words: BoardWords;
  size: Size;
  tip(place: number): string;
  tick(at: number, unit: 'h' | 'd' | 'M' | 'y'): string;
  notes: readonly Note[];
}

/** Whole plots of more points than this are drawn on a canvas. */
export const manyPoints = 20_000;
export const pointsIn = ({ places, lines }: Plot) => places.length * lines.length;

/** Where an instant stands on the axis: its place among regular times, itself among others. */
export function axisOf({ places, rhythm }: Plot, at: number): number {
  if (!rhythm) return at;
  let low = 0,
    high = places.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (places[middle]! <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

export function timeOption(plot: Plot, drawn: Drawn): EChartsCoreOption {
  const { paint, size, panel } = drawn;
  const { places, rhythm, lines, range } = plot;
  const shares = plot.isPercent ? sharesOf(lines) : null;
  const hasBars = lines.some(({ draw }) => draw === 'bars');
  // Narrower than two pixels a bar is only noise: then the same is drawn as an area with steps.
  const isDense = places.length * 2 > size.width - 50;
  const span = rhythm && places.length > 0 ? { from: places[0]!, to: after(places.at(-1)!, rhythm) - 1 } : range;
  const ticks = ticksOf(span, Math.max(2, Math.floor((size.width - 40) / (size.letter * 5.2))), rhythm);
  const label = { color: paint.token('ink-soft'), fontSize: size.letter, fontFamily: paint.token('font'), hideOverlap: true };
  const line = { lineStyle: { color: paint.token('line-strong') } };
  const placed = new Set(ticks.at.map((at) => axisOf(plot, at)));
  const xAxis = rhythm
    ? {
        type: 'category' as const,
        data: places.map(String),
        boundaryGap: hasBars || places.length === 1,
        axisLine: line,
        axisTick: { show: true, alignWithLabel: true, interval: (place: number) => placed.has(place), ...line },
        axisLabel: {
          ...label,
          interval: (place: number) => placed.has(place),
          formatter: (_: string, place: number) => drawn.tick(places[place]!, ticks.unit),
        },
      }
    : {
        type: 'value' as const,
        min: span.from,
        max: span.to,
        splitLine: { show: false },
        axisLine: { show: true, onZero: false, ...line },
        axisTick: { show: true, customValues: ticks.at, ...line },
        axisLabel: { ...label, customValues: ticks.at, formatter: (at: number) => drawn.tick(at, ticks.unit) },
      };
  return {
    ...common(drawn),
    grid: gridOf(size),
    xAxis,
    yAxis: plot.writers.map((writer, axis) => yAxisOf(plot, writer, axis, drawn, shares !== null)),
    series: lines.map((one, place) => {
      const by = plot.writers[one.axis]?.by ?? 1;
      const values = shares?.[place] ?? one.values.map((value) => (value === null ? null : value / by));
      return {
        ...seriesOf(one, place, values, plot, drawn, hasBars && isDense),
        ...(place === 0 ? marksOf(plot, drawn) : {}),
      };
    }),
    ...(panel.options?.tooltip?.mode === 'none' ? { tooltip: { show: false } } : {}),
  };

  function sharesOf(all: readonly Line[]): ((number | null)[] | null)[] {
    const stacked = all.filter(({ stack }) => stack !== null);
    const totals = places.map((_, place) => totalOf(stacked.map(({ values }) => values[place])));
    return all.map(({ stack, values }) => (stack === null ? null : values.map((value, place) => shareOf(value, totals[place] ?? null))));
  }
}

/** Of a whole of which something is not known no share is. */
const shareOf = (value: number | null, total: ReturnType<typeof totalOf>) =>
  value === null || !total || total.isPart || total.sum === 0 ? null : (value / total.sum) * 100;

const gridOf = ({ letter }: Size) => ({ left: 4, right: letter * 1.2, top: letter, bottom: 6, containLabel: true });

function common({ paint, size, tip }: Drawn) {
  return {
    animation: !size.still,
    animationDuration: 300,
    textStyle: { fontFamily: paint.token('font') },
    tooltip: {
      trigger: 'axis',
      confine: true,
      transitionDuration: 0,
      backgroundColor: paint.token('surface'),
      borderColor: paint.token('line-strong'),
      textStyle: { color: paint.token('ink'), fontSize: size.letter + 1, fontFamily: paint.token('font') },
      axisPointer: { type: 'line', lineStyle: { color: paint.token('ink-soft'), width: 1, type: 'solid' } },
      formatter: (items: unknown) => {
        const first = (Array.isArray(items) ? items[0] : items) as { dataIndex: number } | undefined;
        return tip(first?.dataIndex ?? 0);
      },
    },
  };
}

function yAxisOf(plot: Plot, writer: Writer, axis: number, { paint, size, words }: Drawn, isPercent: boolean) {
  const lines = plot.lines.filter((line) => line.axis === axis);
  const config = lines[0]?.field.config ?? {};
  const ink = paint.token('ink-soft');
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { values } of lines)
    for (const value of values)
      if (value !== null) [least, most] = [Math.min(least, value), Math.max(most, value)];
  // Bars and areas begin at zero; a line may begin elsewhere when it never comes near it.
  const isHigh = lines.every(({ draw, field }) => draw !== 'bars' && !field.config.custom?.fillOpacity) && least > most * 0.6;
  const given = (value: number | null | undefined) => (typeof value === 'number' ? value / writer.by : undefined);
  return {
    type: 'value' as const,
    position: axis === 0 ? 'left' : 'right',
    splitNumber: 4,
    min: isPercent ? 0 : (given(config.min) ?? (least >= 0 && !isHigh ? 0 : undefined)),
    max: isPercent ? 100 : given(config.max),
    scale: isHigh,
    axisLabel: { color: ink, fontSize: size.letter, fontFamily: paint.token('font'), formatter: (value: number) => axisNumber(value, words) },
    splitLine: { show: axis === 0, lineStyle: { color: paint.token('line') } },
  };
}

/** As many decimals as the mark has, at most three. */
export function axisNumber(value: number, { f }: Pick<BoardWords, 'f'>): string {
  for (const digits of [0, 1, 2]) if (Math.abs(value * 10 ** digits - Math.round(value * 10 ** digits)) < 1e-6) return f.number(value, digits);
  return f.number(value, 3);
}

function seriesOf(line: Line, place: number, values: (number | null)[], plot: Plot, drawn: Drawn, asSteps: boolean) {
  const custom = line.field.config.custom ?? {};
  const { paint, size } = drawn;
  const data = plot.rhythm ? values : values.map((value, at) => [plot.places[at], value]);
  const shared = { name: line.name, data, yAxisIndex: line.axis, z: line.isBefore ? 6 : 3 + place * 0.01 };
  if (line.draw === 'bars' && !asSteps)
    return {
      ...shared,
      type: 'bar' as const,
      stack: line.stack ?? undefined,
      barMaxWidth: 34,
      barCategoryGap: size.width < 520 ? '18%' : '26%',
      barGap: '8%',
      itemStyle: {
        color: line.colour,
        borderRadius: line.stack === null || isTop(line, plot) ? [3, 3, 0, 0] : 0,
        ...decalOf(place, paint),
      },
    };
  if (line.draw === 'points')
    return { ...shared, type: 'scatter' as const, symbol: symbols[place % symbols.length], symbolSize: 8, itemStyle: { color: line.colour } };
  const isStep = asSteps && line.draw === 'bars';
  const fill = isStep ? 85 : (custom.fillOpacity ?? 0);
  const faded = !line.isBefore ? 1 : isCrowded(plot, size) ? 0.4 : 0.75;
  const isLone = plot.places.length === 1 || values.filter((value) => value !== null).length === 1;
  return {
    ...shared,
    type: 'line' as const,
    stack: line.stack ?? undefined,
    step: isStep ? 'middle' : stepName(custom.lineInterpolation),
    smooth: custom.lineInterpolation === 'smooth' ? 0.25 : false,
    smoothMonotone: 'x',
    connectNulls: custom.spanNulls === true,
    sampling: plot.rhythm ? undefined : 'lttb',
    symbol: isLone || custom.showPoints === 'always' || !plot.rhythm ? symbols[place % symbols.length] : 'none',
    symbolSize: isLone ? 9 : 6,
    lineStyle: {
      color: line.colour,
      width: isStep ? 0 : isCrowded(plot, size) ? 1.25 : (custom.lineWidth ?? 2),
      type: dashIn(line, plot, size) ?? 'solid',
      opacity: faded,
    },
    itemStyle: { color: line.colour, opacity: faded },
    ...(fill > 0 && !line.isBefore ? { areaStyle: { color: line.colour, opacity: fill / 100, origin: 'auto', ...decalOf(isStep || line.stack !== null ? place : 0, paint) } } : {}),
    emphasis: { disabled: true },
  };
}

/** With hardly a pixel for each point dashes are only noise, unless they mean something. */
const isCrowded = ({ places }: Plot, { width }: Pick<Size, 'width'>) => places.length > width / 1.5;
export const dashIn = (line: Line, plot: Plot, size: Pick<Size, 'width'>) =>
  isCrowded(plot, size) && (line.isBefore || (line.field.config.custom?.lineStyle?.fill ?? 'solid') === 'solid') ? null : line.dash;

const symbols = ['circle', 'rect', 'triangle', 'diamond', 'roundRect'];
const stepName = (how: Custom['lineInterpolation']) => (how === 'stepAfter' ? ('start' as const) : how === 'stepBefore' ? ('end' as const) : false);

const isTop = (line: Line, { lines }: Plot) => lines.findLast(({ stack }) => stack === line.stack) === line;

/** A pattern beside the colour; the slanted one is kept for estimates. */
export function decalOf(place: number, paint: Paint) {
  const color = paint.token('hatch');
  const patterns = [
    null,
    { symbol: 'circle', symbolSize: 0.6, dashArrayX: [[6, 6], [0, 6, 6, 0]], dashArrayY: [6, 0] },
    { symbol: 'rect', symbolSize: 1, dashArrayX: [1, 0], dashArrayY: [2, 5] },
    { symbol: 'rect', symbolSize: 1, dashArrayX: [2, 5], dashArrayY: [1, 0] },
    { symbol: 'triangle', symbolSize: 0.7, dashArrayX: [8, 8], dashArrayY: [8, 4] },
  ];
  const pattern = patterns[place % patterns.length];
  return pattern ? { decal: { ...pattern, color } } : {};
}

/** Thresholds and notes, drawn with the first series. */
function marksOf(plot: Plot, { paint, notes, size }: Drawn) {
  const line = plot.lines[0];
  const config = line?.field.config;
  const mode = config?.custom?.thresholdsStyle?.mode ?? 'off';
  const steps = mode === 'off' ? [] : (config?.thresholds?.steps ?? []);
  const by = plot.writers[0]?.by ?? 1;
  const at = (value: number) =>
    (config?.thresholds?.mode === 'percentage' ? (config.min ?? 0) + ((config.max ?? 100) - (config.min ?? 0)) * (value / 100) : value) / by;
  const lines = [
    ...(mode.includes('line') || mode.includes('dashed')
      ? steps
          .filter(({ value }) => value !== null)
          .map(({ value, color }) => ({
            yAxis: at(value!),
            lineStyle: { color: paint.of(color), type: mode.includes('dashed') ? ('dashed' as const) : ('solid' as const), width: 1.5 },
            label: { show: false },
          }))
      : []),
    ...together(notes, plot).map((note) => ({
      xAxis: note.at,
      lineStyle: { color: paint.token('ink-soft'), type: 'dotted' as const, width: 1.5 },
      label: { show: true, formatter: note.sign, position: 'end' as const, distance: 1, color: paint.token('ink'), fontSize: size.letter },
    })),
  ];
  const areas = mode.includes('area')
    ? steps.map((step, place) => [
        { ...(step.value === null ? {} : { yAxis: at(step.value) }), itemStyle: { color: paint.of(step.color), opacity: 0.1 } },
        { ...(steps[place + 1]?.value == null ? {} : { yAxis: at(steps[place + 1]!.value!) }) },
      ])
    : [];
  return {
    ...(lines.length > 0 ? { markLine: { silent: true, symbol: 'none', animation: false, data: lines } } : {}),
    ...(areas.length > 0 ? { markArea: { silent: true, animation: false, data: areas } } : {}),
  };
}

/** Notes that would stand in one place of the axis stand there once, with all their signs. */
function together(notes: readonly Note[], plot: Plot): { at: number; sign: string }[] {
  const found = new Map<number, string[]>();
  for (const { at, sign } of notes) {
    const place = axisOf(plot, at);
    found.set(place, [...(found.get(place) ?? []), sign]);
  }
  return [...found].map(([at, signs]) => ({ at, sign: signs.length > 2 ? `${signs[0]}–${signs.at(-1)}` : signs.join(', ') }));
}

/** Bars beside or on each other over names, lying where the panel says so. */
export interface BarPlot {
  names: string[];
  lines: { field: Field; name: string; values: (number | null)[]; colour: string; colours: (string | null)[] }[];
  writer: Writer;
  stacking: 'none' | 'normal' | 'percent';
  isLying: boolean;
}

export function barOption(plot: BarPlot, drawn: Drawn): EChartsCoreOption {
  const { paint, size, words } = drawn;
  const { lines, names, stacking, writer } = plot;
  const ink = paint.token('ink-soft');
  const totals = names.map((_, at) => totalOf(lines.map(({ values }) => values[at])));
  const config = lines[0]?.field.config ?? {};
  const category = {
    type: 'category' as const,
    data: names,
    inverse: plot.isLying,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: paint.token('line-strong') } },
    axisLabel: { color: ink, fontSize: size.letter, fontFamily: paint.token('font'), hideOverlap: true, ...labelRoom(plot, size) },
  };
  const value = {
    type: 'value' as const,
    splitNumber: 4,
    max: stacking === 'percent' ? 100 : undefined,
    min: typeof config.min === 'number' ? config.min / writer.by : undefined,
    axisLabel: { color: ink, fontSize: size.letter, fontFamily: paint.token('font'), hideOverlap: true, formatter: (at: number) => axisNumber(at, words) },
    splitLine: { lineStyle: { color: paint.token('line') } },
  };
  return {
    ...common(drawn),
    grid: gridOf(size),
    xAxis: plot.isLying ? value : category,
    yAxis: plot.isLying ? category : value,
    series: lines.map((line, place) => ({
      type: 'bar' as const,
      name: line.name,
      stack: stacking === 'none' ? undefined : 'all',
      barMaxWidth: 40,
      barCategoryGap: size.width < 520 ? '20%' : '30%',
      barGap: '8%',
      itemStyle: {
        color: line.colour,
        borderRadius: stacking === 'none' || place === lines.length - 1 ? (plot.isLying ? [0, 3, 3, 0] : [3, 3, 0, 0]) : 0,
        ...decalOf(place, paint),
      },
      data: line.values.map((found, at) => {
        if (found === null) return null;
        const shown = stacking === 'percent' ? shareOf(found, totals[at] ?? null) : found / writer.by;
        if (shown === null) return null;
        const colour = line.colours[at];
        return colour ? { value: shown, itemStyle: { color: colour } } : shown;
      }),
    })),
  };
}

/** Few names are all written, in as many lines as they need. */
function labelRoom({ names, isLying }: BarPlot, { width, letter }: Size) {
  if (isLying) return { width: width * 0.36, overflow: 'truncate' as const };
  if (names.length > 8) return {};
  return { interval: 0, hideOverlap: false, width: Math.max(30, (width - 60) / Math.max(1, names.length) - 8), overflow: 'break' as const, lineHeight: Math.round(letter * 1.3) };
}

export interface HeatPlot {
  xs: string[];
  ys: string[];
  cells: { x: number; y: number; value: number | null }[];
  least: number;
  most: number;
}

/** Of 24 hours one in three is named where there is no room for all. */
const everyOf = (count: number, { height, letter }: Size) => Math.max(0, [1, 2, 3, 4, 6, 12, 24].find((step) => (height - 3 * letter) / (count / step) >= letter * 1.25) ?? 24) - 1;

export function heatOption(plot: HeatPlot, drawn: Drawn, tipOf: (x: number, y: number) => string): EChartsCoreOption {
  const { paint, size } = drawn;
  const ink = paint.token('ink-soft');
  const axis = (data: string[], more = {}) => ({
    type: 'category' as const,
    data,
    axisTick: { show: false },
    axisLine: { show: false },
    splitArea: { show: false },
    axisLabel: { color: ink, fontSize: size.letter, fontFamily: paint.token('font'), hideOverlap: true, ...more },
  });
  const { tooltip, ...rest } = common(drawn);
  return {
    ...rest,
    grid: { ...gridOf(size), top: 6 },
    tooltip: {
      ...tooltip,
      trigger: 'item',
      formatter: (item: unknown) => {
        const [x, y] = (item as { value: [number, number, number] }).value;
        return tipOf(x, y);
      },
    },
    xAxis: axis(plot.xs),
    yAxis: { ...axis(plot.ys, { interval: everyOf(plot.ys.length, size) }), inverse: true },
    visualMap: {
      show: false,
      type: 'continuous',
      min: plot.least,
      max: plot.most > plot.least ? plot.most : plot.least + 1,
      inRange: { color: [0, 0.25, 0.5, 0.75, 1].map((share) => paint.shade(share)) },
    },
    series: [
      {
        type: 'heatmap',
        data: plot.cells.filter(({ value }) => value !== null).map(({ x, y, value }) => [x, y, value]),
        itemStyle: { borderColor: paint.token('surface'), borderWidth: plot.xs.length > 120 ? 0 : 1 },
        emphasis: { itemStyle: { borderColor: paint.token('ink'), borderWidth: 2 } },
        progressive: 0,
      },
    ],
  };
}

export const thresholdColour = (value: number, field: Field, paint: Paint) => paint.of(stepOf(value, field.config)?.color);
