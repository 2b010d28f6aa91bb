import { useMemo, useState } from 'react';
import { call } from '../../api/client.ts';
import { useCommunityPath } from '../../api/session.tsx';
import { useApi } from '../../api/useApi.ts';
import { Awaited } from '../../components/Parts.tsx';
import { fieldOf, plain, textDiff, textOfDefinition } from '../../workflows/compare.ts';
import { type Change, diff } from '../../workflows/diff.ts';
import type { Obj, Path } from '../../workflows/tree.ts';
import type { LoadedDefinition, Version } from './api.ts';
import { fieldName } from './names.ts';
import { useFlows } from './words.ts';

/** Two states of one definition side by side. */
export interface Compared {
  from: string;
  to: string;
  before: Obj;
  after: Obj;
  changes: Change[];
}

export const compared = (from: string, before: Obj, to: string, after: Obj): Compared => ({ from, to, before, after, changes: diff(before, after) });

/** The versions of a definition: any two of them are compared, an old one is taken back. */
export function VersionsPanel({
  id,
  doc,
  may,
  turn,
  compare,
  shown,
  revert,
  go,
  failed,
}: {
  id: string;
  doc: Obj;
  may: boolean;
  /** Changes when a version was saved or published. */
  turn: string;
  compare(next: Compared | null): void;
  shown: Compared | null;
  revert(version: number): void;
  go(path: Path): void;
  failed(fault: unknown): void;
}) {
  const { m, f } = useFlows();
  const path = useCommunityPath();
  const list = useApi<Version[]>(path(`workflows/definitions/${id}/versions?${turn}`));
  const [to, setTo] = useState('draft');
  const load = async (version: number) => (await call<LoadedDefinition>('GET', path(`workflows/definitions/${id}?version=${version}`)!)).document;
  const look = async (version: number) => {
    try {
      const [before, after] = await Promise.all([load(version), to === 'draft' ? doc : load(Number(to))]);
      compare(compared(`v${version}`, before, to === 'draft' ? m('diff.draft') : `v${to}`, after));
    } catch (failure) {
      failed(failure);
    }
  };
  return (
    <Awaited from={list} rows={1}>
      {(rows) => (
        <>
          <div className="flow-bar">
            <label className="small">
              {m('diff.with')}{' '}
              <select value={to} onChange={(event) => setTo(event.target.value)}>
                <option value="draft">{m('diff.draft')}</option>
                {rows.map((one) => (
                  <option key={one.version} value={String(one.version)}>
                    v{one.version}
                  </option>
                ))}
              </select>
            </label>
            {shown && (
              <button type="button" onClick={() => compare(null)}>
                {m('diff.leave')}
              </button>
            )}
          </div>
          <ul className="flow-list">
            {rows.map((one) => (
              <li key={one.version} className={shown?.from === `v${one.version}` ? 'here' : ''}>
                <strong>v{one.version}</strong>
                {one.isPublished ? <span className="tag good">{m('versions.published')}</span> : one.isLatest && <span className="tag">{m('state.draft')}</span>}
                <span className="small">{m('changed.by', { by: one.changedBy, at: f.moment(one.changedAt) })}</span>
                {to !== String(one.version) && (
                  <button type="button" className="quiet" aria-label={m('versions.compare.with', { n: one.version })} onClick={() => void look(one.version)}>
                    {m('versions.compare')}
                  </button>
                )}
                {may && !one.isLatest && (
                  <button type="button" className="quiet" aria-label={m('versions.revert.with', { n: one.version })} onClick={() => revert(one.version)}>
                    {m('versions.revert')}
                  </button>
                )}
              </li>
            ))}
          </ul>
          {shown && <Changes of={shown} go={go} />}
        </>
      )}
    </Awaited>
  );
}

const tone = { added: 'good', removed: 'bad', changed: 'warn', moved: '' } as const;

/** What differs: in words, and line by line of the text. */
export function Changes({ of, go, untitled }: { of: Compared; go?: (path: Path) => void; untitled?: boolean }) {
  const { m, own, language } = useFlows();
  const lines = useMemo(() => textDiff(textOfDefinition(of.before), textOfDefinition(of.after)), [of]);
  const words = (change: Change, field: string) => {
    const [was, is] = [fieldOf(of.before, change.path, field), fieldOf(of.after, change.path, field)];
    return (
      <li key={field}>
        <span className="small">{fieldName(field, language)}: </span>
        <del>{cut(plain(was))}</del> → <ins>{cut(plain(is))}</ins>
      </li>
    );
  };
  return (
    <section aria-label={m('diff.title', { from: of.from, to: of.to })} className="flow-changes">
      {!untitled && <h3 role="status">{m('diff.title', { from: of.from, to: of.to })}</h3>}
      {of.changes.length === 0 && <p>{m('versions.same')}</p>}
      <ul className="flow-list">
        {of.changes.map((change, place) => (
          <li key={place}>
            <span className={`tag ${tone[change.kind]}`}>{own(`diff.${change.kind}`, change.kind)}</span>
            {change.what === 'activity' && go ? (
              <button type="button" className="link" onClick={() => go(change.path)}>
                {change.name}
              </button>
            ) : (
              <span>{change.what === 'arrow' ? `${m('arrow')} ${change.name}` : change.name || m('workflow')}</span>
            )}
            {change.kind === 'changed' && <ul className="flow-fields">{change.fields.map((field) => words(change, field))}</ul>}
          </li>
        ))}
      </ul>
      {of.changes.length > 0 && (
        <details>
          <summary>{m('diff.text')}</summary>
          <pre className="flow-out flow-diff" tabIndex={0}>
            {lines.map((line, place) => (
              <span key={place} className={line.kind}>
                {line.kind === 'left' ? m('diff.left', { n: line.text }) : `${line.kind === 'added' ? '+' : line.kind === 'removed' ? '−' : ' '} ${line.text}`}
                {'\n'}
              </span>
            ))}
          </pre>
        </details>
      )}
    </section>
  );
}

const cut = (text: string) => (text.length > 160 ? `${text.slice(0, 160)}…` : text);
