import { type ReactNode, useId, useState } from 'react';
import { Icon } from '../../components/Icon.tsx';
import { numberOf } from './heat.ts';
import type { DayOfSeries, Finding } from './types.ts';
import { useQuality } from './words.ts';

/** Values of the shown day that a person writes, by the hour or by the quarter of an hour. */
export function CorrectForm({
  finding,
  quarters,
  busy,
  why,
  save,
}: {
  finding: Finding;
  quarters: DayOfSeries['quarters'];
  busy: boolean;
  why: ReactNode;
  save(body: { from: string; to: string; minutes: number; values: (number | null)[] }): void;
}) {
  const { q, f } = useQuality();
  const id = useId();
  const [minutes, setMinutes] = useState<60 | 15>(60);
  const [written, setWritten] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState('');
  const intervals = intervalsOf(finding, quarters, minutes);
  const turn = (next: 60 | 15) => {
    setMinutes(next);
    setWritten({});
    setProblem('');
  };
  const submit = () => {
    const texts = intervals.map(({ from }) => (written[from] ?? '').trim());
    const values = texts.map((text) => (text ? numberOf(text) : null));
    const wrong = texts.some((text, place) => text && values[place] === null);
    const none = texts.every((text) => !text);
    setProblem(wrong ? q('correct.wrong') : none ? q('correct.none') : '');
    if (wrong || none) return;
    const first = intervals[0]!;
    const last = intervals.at(-1)!;
    save({ from: first.from, to: plus(last.from, minutes), minutes, values });
  };
  return (
    <>
      <div className="filter" role="group" aria-label={q('correct.by')}>
        {([60, 15] as const).map((one) => (
          <button key={one} type="button" aria-pressed={minutes === one} onClick={() => turn(one)}>
            {q(`correct.${one}`)}
          </button>
        ))}
      </div>
      <div className="correct-grid" role="group" aria-label={q('correct')} aria-describedby={`${id}p`}>
        {intervals.map(({ from, kwh }) => (
          <div className="field" key={from}>
            <label htmlFor={id + from}>{q('correct.value', { time: f.time(from) })}</label>
            <input
              id={id + from}
              inputMode="decimal"
              value={written[from] ?? ''}
              onChange={(event) => setWritten({ ...written, [from]: event.target.value })}
            />
            <p className="hint">{q('correct.now', { kwh: f.kwh(kwh, 3) })}</p>
          </div>
        ))}
      </div>
      <p id={`${id}p`} className={problem ? 'error' : 'visually-hidden'} role={problem ? 'alert' : undefined}>
        {problem}
      </p>
      {why}
      <button type="button" className="primary" disabled={busy} onClick={submit}>
        <Icon name="check" /> {q('correct.go')}
      </button>
    </>
  );
}

const plus = (instant: string, minutes: number) =>
  new Date(Date.parse(instant) + minutes * 60_000).toISOString().replace('.000Z', 'Z');

/** The intervals of the day that the finding touches, with what stands there: an hour is known when all of it is. */
export function intervalsOf(
  finding: { from: string; to: string },
  quarters: DayOfSeries['quarters'],
  minutes: 60 | 15,
): { from: string; kwh: number | null }[] {
  const [begin, end] = [Date.parse(finding.from), Date.parse(finding.to)];
  const parts = minutes / 15;
  const intervals = [];
  for (let place = 0; place + parts <= quarters.length; place += parts) {
    const some = quarters.slice(place, place + parts);
    const start = Date.parse(some[0]!.from);
    if (start >= end || start + minutes * 60_000 <= begin) continue;
    const known = some.every(({ kwh }) => kwh !== null);
    intervals.push({ from: some[0]!.from, kwh: known ? some.reduce((sum, { kwh }) => sum + kwh!, 0) : null });
  }
  return intervals;
}
