import { useId, useMemo, useState } from 'react';
import { type Entity, type Kind } from './types.ts';
import { useShown } from './shown.ts';
import { useMappingWords } from './words.ts';

const most = 60;
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** A list of entities with a field to search it; the keyboard goes through it as through any list. */
export function Finder({
  label,
  hint,
  kind,
  entities,
  first = [],
  value,
  set,
  optional = false,
}: {
  label: string;
  hint?: string;
  kind: Kind;
  entities: readonly Entity[];
  /** The likeliest: they stand first. */
  first?: readonly string[];
  value: string | null;
  set(value: string | null): void;
  optional?: boolean;
}) {
  const { m } = useMappingWords();
  const shown = useShown();
  const [text, setText] = useState('');
  const id = useId();
  const all = useMemo(() => {
    const rank = new Map(first.map((entity, place) => [entity, place]));
    return entities
      .filter((entity) => entity.kind === kind)
      .map((entity) => ({ entity, text: plain([entity.id, entity.name, entity.area, entity.device, entity.unit].join(' ')) }))
      .sort((one, other) => (rank.get(one.entity.id) ?? 999) - (rank.get(other.entity.id) ?? 999));
  }, [entities, first, kind]);
  const parts = plain(text).split(/\s+/).filter(Boolean);
  const found = all.filter((one) => parts.every((part) => one.text.includes(part)));
  const listed = found.slice(0, most);
  const chosen = all.find((one) => one.entity.id === value)?.entity;
  return (
    <div className="finder">
      <div className="field">
        <label htmlFor={`${id}l`}>{label}</label>
        {hint && (
          <p className="hint" id={`${id}h`}>
            {hint}
          </p>
        )}
        <input
          type="search"
          aria-label={m('find.of', { label })}
          placeholder={m('find')}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <select
          id={`${id}l`}
          size={Math.min(7, Math.max(3, listed.length + 1))}
          value={value ?? ''}
          {...(hint ? { 'aria-describedby': `${id}h` } : {})}
          data-own
          onChange={(event) => set(event.target.value || null)}
        >
          {(optional || value === null) && <option value="">{m(optional ? 'none' : 'choose')}</option>}
          {chosen && !listed.some((one) => one.entity.id === chosen.id) && <option value={chosen.id}>{line(chosen)}</option>}
          {listed.map(({ entity }) => (
            <option key={entity.id} value={entity.id}>
              {line(entity)}
            </option>
          ))}
        </select>
        <p className="hint" role="status">
          {found.length > most ? m('found.more', { shown: most, n: found.length }) : m('found', { n: found.length })}
        </p>
      </div>
      {value && (
        <p className="small picked">
          <code data-own>{value}</code> · {shown(chosen)}
        </p>
      )}
    </div>
  );

  function line(entity: Entity): string {
    return [entity.name ?? entity.id, entity.area, shown(entity)].filter(Boolean).join(' · ');
  }
}
