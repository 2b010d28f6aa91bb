import type { Panel } from './types.ts';

/** A part of a board: the row that opens it, and its panels. */
export interface Part {
  row: Panel | null;
  panels: Panel[];
}

/** Panels in the order they are read, each below the row that opens its part. */
export function sectionsOf(panels: readonly Panel[]): Part[] {
  const sorted = [...panels].sort((one, other) => one.gridPos.y - other.gridPos.y || one.gridPos.x - other.gridPos.x);
  const parts: Part[] = [{ row: null, panels: [] }];
  for (const panel of sorted)
    if (panel.type === 'row') parts.push({ row: panel, panels: [] });
    else parts.at(-1)!.panels.push(panel);
  return parts.filter(({ row, panels: own }) => row !== null || own.length > 0);
}
