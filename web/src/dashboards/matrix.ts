import { sayCategory, type Field, type Frame, figuresOf, sayCell, timesOf } from './frames.ts';
import { dayOf } from '../time.ts';
import type { BoardKey, BoardWords } from './words.ts';

/** A table of two names and a figure as rows and columns of cells. */
export interface Matrix {
  xs: string[];
  ys: string[];
  cells: { x: number; y: number; value: number | null }[];
  /** Whose unit the figures have. */
  field: Field | null;
  /** The instants behind the columns, when these are days. */
  times: number[] | null;
}

export function matrixOf(frame: Frame, words: Pick<BoardWords, 'b' | 'f'>): Matrix {
  const time = timesOf(frame);
  const figures = figuresOf(frame);
  const field = figures[0] ?? null;
  const none: Matrix = { xs: [], ys: [], cells: [], field: null, times: null };
  if (!field) return none;
  if (time) {
    const times = time.values as number[];
    const order = figures.map((_, place) => place).sort((one, other) => figures[one]!.name.localeCompare(figures[other]!.name, 'it', { numeric: true }));
    return {
      xs: times.map((instant) => dayName(instant, words)),
      ys: order.map((place) => figures[place]!.name),
      cells: order.flatMap((place, y) => times.map((_, x) => ({ x, y, value: numberOf(figures[place]!.values[x]) }))),
      field,
      times,
    };
  }
  const names = frame.fields.filter(({ type }) => type === 'string');
  // Two columns that name the place of a third: words, or the number of a day of the week.
  const places = names.length >= 2 ? names.slice(0, 2) : [...names, ...figures].slice(0, 2);
  const value = figures.find((one) => !places.includes(one)) ?? null;
  if (places.length === 2 && value && figures.length - (names.length >= 2 ? 0 : 1) === 1) {
    const [across, down] = places.map((place) => spread(place, words));
    return {
      xs: across!.names,
      ys: down!.names,
      cells: Array.from({ length: frame.rows }, (_, row) => ({ x: across!.at[row]!, y: down!.at[row]!, value: numberOf(value.values[row]) })),
      field: value,
      times: null,
    };
  }
  // One row for each name, and a column for each figure.
  const label = names[0];
  return {
    xs: figures.map(({ name }) => name),
    ys: Array.from({ length: frame.rows }, (_, row) => (label ? sayCategory(sayCell(label, label.values[row], words.f), words.f) : String(row + 1))),
    cells: figures.flatMap((one, x) => one.values.map((found, y) => ({ x, y, value: numberOf(found) }))),
    field,
    times: null,
  };
}

/** Two digits are an hour of the day. */
export const placeName = (name: string, { b }: Pick<BoardWords, 'b'>) => (/^\d\d$/.test(name) ? b('hour.at', { hour: name }) : name);

/** The day before the hour, whichever of them stands across. */
export function cellName({ xs, ys, times }: Matrix, x: number, y: number, words: Pick<BoardWords, 'b'>): string {
  const [across, down] = [placeName(xs[x] ?? '', words), placeName(ys[y] ?? '', words)];
  return times || !/^\d\d$/.test(xs[x] ?? '') ? `${across}, ${down}` : `${down}, ${across}`;
}

const numberOf = (value: unknown) => (typeof value === 'number' && !Number.isNaN(value) ? value : null);

function dayName(instant: number, { f }: Pick<BoardWords, 'f'>): string {
  return f.dayShort(dayOf(new Date(instant)));
}

/** The different values of a column in their order, and where each row stands among them. */
function spread(field: Field, { b, f }: Pick<BoardWords, 'b' | 'f'>): { names: string[]; at: number[] } {
  const different = [...new Set(field.values)].sort((one, other) =>
    typeof one === 'number' && typeof other === 'number' ? one - other : String(one).localeCompare(String(other), 'it', { numeric: true }),
  );
  const isWeek = field.type === 'number' && different.every((value) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 7);
  const places = new Map(different.map((value, place) => [value, place]));
  return {
    names: different.map((value) => (isWeek ? b(`day.${value}` as BoardKey) : sayCell(field, value, f))),
    at: field.values.map((value) => places.get(value)!),
  };
}
