/** A drawing of the page as a picture file: its colours and letters written into it, heading and source above. */

import { drawFigures, figureHeight, figuresOf } from './figures.ts';

const kept = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linecap', 'opacity', 'font-size', 'font-weight', 'text-anchor', 'display'];
const sharp = 2;

export async function pictureOf(body: HTMLElement, heading: string, note: string): Promise<Blob | null> {
  const canvas = body.querySelector('canvas');
  const svg = body.querySelector<SVGSVGElement>('.board-drawing svg, .gauge svg, .pie svg, .state-box svg');
  const source = canvas ?? svg;
  const figures = source ? [] : figuresOf(body);
  if (!source && figures.length === 0) return null;
  const { width, height } = source ? source.getBoundingClientRect() : { width: 420, height: figures.length * figureHeight };
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const image = canvas ?? (svg && (await imageOf(svg, width, height)));
  const legend = [...body.querySelectorAll<HTMLElement>('.legend li, .pie-parts li')].map((item) => ({
    text: item.innerText.replaceAll('\n', ' '),
    colour: colourIn(item),
  }));
  const units = body.querySelector('.axis-units')?.textContent;
  const pad = 20;
  const room = Math.max(360, width);
  const made = document.createElement('canvas');
  const pen = made.getContext('2d');
  if (!pen) return null;
  const rows = linesOf(pen, legend, room);
  const top = pad + 46 + rows.length * 22;
  made.width = (room + 2 * pad) * sharp;
  made.height = (top + height + pad) * sharp;
  pen.scale(sharp, sharp);
  pen.fillStyle = colour('surface');
  pen.fillRect(0, 0, room + 2 * pad, top + height + pad);
  pen.fillStyle = colour('ink');
  pen.font = `700 18px ${font}`;
  pen.fillText(heading, pad, pad + 16, room);
  pen.font = `400 13px ${font}`;
  pen.fillStyle = colour('ink-soft');
  pen.fillText(units ? `${note} · ${units}` : note, pad, pad + 36, room);
  for (const [row, line] of rows.entries())
    for (const { text, colour: mark, x } of line) {
      pen.fillStyle = mark;
      pen.fillRect(pad + x, pad + 48 + row * 22, 11, 11);
      pen.fillStyle = colour('ink');
      pen.fillText(text, pad + x + 16, pad + 58 + row * 22);
    }
  if (image) pen.drawImage(image, pad, top, width, height);
  else drawFigures(pen, figures, { x: pad, y: top, width: room }, { ink: colour('ink'), soft: colour('ink-soft'), line: colour('line') }, font);
  return new Promise((done) => made.toBlob(done, 'image/png'));
}

const font = "'Titillium Web', system-ui, sans-serif";

function colourIn(item: HTMLElement): string {
  const line = item.querySelector('line')?.getAttribute('stroke');
  const square = item.querySelector<HTMLElement>('.square');
  return line ?? (square ? getComputedStyle(square).backgroundColor : 'transparent');
}

function linesOf(pen: CanvasRenderingContext2D, legend: readonly { text: string; colour: string }[], room: number) {
  pen.font = `400 13px ${font}`;
  const rows: { text: string; colour: string; x: number }[][] = [];
  let x = Number.POSITIVE_INFINITY;
  for (const entry of legend) {
    const wide = pen.measureText(entry.text).width + 34;
    if (x + wide > room) {
      rows.push([]);
      x = 0;
    }
    rows.at(-1)!.push({ ...entry, x });
    x += wide;
  }
  return rows;
}

async function imageOf(svg: SVGSVGElement, width: number, height: number): Promise<HTMLImageElement> {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const theirs = [svg, ...svg.querySelectorAll<SVGElement>('*')],
    ours = [copy, ...copy.querySelectorAll<SVGElement>('*')];
  for (const [place, element] of theirs.entries()) {
    const style = getComputedStyle(element);
    for (const name of kept) ours[place]!.style.setProperty(name, style.getPropertyValue(name));
    ours[place]!.style.setProperty('font-family', font);
  }
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  const image = new Image(width * sharp, height * sharp);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  await image.decode();
  return image;
}

export const hasPicture = new Set(['timeseries', 'barchart', 'heatmap', 'piechart', 'gauge', 'state-timeline', 'stat', 'bargauge']);
