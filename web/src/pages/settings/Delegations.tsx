import { useState } from 'react';
import { call } from '../../api/client.ts';
import { useCommunityPath } from '../../api/session.tsx';
import { DataTable } from '../../components/DataTable.tsx';
import { Card, Window } from '../../components/Parts.tsx';
import { Link } from '../../router.tsx';
import { DelegationFields } from './EnrolFields.tsx';
import { Choice, FaultyForm, Input, noPaper, triedOf, untried, useErrors } from './form.tsx';
import { PaperFiles, Sending } from './PaperFiles.tsx';
import { Papers, ScansButton } from './Papers.tsx';
import { uploadAll } from './papers.ts';
import type { DelegationRow, Register } from './types.ts';
import { useSettings } from './words.ts';

/** Who acts for whom: a record with its paper, and its end. */
export function Delegations({ rows, may, changed }: { rows: DelegationRow[]; may: boolean; changed(words?: string): void }) {
  const { s, f, t, named } = useSettings();
  const [open, setOpen] = useState<DelegationRow | null>(null);
  const [scans, setScans] = useState<DelegationRow | null>(null);
  const [given, setGiven] = useState<DelegationRow | null>(null);
  const runs = (row: DelegationRow) => row.state === 'stands' || row.state === 'later';
  const state = (row: DelegationRow) => s(`delegations.${row.state}`, { why: row.endedFor ?? '' });
  const paper = (row: DelegationRow) =>
    `${named('paper', row.paper)}${row.number ? ` ${row.number}` : ''}, ${f.day(row.dated)}; ${row.keptAt}`;
  return (
    <Card title={s('delegations')}>
      <p>
        {s('delegations.words')} <Link to="persone">{t('nav.people')}</Link>
      </p>
      <DataTable
        caption={s('delegations')}
        file="deleghe"
        rows={rows}
        id={(row) => row.id}
        empty={s('delegations.none')}
        columns={[
          { key: 'member', header: s('member'), value: (row) => row.member, show: (row) => <span data-own>{row.member}</span> },
          {
            key: 'delegate',
            header: s('delegation.name'),
            value: (row) => row.delegate,
            show: (row) => <span data-own>{row.delegate}</span>,
          },
          {
            key: 'term',
            header: s('delegations.term'),
            value: (row) => row.from,
            show: (row) => s('plan.span.to', { from: f.day(row.from), to: f.day(row.to) }),
          },
          { key: 'state', header: s('delegations.state'), value: state, show: (row) => <span data-own>{state(row)}</span> },
          {
            key: 'page',
            header: s('delegations.page'),
            value: (row) => s(`delegations.page.${row.page}`),
            show: (row) => (
              <>
                {s(`delegations.page.${row.page}`)}
                {may && runs(row) && row.page === 'paper' && (
                  <>
                    {' '}
                    <button type="button" className="quiet" onClick={() => setGiven(row)}>
                      {s('delegations.open')}
                      <span className="visually-hidden"> {row.delegate}</span>
                    </button>
                  </>
                )}
              </>
            ),
          },
          {
            key: 'paper',
            header: s('delegations.paper'),
            roomy: true,
            value: paper,
            show: (row) => <span data-own>{paper(row)}</span>,
          },
          {
            key: 'scans',
            header: s('scans'),
            value: (row) => row.papers,
            decimals: 0,
            isFigure: false,
            show: (row) =>
              may || row.papers > 0 ? <ScansButton count={row.papers} what={row.delegate} open={() => setScans(row)} /> : null,
          },
          {
            key: 'end',
            header: s('delegations.end'),
            value: () => null,
            show: (row) =>
              may && row.endedFor === null && runs(row) ? (
                <button type="button" className="quiet" onClick={() => setOpen(row)}>
                  {s('delegations.end')}
                  <span className="visually-hidden"> {row.delegate}</span>
                </button>
              ) : null,
          },
        ]}
      />
      {scans && (
        <Papers
          of={`delegations/${scans.id}`}
          what={s('scans.delegation', { name: scans.delegate })}
          may={may}
          close={(changes) => {
            setScans(null);
            if (changes) changed();
          }}
        />
      )}
      {given && (
        <Window title={s('delegations.open.title', { name: given.delegate })} close={() => setGiven(null)}>
          <Open
            row={given}
            done={() => {
              setGiven(null);
              changed();
            }}
          />
        </Window>
      )}
      {open && (
        <Window title={s('delegations.end.title', { name: open.delegate })} close={() => setOpen(null)}>
          <End
            row={open}
            done={() => {
              setOpen(null);
              changed();
            }}
          />
        </Window>
      )}
    </Card>
  );
}

