import { type FormEvent, useState } from 'react';
import { call, Fault } from '../../api/client.ts';
import { useCommunityPath, useHasRole } from '../../api/session.tsx';
import { useApi } from '../../api/useApi.ts';
import { DataTable } from '../../components/DataTable.tsx';
import { Awaited, Card, FaultNotice, Field, Notice, PageHead, Window } from '../../components/Parts.tsx';
import { address, Link } from '../../router.tsx';
import { kinds, upload, wrongOf } from '../settings/papers.ts';
import { useMoney } from './words.ts';

interface Deadline {
  kind: string;
  of: string;
  day: string;
  state: 'done' | 'late' | 'soon' | 'open';
  mark: number | null;
  note: string | null;
  who: string | null;
  at: string | null;
  papers: number[];
}

interface Calendar {
  from: string;
  to: string;
  today: string;
  deadlines: Deadline[];
}

const tags = { done: 'good', late: 'bad', soon: 'warn', open: '' };
const ofYear = ['hourly_data', 'balance', 'balance_paid'];

/** What falls due between GSE, the distributor and the bank, and what was done about it. */
export function Deadlines() {
  const { m, own, f } = useMoney();
  const path = useCommunityPath();
  const may = useHasRole('administrator', 'operator');
  const calendar = useApi<Calendar>(path('deadlines'));
  const [open, setOpen] = useState<Deadline | null>(null);
  const about = (row: Deadline) =>
    own(`deadline.${row.kind}`).replace('{of}', ofYear.includes(row.kind) ? row.of.slice(0, 4) : f.month(row.of));
  return (
    <>
      <PageHead title={m('deadlines')} lead={m('deadlines.lead')}>
        <Link to="denaro">{m('to.money')}</Link>
      </PageHead>
      <Awaited from={calendar}>
        {(all) => (
          <Card title={m('deadlines.list')}>
            <p className="small">{m('deadlines.span', { from: f.day(all.from), to: f.day(all.to) })}</p>
            <DataTable
              caption={m('deadlines.list')}
              file="scadenze"
              rows={all.deadlines}
              id={(row) => row.kind + row.of}
              empty={m('deadlines.none')}
              columns={[
                { key: 'day', header: m('deadlines.day'), value: (row) => row.day, show: (row) => f.day(row.day) },
                {
                  key: 'what',
                  header: m('deadlines.what'),
                  value: about,
                  show: (row) =>
                    may ? (
                      <button type="button" className="link" onClick={() => setOpen(row)}>
                        {about(row)}
                      </button>
                    ) : (
                      about(row)
                    ),
                },
                {
                  key: 'state',
                  header: m('deadlines.state'),
                  value: (row) => own(`deadline.state.${row.state}`),
                  show: (row) => <span className={`tag ${tags[row.state]}`}>{own(`deadline.state.${row.state}`)}</span>,
                },
                {
                  key: 'note',
                  header: m('deadlines.note'),
                  roomy: true,
                  value: (row) => row.note ?? '',
                  show: (row) =>
                    row.note !== null && (
                      <span data-own>
                        {row.note} ({row.who}, {f.moment(row.at!)})
                      </span>
                    ),
                },
                {
                  key: 'papers',
                  header: m('deadlines.papers'),
                  roomy: true,
                  value: (row) => row.papers.length,
                  show: (row) =>
                    row.papers.map((paper) => (
                      <a key={paper} href={address(path(`deadlines/papers/${paper}`) ?? '')} download>
                        {m('deadlines.paper', { n: f.number(paper) })}{' '}
                      </a>
                    )),
                },
              ]}
            />
            <p className="small">{m('deadlines.source')}</p>
          </Card>
        )}
      </Awaited>
      {open && (
        <Window title={about(open)} close={() => setOpen(null)}>
          <Mark
            deadline={open}
            done={() => {
              setOpen(null);
              calendar.reload();
            }}
          />
        </Window>
      )}
    </>
  );
}

function Mark({ deadline, done }: { deadline: Deadline; done(): void }) {
  const { m, own, f } = useMoney();
  const path = useCommunityPath();
  const [note, setNote] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const [part, setPart] = useState<number | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const [wrong, setWrong] = useState<string>();
  const isDone = deadline.state === 'done';
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (note.trim() === '') {
      setWrong(m('deadlines.note.needed'));
      return;
    }
    try {
      const body = { kind: deadline.kind, of: deadline.of, done: !isDone, note };
      const made = await call<{ id: number }>('POST', path('deadlines')!, body);
      if (file) await upload(path(`deadlines/${made.id}/papers`)!, file, setPart);
      done();
    } catch (failure) {
      setFault(failure instanceof Fault ? failure : new Fault(0, null));
    }
  };
  return (
    <form onSubmit={(event) => void send(event)} noValidate aria-label={m(isDone ? 'deadlines.reopen' : 'deadlines.mark')}>
      <p>
        {f.day(deadline.day)}. {own(`deadline.act.${deadline.kind}`)}
      </p>
      {fault && <FaultNotice fault={fault} />}
      {part !== null && (
        <Notice kind="info" role="status">
          <p>{m('deadlines.sending', { part: f.percent(part) })}</p>
        </Notice>
      )}
      <Field label={m(isDone ? 'deadlines.why' : 'deadlines.note')} error={wrong}>
        {(ids) => <textarea {...ids} name="note" maxLength={500} rows={3} value={note} onChange={(event) => setNote(event.target.value)} />}
      </Field>
      {!isDone && (
        <Field label={m('deadlines.file')} hint={m('deadlines.file.hint')}>
          {(ids) => (
            <input
              {...ids}
              type="file"
              name="file"
              accept={kinds}
              onChange={(event) => {
                const chosen = event.target.files?.[0] ?? null;
                setFile(chosen !== null && wrongOf(chosen) === null ? chosen : null);
                setWrong(chosen !== null && wrongOf(chosen) !== null ? m('deadlines.file.hint') : undefined);
              }}
            />
          )}
        </Field>
      )}
      <div className="actions">
        <button type="submit" className="primary">
          {m(isDone ? 'deadlines.reopen' : 'deadlines.mark')}
        </button>
      </div>
    </form>
  );
}
