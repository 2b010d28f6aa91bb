import { type FormEvent, useState } from 'react';
import { call, Fault } from '../../api/client.ts';
import { useCommunityPath, useHasRole } from '../../api/session.tsx';
import { useApi } from '../../api/useApi.ts';
import { DataTable } from '../../components/DataTable.tsx';
import { Awaited, Card, FaultNotice, Field } from '../../components/Parts.tsx';
import type { Imported, Movement } from './types.ts';
import { usePayoutWords } from './words.ts';

/** Takes in what the bank sends, and shows what is of no payment. */
export function BankFiles({ reload }: { reload(): void }) {
  const { m, f } = usePayoutWords();
  const path = useCommunityPath();
  const may = useHasRole('administrator', 'operator', 'accountant');
  const tells = useHasRole('administrator', 'accountant');
  const movements = useApi<Movement[]>(path('bank/movements'));
  const [said, setSaid] = useState<string | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const release = async () => {
    setFault(null);
    try {
      const { released } = await call<{ released: number }>('POST', path('payouts/release')!, {});
      setSaid(m('released', { n: released }));
      if (released > 0) reload();
    } catch (failure) {
      setFault(failure instanceof Fault ? failure : new Fault(0, null));
    }
  };
  return (
    <Card title={m('bank')}>
      <p>{m('bank.lead')}</p>
      {may && <FileForm said={setSaid} failed={setFault} taken={movements.reload} />}
      {tells && (
        <p>
          <button type="button" className="quiet" onClick={() => void release()}>
            {m('release')}
          </button>
        </p>
      )}
      {said && <p role="status">{said}</p>}
      {fault && <FaultNotice fault={fault} />}
      <h3>{m('bank.rest')}</h3>
      <Awaited from={movements}>
        {(all) => (
          <DataTable
            caption={m('bank.rest')}
            file="movimenti-senza-pagamento"
            rows={all}
            id={(row) => row.id}
            empty={m('bank.rest.none')}
            columns={[
              { key: 'day', header: m('day'), value: (row) => row.day, show: (row) => f.day(row.day) },
              { key: 'eur', header: m('amount'), unit: '€', decimals: 2, value: (row) => row.eur },
              {
                key: 'words',
                header: m('words'),
                value: (row) => row.words,
                show: (row) => (
                  <>
                    {row.words ?? row.reference}
                    {row.differs && <span className="note">{m('differs')}</span>}
                  </>
                ),
              },
              { key: 'reference', header: m('reference'), roomy: true, value: (row) => row.reference },
            ]}
          />
        )}
      </Awaited>
    </Card>
  );
}

function FileForm({ said, failed, taken }: { said(words: string | null): void; failed(fault: Fault | null): void; taken(): void }) {
  const { m } = usePayoutWords();
  const path = useCommunityPath();
  const [file, setFile] = useState<File | null>(null);
  const [columns, setColumns] = useState({ dayColumn: 'Data', amountColumn: 'Importo', wordsColumn: 'Causale' });
  const isTable = file !== null && /\.(csv|txt)$/i.test(file.name);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (!file) return;
    failed(null);
    said(null);
    try {
      const named = isTable ? `?${new URLSearchParams(columns)}` : '';
      const done = await call<Imported>('POST', path(`bank/imports${named}`)!, file, undefined, {
        'X-Cer-File': encodeURIComponent(file.name.slice(0, 100)),
      });
      said(done.again ? m('bank.again') : m('bank.done', (({ again: _, ...counts }) => counts)(done)));
      taken();
    } catch (failure) {
      failed(failure instanceof Fault ? failure : new Fault(0, null));
    }
  };
  const column = (key: keyof typeof columns, label: 'bank.day' | 'bank.amount' | 'bank.words') => (
    <Field label={m(label)}>
      {(ids) => (
        <input {...ids} required maxLength={60} value={columns[key]} onChange={(event) => setColumns({ ...columns, [key]: event.target.value })} />
      )}
    </Field>
  );
  return (
    <form className="fields" onSubmit={(event) => void send(event)}>
      <Field label={m('bank.file')}>
        {(ids) => (
          <input {...ids} type="file" accept=".xml,.csv,.txt" required onChange={(event) => setFile(event.target.files?.[0] ?? null)} />
        )}
      </Field>
      {isTable && (
        <fieldset>
          <legend>{m('bank.csv')}</legend>
          {column('dayColumn', 'bank.day')}
          {column('amountColumn', 'bank.amount')}
          {column('wordsColumn', 'bank.words')}
        </fieldset>
      )}
      <button type="submit" className="primary">
        {m('bank.take')}
      </button>
    </form>
  );
}
