import { useId } from 'react';
import { cronOf, type Rhythm, rhythmOf } from '../../workflows/cron.ts';
import { useFlows } from './words.ts';

const two = (value: number) => String(value).padStart(2, '0');

/** A time that comes again, chosen in words; who knows the six parts writes them. */
export function CronField({ id, value, disabled, invalid, change }: { id: string; value: string; disabled: boolean; invalid: boolean; change(next: string): void }) {
  const { m, language } = useFlows();
  const own = useId();
  const rhythm = rhythmOf(value);
  const put = (more: Partial<Rhythm>) => change(cronOf({ kind: 'day', every: 15, minute: 0, hour: 6, weekday: 1, day: 1, ...rhythm, ...more }));
  const weekdays = Array.from({ length: 7 }, (_, day) =>
    new Intl.DateTimeFormat(language === 'it' ? 'it-IT' : 'en-IE', { weekday: 'long', timeZone: 'UTC' }).format(new Date(Date.UTC(2026, 1, 1 + day))),
  );
  const number = (name: 'every' | 'minute' | 'day', most: number, least: number) => (
    <input
      type="number"
      min={least}
      max={most}
      aria-label={m(`cron.${name}`)}
      disabled={disabled}
      value={rhythm?.[name] ?? least}
      onChange={(event) => put({ [name]: Math.min(most, Math.max(least, Math.round(Number(event.target.value) || least))) })}
    />
  );
  return (
    <>
      <div className="flow-cron">
        <select
          aria-label={m('cron.rhythm')}
          disabled={disabled}
          value={rhythm?.kind ?? ''}
          onChange={(event) => event.target.value && put({ kind: event.target.value as Rhythm['kind'], ...(event.target.value === 'minutes' ? { every: 15 } : {}) })}
        >
          {!rhythm && <option value="">{m('cron.other')}</option>}
          {(['minutes', 'hour', 'day', 'week', 'month'] as const).map((kind) => (
            <option key={kind} value={kind}>
              {m(`cron.${kind}`)}
            </option>
          ))}
        </select>
        {rhythm?.kind === 'minutes' && number('every', 59, 1)}
        {rhythm?.kind === 'hour' && number('minute', 59, 0)}
        {rhythm?.kind === 'week' && (
          <select aria-label={m('cron.weekday')} disabled={disabled} value={rhythm.weekday} onChange={(event) => put({ weekday: Number(event.target.value) })}>
            {weekdays.map((name, day) => (
              <option key={name} value={day}>
                {name}
              </option>
            ))}
          </select>
        )}
        {rhythm?.kind === 'month' && number('day', 31, 1)}
        {rhythm && rhythm.kind !== 'minutes' && rhythm.kind !== 'hour' && (
          <input
            type="time"
            aria-label={m('cron.at')}
            disabled={disabled}
            value={`${two(rhythm.hour)}:${two(rhythm.minute)}`}
            onChange={(event) => {
              const [hour, minute] = event.target.value.split(':').map(Number);
              if (hour !== undefined && minute !== undefined) put({ hour, minute });
            }}
          />
        )}
      </div>
      <p className="small hint" id={own}>
        {m('cron.parts')}
      </p>
      <input id={id} className="flow-code" value={value} disabled={disabled} spellCheck={false} aria-invalid={invalid || undefined} aria-describedby={own} placeholder="0 0 6 * * *" onChange={(event) => change(event.target.value)} />
    </>
  );
}
