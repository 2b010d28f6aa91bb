import { type ReactNode, useId } from 'react';
import type { Problem } from './api.ts';
import { fieldName } from './names.ts';
import { problemSaid } from './problems.ts';
import { type FlowKey, useFlows } from './words.ts';

export type Tab = 'problems' | 'trial' | 'runs' | 'versions';
const all: [Tab, FlowKey][] = [
  ['problems', 'problems'],
  ['trial', 'tab.trial'],
  ['runs', 'tab.runs'],
  ['versions', 'tab.versions'],
];

/** The tools below the drawing, one at a time. */
export function Panels({ tab, choose, count, seesRuns, children }: { tab: Tab; choose(tab: Tab): void; count: number; seesRuns: boolean; children: ReactNode }) {
  const { m } = useFlows();
  const tabs = all.filter(([key]) => seesRuns || key !== 'runs');
  const id = useId();
  return (
    <section className="flow-below" aria-label={m('panels')}>
      <div className="flow-tabs" role="tablist" aria-label={m('panels')}>
        {tabs.map(([key, word], place) => (
          <button
            key={key}
            type="button"
            role="tab"
            id={`${id}-${key}`}
            aria-selected={tab === key}
            aria-controls={`${id}-panel`}
            tabIndex={tab === key ? 0 : -1}
            onClick={() => choose(key)}
            onKeyDown={(event) => {
              const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
              if (by === 0) return;
              const next = tabs[(place + by + tabs.length) % tabs.length]![0];
              choose(next);
              document.getElementById(`${id}-${next}`)?.focus();
            }}
          >
            {m(word)}
            {key === 'problems' && count > 0 && ` (${count})`}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${tab}`} tabIndex={0}>
        {children}
      </div>
    </section>
  );
}

export function ProblemsPanel({ problems, failed, label, go }: { problems: readonly Problem[]; failed: boolean; label(id: string): string; go(id: string): void }) {
  const { m, language } = useFlows();
  if (failed) return <p className="error">{m('problems.failed')}</p>;
  if (problems.length === 0) return <p>{m('problems.none')}</p>;
  return (
    <ul className="flow-list">
      {problems.map((problem, place) => {
        const said = problemSaid(problem.message, language);
        return (
          <li key={place}>
            {problem.activityId ? (
              <button type="button" className="link" onClick={() => go(problem.activityId!)}>
                {label(problem.activityId)}
                {problem.field && ` · ${fieldName(problem.field, language)}`}
              </button>
            ) : (
              <strong>{m('problems.whole')}</strong>
            )}
            <span lang={said.lang}>{said.text}</span>
            {problem.prevents && <span className="tag bad">{m('problems.prevents')}</span>}
          </li>
        );
      })}
    </ul>
  );
}
