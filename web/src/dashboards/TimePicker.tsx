import { useId, useState } from 'react';
import { Icon } from '../components/Icon.tsx';
import { moved, type Range, type RangeText, rangeOf, textOf } from './dates.ts';
import { daysOf, presetsOf, sayLength, sayRange } from './say.ts';
import { useBoardWords } from './words.ts';

/** Which period is shown: ready ones, two days of one's own, and the periods beside it. */
export function TimePicker({
  text,
  range,
  now,
  only = null,
  choose,
}: {
  text: RangeText;
  range: Range;
  now: number;
  /** The only periods there are to choose; null when every one may be. */
  only?: readonly RangeText[] | null;
  choose(text: RangeText): void;
}) {
  const words = useBoardWords();
  const { b } = words;
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const presets = presetsOf(only);
  const preset = presets.find(([, { from, to }]) => from === text.from && to === text.to);
  const recent = text.to === 'now' ? /^now-(\d+[hdw])(\/d)?$/.exec(text.from)?.[1] : undefined;
  const said = sayRange(range, words);
  const later = moved(range, 1);
  const take = (next: RangeText) => {
    setOpen(false);
    choose(next);
  };
  return (
    <div className="time-picker" role="group" aria-label={b('time')}>
      {!only && (
        <button type="button" onClick={() => choose(textOf(moved(range, -1)))}>
          <Icon name="left" />
          <span className="visually-hidden">{b('time.before')}</span>
        </button>
      )}
      <button type="button" className="time-now" aria-expanded={isOpen} aria-controls={id} onClick={() => setOpen(!isOpen)}>
        <span className="time-said">
          {(preset || recent) && <strong>{preset ? b(preset[0]) : b('time.last', { length: sayLength(recent ?? '', words) })}</strong>}
          <span>{said}</span>
        </span>
        <span className="visually-hidden">: {b('time.choose')}</span>
      </button>
      {!only && (
        <button type="button" disabled={later.from > now} onClick={() => choose(textOf(later))}>
          <Icon name="right" />
          <span className="visually-hidden">{b('time.after')}</span>
        </button>
      )}
      {isOpen && (
        <div id={id} className="time-choices" onKeyDown={(event) => event.key === 'Escape' && setOpen(false)}>
          <ul className="plain">
            {presets.map(([key, one]) => (
              <li key={key}>
                <button type="button" className="quiet" aria-pressed={preset?.[0] === key} onClick={() => take(one)}>
                  {b(key)}
                </button>
              </li>
            ))}
          </ul>
          {only ? <p className="small">{b('time.zone')}</p> : <OwnDays range={range} now={now} take={take} />}
        </div>
      )}
    </div>
  );
}

function OwnDays({ range, now, take }: { range: Range; now: number; take(text: RangeText): void }) {
  const { b } = useBoardWords();
  const [days, setDays] = useState(() => daysOf(range));
  const [isBad, setBad] = useState(false);
  const id = useId();
  return (
    <form
      className="own-days"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (rangeOf(days, now)) take(days);
        else setBad(true);
      }}
    >
      {(['from', 'to'] as const).map((end) => (
        <div className="field" key={end}>
          <label htmlFor={id + end}>{b(`time.${end}`)}</label>
          <input
            id={id + end}
            type="date"
            value={days[end]}
            {...(isBad ? { 'aria-invalid': true as const, 'aria-describedby': `${id}e` } : {})}
            onChange={(event) => {
              setBad(false);
              setDays({ ...days, [end]: event.target.value });
            }}
          />
        </div>
      ))}
      {isBad && (
        <p className="error" id={`${id}e`} role="alert">
          {b('time.bad')}
        </p>
      )}
      <button type="submit" className="primary">
        {b('time.apply')}
      </button>
      <p className="small">{b('time.zone')}</p>
    </form>
  );
}
