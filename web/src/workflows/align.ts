import type { Point } from './tree.ts';
import type { Box } from './layout.ts';

export type Alignment = 'left' | 'middle' | 'top' | 'across' | 'down';

/** New places for what is chosen: on one line, or with the same room between. */
export function align(boxes: readonly (Box & Point)[], how: Alignment): Record<string, Point> {
  if (boxes.length < 2) return {};
  const placed = (change: (box: Box & Point) => Partial<Point>) =>
    Object.fromEntries(boxes.map((box) => [box.id, { x: box.x, y: box.y, ...change(box) }]));
  const snap = (value: number) => Math.round(value / 20) * 20;
  const left = Math.min(...boxes.map(({ x }) => x));
  const top = Math.min(...boxes.map(({ y }) => y));
  switch (how) {
    case 'left':
      return placed(() => ({ x: left }));
    case 'top':
      return placed(() => ({ y: top }));
    case 'middle': {
      const centre = (top + Math.max(...boxes.map(({ y, height }) => y + height))) / 2;
      return placed(({ height }) => ({ y: snap(centre - height / 2) }));
    }
    default: {
      const [axis, size] = how === 'across' ? (['x', 'width'] as const) : (['y', 'height'] as const);
      const sorted = [...boxes].sort((a, b) => a[axis] - b[axis]);
      const from = sorted[0]![axis];
      const last = sorted.at(-1)!;
      const filled = sorted.reduce((sum, box) => sum + box[size], 0);
      const gap = Math.max(20, (last[axis] + last[size] - from - filled) / (sorted.length - 1));
      const made: Record<string, Point> = {};
      let next = from;
      for (const box of sorted) {
        made[box.id] = { x: box.x, y: box.y, [axis]: snap(next) };
        next += box[size] + gap;
      }
      return made;
    }
  }
}
