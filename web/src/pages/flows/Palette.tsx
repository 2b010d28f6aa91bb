import { useId, useMemo, useState } from 'react';
import type { ActivityAbout } from '../../workflows/catalogue.ts';
import { FlowIcon } from './FlowIcon.tsx';
import { categoryOf } from './names.ts';
import { useFlows } from './words.ts';

/** The kinds of activities by what they are for, searched by any of their names. */
export function Palette({ activities, add, autoFocus, inputId }: { activities: readonly ActivityAbout[]; add(about: ActivityAbout): void; autoFocus?: boolean; inputId?: string }) {
  const { m, named, language } = useFlows();
  const [wanted, setWanted] = useState('');
  const own = useId();
  const groups = useMemo(() => {
    const words = wanted.toLowerCase().split(/\s+/).filter(Boolean);
    const found = new Map<string, { tone: string; place: number; list: ActivityAbout[] }>();
    for (const about of activities) {
      const { name, tone, place } = categoryOf(about.type, about.category, language);
      const hay = `${named(about.type)} ${about.type} ${name}`.toLowerCase();
      if (!words.every((word) => hay.includes(word))) continue;
      const group = found.get(name) ?? { tone, place, list: [] };
      group.place = Math.min(group.place, place);
      group.list.push(about);
      found.set(name, group);
    }
    for (const { list } of found.values()) list.sort((a, b) => named(a.type).localeCompare(named(b.type), language));
    return [...found].sort(([, a], [, b]) => a.place - b.place);
    // eslint-disable-next-line
  }, [activities, wanted, language]);
  return (
    <div className="flow-palette-list">
      <label className="visually-hidden" htmlFor={inputId ?? own}>
        {m('search')}
      </label>
      <input
        id={inputId ?? own}
        type="search"
        placeholder={m('search')}
        value={wanted}
        // A dialog looks for the attribute, which React itself does not write.
        ref={(field) => {
          if (autoFocus) field?.setAttribute('autofocus', '');
        }}
        onChange={(event) => setWanted(event.target.value)}
        onKeyDown={(event) => {
          const first = groups[0]?.[1].list[0];
          if (event.key === 'Enter' && first) {
            event.preventDefault();
            add(first);
          }
        }}
      />
      <div className="flow-kinds" tabIndex={-1}>
        {groups.length === 0 && <p className="empty">{m('search.none')}</p>}
        {groups.map(([name, { tone, list }]) => (
          <section key={name} aria-label={name}>
            <h3 className={`m-${tone}`}>
              <span className="swatch" aria-hidden="true" />
              {name}
            </h3>
            <ul>
              {list.map((about) => (
                <li key={about.type}>
                  <button
                    type="button"
                    className={`quiet m-${tone}`}
                    draggable
                    onDragStart={(event) => event.dataTransfer.setData('application/x-activity', about.type)}
                    onClick={() => add(about)}
                    title={about.type}
                  >
                    <FlowIcon name={categoryOf(about.type, about.category, language).icon} size={16} />
                    {named(about.type)}
                    {about.isTrigger && (
                      <span className="flow-trigger" title={m('canStart')}>
                        ⚑
                      </span>
                    )}
                  </button>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </div>
  );
}
