import { useState } from 'react';
import { call, Fault } from '../api/client.ts';
import { useCommunityPath, useMayChange } from '../api/session.tsx';
import type { AcceptanceKind, ClosingMonth, NeedySpan } from '../api/types.ts';
import { spoken } from '../names.ts';
import { useClosing } from '../pages/closing/words.ts';
import { Icon } from './Icon.tsx';
import { Card, FaultNotice, Field } from './Parts.tsx';

const atOnce = 20;

/** Which of a point's series: all of them, what it withdraws, or what one of its units injects. */
export function seriesOf(of: { unitId: string | number | null; unit: string | null }, c: ReturnType<typeof useClosing>['c']): string {
  if (of.unitId === null) return c('series.all');
  return of.unit ? c('series.unit', { unit: spoken(of.unit) }) : c('series.withdrawn');
}

/** From when to when, and how many hours: in the hour that autumn repeats the clock alone does not tell. */
export function SpanWords({ from, to }: { from: string; to: string }) {
  const { c, n, f } = useClosing();
  const hours = (Date.parse(to) - Date.parse(from)) / 3_600_000;
  return (
    <>
      {c('span', { from: f.moment(from), to: f.moment(to) })} ({n('closing.hours', hours)})
    </>
  );
}

/** The hours that wait for somebody, each span with its decision. */
export function HoursToDecide({
  data,
  spans,
  told,
  reload,
}: {
  data: ClosingMonth;
  spans: readonly NeedySpan[];
  told(words: string): void;
  reload(): void;
}) {
  const { c } = useClosing();
  const [shown, setShown] = useState(atOnce);
  return (
    <Card title={c('spans')}>
      <p>{c('spans.words')}</p>
      <ul className="plain stack">
        {spans.slice(0, shown).map((span) => (
          <li key={`${span.point}-${span.unitId}-${span.from}`}>
            <Waiting span={span} data={data} told={told} reload={reload} />
          </li>
        ))}
      </ul>
      {spans.length > shown && (
        <p className="after">
          <button type="button" onClick={() => setShown(shown + atOnce)}>
            {c('more', { n: spans.length - shown })}
          </button>
        </p>
      )}
    </Card>
  );
}

function Waiting({
  span,
  data,
  told,
  reload,
}: {
  span: NeedySpan;
  data: ClosingMonth;
  told(words: string): void;
  reload(): void;
}) {
  const words = useClosing();
  const { t, c } = words;
  const path = useCommunityPath();
  const mayChange = useMayChange();
  const missing = span.need === 'missing';
  const [kind, setKind] = useState<AcceptanceKind | ''>(missing ? '' : 'estimated');
  const [value, setValue] = useState('');
  const [whole, setWhole] = useState(false);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const [busy, setBusy] = useState(false);
  const label = `POD …${span.label}`;
  const entered = missing && kind === 'estimated';
  const kwh = entered ? Number(value.trim().replace(',', '.')) : null;
  const noValue = entered && (!value.trim() || !(kwh! >= 0 && kwh! <= 100_000));
  const decide = async () => {
    setTried(true);
    if (!kind || !reason.trim() || noValue) return;
    setBusy(true);
    setFault(null);
    try {
      await call('POST', path(`months/${data.month}/acceptances`)!, {
        point: span.point,
        unit: entered || kind === 'zeroed' ? span.unitId : null,
        from: whole ? data.from : span.from,
        to: whole ? data.to : span.to,
        kind,
        kwhPerHour: kwh,
        reason: reason.trim(),
      });
      told(t(missing && kind !== 'excluded' ? 'closing.entered' : 'closing.decided', { label }));
    } catch (failure) {
      setFault(failure instanceof Fault ? failure : new Fault(0, null));
      setBusy(false);
    }
  };
  return (
    <div className="held">
      <p>
        <strong>
          {label} · {seriesOf(span, c)}
        </strong>{' '}
        <span className={`tag ${missing ? 'bad' : 'warn'}`}>{t(`quality.${span.need}`)}</span>
      </p>
      <p>
        <SpanWords from={span.from} to={span.to} />
      </p>
      {mayChange && (
        <details>
          <summary>
            {c('decide')}
            <span className="visually-hidden"> {label}</span>
          </summary>
          <div className="decision">
            {missing ? (
              <Field
                label={c('what')}
                error={tried && !kind ? c('what.lacks') : undefined}
              >
                {(ids) => (
                  <select {...ids} value={kind} onChange={(event) => setKind(event.target.value as AcceptanceKind)}>
                    <option value="">{t('choose')}</option>
                    <option value="excluded">{c('choice.excluded')}</option>
                    <option value="zeroed">{c('choice.zeroed')}</option>
                    <option value="estimated">{c('choice.estimated')}</option>
                  </select>
                )}
              </Field>
            ) : (
              <p>{c('choice.accept')}</p>
            )}
            {entered && (
              <Field
                label={c('value')}
                error={tried && noValue ? c('value.lacks') : undefined}
              >
                {(ids) => (
                  <input {...ids} inputMode="decimal" value={value} onChange={(event) => setValue(event.target.value)} />
                )}
              </Field>
            )}
            <Field
              label={t('closing.reason')}
              error={tried && !reason.trim() ? c('reason.lacks') : undefined}
              hint={c('reason.hint')}
            >
              {(ids) => (
                <input {...ids} value={reason} maxLength={2000} onChange={(event) => setReason(event.target.value)} />
              )}
            </Field>
            <div className="field">
              <label className="tick">
                <input type="checkbox" checked={whole} onChange={(event) => setWhole(event.target.checked)} />{' '}
                {c('whole')}
              </label>
            </div>
            {fault && <FaultNotice fault={fault} retry={fault.status === 409 ? reload : undefined} />}
            <p className="actions">
              <button type="button" className="primary" disabled={busy} onClick={() => void decide()}>
                <Icon name="check" /> {c('decide.do')}
                <span className="visually-hidden"> {label}</span>
              </button>
            </p>
          </div>
        </details>
      )}
    </div>
  );
}
