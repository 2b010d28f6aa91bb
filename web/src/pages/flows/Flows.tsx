import './flows.css';
import { useRef, useState } from 'react';
import { call, Fault } from '../../api/client.ts';
import { useCommunityPath, useMayChange, useMayDraw } from '../../api/session.tsx';
import { useApi } from '../../api/useApi.ts';
import { DataTable } from '../../components/DataTable.tsx';
import { Awaited, Card, FaultNotice, Notice, PageHead } from '../../components/Parts.tsx';
import { Link, usePlace } from '../../router.tsx';
import { blank } from '../../workflows/edits.ts';
import type { Listed } from './api.ts';
import { useFlows } from './words.ts';

/** Every workflow of the community. */
export function Flows() {
  const { m, f } = useFlows();
  const path = useCommunityPath();
  const may = useMayChange();
  const mayDraw = useMayDraw();
  const { go } = usePlace();
  const list = useApi<Listed[]>(path('workflows/definitions'));
  const file = useRef<HTMLInputElement>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const [said, setSaid] = useState('');
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const guarded = async (act: () => Promise<void>) => {
    try {
      setFault(null);
      await act();
    } catch (failure) {
      setFault(failure instanceof Fault ? failure : new Fault(0, null));
    }
  };
  const create = () =>
    guarded(async () => {
      const made = await call<{ definitionId: string }>('POST', path('workflows/definitions')!, { document: blank(m('new.name')) });
      go(`flussi/${made.definitionId}`);
    });
  const bring = (chosen: File) =>
    guarded(async () => {
      const answer = await call<{ imported: unknown[]; refused: { file: string; detail: string }[] }>('POST', path('workflows/definitions/import')!, chosen);
      setSaid(`${m('imported', { n: answer.imported.length, refused: answer.refused.length })} ${answer.refused.map((one) => `${one.file}: ${one.detail}`).join(' ')}`);
      list.reload();
    });
  return (
    <>
      <PageHead title={m('title')} lead={m('lead')}>
        {mayDraw && (
          <>
            <button type="button" className="primary" onClick={() => void create()}>
              {m('new')}
            </button>
            <button type="button" onClick={() => file.current?.click()}>
              {m('import')}
            </button>
            <input
              ref={file}
              type="file"
              accept=".json,.zip"
              hidden
              onChange={(event) => {
                const [chosen] = event.target.files ?? [];
                if (chosen) void bring(chosen);
                event.target.value = '';
              }}
            />
          </>
        )}
      </PageHead>
      {fault && <FaultNotice fault={fault} />}
      {said && (
        <Notice kind="good" role="status">
          <p>{said}</p>
        </Notice>
      )}
      <Awaited from={list}>
        {(rows) => (
          <Card title={m('title')}>
            {rows.length > 1 && (
              <div className="flow-bar">
                <button type="button" onClick={() => setPicked(picked.size === rows.length ? new Set() : new Set(rows.map((one) => one.definitionId)))}>
                  {m(picked.size === rows.length ? 'pick.none' : 'pick.all')}
                </button>
                {picked.size > 0 && (
                  <a className="button" href={`${path('workflows/definitions/export')}?ids=${[...picked].map(encodeURIComponent).join(',')}`} download>
                    {m('export.many', { n: picked.size })}
                  </a>
                )}
              </div>
            )}
            <DataTable
              caption={m('title')}
              file="flussi"
              rows={rows}
              id={(row) => row.definitionId}
              empty={m('none')}
              columns={[
                {
                  key: 'name',
                  header: m('name'),
                  value: (row) => row.name ?? row.definitionId,
                  show: (row) => (
                    <>
                      {rows.length > 1 && (
                        <input
                          type="checkbox"
                          className="flow-pick"
                          aria-label={m('pick.one', { name: row.name || row.definitionId })}
                          checked={picked.has(row.definitionId)}
                          onChange={(event) => {
                            const next = new Set(picked);
                            if (event.target.checked) next.add(row.definitionId);
                            else next.delete(row.definitionId);
                            setPicked(next);
                          }}
                        />
                      )}
                      <Link to={`flussi/${row.definitionId}`} data-own>
                        {row.name || row.definitionId}
                      </Link>
                      {row.description && (
                        <span className="note" data-own>
                          {row.description}
                        </span>
                      )}
                    </>
                  ),
                },
                { key: 'version', header: m('version'), decimals: 0, roomy: true, value: (row) => row.version },
                {
                  key: 'state',
                  header: m('state'),
                  value: (row) => (row.publishedVersion ? m('state.published', { n: row.publishedVersion }) : m('state.draft')),
                  show: (row) =>
                    row.publishedVersion ? <span className="tag good">{m('state.published', { n: row.publishedVersion })}</span> : <span className="tag">{m('state.draft')}</span>,
                },
                { key: 'problems', header: m('problems'), decimals: 0, roomy: true, value: (row) => row.problems },
                {
                  key: 'changed',
                  header: m('changed'),
                  roomy: true,
                  value: (row) => row.changedAt,
                  show: (row) => <span data-own>{m('changed.by', { by: row.changedBy, at: f.moment(row.changedAt) })}</span>,
                },
                {
                  key: 'acts',
                  header: m('acts'),
                  value: () => null,
                  show: (row) => (
                    <span className="acts">
                      <a href={`${path(`workflows/definitions/export`)}?ids=${encodeURIComponent(row.definitionId)}`} download>
                        {m('export')}
                        <span className="visually-hidden" data-own>
                          {' '}
                          {row.name}
                        </span>
                      </a>
                      {may && (
                        <button
                          type="button"
                          className="quiet"
                          onClick={() =>
                            confirm(m('delete.sure', { name: row.name ?? '' })) &&
                            void guarded(async () => {
                              await call('DELETE', path(`workflows/definitions/${row.definitionId}`)!);
                              list.reload();
                            })
                          }
                        >
                          {m('delete')}
                          <span className="visually-hidden" data-own>
                          {' '}
                          {row.name}
                        </span>
                        </button>
                      )}
                    </span>
                  ),
                },
              ]}
            />
          </Card>
        )}
      </Awaited>
    </>
  );
}
