import { useState } from 'react';
import { Window } from '../../components/Parts.tsx';
import { allOf, displayText, type Obj, type Path, text, typeOf } from '../../workflows/tree.ts';
import { type FlowKey, useFlows } from './words.ts';

const keys: [string, FlowKey][] = [
  ['Tab', 'key.tab'],
  ['Spazio / Space', 'key.space'],
  ['← ↑ ↓ →', 'key.arrows'],
  ['Invio / Enter', 'key.enter'],
  ['Esc', 'key.escape'],
  ['Canc / Delete', 'key.delete'],
  ['⇧', 'key.shift'],
  ['A', 'add'],
  ['C', 'key.connect'],
  ['B', 'box'],
  ['M', 'large'],
  ['L', 'layout'],
  ['F', 'fit'],
  ['P', 'trial.run'],
  ['Ctrl+A', 'key.all'],
  ['Ctrl+F', 'find'],
  ['Ctrl+S', 'save'],
  ['Ctrl+Z', 'undo'],
  ['Ctrl+Y, Ctrl+⇧+Z', 'redo'],
  ['Ctrl+C', 'copy'],
  ['Ctrl+X', 'cut'],
  ['Ctrl+V', 'paste'],
  ['Ctrl+D', 'duplicate'],
  ['⇧+F10', 'menu'],
  ['Ctrl+Space', 'suggestions'],
  ['?', 'help'],
];

export function KeySheet({ close }: { close(): void }) {
  const { m } = useFlows();
  return (
    <Window title={m('key.title')} close={close}>
      <dl className="flow-keys">
        {keys.map(([key, word]) => (
          <div key={word} style={{ display: 'contents' }}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{m(word)}</dd>
          </div>
        ))}
      </dl>
    </Window>
  );
}

/** Every activity of the definition by its names, its type, and what is written into it. */
export function FindSheet({ doc, go, close }: { doc: Obj; go(path: Path): void; close(): void }) {
  const { m, named } = useFlows();
  const [wanted, setWanted] = useState('');
  const words = wanted.toLowerCase().trim();
  const found = words
    ? allOf(doc).filter(({ node }) => {
        const { activities, connections, ...own } = node;
        void [activities, connections];
        return `${named(typeOf(node))} ${JSON.stringify(own)}`.toLowerCase().includes(words);
      })
    : [];
  return (
    <Window title={m('find.title')} close={close}>
      <div className="field">
        <label htmlFor="flow-find">{m('find.label')}</label>
        <input
          id="flow-find"
          type="search"
          ref={(field) => field?.setAttribute('autofocus', '')}
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
          onKeyDown={(event) => event.key === 'Enter' && found[0] && go(found[0].path)}
        />
      </div>
      <div role="status">{words && found.length === 0 && <p>{m('find.none')}</p>}</div>
      <ul className="flow-list">
        {found.slice(0, 50).map(({ node, path }) => (
          <li key={path.join(':')}>
            <button type="button" className="link" onClick={() => go(path)}>
              {displayText(node) ?? text(node.name) ?? typeOf(node)}
            </button>
            <span className="small">{named(typeOf(node))}</span>
          </li>
        ))}
      </ul>
    </Window>
  );
}
