import type { Format } from '../format.ts';
import { mappedOf } from './config.ts';
import { type Compared, type Range, rhythmOf } from './dates.ts';
import { type Field, figuresOf, type Frame, isSum, kindOf, mostOf, type Point, rowName, sayCell, timesOf } from './frames.ts';
import { cellName, matrixOf, placeName } from './matrix.ts';
import { pointsOf } from './points.ts';
import { reduce } from './reducers.ts';
import { sayPlace, sayRange } from './say.ts';
import type { Cell, Panel } from './types.ts';
import { sayOne, writerOf } from './units.ts';
import type { BoardWords } from './words.ts';

/** What a panel shows, told in a sentence. */
export interface Told {
  panel: Panel;
  frame: Frame;
  range: Range;
  /** The figures that it is compared with. */
  before: Frame | null;
  compared: Compared | null;
  words: BoardWords;
  now: number;
}

/** One sentence of range, totals, highest and lowest, and comparison: what the picture says to whoever does not see it. */
export function summaryOf(told: Told): string {
  const { panel, frame, words } = told;
  if (frame.rows === 0) return words.b('sum.nothing');
  switch (kindOf(panel)) {
    case 'timeseries':
      return overTime(told);
    case 'stat':
    case 'gauge':
      return figures(told);
    case 'bargauge':
    case 'piechart':
      return parts(pointsOf(frame, panel.options, words.f), told);
    case 'barchart':
      return bars(told);
    case 'heatmap':
      return heat(told);
    case 'state-timeline':
      return states(told);
    case 'table':
      return rows(told);
    default:
      return '';
  }
}

const sentence = (parts: readonly (string | null)[]) => {
  const said = parts.filter((part): part is string => !!part).join('; ');
  return said === '' ? '' : `${said[0]!.toUpperCase()}${said.slice(1)}.`;
};

function overTime(told: Told): string {
  const { frame, range, words, before, compared } = told;
  const { b } = words;
  const time = timesOf(frame);
  const fields = figuresOf(frame).filter(({ values }) => values.some((value) => value !== null));
  const first = fields[0];
  if (!time || !first) return b('sum.nothing');
  const rhythm = rhythmOf(time.values as number[], range);
  const said = fields.slice(0, 4).map((field) => whole(field, words));
  const extremes = high(first, (row) => sayPlace(Number(time.values[row]), rhythm, words), words);
  const earlier = before && compared ? figuresOf(before).find(({ key }) => key === first.key) : undefined;
  return sentence([
    `${sayRange(range, words)}: ${said.join(', ')}`,
    extremes,
    compared && before ? comparison(wholeOf(first), earlier ? wholeOf(earlier) : null, first, compared, words) : null,
  ]);
}

const wholeOf = (field: Field) => reduce(field.values, isSum(field) ? 'sum' : 'mean') as number | null;

function whole(field: Field, { b, f }: BoardWords): string {
  const name = field.name.toLowerCase() === field.name ? field.name : lower(field.name);
  return b(isSum(field) ? 'sum.total' : 'sum.mean', { name, value: sayOne(wholeOf(field), field.config, f) });
}

function high(field: Field, nameOf: (row: number) => string, { b, f }: BoardWords): string | null {
  let [most, least] = [-1, -1];
  for (const [row, value] of field.values.entries()) {
    if (typeof value !== 'number') continue;
    if (most < 0 || value > (field.values[most] as number)) most = row;
    if (least < 0 || value < (field.values[least] as number)) least = row;
  }
  if (most < 0 || most === least) return null;
  const { say } = writerOf(field.config, mostOf([field]), f);
  const highest = b('sum.highest', { name: lower(field.name), value: say(field.values[most] as number), when: nameOf(most) });
  const isOften = field.values.filter((value) => value === field.values[least]).length > 1;
  const when = isOften ? b('sum.often') : nameOf(least);
  return `${highest}, ${b('sum.lowest', { value: say(field.values[least] as number), when })}`;
}

/** By how much a figure is more or less than the one it is compared with. */
export function comparison(now: number | null, then: number | null, field: Field, how: Compared, { b, f }: BoardWords): string {
  if (now === null || then === null || then === 0) return b('compare.unknown');
  const change = (now - then) / Math.abs(then);
  const value = sayOne(then, field.config, f);
  const kind = Math.abs(change) < 0.005 ? 'same' : change > 0 ? 'up' : 'down';
  return b(`compare.${kind}.${how}`, { percent: f.percent(Math.abs(change)), value });
}

