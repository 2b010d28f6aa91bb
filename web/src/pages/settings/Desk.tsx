import { useState } from 'react';
import { isAdministrator, useCommunityPath, useHasRole, useSession } from '../../api/session.tsx';
import { useApi } from '../../api/useApi.ts';
import { Awaited, Card, Notice, PageHead } from '../../components/Parts.tsx';
import { Link } from '../../router.tsx';
import { ActForm, type ActKind } from './Acts.tsx';
import { DelegationForm, Delegations } from './Delegations.tsx';
import { Choice } from './form.tsx';
import { History } from './History.tsx';
import { ImportForm } from './ImportForm.tsx';
import type { Plan, Register } from './types.ts';
import { useSettings } from './words.ts';

const acts = ['enrol', 'point', 'leave', 'move', 'import', 'delegate'] as const;

/** The members' desk: what is done with members and points, on which paper, and how it is taken back. */
export function Desk() {
  const { s, f } = useSettings();
  const { me } = useSession();
  const path = useCommunityPath();
  const may = useHasRole('administrator', 'operator');
  const register = useApi<Register>(path('desk'));
  const [kind, setKind] = useState<(typeof acts)[number] | ''>('');
  const [turn, setTurn] = useState(0);
  const [said, setSaid] = useState<{ words: string; access?: boolean; lost: number } | null>(null);
  const finish = (words: string, access = false, lost: readonly File[] = []) => {
    setSaid({ words, access, lost: lost.length });
    setKind('');
    setTurn(turn + 1);
    register.reload();
    window.scrollTo(0, 0);
  };
  const done = (plan: Plan, lost?: readonly File[]) =>
    finish(s('done', { version: plan.version }), kind === 'enrol' || kind === 'import', lost);
  return (
    <>
      <PageHead title={s('desk')} lead={s('desk.lead')}>
        {me && isAdministrator(me) && (
          <Link className="button" to="impostazioni">
            {s('back')}
          </Link>
        )}
      </PageHead>
      {said && (
        <Notice kind={said.lost > 0 ? 'warn' : 'good'} role="status">
          <p>{said.words}</p>
          {said.lost > 0 && <p>{s('scan.lost', { n: f.number(said.lost) })}</p>}
          {said.access && <p>{s('access.sent')}</p>}
          {said.access && me && isAdministrator(me) && (
            <p>
              {s('access')} <Link to="persone">{s('access.go')}</Link>
            </p>
          )}
        </Notice>
      )}
      <Awaited from={register}>
        {(known) => (
          <>
            <p className="small">{s('desk.version', { version: known.version })}</p>
            {may && (
              <Card>
                <Choice
                  name="act"
                  label={s('desk.choose')}
                  value={kind}
                  set={(value) => {
                    setKind(value as typeof kind);
                    setTurn(turn + 1);
                    setSaid(null);
                  }}
                  empty={s('choose')}
                  options={acts.map((act) => [act, s(`do.${act}`)] as const)}
                />
                {kind === 'import' ? (
                  <ImportForm key={turn} done={done} />
                ) : kind === 'delegate' ? (
                  <DelegationForm key={turn} register={known} done={(lost) => finish(s('delegation.done'), false, lost)} />
                ) : (
                  kind !== '' && <ActForm key={turn} kind={kind satisfies ActKind} register={known} done={done} />
                )}
              </Card>
            )}
            <History
              acts={known.acts}
              may={may}
              undone={(plan) => finish(s('undone', { version: plan.version }))}
              changed={() => register.reload()}
            />
            <Delegations rows={known.delegations} may={may} changed={() => register.reload()} />
          </>
        )}
      </Awaited>
    </>
  );
}
