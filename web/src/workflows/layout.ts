import type { Point } from './tree.ts';

export interface Box {
  id: string;
  width: number;
  height: number;
}

const gapX = 100,
  gapY = 40,
  grid = 20;
const snap = (value: number) => Math.round(value / grid) * grid;

/** Columns from left to right along the arrows, each ordered by where its arrows come from. The same every time. */
export function layout(boxes: readonly Box[], arrows: readonly { source: string; target: string }[]): Record<string, Point> {
  const ids = new Set(boxes.map(({ id }) => id));
  const out = new Map<string, string[]>();
  for (const { source, target } of arrows)
    if (ids.has(source) && ids.has(target) && source !== target) out.set(source, [...(out.get(source) ?? []), target]);

  // Arrows that lead back close a loop: they do not push anything to the right.
  const state = new Map<string, 1 | 2>();
  const ahead: [string, string][] = [];
  const order: string[] = [];
  const visit = (first: string) => {
    const stack: { id: string; next: number }[] = [{ id: first, next: 0 }];
    state.set(first, 1);
    while (stack.length > 0) {
      const top = stack.at(-1)!;
      const target = out.get(top.id)?.[top.next++];
      if (target === undefined) {
        state.set(top.id, 2);
        order.push(top.id);
        stack.pop();
      } else if (state.get(target) !== 1) {
        ahead.push([top.id, target]);
        if (!state.has(target)) {
          state.set(target, 1);
          stack.push({ id: target, next: 0 });
        }
      }
    }
  };
  const reached = new Set([...out.values()].flat());
  for (const { id } of boxes) if (!reached.has(id) && !state.has(id)) visit(id);
  for (const { id } of boxes) if (!state.has(id)) visit(id);

  const column = new Map<string, number>(boxes.map(({ id }) => [id, 0]));
  const into = new Map<string, string[]>();
  const from = new Map<string, string[]>();
  for (const [source, target] of ahead) {
    into.set(target, [...(into.get(target) ?? []), source]);
    from.set(source, [...(from.get(source) ?? []), target]);
  }
  for (const id of order.reverse())
    for (const target of from.get(id) ?? []) column.set(target, Math.max(column.get(target)!, column.get(id)! + 1));

  const columns: Box[][] = [];
  for (const box of boxes) (columns[column.get(box.id)!] ??= []).push(box);
  const centre = new Map<string, number>();
  const positions: Record<string, Point> = {};
  let x = 40;
  for (const boxesOf of columns) {
    const wish = (box: Box) => {
      const sources = (into.get(box.id) ?? []).map((id) => centre.get(id) ?? 0);
      return sources.length > 0 ? sources.reduce((sum, one) => sum + one, 0) / sources.length : Infinity;
    };
    const sorted = boxesOf.map((box, place) => ({ box, place, wish: wish(box) })).sort((a, b) => (a.wish === b.wish ? a.place - b.place : a.wish - b.wish));
    const height = sorted.reduce((sum, { box }) => sum + box.height + gapY, -gapY);
    const wishes = sorted.map((one) => one.wish).filter(Number.isFinite);
    const middle = wishes.length > 0 ? wishes.reduce((sum, one) => sum + one, 0) / wishes.length : 40 + height / 2;
    let y = Math.max(40, middle - height / 2);
    for (const { box } of sorted) {
      positions[box.id] = { x: snap(x), y: snap(y) };
      centre.set(box.id, y + box.height / 2);
      y += box.height + gapY;
    }
    x += Math.max(...boxesOf.map(({ width }) => width)) + gapX;
  }
  return positions;
}