function figures({ panel, frame, before, compared, words, now }: Told): string {
  const { f } = words;
  const points = pointsOf(frame, panel.options, f);
  const earlier = before && compared ? pointsOf(before, panel.options, f) : [];
  return sentence(
    points.slice(0, 6).map((point, place) => {
      const said = words.b('sum.one', { name: point.name, value: sayCell(point.field, point.value, f, now) });
      const then = earlier[place]?.value;
      if (!compared || !before || typeof point.value !== 'number') return said;
      return `${said}, ${comparison(point.value, typeof then === 'number' ? then : null, point.field, compared, words)}`;
    }),
  );
}

function parts(points: readonly Point[], { words, range, panel }: Told): string {
  const known = points.filter((point): point is Point & { value: number } => typeof point.value === 'number');
  const first = known[0];
  if (!first) return words.b('sum.nothing');
  return sentence([panel.live ? null : sayRange(range, words), ...extremes(known, first.field, words)]);
}

function extremes(known: readonly { name: string; value: number }[], field: Field, { b, f }: BoardWords): (string | null)[] {
  const most = known.reduce((best, one) => (one.value > best.value ? one : best));
  const least = known.reduce((best, one) => (one.value < best.value ? one : best));
  const { say } = writerOf(field.config, Math.abs(most.value), f);
  const total = known.reduce((sum, { value }) => sum + value, 0);
  return [
    isSum(field)
      ? b('sum.parts', { n: known.length, total: sayOne(total, field.config, f) })
      : b('sum.parts.plain', { n: known.length }),
    `${b('sum.most', { name: most.name, value: say(most.value) })}${
      known.length > 1 && most !== least ? `, ${b('sum.least', { name: least.name, value: say(least.value) })}` : ''
    }`,
  ];
}

function bars({ frame, words }: Told): string {
  const { f } = words;
  const fields = figuresOf(frame).filter(({ values }) => values.some((value) => value !== null));
  const first = fields[0];
  if (!first) return words.b('sum.nothing');
  return sentence([
    fields.slice(0, 4).map((field) => whole(field, words)).join(', '),
    high(first, (row) => placeName(rowName(frame, row, f), words), words),
  ]);
}

function heat({ frame, words, range, panel }: Told): string {
  const { f, b } = words;
  const matrix = matrixOf(frame, words);
  const { cells, field } = matrix;
  const known = cells.filter((cell): cell is { x: number; y: number; value: number } => cell.value !== null);
  if (!field || known.length === 0) return b('sum.nothing');
  const most = known.reduce((best, one) => (one.value > best.value ? one : best));
  const total = known.reduce((sum, { value }) => sum + value, 0);
  const name = cellName(matrix, most.x, most.y, words);
  return sentence([
    panel.live ? null : sayRange(range, words),
    isSum(field) ? b('sum.total', { name: lower(b('total')), value: sayOne(total, field.config, f) }) : null,
    b('sum.heat', { name, value: sayOne(most.value, field.config, f) }),
  ]);
}

function states({ frame, words }: Told): string {
  const fields = frame.fields.filter(({ type }) => type !== 'time');
  const counts = new Map<string, number>();
  let all = 0;
  for (const field of fields)
    for (const value of field.values) {
      if (value === null) continue;
      const name = stateName(field, value, words.f);
      counts.set(name, (counts.get(name) ?? 0) + 1);
      all++;
    }
  if (all === 0) return words.b('sum.nothing');
  const said = [...counts]
    .sort(([, one], [, other]) => other - one)
    .slice(0, 5)
    .map(([value, count]) => words.b('sum.share', { value, share: words.f.percent(count / all) }));
  return words.b(fields.length === 1 ? 'sum.states.1' : 'sum.states', { n: fields.length, states: said.join(', ') });
}

/** What a state is called: its mapping, else the value itself. */
export const stateName = (field: Field, value: Cell, f: Format) =>
  mappedOf(value, field.config.mappings)?.text ?? sayCell(field, value, f);

function rows({ frame, words }: Told): string {
  const columns = frame.fields.map(({ name }) => lower(name)).join(', ');
  return words.b(frame.rows === 1 ? 'sum.rows.1' : 'sum.rows', { n: words.f.number(frame.rows), columns });
}

/** A name within a sentence; what is written in capitals stays so. */
const lower = (name: string) => (/^\p{Lu}\p{Ll}/u.test(name) ? name[0]!.toLowerCase() + name.slice(1) : name);
