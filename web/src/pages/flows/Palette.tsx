import { useId, useMemo, useState } from 'react';
import type { ActivityAbout } from '../../workflows/catalogue.ts';
import { categoryOf } from './names.ts';
import { useFlows } from './words.ts';

/** The kinds of activities by what they are for, searched by any of their names. */
export function Palette({ activities, add, autoFocus, inputId }: { activities: readonly ActivityAbout[]; add(about: ActivityAbout): void; autoFocus?: boolean; inputId?: string }) {
  const { m, named, language } = useFlows();
  const [wanted, setWanted] = useState('');
  const own = useId();
  const groups = useMemo(() => {
    const words = wanted.toLowerCase().split(/\s+/).filter(Boolean);
    const found = new Map<string, { tone: string; list: ActivityAbout[] }>();
    for (const about of activities) {
      const { name, tone } = categoryOf(about.type, about.category, language);
      const hay = `${named(about.type)} ${about.type} ${name}`.toLowerCase();
      if (!words.every((word) => hay.includes(word))) continue;
      const group = found.get(name) ?? { tone, list: [] };
      group.list.push(about);
      found.set(name, group);
    }
    for (const { list } of found.values()) list.sort((a, b) => named(a.type).localeCompare(named(b.type), language));
    return [...found].sort(([, a], [, b]) => Number(b.tone === 'shared') - Number(a.tone === 'shared'));
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
                    {about.isTrigger && <span aria-hidden="true">⚑ </span>}
                    {named(about.type)}
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
