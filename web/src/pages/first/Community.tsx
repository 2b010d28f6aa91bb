import { useRef, useState } from 'react';
import { call, Fault } from '../../api/client.ts';
import { FaultNotice, Field, Notice } from '../../components/Parts.tsx';
import type { FileFault, Setup } from './types.ts';
import { useFirst } from './words.ts';

const mostBytes = 2 * 1024 * 1024;
const definition = 'community.yaml';

/** The second step: a community from files, or the invented one. */
export function Community({ setup, changed }: { setup: Setup; changed(): void }) {
  const { w } = useFirst();
  const { demo, communities } = setup;
  if (demo.state === 'making')
    return (
      <div role="status">
        <Notice>
          {w('demo.making')} {demo.all > 0 && w('demo.step', { done: demo.done, all: demo.all })}
        </Notice>
        {demo.all > 0 && <progress value={demo.done} max={demo.all} aria-label={w('demo')} />}
      </div>
    );
  if (communities.length > 0)
    return (
      <>
        <Notice kind="good" role="status">
          {w('community.have', { names: communities.map(({ name }) => name).join(', ') })}
        </Notice>
        {demo.state === 'refused' && <Notice kind="warn">{w('demo.refused')}</Notice>}
      </>
    );
  return (
    <>
      <p>{w('community.choose')}</p>
      <Import changed={changed} />
      <Demo state={demo.state} changed={changed} />
    </>
  );
}

function Demo({ state, changed }: { state: Setup['demo']['state']; changed(): void }) {
  const { w } = useFirst();
  const [fault, setFault] = useState<Fault | null>(null);
  const start = async () => {
    setFault(null);
    try {
      await call('POST', 'api/setup/demo', {});
      changed();
    } catch (failure) {
      setFault(failure instanceof Fault ? failure : new Fault(0, null));
    }
  };
  return (
    <>
      <h3>{w('demo')}</h3>
      <p>{w('demo.words')}</p>
      {state === 'failed' && <Notice kind="warn">{w('demo.failed')}</Notice>}
      {fault && <FaultNotice fault={fault} />}
      <button type="button" onClick={() => void start()}>
        {w('demo.go')}
      </button>
    </>
  );
}

/** A file of another name is the definition when it comes alone. */
async function textsOf(files: readonly File[]) {
  return Promise.all(
    files.map(async (file) => ({ name: files.length === 1 ? definition : file.name, text: await file.text() })),
  );
}

function Import({ changed }: { changed(): void }) {
  const { w } = useFirst();
  const input = useRef<HTMLInputElement>(null);
  const [code, setCode] = useState('');
  const [error, setError] = useState('');
  const [fault, setFault] = useState<Fault | null>(null);
  const [busy, setBusy] = useState(false);
  const faults = (fault?.body.faults ?? []) as FileFault[];
  const send = async () => {
    const files = [...(input.current?.files ?? [])];
    setFault(null);
    setError('');
    if (files.length === 0) return setError(w('import.none'));
    if (files.reduce((sum, file) => sum + file.size, 0) > mostBytes) return setError(w('import.large'));
    setBusy(true);
    try {
      await call('POST', 'api/setup/community', { code: code.trim(), files: await textsOf(files) });
      changed();
    } catch (failure) {
      setFault(failure instanceof Fault ? failure : new Fault(0, null));
    }
    setBusy(false);
  };
  return (
    <>
      <h3>{w('import')}</h3>
      <form
        className="fields"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <Field label={w('import.code')} hint={w('import.code.hint')}>
          {(ids) => (
            <input
              {...ids}
              required
              autoCapitalize="none"
              autoComplete="off"
              spellCheck={false}
              maxLength={40}
              pattern="[a-z0-9][a-z0-9_\-]*"
              value={code}
              onChange={(event) => setCode(event.target.value)}
            />
          )}
        </Field>
        <Field label={w('import.files')} hint={w('import.files.hint')} error={error || undefined}>
          {(ids) => <input {...ids} ref={input} type="file" multiple accept=".yaml,.yml" />}
        </Field>
        {fault &&
          (faults.length > 0 ? (
            <div className="notice bad" role="alert">
              <div>
                <p>{w('import.faults')}</p>
                <ul>
                  {faults.map((one, index) => (
                    <li key={index} lang="en">
                      {w('import.fault', { ...one })}
                    </li>
                  ))}
                </ul>
              </div>
            </div>
          ) : (
            <FaultNotice fault={fault} />
          ))}
        <button type="submit" className="primary" disabled={busy}>
          {w('import.go')}
        </button>
      </form>
    </>
  );
}
