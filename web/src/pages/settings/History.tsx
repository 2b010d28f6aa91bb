import { useState } from 'react';
import { call } from '../../api/client.ts';
import { useCommunityPath } from '../../api/session.tsx';
import { useApi } from '../../api/useApi.ts';
import { DataTable } from '../../components/DataTable.tsx';
import { Awaited, Card, Window } from '../../components/Parts.tsx';
import { FaultyForm, triedOf, untried } from './form.tsx';
import { Papers, ScansButton } from './Papers.tsx';
import { PlanBox } from './PlanBox.tsx';
import type { ActRow, Plan } from './types.ts';
import { useSettings } from './words.ts';

/** What was done at the desk, the newest first; the last that stands can be taken back. */
export function History({ acts, may, undone, changed }: { acts: ActRow[]; may: boolean; undone(plan: Plan): void; changed(): void }) {
  const { s, f, named } = useSettings();
  const [open, setOpen] = useState<ActRow | null>(null);
  const [scans, setScans] = useState<ActRow | null>(null);
  const what = (act: ActRow) => `${named('act', act.kind)}${act.members.length ? `: ${act.members.join(', ')}` : ''}`;
  return (
    <Card title={s('history')}>
      <DataTable
        caption={s('history')}
        file="atti-allo-sportello"
        rows={acts}
        id={(act) => act.id}
        empty={s('history.none')}
        columns={[
          { key: 'at', header: s('history.at'), value: (act) => act.at, show: (act) => f.moment(act.at) },
          { key: 'what', header: s('history.what'), value: what, show: (act) => <span data-own>{what(act)}</span> },
          { key: 'who', header: s('history.who'), value: (act) => act.who, show: (act) => <span data-own>{act.who}</span> },
          {
            key: 'from',
            header: s('history.from'),
            roomy: true,
            value: (act) => act.firstDay,
            show: (act) => (act.firstDay ? f.day(act.firstDay) : ''),
          },
          {
            key: 'scans',
            header: s('scans'),
            value: (act) => (act.undoes === null ? act.papers : null),
            decimals: 0,
            isFigure: false,
            // What takes another act back stands on no paper.
            show: (act) =>
              act.undoes === null && (may || act.papers > 0) ? (
                <ScansButton count={act.papers} what={what(act)} open={() => setScans(act)} />
              ) : null,
          },
          {
            key: 'state',
            header: s('delegations.state'),
            value: () => null,
            show: (act) =>
              act.undoneBy !== null ? (
                s('history.undone')
              ) : may && act.canUndo ? (
                <button type="button" className="quiet" onClick={() => setOpen(act)}>
                  {s('history.undo')}
                  <span className="visually-hidden"> {what(act)}</span>
                </button>
              ) : null,
          },
        ]}
      />
      {scans && (
        <Papers
          of={`acts/${scans.id}`}
          what={what(scans)}
          may={may}
          close={(changes) => {
            setScans(null);
            if (changes) changed();
          }}
        />
      )}
      {open && (
        <Window title={s('undo.title', { what: what(open) })} close={() => setOpen(null)} wide>
          <Undo
            act={open}
            done={(plan) => {
              setOpen(null);
              undone(plan);
            }}
          />
        </Window>
      )}
    </Card>
  );
}

function Undo({ act, done }: { act: ActRow; done(plan: Plan): void }) {
  const { s } = useSettings();
  const path = useCommunityPath();
  const plan = useApi<Plan>(path(`desk/acts/${act.id}/undo`));
  const [tried, setTried] = useState(untried);
  return (
    <>
      <p>{s('undo.words')}</p>
      <Awaited from={plan} rows={1}>
        {(shown) => (
          <FaultyForm
            tried={tried}
            label={s('history.undo')}
            send={async () => {
              try {
                done(await call<Plan>('POST', path(`desk/acts/${act.id}/undo`)!, { version: shown.version }));
              } catch (failure) {
                setTried(triedOf(failure));
                // Somebody was faster: what is shown next is what stands now.
                plan.reload();
              }
            }}
          >
            <PlanBox plan={shown} />
            <div className="actions">
              <button type="submit" className="primary">
                {s('undo.go')}
              </button>
            </div>
          </FaultyForm>
        )}
      </Awaited>
    </>
  );
}
