import { type FormEvent, useMemo, useState } from 'react';
import { Field, Window } from '../../components/Parts.tsx';
import { Finder } from './Finder.tsx';
import type { Entity, Held, Row, Use } from './types.ts';
import { useMappingWords } from './words.ts';

const units = ['Wh', 'kWh', 'MWh', 'GWh'];

/** Chooses the entities of one meter. */
export function EditWindow({
  row,
  held,
  entities,
  take,
  close,
}: {
  row: Row;
  held: Held | null;
  entities: readonly Entity[];
  take(held: Held): void;
  close(): void;
}) {
  const { m, say } = useMappingWords();
  const [it, setIt] = useState<Held>(
    held ?? { counter: '', fallback: null, power: null, unit: null, maxPowerKw: null, name: row.name, use: row.use },
  );
  const [power, setPower] = useState(it.maxPowerKw === null ? '' : String(it.maxPowerKw));
  const first = useMemo(() => row.candidates.map(({ entity }) => entity), [row]);
  const known = row.candidates.find(({ entity }) => entity === it.counter);
  const silent = it.counter !== '' && !entities.find(({ id }) => id === it.counter)?.unit;
  const mayFallBack = row.quantity === 'produced' || it.use === 'lighting';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (it.counter === '') return;
    const most = Number(power.replace(',', '.'));
    take({ ...it, fallback: mayFallBack ? it.fallback : null, maxPowerKw: power.trim() === '' || !Number.isFinite(most) ? null : most });
  };
  return (
    <Window
      title={m('choose.of', { name: `${row.name}, ${m(`quantity.${row.quantity}`)}` })}
      close={close}
      dismiss={m('leave')}
      wide
    >
      <form className="mapping-edit" onSubmit={submit}>
        <Finder
          label={m('counter')}
          hint={m('counter.hint')}
          kind="counter"
          entities={entities}
          first={first}
          value={it.counter || null}
          set={(counter) => setIt({ ...it, counter: counter ?? '' })}
        />
        {known && known.doubts.length > 0 && (
          <ul className="reasons">
            {known.doubts.map((doubt) => (
              <li key={doubt.code + doubt.en} data-own>
                {say(doubt)}
              </li>
            ))}
          </ul>
        )}
        <Finder
          label={m('power')}
          hint={m('power.hint')}
          kind="power"
          entities={entities}
          value={it.power}
          set={(chosen) => setIt({ ...it, power: chosen })}
          optional
        />
        {mayFallBack && (
          <Finder
            label={m('fallback')}
            hint={m('fallback.hint')}
            kind="counter"
            entities={entities}
            first={first}
            value={it.fallback}
            set={(fallback) => setIt({ ...it, fallback })}
            optional
          />
        )}
        <div className="decide">
          <Field label={m('name')}>
            {(ids) => <input {...ids} value={it.name} maxLength={64} required onChange={(event) => setIt({ ...it, name: event.target.value })} />}
          </Field>
          {row.quantity !== 'produced' && (
            <Field label={m('use')}>
              {(ids) => (
                <select {...ids} value={it.use} onChange={(event) => setIt({ ...it, use: event.target.value as Use })}>
                  {(['building', 'lighting', 'point'] as const).map((use) => (
                    <option key={use} value={use}>
                      {m(`use.${use}`)}
                    </option>
                  ))}
                </select>
              )}
            </Field>
          )}
          {(silent || it.unit !== null) && (
            <Field label={m('unit')}>
              {(ids) => (
                <select {...ids} value={it.unit ?? ''} onChange={(event) => setIt({ ...it, unit: event.target.value || null })}>
                  <option value="">{m('unit.none')}</option>
                  {units.map((unit) => (
                    <option key={unit}>{unit}</option>
                  ))}
                </select>
              )}
            </Field>
          )}
          <Field label={m('max')} hint={m('max.hint')}>
            {(ids) => <input {...ids} inputMode="decimal" value={power} onChange={(event) => setPower(event.target.value)} />}
          </Field>
        </div>
        <p className="page-tools">
          <button type="submit" className="primary" disabled={it.counter === ''}>
            {m('take')}
          </button>
        </p>
      </form>
    </Window>
  );
}
