import { useState } from 'react';
import { useCommunityPath, useHasRole } from '../../api/session.tsx';
import { useApi } from '../../api/useApi.ts';
import { DataTable } from '../../components/DataTable.tsx';
import { Awaited, Card, Field, PageHead, Window } from '../../components/Parts.tsx';
import { spoken } from '../../names.ts';
import { address } from '../../router.tsx';
import { HandEntries } from './HandEntries.tsx';
import { ReasonForm } from './ReasonForm.tsx';
import type { SheetLine, Trial, TrialLine } from './types.ts';
import { Ways } from './Ways.tsx';
import { usePayoutWords } from './words.ts';
import { Year } from './Year.tsx';

/** The books: the trial balance as of a day, and the sheet of each account. */
export function Ledger() {
  const { m, own, f } = usePayoutWords();
  const path = useCommunityPath();
  const [day, setDay] = useState('');
  const [chosen, setChosen] = useState<TrialLine | null>(null);
  const query = day ? `?day=${day}` : '';
  const trial = useApi<Trial>(path(`ledger${query}`));
  const csv = path(`ledger${query}${query ? '&' : '?'}format=csv`);
  const name = (line: TrialLine) =>
    [own(`acc.${line.account}`), line.name ?? (line.fund === null ? null : spoken(line.fund))].filter(Boolean).join(' ');
  return (
    <>
      <PageHead title={m('ledger')} lead={m('ledger.lead')}>
        <Ways here="mastro" />
      </PageHead>
      <Awaited from={trial}>
        {(all) => (
          <Card title={m('ledger.trial', { day: f.day(all.day) })}>
            <Field label={m('ledger.asof')}>
              {(ids) => <input {...ids} type="date" value={day || all.day} onChange={(event) => setDay(event.target.value)} />}
            </Field>
            <p>
              <strong>{m('ledger.sums', { debit: f.eur(all.debitEur), credit: f.eur(all.creditEur) })}</strong>
            </p>
            <DataTable
              caption={m('ledger.trial', { day: f.day(all.day) })}
              file={`bilancio-di-verifica-${all.day}`}
              rows={all.lines}
              id={(row) => `${row.account} ${row.memberId} ${row.fund}`}
              empty={m('ledger.none')}
              more={
                csv && (
                  <a href={address(csv)} download>
                    {m('csv')}
                  </a>
                )
              }
              columns={[
                {
                  key: 'account',
                  header: m('ledger.account'),
                  value: name,
                  show: (row) => (
                    <button type="button" className="quiet" onClick={() => setChosen(row)}>
                      {name(row)}
                    </button>
                  ),
                },
                { key: 'debit', header: m('ledger.debit'), unit: '€', decimals: 2, roomy: true, value: (row) => row.debitEur },
                { key: 'credit', header: m('ledger.credit'), unit: '€', decimals: 2, roomy: true, value: (row) => row.creditEur },
                { key: 'balance', header: m('ledger.balance'), unit: '€', decimals: 2, value: (row) => row.balanceEur },
              ]}
            />
          </Card>
        )}
      </Awaited>
      <HandEntries changed={trial.reload} />
      <Year />
      {chosen && (
        <Window title={m('ledger.sheet', { account: name(chosen) })} close={() => setChosen(null)}>
          <Sheet
            line={chosen}
            day={day}
            changed={() => {
              setChosen(null);
              trial.reload();
            }}
          />
        </Window>
      )}
    </>
  );
}

function Sheet({ line, day, changed }: { line: TrialLine; day: string; changed(): void }) {
  const [reversed, setReversed] = useState<number | null>(null);
  const may = useHasRole('administrator', 'accountant');
  const { m, own, f } = usePayoutWords();
  const path = useCommunityPath();
  const query = new URLSearchParams({
    account: line.account,
    ...(line.memberId === null ? {} : { member: `${line.memberId}` }),
    ...(line.fund === null ? {} : { fund: line.fund }),
    ...(day ? { day } : {}),
  });
  const sheet = useApi<SheetLine[]>(path(`ledger/account?${query}`));
  if (reversed !== null)
    return (
      <>
        <h3>{m('hand.reverse.title', { n: reversed })}</h3>
        <ReasonForm
          to={path(`ledger/entries/${reversed}/reverse`)!}
          act={m('booked.undo')}
          lead={m('booked.undo.lead')}
          done={changed}
        />
      </>
    );
  return (
    <Awaited from={sheet}>
      {(lines) => (
        <DataTable
          caption={m('ledger.show')}
          file={`scheda-${line.account}`}
          rows={lines}
          id={(row) => `${row.entry} ${row.balanceEur} ${row.debitEur} ${row.creditEur}`}
          columns={[
            {
              key: 'day',
              header: m('day'),
              value: (row) => row.day,
              show: (row) => (
                <>
                  {f.day(row.day)}
                  <span className="note">
                    {m('ledger.entry')} {row.entry}
                  </span>
                </>
              ),
            },
            {
              key: 'kind',
              header: m('ledger.kind'),
              value: (row) => own(`kind.${row.kind}`),
              show: (row) => (
                <>
                  {own(`kind.${row.kind}`)}
                  <span className="note">
                    {[row.document, row.words, row.reverses && m('ledger.reverses', { n: row.reverses })].filter(Boolean).join(' · ')}
                  </span>
                  {may && row.kind === 'manual' && lines.every((other) => other.reverses !== row.entry) && (
                    <button type="button" className="quiet" onClick={() => setReversed(row.entry)}>
                      {m('hand.reverse', { n: row.entry })}
                    </button>
                  )}
                </>
              ),
            },
            { key: 'debit', header: m('ledger.debit'), unit: '€', decimals: 2, value: (row) => row.debitEur },
            { key: 'credit', header: m('ledger.credit'), unit: '€', decimals: 2, value: (row) => row.creditEur },
            { key: 'balance', header: m('ledger.balance'), unit: '€', decimals: 2, value: (row) => row.balanceEur },
          ]}
        />
      )}
    </Awaited>
  );
}
