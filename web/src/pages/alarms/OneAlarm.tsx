import { useState } from 'react';
import { call, Fault } from '../../api/client.ts';
import { useCommunityPath, useMayChange } from '../../api/session.tsx';
import { useApi } from '../../api/useApi.ts';
import { Awaited, FaultNotice, Field } from '../../components/Parts.tsx';
import type { Alarm, AlarmEvent } from './types.ts';
import { useAlarms } from './words.ts';

const tone: Record<Alarm['severity'], string> = { info: '', warning: 'warn', critical: 'bad' };
const hours = ['24', '72', '168', '720'] as const;

/** An alarm with its figures, what may be done about it, and what happened. */
export function OneAlarm({ alarm, done }: { alarm: Alarm; done(words: string): void }) {
  const { a, f, language, named } = useAlarms();
  const path = useCommunityPath();
  const mayChange = useMayChange();
  const [muting, setMuting] = useState(false);
  const [told, setTold] = useState(false);
  const [length, setLength] = useState<string>('24');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const title = language === 'it' ? alarm.title : (named('kind', alarm.kind) ?? alarm.title);
  const send = async (what: 'acknowledge' | 'mute', body: unknown, words: string) => {
    setBusy(true);
    setFault(null);
    try {
      await call('POST', path(`alarms/${alarm.id}/${what}`)!, body);
      setMuting(false);
      setReason('');
      setTried(false);
      done(words);
    } catch (failure) {
      setFault(failure instanceof Fault ? failure : new Fault(0, null));
    }
    setBusy(false);
  };
  const mute = () => {
    setTried(true);
    if (reason.trim())
      void send('mute', { hours: Number(length), reason: reason.trim() }, a('mute.done', { title }));
  };
  const about = <span className="visually-hidden"> {title}</span>;
  return (
    <>
      <p>
        <span className={`tag ${alarm.open ? tone[alarm.severity] : 'good'}`}>
          {alarm.open ? named('severity', alarm.severity) : a('closed.at', { at: f.moment(alarm.resolvedAt ?? alarm.seenAt) })}
        </span>{' '}
        <strong>{title}</strong>
      </p>
      {(alarm.text || title !== alarm.title) && (
        <p lang="it">{title === alarm.title ? alarm.text : `${alarm.title}. ${alarm.text}`}</p>
      )}
      <p className="small">
        {a('since', { at: f.moment(alarm.since) })}
        {alarm.figures.map(({ name, value, unit }) => (
          <span key={name}>
            {' · '}
            {named('figure', name) ?? name}: {said(f, value, unit)}
          </span>
        ))}
      </p>
      {alarm.acknowledgedAt && (
        <p className="small">{a('noted', { who: alarm.acknowledgedBy ?? '', at: f.moment(alarm.acknowledgedAt) })}</p>
      )}
      {alarm.mutedUntil && <p className="small">{a('muted', { at: f.moment(alarm.mutedUntil) })}</p>}
      {muting && (
        <>
          <p className="small">{a('mute.words')}</p>
          <Field label={a('mute.for')}>
            {(ids) => (
              <select {...ids} value={length} onChange={(event) => setLength(event.target.value)}>
                {hours.map((one) => (
                  <option key={one} value={one}>
                    {a(`mute.${one}`)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label={a('reason')} error={tried && !reason.trim() ? a('reason.needed') : undefined}>
            {(ids) => <input {...ids} value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />}
          </Field>
        </>
      )}
      <div className="actions">
        {mayChange && muting && (
          <>
            <button type="button" className="primary" disabled={busy} onClick={mute}>
              {a('mute')}
              {about}
            </button>
            <button type="button" className="quiet" onClick={() => setMuting(false)}>
              {a('cancel')}
            </button>
          </>
        )}
        {mayChange && !muting && alarm.open && !alarm.acknowledgedAt && (
          <button
            type="button"
            className="quiet"
            disabled={busy}
            onClick={() => void send('acknowledge', {}, a('note.done', { title }))}
          >
            {a('note')}
            {about}
          </button>
        )}
        {mayChange && !muting && (alarm.open || alarm.mutedUntil) && (
          <button
            type="button"
            className="quiet"
            disabled={busy}
            onClick={() =>
              alarm.mutedUntil
                ? void send('mute', { hours: 0, reason: a('reason.again') }, a('unmute.done', { title }))
                : setMuting(true)
            }
          >
            {a(alarm.mutedUntil ? 'unmute' : 'mute')}
            {about}
          </button>
        )}
        <button type="button" className="quiet" aria-expanded={told} onClick={() => setTold(!told)}>
          {a('history')}
          {about}
        </button>
      </div>
      {fault && <FaultNotice fault={fault} />}
      {told && <History id={alarm.id} />}
    </>
  );
}

function said(f: ReturnType<typeof useAlarms>['f'], value: number, unit: string): string {
  if (unit === 'EUR') return f.eur(value);
  if (unit === 'kWh') return f.kwh(value, 1);
  if (unit === '%') return f.percent(value / 100);
  return unit === 'h' || unit === 'd' || unit === '' ? f.number(value) : `${f.number(value, 1)} ${unit}`;
}

function History({ id }: { id: number }) {
  const { a, f, named } = useAlarms();
  const path = useCommunityPath();
  const events = useApi<AlarmEvent[]>(path(`alarms/${id}/events`));
  return (
    <Awaited from={events} rows={2}>
      {(all) => (
        <ol className="plain lines">
          {all.map((one, place) => (
            <li key={place}>
              {one.event === 'muted'
                ? a('event.muted', { until: f.moment(one.until ?? one.at) })
                : a(`event.${one.event}`)}{' '}
              <span className="small">{a('by', { at: f.moment(one.at), who: named('who', one.who.split(':')[0]!) ?? one.who })}</span>
              {one.reason && <span className="small"> · {one.reason}</span>}
            </li>
          ))}
        </ol>
      )}
    </Awaited>
  );
}
