import { useState } from 'react';
import { call, Fault } from '../api/client.ts';
import { useCommunityPath, useMayChange } from '../api/session.tsx';
import type { AcceptanceKind, ClosingMonth, NeedySpan } from '../api/types.ts';
import { useWords, type Words } from '../i18n/index.tsx';
import { spoken } from '../names.ts';
import { Icon } from './Icon.tsx';
import { Card, FaultNotice, Field } from './Parts.tsx';

const atOnce = 20;

/** Which of a point's series: all of them, what it withdraws, or what one of its units injects. */
export function seriesOf(of: { unitId: string | number | null; unit: string | null }, t: Words['t']): string {
  if (of.unitId === null) return t('closing.series.all');
  return of.unit ? t('closing.series.unit', { unit: spoken(of.unit) }) : t('closing.series.withdrawn');
}

/** From when to when, and how many hours: in the hour that autumn repeats the clock alone does not tell. */
export function SpanWords({ from, to }: { from: string; to: string }) {
  const { t, n, f } = useWords();
  const hours = (Date.parse(to) - Date.parse(from)) / 3_600_000;
  return (
    <>
      {t('closing.span', { from: f.moment(from), to: f.moment(to) })} ({n('closing.hours', hours)})
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
  const { t } = useWords();
  const [shown, setShown] = useState(atOnce);
  return (
    <Card title={t('closing.spans')}>
      <p>{t('closing.spans.words')}</p>
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
            {t('closing.more', { n: spans.length - shown })}
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
  const words = useWords();
  const { t } = words;
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
          {label} · {seriesOf(span, t)}
        </strong>{' '}
        <span className={`tag ${missing ? 'bad' : 'warn'}`}>{t(`quality.${span.need}`)}</span>
      </p>
      <p>
        <SpanWords from={span.from} to={span.to} />
      </p>
      {mayChange && (
        <details>
          <summary>
            {t('closing.decide')}
            <span className="visually-hidden"> {label}</span>
          </summary>
          <div className="decision">
            {missing ? (
              <Field
                label={t('closing.what')}
                error={tried && !kind ? t('closing.what.lacks') : undefined}
              >
                {(ids) => (
                  <select {...ids} value={kind} onChange={(event) => setKind(event.target.value as AcceptanceKind)}>
                    <option value="">{t('choose')}</option>
                    <option value="excluded">{t('closing.choice.excluded')}</option>
                    <option value="zeroed">{t('closing.choice.zeroed')}</option>
                    <option value="estimated">{t('closing.choice.estimated')}</option>
                  </select>
                )}
              </Field>
            ) : (
              <p>{t('closing.choice.accept')}</p>
            )}
            {entered && (
              <Field
                label={t('closing.value')}
                error={tried && noValue ? t('closing.value.lacks') : undefined}
              >
                {(ids) => (
                  <input {...ids} inputMode="decimal" value={value} onChange={(event) => setValue(event.target.value)} />
                )}
              </Field>
            )}
            <Field
              label={t('closing.reason')}
              error={tried && !reason.trim() ? t('closing.reason.lacks') : undefined}
              hint={t('closing.reason.hint')}
            >
              {(ids) => (
                <input {...ids} value={reason} maxLength={2000} onChange={(event) => setReason(event.target.value)} />
              )}
            </Field>
            <div className="field">
              <label className="tick">
                <input type="checkbox" checked={whole} onChange={(event) => setWhole(event.target.checked)} />{' '}
                {t('closing.whole')}
              </label>
            </div>
            {fault && <FaultNotice fault={fault} retry={fault.status === 409 ? reload : undefined} />}
            <p className="actions">
              <button type="button" className="primary" disabled={busy} onClick={() => void decide()}>
                <Icon name="check" /> {t('closing.decide.do')}
                <span className="visually-hidden"> {label}</span>
              </button>
            </p>
          </div>
        </details>
      )}
    </div>
  );
}
