import { useId, useState } from 'react';
import { Field } from '../../components/Parts.tsx';
import { kinds, mostFiles, wrongOf } from './papers.ts';
import { useSettings } from './words.ts';

/** Scans or photos of a paper, chosen one after the other: a phone gives one at a time. */
export function PaperFiles({
  files,
  set,
  error,
}: {
  files: readonly File[];
  set(files: readonly File[]): void;
  error?: string | undefined;
}) {
  const { s, f, told } = useSettings();
  const [wrong, setWrong] = useState<string>();
  const name = useId();
  const add = (more: File[]) => {
    const fault = more.map(wrongOf).find((one) => one !== null);
    const good = more.filter((file) => wrongOf(file) === null);
    const all = [...files, ...good];
    setWrong(fault ? told(fault) : all.length > mostFiles ? s('fault.paper_many') : undefined);
    set(all.slice(0, mostFiles));
  };
  return (
    <>
      <Field label={s('scan.choose')} hint={s('scan.hint')} error={wrong ?? error}>
        {(ids) => (
          <input
            {...ids}
            type="file"
            name="file"
            multiple
            accept={kinds}
            onChange={(event) => {
              add([...(event.target.files ?? [])]);
              // The same file can be chosen again after it was left out.
              event.target.value = '';
            }}
          />
        )}
      </Field>
      {files.length > 0 && (
        <div role="group" aria-labelledby={name}>
          <p id={name}>{s('scan.chosen', { n: f.number(files.length) })}</p>
          <ul className="plain lines scans">
            {files.map((file, place) => (
              <li key={place}>
                <span data-own>
                  {file.name} ({f.bytes(file.size)})
                </span>{' '}
                <button type="button" className="quiet" onClick={() => set(files.filter((_, other) => other !== place))}>
                  {s('scan.leave')}
                  <span className="visually-hidden"> {file.name}</span>
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

/** How far a scan has come. */
export function Sending({ name, part }: { name: string; part: number }) {
  const { s } = useSettings();
  const id = useId();
  return (
    <div className="field">
      <p id={id} role="status">
        {s('scan.sending', { name })}
      </p>
      <progress aria-labelledby={id} max={1} value={part} />
    </div>
  );
}
