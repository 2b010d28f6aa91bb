import { useState } from 'react';
import { call } from '../../api/client.ts';
import { useCommunityPath } from '../../api/session.tsx';
import { DataTable } from '../../components/DataTable.tsx';
import { Field, Notice } from '../../components/Parts.tsx';
import { address } from '../../router.tsx';
import { FaultyForm, triedOf, untried } from './form.tsx';
import { PlanBox } from './PlanBox.tsx';
import type { FieldFault, Plan } from './types.ts';
import { useSettings } from './words.ts';

const mostBytes = 500 * 1024;

/** Members from a file: shown row by row first, taken in as one act, or not at all. */
export function ImportForm({ done }: { done(plan: Plan): void }) {
  const { s, f } = useSettings();
  const path = useCommunityPath();
  const [text, setText] = useState('');
  const [big, setBig] = useState(false);
  const [plan, setPlan] = useState<Plan | null>(null);
  const [without, setWithout] = useState<number[]>([]);
  const [faults, setFaults] = useState<FieldFault[]>([]);
  const [tried, setTried] = useState(untried);
  const read = async (file: File | undefined) => {
    setPlan(null);
    setFaults([]);
    setWithout([]);
    setTried(untried);
    setBig(!!file && file.size > mostBytes);
    setText(file && file.size <= mostBytes ? textOf(await file.arrayBuffer()) : '');
  };
  const look = async (left: number[]) => {
    setWithout(left);
    try {
      setPlan(await call<Plan>('POST', path('desk/import/preview')!, { text, without: left }));
      setFaults([]);
      setTried(untried);
    } catch (failure) {
      const became = triedOf(failure);
      setPlan(null);
      setFaults(became.faults);
      setTried({ ...became, faults: [] });
    }
  };
  const send = async () => {
    if (plan === null) return look([]);
    try {
      done(await call<Plan>('POST', path('desk/import')!, { version: plan.version, text, without }));
    } catch (failure) {
      const became = triedOf(failure);
      setPlan(null);
      setFaults(became.faults);
      setTried({ ...became, faults: [] });
    }
  };
  const wrong = [...new Set(faults.map(({ field }) => rowOf(field)).filter((row) => row > 1))].sort((a, b) => a - b);
  return (
    <FaultyForm tried={tried} send={send} label={s('do.import')}>
      <p>
        {s('import.words')}{' '}
        <a href={address(path('desk/template') ?? '')} download="membri.csv">
          {s('import.template')}
        </a>
      </p>
      <Field label={s('import.file')} error={big ? s('import.big') : undefined}>
        {(ids) => (
          <input {...ids} type="file" name="file" accept=".csv,text/csv" onChange={(event) => void read(event.target.files?.[0])} />
        )}
      </Field>
      {faults.length > 0 && (
        <Notice kind="bad" role="alert">
          <p>{s('import.faults.words', { n: f.number(faults.length) })}</p>
          {wrong.length > 0 && (
            <button type="button" onClick={() => void look([...without, ...wrong])}>
              {s('import.without', { rows: wrong.join(', ') })}
            </button>
          )}
        </Notice>
      )}
      {faults.length > 0 && <Faults faults={faults} />}
      {without.length > 0 && plan && (
        <Notice kind="warn">
          <p>{s('import.left', { rows: without.join(', ') })}</p>
        </Notice>
      )}
      {plan && <PlanBox plan={plan} />}
      <div className="actions">
        <button type="submit" className="primary" disabled={text === ''}>
          {s(plan ? 'confirm' : 'preview')}
        </button>
      </div>
    </FaultyForm>
  );
}

function Faults({ faults }: { faults: FieldFault[] }) {
  const { s, named, told } = useSettings();
  return (
    <DataTable
      caption={s('import.faults')}
      file="difetti-del-file"
      rows={faults.map((fault, place) => ({ ...fault, place }))}
      id={(fault) => fault.place}
      most={100}
      columns={[
        { key: 'row', header: s('import.row'), value: (fault) => rowOf(fault.field) || null, decimals: 0 },
        { key: 'column', header: s('import.column'), value: (fault) => named('col', columnOf(fault.field)) },
        { key: 'fault', header: s('import.fault'), value: (fault) => told(fault) },
      ]}
    />
  );
}

/** As a spreadsheet wrote it: UTF-8, or what Excel saves in Italy. */
export function textOf(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** The row of the file that a fault's field names; 0 where it is about the whole. */
const rowOf = (field: string) => Number(/^rows\[(\d+)\]/.exec(field)?.[1] ?? 0);

const columnOf = (field: string) => (field.includes('.') ? field.slice(field.lastIndexOf('.') + 1) : 'row');
