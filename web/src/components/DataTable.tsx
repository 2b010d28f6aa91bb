import { type ReactNode, useId, useState } from 'react';
import { type CsvColumn, download, toCsv } from '../csv.ts';
import { unknown } from '../format.ts';
import { useWords } from '../i18n/index.tsx';
import { Icon } from './Icon.tsx';

export interface Column<Row> extends CsvColumn<Row> {
  key: string;
  /** How the page shows it; a number without this is written with its decimals. */
  show?: (row: Row) => ReactNode;
  decimals?: number;
  /** Whether it holds figures; told by its values where this is not given. */
  isFigure?: boolean;
  /** What it sorts by, where that is not its value. */
  order?: (row: Row) => string | number | null | undefined;
  /** Left out where there is little room; the file has it. */
  roomy?: boolean;
}

export interface DataTableProps<Row> {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  id(row: Row): string | number;
  /** Name of the file without its ending. */
  file: string;
  empty?: string;
  /** Marks a row, as an estimate or a hole. */
  mark?: (row: Row) => string | undefined;
  /** A larger file of the server than what the page shows. */
  more?: ReactNode;
  /** At most so many rows are shown; the file has all of them. */
  most?: number;
  mostNote?: (shown: number) => string;
  /** Without its foot: the file is offered elsewhere. */
  bare?: boolean;
}

/** A real table that sorts by its headings and gives itself as a file. */
export function DataTable<Row>({
  caption,
  columns,
  rows,
  id,
  file,
  empty,
  mark,
  more,
  most,
  mostNote,
  bare,
}: DataTableProps<Row>) {
  const { t, f, language } = useWords();
  const name = useId();
  const [order, setOrder] = useState<{ key: string; down: boolean } | null>(null);
  const column = columns.find(({ key }) => key === order?.key);
  const sorted = column
    ? [...rows].sort((one, other) => compare(orderOf(column, one), orderOf(column, other), language) * (order?.down ? -1 : 1))
    : rows;
  const shown = most !== undefined && sorted.length > most ? sorted.slice(0, most) : sorted;
  const turn = (key: string) =>
    setOrder((before) => (before?.key !== key ? { key, down: false } : before.down ? null : { key, down: true }));

  if (rows.length === 0) return <p className="empty">{empty ?? t('table.empty')}</p>;
  return (
    <div className="table-box">
      <div className="table-scroll" role="group" aria-labelledby={name} tabIndex={0}>
        <table>
          <caption id={name} className="visually-hidden">
            {caption}
          </caption>
          <thead>
            <tr>
              {columns.map(({ key, header, unit }, place) => (
                <th
                  key={key}
                  scope="col"
                  className={classOf(columns[place]!, rows, place)}
                  aria-sort={order?.key === key ? (order.down ? 'descending' : 'ascending') : undefined}
                >
                  <button type="button" className="sort" onClick={() => turn(key)}>
                    <span>
                      {header}
                      {unit && <span className="unit"> {unit}</span>}
                    </span>
                    <span aria-hidden="true" className="arrow">
                      {order?.key === key ? (order.down ? '▼' : '▲') : ''}
                    </span>
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={id(row)} className={mark?.(row)}>
                {columns.map((cell, place) => {
                  const value = cell.value(row);
                  const content = cell.show
                    ? cell.show(row)
                    : typeof value === 'number'
                      ? f.number(value, cell.decimals ?? 1)
                      : (value ?? unknown);
                  return place === 0 ? (
                    <th key={cell.key} scope="row">
                      {content}
                    </th>
                  ) : (
                    <td key={cell.key} className={classOf(cell, rows, place)}>
                      {content}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {shown.length < sorted.length && mostNote && <p className="small">{mostNote(shown.length)}</p>}
      {!bare && (
        <div className="table-foot">
          <button type="button" className="quiet" onClick={() => download(`${file}.csv`, toCsv(columns, sorted))}>
            <Icon name="download" /> {t('table.csv')}
            <span className="visually-hidden">: {caption}</span>
          </button>
          {more}
        </div>
      )}
    </div>
  );
}

function classOf<Row>(column: Column<Row>, rows: readonly Row[], place: number): string | undefined {
  const classes = [place > 0 && isFigure(column, rows) && 'figure', column.roomy && 'roomy'].filter(Boolean);
  return classes.length > 0 ? classes.join(' ') : undefined;
}

const orderOf = <Row,>(column: Column<Row>, row: Row) => (column.order ? column.order(row) : column.value(row));

function isFigure<Row>(column: Column<Row>, rows: readonly Row[]): boolean {
  if (column.isFigure !== undefined) return column.isFigure;
  return (
    column.decimals !== undefined ||
    column.unit !== undefined ||
    rows.some((row) => typeof column.value(row) === 'number')
  );
}

function compare(
  one: string | number | null | undefined,
  other: string | number | null | undefined,
  language: string,
): number {
  if (one === null || one === undefined) return other === null || other === undefined ? 0 : 1;
  if (other === null || other === undefined) return -1;
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  return String(one).localeCompare(String(other), language, { numeric: true });
}
