import { DataTable } from '../../components/DataTable.tsx';
import { useWords } from '../../i18n/index.tsx';
import { spoken } from '../../names.ts';
import type { YearAccount } from './types.ts';
import { usePayoutWords } from './words.ts';

/** What the rules ask of a year's account: contributions apart, the surplus, months, and the community's accounts. */
export function YearParts({ all }: { all: YearAccount }) {
  const { m, own, f } = usePayoutWords();
  const { t } = useWords();
  if (all.members.length === 0) return null;
  const who = (row: YearAccount['contributions'][number]) =>
    row.fund !== null
      ? m('year.fund', { fund: spoken(row.fund) })
      : row.enterprise === null
        ? m('year.total')
        : `${row.category ? t(`category.${row.category}` as never) : m('year.old')}${row.enterprise ? ` (${m('year.firms')})` : ''}`;
  const { enterprisesEur, limitEur, met } = all.surplus;
  const euro = { unit: '€', decimals: 2 } as const;
  return (
    <>
      <h3>{m('year.split')}</h3>
      <p className={met ? '' : 'note'}>
        {m(met ? 'year.met' : 'year.unmet', { enterprises: f.eur(enterprisesEur), limit: f.eur(limitEur) })}
      </p>
      <DataTable
        caption={m('year.split')}
        file={`contributi-${all.year}`}
        rows={all.contributions}
        id={(row) => `${row.category} ${row.enterprise} ${row.fund}`}
        empty={m('year.none')}
        columns={[
          { key: 'who', header: m('year.who'), value: who },
          { key: 'count', header: m('year.count'), decimals: 0, roomy: true, value: (row) => row.count },
          { key: 'tip', header: m('year.tip'), ...euro, roomy: true, value: (row) => row.tipEur },
          { key: 'cac', header: m('year.cac'), ...euro, roomy: true, value: (row) => row.cacEur },
          { key: 'surplus', header: m('year.surplus'), ...euro, value: (row) => row.surplusEur },
          { key: 'corrections', header: m('year.corrections'), ...euro, roomy: true, value: (row) => row.correctionsEur },
          { key: 'total', header: m('year.total'), ...euro, value: (row) => row.totalEur },
        ]}
      />
      <h3>{m('year.energy')}</h3>
      <DataTable
        caption={m('year.energy')}
        file={`mesi-${all.year}`}
        rows={all.months}
        id={(row) => row.month}
        empty={m('year.none')}
        columns={[
          { key: 'month', header: m('year.month'), value: (row) => row.month, show: (row) => f.month(row.month) },
          { key: 'shared', header: m('year.shared'), unit: 'kWh', decimals: 0, value: (row) => row.sharedKwh },
          { key: 'dealt', header: m('year.dealt'), ...euro, value: (row) => row.dealtEur },
        ]}
      />
      <h3>{m('year.balances')}</h3>
      <DataTable
        caption={m('year.balances')}
        file={`conti-${all.year}`}
        rows={all.balances}
        id={(row) => row.account}
        empty={m('year.none')}
        columns={[
          { key: 'account', header: m('ledger.account'), value: (row) => own(`acc.${row.account}`) },
          { key: 'start', header: m('year.start'), ...euro, roomy: true, value: (row) => row.openingEur },
          { key: 'debit', header: m('ledger.debit'), ...euro, roomy: true, value: (row) => row.debitEur },
          { key: 'credit', header: m('ledger.credit'), ...euro, roomy: true, value: (row) => row.creditEur },
          { key: 'end', header: m('year.end'), ...euro, value: (row) => row.closingEur },
        ]}
      />
    </>
  );
}
