/** Figures that the page writes as words, such as tiles and lying bars, for a picture file. */
export interface Figure {
  name: string;
  value: string;
  note: string;
  /** The bar below it: its colour, and its part of the whole way from 0 to 1. */
  bar: { colour: string; share: number } | null;
}

export const figureHeight = 64;

export function figuresOf(body: HTMLElement): Figure[] {
  const said = (within: Element, what: string) => within.querySelector(what)?.textContent?.trim() ?? '';
  const tiles = [...body.querySelectorAll('.stat')].map((tile) => ({
    name: said(tile, 'dt'),
    value: said(tile, '.value'),
    note: said(tile, '.note'),
    bar: null,
  }));
  const bars = [...body.querySelectorAll('.bar-row')].map((row) => {
    const way = row.querySelector<HTMLElement>('.bar-way > span');
    return {
      name: said(row, '.bar-name'),
      value: said(row, '.bar-figure'),
      note: '',
      bar: way && { colour: getComputedStyle(way).backgroundColor, share: Number.parseFloat(way.style.width) / 100 || 0 },
    };
  });
  return [...tiles, ...bars];
}

export function drawFigures(
  pen: CanvasRenderingContext2D,
  figures: readonly Figure[],
  at: { x: number; y: number; width: number },
  colours: { ink: string; soft: string; line: string },
  font: string,
) {
  for (const [place, { name, value, note, bar }] of figures.entries()) {
    const y = at.y + place * figureHeight;
    pen.font = `400 13px ${font}`;
    pen.fillStyle = colours.soft;
    pen.fillText(name, at.x, y + 14, at.width);
    pen.font = `700 24px ${font}`;
    pen.fillStyle = colours.ink;
    pen.fillText(value, at.x, y + 40, at.width * (note ? 0.5 : 1));
    pen.font = `400 13px ${font}`;
    if (note) pen.fillText(note, at.x + at.width * 0.52, y + 38, at.width * 0.48);
    if (!bar) continue;
    pen.fillStyle = colours.line;
    pen.fillRect(at.x, y + 48, at.width, 6);
    pen.fillStyle = bar.colour;
    pen.fillRect(at.x, y + 48, at.width * bar.share, 6);
  }
}