/** Opens the page by a delegation that was on paper alone. */
function Open({ row, done }: { row: DelegationRow; done(): void }) {
  const { s } = useSettings();
  const path = useCommunityPath();
  const [email, setEmail] = useState('');
  const [tried, setTried] = useState(untried);
  const error = useErrors(tried);
  const send = async () => {
    try {
      await call('POST', path(`desk/delegations/${row.id}/access`)!, { email });
      done();
    } catch (failure) {
      setTried(triedOf(failure));
    }
  };
  return (
    <FaultyForm tried={tried} send={send} label={s('delegations.open')}>
      <Input
        name="email"
        label={s('delegation.email')}
        hint={s('delegation.email.hint')}
        value={email}
        set={setEmail}
        error={error('email')}
        max={254}
      />
      <button type="submit" className="primary">
        {s('delegations.open')}
      </button>
    </FaultyForm>
  );
}

function End({ row, done }: { row: DelegationRow; done(): void }) {
  const { s } = useSettings();
  const path = useCommunityPath();
  const [form, setForm] = useState({ lastDay: '', reason: '' });
  const [tried, setTried] = useState(untried);
  const error = useErrors(tried);
  const send = async () => {
    try {
      await call('POST', path(`desk/delegations/${row.id}/end`)!, form);
      done();
    } catch (failure) {
      setTried(triedOf(failure));
    }
  };
  return (
    <FaultyForm tried={tried} send={send} label={s('delegations.end')}>
      <Input
        name="lastDay"
        label={s('delegations.end.day')}
        hint={s('delegations.end.hint')}
        type="date"
        value={form.lastDay}
        set={(lastDay) => setForm({ ...form, lastDay })}
        error={error('lastDay')}
      />
      <Input
        name="reason"
        label={s('delegations.end.why')}
        value={form.reason}
        set={(reason) => setForm({ ...form, reason })}
        error={error('reason')}
        max={500}
      />
      <button type="submit" className="primary">
        {s('delegations.end')}
      </button>
    </FaultyForm>
  );
}

/** Records that another person acts for a member. */
export function DelegationForm({ register, done }: { register: Register; done(lost: readonly File[]): void }) {
  const { s } = useSettings();
  const path = useCommunityPath();
  const [member, setMember] = useState('');
  const [value, setValue] = useState({ name: '', email: '', from: '', to: '', evidence: noPaper });
  const [files, setFiles] = useState<readonly File[]>([]);
  const [sending, setSending] = useState<{ name: string; part: number } | null>(null);
  const [tried, setTried] = useState(untried);
  const error = useErrors(tried);
  const send = async () => {
    try {
      const made = await call<{ id: number }>('POST', path('desk/delegations')!, {
        member: member === '' ? null : Number(member),
        ...value,
      });
      const { left } = await uploadAll(path(`desk/delegations/${made.id}/papers`)!, files, ({ name }, part) =>
        setSending({ name, part }),
      );
      done(left);
    } catch (failure) {
      setTried(triedOf(failure));
    }
  };
  return (
    <FaultyForm tried={tried} send={send} label={s('do.delegate')}>
      <div className="fields">
        <Choice
          name="member"
          label={s('member')}
          value={member}
          set={setMember}
          error={error('member')}
          empty={s('choose')}
          options={register.members.map(({ id, name }) => [String(id), name] as const)}
        />
      </div>
      <DelegationFields
        value={value}
        set={setValue}
        error={error}
        papers={register.papers}
        scans={<PaperFiles files={files} set={setFiles} />}
      />
      {sending && <Sending {...sending} />}
      <div className="actions">
        <button type="submit" className="primary">
          {s('delegation.save')}
        </button>
      </div>
    </FaultyForm>
  );
}
