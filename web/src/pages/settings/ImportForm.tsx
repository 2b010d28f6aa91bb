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
const mostWorkbook = 1400 * 1024;
const tables = '.xlsx,.csv,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Members from a file: shown row by row first, taken in as one act, or not at all. */
export function ImportForm({ done }: { done(plan: Plan): void }) {
  const { s, f } = useSettings();
  const path = useCommunityPath();
  const [file, setFile] = useState<{ text: string } | { file: string } | null>(null);
  const [big, setBig] = useState(false);
  const [plan, setPlan] = useState<Plan | null>(null);
  const [without, setWithout] = useState<number[]>([]);
  const [faults, setFaults] = useState<FieldFault[]>([]);
  const [tried, setTried] = useState(untried);
  const read = async (chosen: File | undefined) => {
    setPlan(null);
    setFaults([]);
    setWithout([]);
    setTried(untried);
    setFile(null);
    const bytes = chosen && chosen.size <= mostWorkbook ? await chosen.arrayBuffer() : null;
    const workbook = !!bytes && isWorkbook(bytes);
    setBig(!!chosen && (!bytes || (!workbook && bytes.byteLength > mostBytes)));
    if (!bytes || (!workbook && bytes.byteLength > mostBytes)) return;
    setFile(workbook ? { file: base64Of(bytes) } : { text: textOf(bytes) });
  };
  const look = async (left: number[]) => {
    setWithout(left);
    try {
      setPlan(await call<Plan>('POST', path('desk/import/preview')!, { ...file, without: left }));
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
      done(await call<Plan>('POST', path('desk/import')!, { version: plan.version, ...file, without }));
    } catch (failure) {
      const became = triedOf(failure);
      setPlan(null);
      setFaults(became.faults);
      setTried({ ...became, faults: [] });
    }
  };
  const wrong = [...new Set(rowsOf(faults))].sort((a, b) => a - b);
  return (
    <FaultyForm tried={tried} send={send} label={s('do.import')}>
      <p>
        {s('import.words')}{' '}
        <a href={address(path('desk/template?format=xlsx') ?? '')} download="membri.xlsx">
          {s('import.template.xlsx')}
        </a>{' '}
        <a href={address(path('desk/template') ?? '')} download="membri.csv">
          {s('import.template')}
        </a>
      </p>
      <Field label={s('import.file')} error={big ? s('import.big') : undefined}>
        {(ids) => (
          <input {...ids} type="file" name="file" accept={tables} onChange={(event) => void read(event.target.files?.[0])} />
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
        <button type="submit" className="primary" disabled={file === null}>
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

/** Whether the server is to say what it is: a workbook, what people take for one, or anything that is no text. */
export function isWorkbook(bytes: ArrayBuffer): boolean {
  const first = new Uint8Array(bytes, 0, Math.min(4, bytes.byteLength));
  const starts = (...with_: number[]) => with_.every((byte, place) => first[place] === byte);
  return starts(0x50, 0x4b, 3, 4) || starts(0xd0, 0xcf, 0x11, 0xe0) || starts(0x25, 0x50, 0x44, 0x46);
}

export function base64Of(bytes: ArrayBuffer): string {
  let text = '';
  const all = new Uint8Array(bytes);
  // In parts: a call takes only so many arguments.
  for (let at = 0; at < all.length; at += 8192) text += String.fromCharCode(...all.subarray(at, at + 8192));
  return btoa(text);
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

/** Faults of the headings, which nobody leaves out. */
const ofHeader = ['column', 'column_unknown', 'column_twice'];

/** The rows that could be left out. */
const rowsOf = (faults: FieldFault[]) =>
  faults.filter(({ code }) => !ofHeader.includes(code)).map(({ field }) => rowOf(field)).filter((row) => row > 0);

const columnOf = (field: string) => (field.includes('.') ? field.slice(field.lastIndexOf('.') + 1) : 'row');
