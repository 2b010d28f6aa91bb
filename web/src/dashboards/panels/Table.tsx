import type { CSSProperties, ReactNode } from 'react';
import { DataTable } from '../../components/DataTable.tsx';
import { Link } from '../../router.tsx';
import { colourOf, mappedOf } from '../config.ts';
import { type Field, type Frame, mostOf, sayCategory, sayCell } from '../frames.ts';
import { type Range, rhythmOf } from '../dates.ts';
import { linkOf } from '../links.ts';
import { isSafe } from '../markdown.tsx';
import { writeTime } from '../say.ts';
import type { Paint } from '../colours.ts';
import { writerOf } from '../units.ts';
import type { BoardWords } from '../words.ts';
import type { ViewProps } from './parts.ts';

/** A table whose cells may be coloured, hold a bar, or lead elsewhere. */
export function Table({ panel, frame, range, words, paint, label }: ViewProps) {
  return <Cells frame={frame} words={words} paint={paint} caption={label} file={fileOf(words.say(panel.title))} isPlain={false} range={range} />;
}

export const fileOf = (title: string) =>
  title
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '') || 'tabella';

/** The columns of a frame as a table that sorts and gives itself as a file. */
export function Cells({
  frame,
  words,
  paint,
  caption,
  file,
  isPlain,
  range,
}: {
  frame: Frame;
  words: BoardWords;
  paint: Paint;
  caption: string;
  file: string;
  /** The figures of a chart: nothing coloured. */
  isPlain: boolean;
  range: Range;
}) {
  const { f, b } = words;
  const fields = frame.fields.filter((field) => field.config.custom?.hidden !== true && (isPlain || field.config.custom?.hideFrom?.viz !== true));
  const rows = Array.from({ length: frame.rows }, (_, row) => row);
  return (
    <DataTable
      caption={caption}
      file={file}
      rows={rows}
      id={(row) => row}
      empty={b('panel.empty')}
      most={500}
      bare
      mostNote={(shown) => b(frame.isCut ? 'panel.rows.cut' : 'panel.rows', { shown: f.number(shown), n: f.number(frame.rows) })}
      columns={fields.map((field, place) => {
        const writer = writerOf(field.config, mostOf([field]), f);
        const isFigure = field.type === 'number';
        const rhythm = field.type === 'time' ? rhythmOf(field.values as number[], range) : null;
        return {
          key: `${place}`,
          header: field.type === 'time' && /^(time|metric)$/.test(field.name) ? b('head.time') : field.name,
          unit: isFigure && writer.unit ? writer.unit : undefined,
          value: (row: number) => valueOf(field, row, words, writer.by),
          isFigure,
          ...(field.type === 'time' ? { order: (row: number) => field.values[row] as number } : {}),
          show: (row: number) =>
            rhythm && isPlain ? (
              writeTime(field.values[row] as number, rhythm, f)
            ) : (
            <Shown field={field} row={row} frame={frame} words={words} paint={paint} isPlain={isPlain} bare={isFigure ? writer.bare : undefined} most={mostOf([field])} />
          ),
        };
      })}
    />
  );
}

/** What a file says: a number where it is one, in the unit of its heading. */
function valueOf(field: Field, row: number, { f }: BoardWords, by: number): string | number | null {
  const value = field.values[row] ?? null;
  if (value === null) return null;
  const named = mappedOf(value, field.config.mappings)?.text;
  if (named !== undefined) return named;
  if (field.type === 'time') return sayCell(field, value, f);
  if (typeof value === 'number') return field.config.unit?.startsWith('dateTime') ? sayCell(field, value, f) : Number((value / by).toPrecision(15));
  return typeof value === 'boolean' ? sayCell(field, value, f) : value;
}

function Shown({
  field,
  row,
  frame,
  words,
  paint,
  isPlain,
  bare,
  most,
}: {
  field: Field;
  row: number;
  frame: Frame;
  words: BoardWords;
  paint: Paint;
  isPlain: boolean;
  bare: ((value: number) => string) | undefined;
  most: number;
}): ReactNode {
  const value = field.values[row] ?? null;
  const named = mappedOf(value, field.config.mappings)?.text;
  const text =
    named ?? (bare && typeof value === 'number' ? bare(value) : sayCategory(sayCell(field, value, words.f), words.f));
  if (isPlain) return text;
  const kind = field.config.custom?.cellOptions?.type ?? 'auto';
  const colour = kind === 'auto' ? null : colourOf(value, field.config);
  const link = field.config.links?.[0];
  const content = link ? <Lead to={linkOf(link.url, frame, row)}>{text}</Lead> : text;
  if (kind === 'gauge' && typeof value === 'number') {
    const { min, max } = field.config;
    const share = Math.max(0, Math.min(1, (value - (min ?? 0)) / ((max ?? most) - (min ?? 0) || 1)));
    return (
      <span className="cell-bar">
        <span className="bar-way" aria-hidden="true">
          <span style={{ width: `${share * 100}%`, backgroundColor: paint.of(colour ?? 'blue') }} />
        </span>
        <span>{content}</span>
      </span>
    );
  }
  if (!colour) return content;
  const shown = paint.of(colour);
  const style: CSSProperties = kind === 'color-background' ? { backgroundColor: shown, color: paint.on(shown) } : {};
  return kind === 'color-background' ? (
    <span className="cell-filled" style={style}>
      {content}
    </span>
  ) : (
    <span className="cell-marked">
      <span className="cell-mark" style={{ backgroundColor: shown }} aria-hidden="true" />
      {content}
    </span>
  );
}

/** A link below these pages stays in them, another opens as the browser does. */
function Lead({ to, children }: { to: string; children: ReactNode }) {
  const inside = /^\/?d\/([a-z0-9-]{1,40})/.exec(to);
  if (inside) return <Link to={`cruscotti/${inside[1]}${to.includes('?') ? to.slice(to.indexOf('?')) : ''}`}>{children}</Link>;
  if (/^\/?[a-z][a-z0-9/-]*(\?|$)/.test(to)) return <Link to={to.replace(/^\//, '')}>{children}</Link>;
  return isSafe(to) ? <a href={to} rel="noreferrer">{children}</a> : <>{children}</>;
}
