import { useCommunityPath } from '../../api/session.tsx';
import { useApi } from '../../api/useApi.ts';
import { DataTable } from '../../components/DataTable.tsx';
import { Awaited, Card } from '../../components/Parts.tsx';
import { PartHead } from './PartHead.tsx';
import type { Rules } from './types.ts';
import { useSettings } from './words.ts';

/** The numbers of the law, each with the act it comes from: to be looked at. */
export function RulesPart() {
  const { s, f, named, isNamed } = useSettings();
  const path = useCommunityPath();
  const rules = useApi<Rules>(path('settings/rules'));
  const own = (words: string | null) => <span data-own>{words}</span>;
  return (
    <>
      <PartHead title={s('rules')} lead={s('rules.lead')} />
      <Awaited from={rules}>
        {(all) => (
          <>
            <Card title={s('rules.sets')}>
              <DataTable
                caption={s('rules.sets')}
                file="insiemi-di-regole"
                rows={all.sets}
                id={(row) => row.id}
                columns={[
                  { key: 'id', header: s('rules.set'), value: (row) => row.id, show: (row) => own(row.id) },
                  { key: 'from', header: s('rules.from'), value: (row) => row.from, show: (row) => f.day(row.from) },
                  { key: 'act', header: s('rules.act'), value: (row) => row.act, show: (row) => own(row.act) },
                ]}
              />
            </Card>
            <Card title={s('rules.parameters')}>
              <DataTable
                caption={s('rules.parameters')}
                file="parametri"
                rows={all.parameters}
                id={(row) => row.key}
                columns={[
                  {
                    key: 'key',
                    header: s('rules.key'),
                    value: (row) => row.key,
                    show: (row) => (
                      <>
                        {isNamed('rule', row.key) && <span className="block">{named('rule', row.key)}</span>}
                        <code data-own>{row.key}</code>
                      </>
                    ),
                  },
                  {
                    key: 'value',
                    header: s('rules.value'),
                    value: (row) => row.value,
                    show: (row) => <code data-own>{row.value}</code>,
                  },
                  { key: 'set', header: s('rules.set'), value: (row) => row.set, show: (row) => own(row.set), roomy: true },
                  { key: 'act', header: s('rules.act'), value: (row) => row.act, show: (row) => own(row.act), roomy: true },
                ]}
              />
            </Card>
            <Card title={s('rules.cac')}>
              <DataTable
                caption={s('rules.cac')}
                file="componenti"
                rows={all.cac}
                id={(row) => row.year}
                columns={[
                  { key: 'year', header: s('rules.year'), value: (row) => String(row.year) },
                  {
                    key: 'trase',
                    header: 'TRAS_E',
                    unit: '€/MWh',
                    value: (row) => row.trasE,
                    show: (row) => (row.trasE === null ? s('rules.unconfirmed') : f.number(row.trasE, 2)),
                  },
                  {
                    key: 'btau',
                    header: 'BTAU',
                    unit: '€/MWh',
                    value: (row) => row.btau,
                    show: (row) => (row.btau === null ? s('rules.unconfirmed') : f.number(row.btau, 2)),
                  },
                ]}
              />
            </Card>
            <Card title={s('rules.change')}>
              <p>{s('rules.change.words')}</p>
              <p>{s('rules.change.stale')}</p>
              <pre data-own tabIndex={0}>
                {all.command}
              </pre>
            </Card>
          </>
        )}
      </Awaited>
    </>
  );
}
