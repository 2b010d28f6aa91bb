import { useState } from 'react';
import { call, Fault } from '../api/client.ts';
import { useCommunityPath, useMayChange } from '../api/session.tsx';
import type { Data as DataAnswer, Gap, Held } from '../api/types.ts';
import { useApi } from '../api/useApi.ts';
import { DataTable } from '../components/DataTable.tsx';
import { Icon } from '../components/Icon.tsx';
import { Awaited, Card, FaultNotice, Notice, PageHead, Tile } from '../components/Parts.tsx';
import { useWords } from '../i18n/index.tsx';

/** How good the data are: what came, what is missing, who is silent, what waits for a decision. */
export function Data() {
  const { t } = useWords();
  const path = useCommunityPath();
  const data = useApi<DataAnswer>(path('data'), 60_000);
  return (
    <>
      <PageHead title={t('nav.data')} lead={t('data.lead')} />
      <Awaited from={data}>
        {(all) => (
          <>
            <dl className="tiles">
              <Tile
                label={t('data.quarantine')}
                value={String(all.quarantine.length)}
                note={t(all.quarantine.length ? 'data.quarantine.some' : 'data.quarantine.none')}
              />
              <Tile
                label={t('data.silent')}
                value={String(all.silent.filter(({ resolvedAt }) => !resolvedAt).length)}
                note={t('data.silent.note')}
              />
              <Tile label={t('data.gaps')} value={String(all.gaps.length)} note={t('data.gaps.note')} />
            </dl>
            <Quarantine held={all.quarantine} reload={data.reload} />
            <Card title={t('data.complete')}>
              <Completeness days={all.completeness} />
            </Card>
            <Card title={t('data.silent')}>
              <Silent silent={all.silent} />
            </Card>
            <Card title={t('data.gaps')}>
              <GapsTable gaps={all.gaps} file="buchi" />
            </Card>
          </>
        )}
      </Awaited>
    </>
  );
}

function Completeness({ days }: { days: DataAnswer['completeness'] }) {
  const { t, f } = useWords();
  if (days.length === 0) return <p className="empty">{t('data.complete.none')}</p>;
  const part = days.filter(({ received, expected }) => received < expected);
  return (
    <>
      <p className="summary">
        {part.length === 0
          ? t('data.complete.all', { n: days.length })
          : t('data.complete.part', { n: days.length, part: part.length })}
      </p>
      <ol className="plain days" aria-hidden="true">
        {days.map((day) => (
          <li key={day.day} title={f.day(day.day)}>
            <span className="day-bar">
              <span
                className="m-good"
                style={{ height: `${(100 * (day.received - day.estimated)) / Math.max(1, day.expected)}%` }}
              />
              <span
                className="m-good hatched"
                style={{ height: `${(100 * day.estimated) / Math.max(1, day.expected)}%` }}
              />
            </span>
            <span className="day-name">{f.dayShort(day.day)}</span>
          </li>
        ))}
      </ol>
      <details>
        <summary>{t('chart.table')}</summary>
        <DataTable
          caption={t('data.complete')}
          file="completezza"
          rows={days.toReversed()}
          id={(row) => row.day}
          columns={[
            { key: 'day', header: t('day'), value: (row) => row.day, show: (row) => f.day(row.day) },
            { key: 'expected', header: t('data.expected'), decimals: 0, value: (row) => row.expected },
            { key: 'received', header: t('data.received'), decimals: 0, value: (row) => row.received },
            { key: 'estimated', header: t('data.estimated'), decimals: 0, value: (row) => row.estimated },
          ]}
        />
      </details>
    </>
  );
}

function Silent({ silent }: { silent: DataAnswer['silent'] }) {
  const { t, f } = useWords();
  if (silent.length === 0) return <Notice kind="good">{t('data.silent.all')}</Notice>;
  return (
    <ul className="plain lines">
      {silent.map((one) => (
        <li key={one.device + one.since}>
          <span className={`tag ${one.resolvedAt ? 'good' : 'bad'}`}>
            <Icon name={one.resolvedAt ? 'check' : 'warn'} size={14} />
            {t(one.resolvedAt ? 'data.silent.back' : 'data.silent.now')}
          </span>{' '}
          <strong>{one.device}</strong> {t('data.silent.since', { at: f.moment(one.since) })}
          {one.resolvedAt && ` ${t('data.silent.until', { at: f.moment(one.resolvedAt) })}`}
        </li>
      ))}
    </ul>
  );
}

