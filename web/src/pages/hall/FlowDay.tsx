import './hall.css';
import { useEffect, useId, useState } from 'react';
import type { Hour, Today, Totals } from '../../api/types.ts';
import { Flow } from '../../components/Flow.tsx';
import { Icon } from '../../components/Icon.tsx';
import { useHall } from './words.ts';

const step = 900;

/** The flow of the day, and of each of its hours: the day can be gone through by hand, or played. */
export function FlowDay({ data, live }: { data: Today; live: boolean }) {
  const { h, f } = useHall();
  const id = useId();
  const known = data.hours.filter((hour) => hour.withdrawnKwh !== null || hour.injectedKwh !== null);
  const [place, setPlace] = useState(0);
  const [isPlaying, setPlaying] = useState(false);
  const last = known.length;
  const at = Math.min(place, last);
  useEffect(() => {
    if (!isPlaying) return;
    const timer = setTimeout(() => {
      setPlace(at + 1 > last ? 0 : at + 1);
      if (at + 1 > last) setPlaying(false);
    }, step);
    return () => clearTimeout(timer);
  }, [isPlaying, at, last]);
  const hour = at === 0 ? null : (known[at - 1] ?? null);
  const name = hour ? `${f.time(hour.from)}–${f.time(hour.to)}` : h('flow.day');
  return (
    <>
      <Flow totals={hour ? totalsOf(hour) : data} live={live || isPlaying} />
      {last > 1 && (
        <div className="flow-hours screen-hide">
          <button type="button" aria-pressed={isPlaying} onClick={() => setPlaying(!isPlaying)}>
            <Icon name={isPlaying ? 'pause' : 'play'} /> {h(isPlaying ? 'flow.stop' : 'flow.play')}
          </button>
          <label htmlFor={id} className="visually-hidden">
            {h('flow.hour')}
          </label>
          <input
            id={id}
            type="range"
            min={0}
            max={last}
            value={at}
            aria-valuetext={name}
            onChange={(event) => {
              setPlaying(false);
              setPlace(Number(event.target.value));
            }}
          />
          <strong aria-live={isPlaying ? 'off' : 'polite'}>{name}</strong>
        </div>
      )}
    </>
  );
}

/** An hour as the picture wants it; what is not known stays so. */
function totalsOf(hour: Hour): Totals {
  const { producedKwh, selfKwh, injectedKwh, withdrawnKwh, sharedKwh } = hour;
  return {
    producedKwh,
    selfKwh,
    injectedKwh,
    withdrawnKwh,
    sharedKwh,
    gridKwh: withdrawnKwh === null || sharedKwh === null ? null : withdrawnKwh - sharedKwh,
    consumedKwh: withdrawnKwh === null || selfKwh === null ? null : withdrawnKwh + selfKwh,
    estimatedEur: null,
  };
}
