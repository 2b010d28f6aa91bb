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

/** Panels beside each other, with nothing that reaches from one band into the next. */
export interface Band {
  top: number;
  panels: Panel[];
  /** Small figures alone: they share the room evenly where theirs would be too narrow. */
  isTiles: boolean;
}

const isTile = ({ type, gridPos }: Panel) => (type === 'stat' || type === 'gauge') && gridPos.w < 4;

export function bandsOf(panels: readonly Panel[]): Band[] {
  const bands: Panel[][] = [];
  let bottom = Number.NEGATIVE_INFINITY;
  for (const panel of panels) {
    const { y, h } = panel.gridPos;
    if (y >= bottom) bands.push([panel]);
    else bands.at(-1)!.push(panel);
    bottom = Math.max(bottom, y + h);
  }
  return bands.map((own) => ({
    top: Math.min(...own.map(({ gridPos }) => gridPos.y)),
    panels: own,
    isTiles: own.every(({ type }) => type === 'stat' || type === 'gauge') && own.some(isTile),
  }));
}
