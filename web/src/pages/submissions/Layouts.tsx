import { useState } from 'react';
import { call, Fault } from '../../api/client.ts';
import { useCommunityPath, useMayChange } from '../../api/session.tsx';
import { useApi } from '../../api/useApi.ts';
import { Awaited, Card, FaultNotice, Field, Notice } from '../../components/Parts.tsx';
import type { Layout, LayoutCheck, LayoutList } from './types.ts';
import { useSubmissions } from './words.ts';

const example = (tables: LayoutList['tables']) => {
  const units = tables.find((table) => table.name === 'units') ?? tables[0];
  const columns = (units?.fields ?? []).slice(0, 3).map((field) => `      ${field}: ${field}`);
  return ['layout: portale', 'separator: ";"', 'decimal: ","', 'tables:', `  - table: ${units?.name ?? ''}`, '    columns:', ...columns, ''].join('\n');
};

/** How addressees want packages: tried, kept by revisions, ended. */
export function Layouts() {
  const { s, f } = useSubmissions();
  const path = useCommunityPath();
  const list = useApi<LayoutList>(path('package-layouts'));
  const mayChange = useMayChange();
  const [open, setOpen] = useState<Layout | 'new' | null>(null);
  const [said, setSaid] = useState('');
  const [fault, setFault] = useState<Fault | null>(null);
  const done = (words: string) => {
    setOpen(null);
    setFault(null);
    setSaid(words);
    list.reload();
  };
  const end = async (layout: Layout) => {
    try {
      await call('POST', path(`package-layouts/${layout.name}/end`)!, { seen: layout.revision });
      done(s('layouts.ended', { name: layout.name }));
    } catch (failure) {
      setFault(failure instanceof Fault ? failure : new Fault(0, null));
    }
  };
  return (
    <Card title={s('layouts')}>
      <p className="small">{s('layouts.lead')}</p>
      {said && (
        <Notice kind="good" role="status">
          <p>{said}</p>
        </Notice>
      )}
      {fault && <FaultNotice fault={fault} />}
      <Awaited from={list}>
        {({ layouts, tables }) => (
          <>
            {layouts.length === 0 && <p className="empty">{s('layouts.none')}</p>}
            <ul className="plain lines">
              {layouts.map((layout) => (
                <li key={layout.name}>
                  <p>
                    <strong>{layout.name}</strong>{' '}
                    <span className="small">
                      {s('layouts.one', { revision: layout.revision, by: layout.by, at: f.moment(layout.at) })}
                    </span>
                  </p>
                  {mayChange && (
                    <div className="actions">
                      <button type="button" onClick={() => setOpen(layout)}>
                        {s('layouts.change')}
                        <span className="visually-hidden"> {layout.name}</span>
                      </button>
                      <button type="button" onClick={() => void end(layout)}>
                        {s('layouts.end')}
                        <span className="visually-hidden"> {layout.name}</span>
                      </button>
                    </div>
                  )}
                </li>
              ))}
            </ul>
            {mayChange && open === null && (
              <div className="actions">
                <button type="button" onClick={() => setOpen('new')}>
                  {s('layouts.new')}
                </button>
              </div>
            )}
            {mayChange && open !== null && (
              <Editing
                key={open === 'new' ? '' : open.name}
                words={open === 'new' ? example(tables) : open.words}
                seen={open === 'new' ? 0 : open.revision}
                tables={tables}
                done={done}
                cancel={() => setOpen(null)}
              />
            )}
          </>
        )}
      </Awaited>
    </Card>
  );
}

interface EditingProps {
  words: string;
  seen: number;
  tables: LayoutList['tables'];
  done(words: string): void;
  cancel(): void;
}

function Editing({ words, seen, tables, done, cancel }: EditingProps) {
  const { s, t } = useSubmissions();
  const path = useCommunityPath();
  const [text, setText] = useState(words);
  const [check, setCheck] = useState<LayoutCheck | null>(null);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const act = async (keep: boolean) => {
    setBusy(true);
    setFault(null);
    try {
      const looked = await call<LayoutCheck>('POST', path('package-layouts/check')!, { words: text });
      setCheck(looked);
      if (keep && looked.faults.length === 0) {
        const kept = await call<{ name: string; revision: number }>('POST', path('package-layouts')!, { words: text, seen });
        done(s('layouts.kept', kept));
      }
    } catch (failure) {
      setFault(failure instanceof Fault ? failure : new Fault(0, null));
    }
    setBusy(false);
  };
  return (
    <>
      <Field label={s('layouts.words')}>
        {(ids) => (
          <textarea
            {...ids}
            className="code"
            rows={14}
            spellCheck={false}
            maxLength={32_000}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <details>
        <summary>{s('layouts.fields')}</summary>
        <dl>
          {tables.map((table) => (
            <div key={table.name}>
              <dt>
                <code>{table.name}</code>
              </dt>
              <dd className="small">
                <code>{table.fields.join(', ')}</code>
              </dd>
            </div>
          ))}
        </dl>
      </details>
      {fault && <FaultNotice fault={fault} />}
      {check && (
        <div role="status">
          {check.faults.length > 0 ? (
            <>
              <p>{s('layouts.bad')}</p>
              <ul>
                {check.faults.map((one) => (
                  <li key={`${one.line} ${one.field} ${one.found}`}>{s('layouts.fault', { ...one })}</li>
                ))}
              </ul>
            </>
          ) : (
            <>
              <p>{s('layouts.good', { name: check.name ?? '' })}</p>
              <ul>
                {check.tables.map((table) => (
                  <li key={table.name}>
                    {table.name}: <code>{table.header}</code>
                  </li>
                ))}
              </ul>
            </>
          )}
        </div>
      )}
      <div className="actions">
        <button type="button" className="primary" disabled={busy} onClick={() => void act(true)}>
          {s('layouts.keep')}
        </button>
        <button type="button" disabled={busy} onClick={() => void act(false)}>
          {s('layouts.check')}
        </button>
        <button type="button" disabled={busy} onClick={cancel}>
          {t('documents.cancel')}
        </button>
      </div>
    </>
  );
}
