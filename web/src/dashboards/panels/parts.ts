import type { Paint } from '../colours.ts';
import type { Compared, Range } from '../dates.ts';
import type { Frame } from '../frames.ts';
import type { Panel } from '../types.ts';
import { totalOf } from '../totals.ts';
import type { BoardWords } from '../words.ts';
import type { Level } from '../../components/Heading.tsx';

/** What every kind of panel is drawn from. */
export interface ViewProps {
  panel: Panel;
  frame: Frame;
  range: Range;
  before: Frame | null;
  beforeRange: Range | null;
  compared: Compared | null;
  words: BoardWords;
  paint: Paint;
  /** Heading and sentence: what a chart is called by whoever reads the screen aloud. */
  label: string;
  level: Level;
  now: number;
}

/** The line of the whole below what is stacked; where something is missing it says that it is only a part. */
export function totalRow(values: readonly (number | null | undefined)[], say: (value: number) => string, { b }: Pick<BoardWords, 'b'>) {
  const total = totalOf(values);
  return total ? [{ name: b(total.isPart ? 'total.part' : 'total'), value: say(total.sum), colour: null, strong: true }] : [];
}

export const escape = (text: string) => text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);

/** The little table that stands beside what is pointed at. */
export function tipOf(caption: string, rows: readonly { name: string; value: string; colour: string | null; strong?: boolean }[]): string {
  const lines = rows.map(
    ({ name, value, colour, strong }) =>
      `<tr${strong ? ' class="sum"' : ''}><td>${colour ? `<span class="board-swatch square" style="background-color:${escape(colour)}"></span>` : ''}${escape(name)}</td><td class="figure">${escape(value)}</td></tr>`,
  );
  return `<table class="tip"><caption>${escape(caption)}</caption>${lines.join('')}</table>`;
}
