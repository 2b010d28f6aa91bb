import { useState } from 'react';
import { DataTable } from '../../components/DataTable.tsx';
import { unknown } from '../../format.ts';
import type { BoardPoint } from './types.ts';
import { useQuality } from './words.ts';

const most = 200;

/** How far each series reaches without a gap, those with the most missing first; made when it is opened. */
export function SeriesTable({ points }: { points: readonly BoardPoint[] }) {
  const { q, f } = useQuality();
  const [open, setOpen] = useState(false);
  const rows = open
    ? points.flatMap((point) => point.series.map((series) => ({ ...series, label: point.label, point: point.point }))).slice(0, most)
    : [];
  const moment = (instant: string | null) => (instant === null ? unknown : f.moment(instant));
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{q('series')}</summary>
      {open && (
        <DataTable
          caption={q('series')}
          file="serie"
          rows={rows}
          id={(row) => `${row.point}-${row.unitId}-${row.flow}`}
          columns={[
            {
              key: 'point',
              header: q('point'),
              value: (row) => row.label,
              show: (row) => <span className="whole-word">POD …{row.label}</span>,
            },
            { key: 'flow', header: q('series.flow'), value: (row) => `${q(`flow.${row.flow}`)}${row.unit ? ` (${row.unit})` : ''}` },
            { key: 'whole', header: q('series.whole'), value: (row) => row.wholeUntil, show: (row) => moment(row.wholeUntil) },
            { key: 'hole', header: q('series.hole'), value: (row) => row.firstHole, show: (row) => moment(row.firstHole) },
            { key: 'last', header: q('series.last'), value: (row) => row.lastAt, show: (row) => moment(row.lastAt) },
          ]}
        />
      )}
    </details>
  );
}
