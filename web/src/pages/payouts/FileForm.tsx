import { type FormEvent, useState } from 'react';
import { call, Fault } from '../../api/client.ts';
import { useCommunityPath, useHasRole } from '../../api/session.tsx';
import { useApi } from '../../api/useApi.ts';
import { DataTable } from '../../components/DataTable.tsx';
import { Field } from '../../components/Parts.tsx';
import type { Imported, Layout, LayoutCheck } from './types.ts';
import { usePayoutWords } from './words.ts';

const forms = ['dd/MM/uuuu', 'MM/dd/uuuu', 'dd-MM-uuuu', 'dd.MM.uuuu', 'uuuu-MM-dd'];

/** Takes a file of the bank in; a table by a layout that is kept, or by columns named here. */
export function FileForm({ said, failed, taken }: { said(words: string | null): void; failed(fault: Fault | null): void; taken(): void }) {
  const { m, f } = usePayoutWords();
  const path = useCommunityPath();
  const keeps = useHasRole('administrator', 'accountant');
  const layouts = useApi<Layout[]>(path('bank/layouts'));
  const [file, setFile] = useState<File | null>(null);
  const [layout, setLayout] = useState('');
  const [name, setName] = useState('');
  const [check, setCheck] = useState<LayoutCheck | null>(null);
  const [columns, setColumns] = useState({
    dayColumn: 'Data',
    amountColumn: 'Importo',
    wordsColumn: 'Causale',
    decimalMark: '',
    dayForm: '',
  });
  const isTable = file !== null && /\.(csv|txt)$/i.test(file.name);
  const named = () => Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== ''));
  const attempt = async (act: () => Promise<void>) => {
    failed(null);
    said(null);
    try {
      await act();
    } catch (failure) {
      failed(failure instanceof Fault ? failure : new Fault(0, null));
    }
  };
  const header = (of: File) => ({ 'X-Cer-File': encodeURIComponent(of.name.slice(0, 100)) });
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!file) return;
    void attempt(async () => {
      const query = !isTable ? '' : `?${new URLSearchParams(layout ? { layout } : named())}`;
      const done = await call<Imported>('POST', path(`bank/imports${query}`)!, file, undefined, header(file));
      said(done.again ? m('bank.again') : m('bank.done', (({ again: _, ...counts }) => counts)(done)));
      setCheck(null);
      taken();
    });
  };
  const attemptFile = () =>
    void attempt(async () => {
      if (!file) return;
      setCheck(await call<LayoutCheck>('POST', path(`bank/layouts/check?${new URLSearchParams(named())}`)!, file, undefined, header(file)));
    });
  const keep = () =>
    void attempt(async () => {
      const kept = await call<{ name: string; version: number }>('POST', path('bank/layouts')!, { name, ...named() });
      said(m('layout.kept', kept));
      setLayout(kept.name);
      layouts.reload();
    });
  const column = (key: keyof typeof columns, label: 'bank.day' | 'bank.amount' | 'bank.words') => (
    <Field label={m(label)}>
      {(ids) => (
        <input {...ids} required maxLength={60} value={columns[key]} onChange={(event) => setColumns({ ...columns, [key]: event.target.value })} />
      )}
    </Field>
  );
  return (
    <form className="fields" onSubmit={send}>
      <Field label={m('bank.file')}>
        {(ids) => (
          <input {...ids} type="file" accept=".xml,.csv,.txt" required onChange={(event) => setFile(event.target.files?.[0] ?? null)} />
        )}
      </Field>
      {isTable && (
        <Field label={m('layout')}>
          {(ids) => (
            <select {...ids} value={layout} onChange={(event) => setLayout(event.target.value)}>
              <option value="">{m('layout.none')}</option>
              {layouts.data?.map((one) => (
                <option key={one.name} value={one.name}>
                  {m('layout.version', { name: one.name, version: one.version })}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      {isTable && !layout && (
        <fieldset>
          <legend>{m('bank.csv')}</legend>
          {column('dayColumn', 'bank.day')}
          {column('amountColumn', 'bank.amount')}
          {column('wordsColumn', 'bank.words')}
          <Field label={m('layout.mark')}>
            {(ids) => (
              <select {...ids} value={columns.decimalMark} onChange={(event) => setColumns({ ...columns, decimalMark: event.target.value })}>
                <option value="">{m('layout.auto')}</option>
                <option value=",">{m('layout.comma')}</option>
                <option value=".">{m('layout.point')}</option>
              </select>
            )}
          </Field>
          <Field label={m('layout.form')}>
            {(ids) => (
              <select {...ids} value={columns.dayForm} onChange={(event) => setColumns({ ...columns, dayForm: event.target.value })}>
                <option value="">{m('layout.auto')}</option>
                {forms.map((form) => (
                  <option key={form} value={form}>
                    {form.replace('uuuu', 'yyyy')}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <button type="button" className="quiet" onClick={attemptFile}>
            {m('layout.try')}
          </button>
          {check && (
            <>
              <p role="status">{m('layout.found', { count: check.count, in: f.eur(check.inEur), out: f.eur(check.outEur) })}</p>
              <DataTable
                caption={m('layout.try')}
                file="prova"
                rows={check.rows.map((row, place) => ({ ...row, place }))}
                id={(row) => row.place}
                columns={[
                  { key: 'day', header: m('day'), value: (row) => row.day, show: (row) => f.day(row.day) },
                  { key: 'eur', header: m('amount'), unit: '€', decimals: 2, value: (row) => row.eur },
                  { key: 'words', header: m('words'), value: (row) => row.words },
                ]}
              />
            </>
          )}
          {keeps && (
            <>
              <Field label={m('layout.name')}>
                {(ids) => <input {...ids} maxLength={60} value={name} onChange={(event) => setName(event.target.value)} />}
              </Field>
              <button type="button" className="quiet" disabled={!name.trim()} onClick={keep}>
                {m('layout.keep')}
              </button>
            </>
          )}
        </fieldset>
      )}
      <button type="submit" className="primary">
        {m('bank.take')}
      </button>
    </form>
  );
}
