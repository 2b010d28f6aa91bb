import { useState } from 'react';
import { useCommunityPath } from '../../api/session.tsx';
import { useApi } from '../../api/useApi.ts';
import { DataTable } from '../../components/DataTable.tsx';
import { Awaited, Card, Notice } from '../../components/Parts.tsx';
import { Link } from '../../router.tsx';
import { ActForm } from './Acts.tsx';
import { PartHead } from './PartHead.tsx';
import type { Register } from './types.ts';
import { useSettings } from './words.ts';

/** The production units as declared; power and day of service are corrected like members, with a paper. */
export function PlantsPart() {
  const { s, f } = useSettings();
  const path = useCommunityPath();
  const register = useApi<Register>(path('desk'));
  const [turn, setTurn] = useState(0);
  const [said, setSaid] = useState<{ version: number; lost: number } | null>(null);
  return (
    <>
      <PartHead title={s('plants')} lead={s('plants.lead')} />
      {said !== null && (
        <Notice kind={said.lost > 0 ? 'warn' : 'good'} role="status">
          <p>{s('done', { version: said.version })}</p>
          {said.lost > 0 && <p>{s('scan.lost', { n: f.number(said.lost) })}</p>}
        </Notice>
      )}
      <Awaited from={register}>
        {(known) => (
          <>
            <Card title={s('plants')}>
              <DataTable
                caption={s('plants')}
                file="impianti"
                rows={known.units}
                id={(row) => row.id}
                columns={[
                  { key: 'name', header: s('plants.unit'), value: (row) => row.name, show: (row) => <span data-own>{row.name}</span> },
                  { key: 'kw', header: s('plants.power').replace(', kW', ''), unit: 'kW', decimals: 1, value: (row) => row.powerKw },
                  {
                    key: 'service',
                    header: s('plants.inService'),
                    value: (row) => row.inService,
                    show: (row) => f.day(row.inService),
                  },
                  {
                    key: 'right',
                    header: s('plants.right'),
                    roomy: true,
                    value: (row) => row.incentiveFrom,
                    show: (row) => f.day(row.incentiveFrom),
                  },
                ]}
              />
            </Card>
            <Card title={s('plants.change')}>
              <ActForm
                key={turn}
                kind="unit"
                register={known}
                done={(plan, lost) => {
                  setSaid({ version: plan.version, lost: lost.length });
                  setTurn(turn + 1);
                  register.reload();
                }}
              />
            </Card>
            <p>
              {s('plants.places')} <Link to="edifici">{s('plants.places.go')}</Link>
            </p>
          </>
        )}
      </Awaited>
    </>
  );
}
