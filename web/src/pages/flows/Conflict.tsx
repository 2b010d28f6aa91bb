import { useMemo, useState } from 'react';
import { Window } from '../../components/Parts.tsx';
import { type Clash, merge, plain } from '../../workflows/compare.ts';
import { allOf, displayText, idOf, type Obj, text } from '../../workflows/tree.ts';
import type { LoadedDefinition } from './api.ts';
import { fieldName } from './names.ts';
import { Changes, compared } from './VersionsPanel.tsx';
import { useFlows } from './words.ts';

export interface Conflicted {
  by: string;
  at: string | null;
  revision: number | null;
  theirs: LoadedDefinition;
}

/** Somebody else saved first. Nothing is written over: both sides are shown, and a person chooses. */
export function Conflict({
  conflict,
  base,
  mine,
  take,
  asNew,
  reload,
  draw,
  close,
}: {
  conflict: Conflicted;
  base: Obj;
  mine: Obj;
  /** Goes on with both put together. */
  take(merged: Obj): void;
  asNew(): void;
  reload(): void;
  /** Shows the two on the drawing. */
  draw(): void;
  close(): void;
}) {
  const { m, f, language } = useFlows();
  const [chosen, setChosen] = useState<ReadonlyMap<string, 'mine' | 'theirs'>>(new Map());
  const { theirs } = conflict;
  const joined = useMemo(() => merge(base, mine, theirs.document, chosen), [base, mine, theirs, chosen]);
  const names = useMemo(() => new Map([...allOf(theirs.document), ...allOf(mine)].map(({ node }) => [idOf(node), displayText(node) ?? text(node.name) ?? idOf(node)])), [theirs, mine]);
  const asked = joined.clashes;
  const open = asked.filter(({ key }) => !chosen.has(key)).length;
  return (
    <Window title={m('conflict.title')} close={close} dismiss={m('conflict.stay')} wide>
      <p>{m('conflict', { by: conflict.by, revision: conflict.revision ?? theirs.revision, at: conflict.at ? f.moment(conflict.at) : '?' })}</p>
      <div className="flow-columns">
        <section>
          <h3>{m('conflict.theirs.changes', { by: conflict.by })}</h3>
          <Changes untitled of={compared(m('conflict.base'), base, conflict.by, theirs.document)} />
        </section>
        <section>
          <h3>{m('conflict.my.changes')}</h3>
          <Changes untitled of={compared(m('conflict.base'), base, m('conflict.mine'), mine)} />
        </section>
      </div>
      {asked.length > 0 && (
        <section aria-label={m('conflict.clashes')}>
          <h3>{m('conflict.clashes')}</h3>
          {asked.map((clash) => (
            <fieldset key={clash.key} className="flow-choice">
              <legend>{way(clash, names, language)}</legend>
              {(['theirs', 'mine'] as const).map((side) => (
                <label key={side}>
                  <input type="radio" name={clash.key} checked={chosen.get(clash.key) === side} onChange={() => setChosen(new Map(chosen).set(clash.key, side))} />{' '}
                  {side === 'mine' ? m('conflict.mine') : conflict.by}: <code>{said(clash[side])}</code>
                </label>
              ))}
            </fieldset>
          ))}
        </section>
      )}
      <div className="acts">
        <button type="button" className="primary" disabled={open > 0} onClick={() => take(joined.doc)}>
          {m('conflict.merge')}
        </button>
        <button type="button" onClick={draw}>
          {m('conflict.draw')}
        </button>
        <button type="button" onClick={asNew}>
          {m('conflict.copy')}
        </button>
        <button type="button" onClick={reload}>
          {m('conflict.theirs')}
        </button>
      </div>
      {open > 0 && <p className="small">{m('conflict.open', { n: open })}</p>}
    </Window>
  );
}

const way = (clash: Clash, names: ReadonlyMap<string, string>, language: 'it' | 'en') =>
  clash.way
    .filter((part) => part !== 'root' && part !== 'activities')
    .map((part) => names.get(part) ?? fieldName(part, language))
    .join(' › ');

function said(value: unknown): string {
  const words = plain(value);
  return words.length > 120 ? `${words.slice(0, 120)}…` : words;
}