export function GapsTable({ gaps, file }: { gaps: readonly Gap[]; file: string }) {
  const { t, f, code } = useWords();
  return (
    <DataTable
      caption={t('data.gaps')}
      file={file}
      rows={gaps}
      id={(row) => `${row.point}-${row.meter}-${row.unit ?? ''}-${row.day}`}
      empty={t('data.gaps.none')}
      columns={[
        { key: 'day', header: t('day'), value: (row) => row.day, show: (row) => f.day(row.day) },
        { key: 'label', header: t('data.point'), value: (row) => `…${row.label}` },
        { key: 'meter', header: t('data.meter'), value: (row) => code('meter', row.meter) },
        { key: 'missing', header: t('data.missing'), decimals: 0, value: (row) => row.missing },
        { key: 'expected', header: t('data.expected'), decimals: 0, value: (row) => row.expected },
      ]}
    />
  );
}

function Quarantine({ held, reload }: { held: readonly Held[]; reload(): void }) {
  const { t, n } = useWords();
  const [done, setDone] = useState('');
  return (
    <Card title={t('data.quarantine')}>
      <p>{t('data.quarantine.words')}</p>
      <p role="status" aria-live="polite" className={done ? 'said' : 'visually-hidden'}>
        {done}
      </p>
      {held.length === 0 ? (
        <Notice kind="good">{t('data.quarantine.none')}</Notice>
      ) : (
        <>
          <p className="small">{n('data.quarantine.count', held.length)}</p>
          <ul className="plain stack">
            {held.map((line) => (
              <li key={`${line.id}-${line.line}`}>
                <HeldLine
                  line={line}
                  decided={(words) => {
                    setDone(words);
                    reload();
                  }}
                />
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  );
}

/** One line kept apart: one click decides it, with the reason that is written, or the usual one. */
function HeldLine({ line, decided }: { line: Held; decided(words: string): void }) {
  const { t, f, code } = useWords();
  const path = useCommunityPath();
  const mayChange = useMayChange();
  const [reason, setReason] = useState('');
  const [fault, setFault] = useState<Fault | null>(null);
  const [busy, setBusy] = useState(false);
  const field = `reason-${line.id}-${line.line}`;
  const decide = async (decision: 'accept' | 'reject') => {
    setBusy(true);
    setFault(null);
    try {
      await call('POST', path(`quarantine/${line.id}/${line.line}`)!, {
        decision,
        reason: reason.trim() || t(`data.${decision}.usual`),
      });
      decided(t(`data.${decision}.done`, { label: line.label }));
    } catch (failure) {
      setFault(failure instanceof Fault ? failure : new Fault(0, null));
      setBusy(false);
    }
  };
  return (
    <div className="held">
      <p>
        <strong>…{line.label}</strong> · {f.moment(line.at)}
        {line.found !== null && (
          <> · {t('data.found', { value: typeof line.found === 'number' ? f.kwh(line.found, 3) : line.found })}</>
        )}
      </p>
      <p>{code('held', line.reason, line.words)}</p>
      {fault && <FaultNotice fault={fault} retry={fault.status === 409 ? () => decided('') : undefined} />}
      {mayChange && (
        <div className="decide">
          <div className="field">
            <label htmlFor={field}>{t('data.reason')}</label>
            <input
              id={field}
              value={reason}
              maxLength={200}
              placeholder={t('data.accept.usual')}
              onChange={(event) => setReason(event.target.value)}
            />
          </div>
          <button type="button" className="primary" disabled={busy} onClick={() => void decide('accept')}>
            <Icon name="check" /> {t('data.accept')}
          </button>
          <button type="button" disabled={busy} onClick={() => void decide('reject')}>
            <Icon name="cross" /> {t('data.reject')}
          </button>
        </div>
      )}
    </div>
  );
}
