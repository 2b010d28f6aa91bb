import './hall.css';
import { lazy, Suspense, useState } from 'react';
import { useCommunityPath, useSession } from '../../api/session.tsx';
import { useApi } from '../../api/useApi.ts';
import { DataTable } from '../../components/DataTable.tsx';
import { Awaited, Card, Notice, PageHead, Skeleton } from '../../components/Parts.tsx';
import { OneBuilding } from './OneBuilding.tsx';
import { OneLight } from './OneLight.tsx';
import { PlaceWindow } from './PlaceWindow.tsx';
import { PriceCard } from './PriceCard.tsx';
import { type Building, type BuildingsData, nameOf } from './building-types.ts';
import { useBuildings } from './building-words.ts';
import { priceOf, useAdded } from './price.ts';

// The pictures of the board come after the words.
const BoardPanels = lazy(() => import('./BoardPanels.tsx').then((part) => ({ default: part.BoardPanels })));
const board = { uid: 'cer-impianti', panels: [2, 7, 11] };

/** The points of the municipality: base load, use behind closed doors, street lights against the sun. */
export function Buildings() {
  const { b, f } = useBuildings();
  const path = useCommunityPath();
  const found = useApi<BuildingsData>(path('buildings'));
  const [added, setAdded] = useAdded();
  const [asked, setAsked] = useState<Building | null>(null);
  const [said, setSaid] = useState('');
  const change = useMayDeclare() ? setAsked : null;
  return (
    <>
      <PageHead
        title={b('title')}
        lead={
          <>
            {b('lead')} {found.data && b('range', { from: f.day(found.data.from), to: f.day(found.data.to) })}
          </>
        }
      />
      {said && (
        <Notice kind="good" role="status">
          <p>{said}</p>
        </Notice>
      )}
      <Awaited from={found} rows={4}>
        {(data) =>
          data.points.length === 0 ? (
            <Notice>
              <p>{b('none')}</p>
            </Notice>
          ) : (
            <Page data={data} added={added} setAdded={setAdded} change={change} />
          )
        }
      </Awaited>
      {asked && (
        <PlaceWindow
          building={asked}
          close={() => setAsked(null)}
          done={(name) => {
            setAsked(null);
            setSaid(b('form.saved', { name }));
            found.reload();
          }}
        />
      )}
    </>
  );
}

function useMayDeclare() {
  const { me, community } = useSession();
  return (me?.roles ?? []).some(
    ({ role, community: of }) => (role === 'administrator' || role === 'operator') && (of === null || of === community?.code),
  );
}

interface PageProps {
  data: BuildingsData;
  added: number;
  setAdded(value: number): void;
  change: ((building: Building) => void) | null;
}

function Page({ data, added, setAdded, change }: PageProps) {
  const words = useBuildings();
  const { b, f } = words;
  const price = priceOf(data.price?.eurPerMwh, added);
  const lights = data.points.filter(({ kind }) => kind === 'public_lighting');
  const houses = data.points
    .filter(({ kind }) => kind !== 'public_lighting')
    .sort((one, other) => (other.kwhPerDay ?? -1) - (one.kwhPerDay ?? -1));
  const known = Math.max(...data.points.map(({ days }) => days));
  const most = Math.max(...houses.map(({ kwhPerDay }) => kwhPerDay ?? 0));
  return (
    <div className="buildings">
      {known < data.daysOfYear && (
        <Notice>
          <p>{b('year', { days: f.number(known), all: f.number(data.daysOfYear) })}</p>
        </Notice>
      )}
      <PriceCard price={data.price} added={added} setAdded={setAdded} />
      {most > 0 && (
        <Card title={b('compare')}>
          <p className="small">{b('compare.words')}</p>
          <ul className="plain compare">
            {houses
              .filter(({ kwhPerDay }) => kwhPerDay !== null)
              .map((building) => (
                <li key={building.id}>
                  <span className="compare-name">{nameOf(building)}</span>
                  <span className="compare-bar" aria-hidden="true">
                    <span className="m-grid" style={{ width: `${(100 * (building.kwhPerDay ?? 0)) / most}%` }} />
                  </span>
                  <span className="compare-value">{b('perday', { value: f.kwh(building.kwhPerDay) })}</span>
                </li>
              ))}
          </ul>
        </Card>
      )}
      {houses.length > 0 && (
        <Card title={b('buildings')}>
          <div className="places">
            {houses.map((building) => (
              <OneBuilding key={building.id} building={building} price={price} year={data.daysOfYear} change={change} />
            ))}
          </div>
        </Card>
      )}
      <Card title={b('lights')}>
        {lights.length === 0 ? (
          <p className="empty">{b('lights.none')}</p>
        ) : (
          <>
            <p className="small">{b('lights.words')}</p>
            <div className="places">
              {[...lights]
                .sort((one, other) => (other.light?.litDays ?? 0) - (one.light?.litDays ?? 0))
                .map((building) => (
                  <OneLight key={building.id} building={building} price={price} change={change} />
                ))}
            </div>
          </>
        )}
      </Card>
      <Suspense fallback={<Skeleton rows={1} />}>
        <BoardPanels uid={board.uid} ids={board.panels} title={b('board')} more={b('board.more')} />
      </Suspense>
      <DataTable
        caption={b('table')}
        rows={data.points}
        id={({ id }) => id}
        file="edifici"
        columns={[
          { key: 'name', header: b('col.name'), value: nameOf },
          { key: 'kind', header: b('col.kind'), value: ({ kind }) => b(`kind.${kind}`), roomy: true },
          { key: 'perday', header: b('col.perday'), unit: 'kWh', decimals: 1, value: ({ kwhPerDay }) => kwhPerDay },
          { key: 'base', header: b('col.base'), unit: 'kW', decimals: 2, value: ({ baseKw }) => baseKw },
          {
            key: 'outside',
            header: b('col.outside'),
            unit: '%',
            decimals: 0,
            value: ({ outsideShare }) => (outsideShare === null ? null : outsideShare * 100),
            roomy: true,
          },
          { key: 'peak', header: b('col.peak'), unit: 'kW', decimals: 2, value: ({ peakKw }) => peakKw, roomy: true },
          { key: 'contracted', header: b('col.contracted'), unit: 'kW', decimals: 1, value: ({ contractedKw }) => contractedKw, roomy: true },
          { key: 'days', header: b('col.days'), decimals: 0, value: ({ days }) => days, roomy: true },
        ]}
      />
    </div>
  );
}
