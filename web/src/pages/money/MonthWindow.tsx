import { DataTable } from '../../components/DataTable.tsx';
import { Window } from '../../components/Parts.tsx';
import { spoken } from '../../names.ts';
import type { MonthMoney } from './types.ts';
import { useMoney } from './words.ts';

/** The dates of a month's money and its units. */
export function MonthWindow({ month, close }: { month: MonthMoney; close(): void }) {
  const { m, f } = useMoney();
  const { dates } = month;
  const rows: [string, string][] = [
    [m('dates.measures'), f.day(dates.measuresBy)],
    [m('dates.published'), f.day(dates.advancePublishedBy)],
    [m('dates.paid'), f.day(dates.advancePaidOn)],
    [m('dates.profiles'), f.day(dates.profilesFrom)],
    [m('dates.balance'), f.day(dates.balancePublishedBy)],
    [m('dates.balance.paid'), f.day(dates.balancePaidOn)],
    [m('dates.again'), dates.recalculations.map((one) => f.monthShort(one)).join(', ')],
    [m('dates.last'), f.day(dates.lastRectification)],
  ];
  return (
    <Window wide title={f.month(month.month)} close={close}>
      <h3>{m('dates')}</h3>
      <dl className="headers dated">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p>
        {m('tip.less')}: {f.eur(month.tipEur)} · {m('surplus')}: {f.eur(month.surplusEur)} · {m('cac')}: {f.eur(month.cacEur)}
      </p>
      <h3>{m('units')}</h3>
      <DataTable
        caption={m('units')}
        file={`unita-${month.month}`}
        rows={month.units}
        id={(row) => row.unit}
        columns={[
          { key: 'unit', header: m('unit'), value: (row) => spoken(row.unit) },
          { key: 'tip', header: m('tip'), unit: '€', decimals: 2, value: (row) => row.tipEur },
          { key: 'cac', header: m('cac'), unit: '€', decimals: 2, value: (row) => row.cacEur },
          { key: 'atip', header: m('advance.tip'), unit: '€', decimals: 2, value: (row) => row.advanceTipEur },
          { key: 'acac', header: m('advance.cac'), unit: '€', decimals: 2, value: (row) => row.advanceCacEur },
        ]}
      />
      <p className="small">{m('units.note')}</p>
    </Window>
  );
}
