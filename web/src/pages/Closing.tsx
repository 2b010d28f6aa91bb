import { useRef, useState } from 'react';
import { call, Fault } from '../api/client.ts';
import { useCommunityPath, useMayChange } from '../api/session.tsx';
import type { Acceptance, ClosingMonth, Correction } from '../api/types.ts';
import { useApi } from '../api/useApi.ts';
import { DataTable } from '../components/DataTable.tsx';
import { HoursToDecide, seriesOf, SpanWords } from '../components/HoursToDecide.tsx';
import { Icon } from '../components/Icon.tsx';
import { Awaited, Card, FaultNotice, Field, Notice, PageHead, Tile, Window } from '../components/Parts.tsx';
import { spoken } from '../names.ts';
import { Link } from '../router.tsx';
import { said } from '../sentences.ts';
import { useClosing } from './closing/words.ts';

type State = ClosingMonth['state'];

/** The closing of a month: how it stands, what keeps it open, who decided what, and what became of it later. */
export function ClosingPage({ month }: { month: string }) {
  const { t, f, c } = useClosing();
  const path = useCommunityPath();
  const closing = useApi<ClosingMonth>(path(`months/${month}/closing`));
  const name = f.month(month);
  return (
    <>
      <nav className="crumbs" aria-label={t('crumbs')}>
        <Link to="mesi">{t('months.title')}</Link> <span aria-hidden="true">/</span>{' '}
        <Link to={`mesi/${month}`}>{name}</Link> <span aria-hidden="true">/</span>{' '}
        <span aria-current="page">{t('closing.title')}</span>
      </nav>
      <PageHead title={c('of', { month: name })} lead={c('lead')} />
      <Awaited from={closing} rows={3}>
        {(data) => <Opened data={data} reload={closing.reload} />}
      </Awaited>
    </>
  );
}

function Opened({ data, reload }: { data: ClosingMonth; reload(): void }) {
  const [done, setDone] = useState('');
  const told = (words: string) => {
    setDone(words);
    reload();
  };
  const waiting = data.spans.filter((span) => span.accepted === null);
  return (
    <>
      <p role="status" aria-live="polite" className={done ? 'said' : 'visually-hidden'}>
        {done}
      </p>
      <Standing data={data} told={told} reload={reload} />
      {waiting.length > 0 && <HoursToDecide data={data} spans={waiting} told={told} reload={reload} />}
      {data.acceptances.length > 0 && <Decisions data={data} told={told} />}
      {data.corrections.length > 0 && <Corrections data={data} />}
      <History data={data} />
    </>
  );
}

const closed = (state: State) => state === 'closed' || state === 'reconciled';

function Standing({ data, told, reload }: { data: ClosingMonth; told(words: string): void; reload(): void }) {
  const { t, f, c, named } = useClosing();
  const [asked, setAsked] = useState<State | null>(null);
  const pending = data.blocks.some((block) => block.code === 'pending');
  const ready = data.blocks.length === 0 && data.run !== null;
  const next: State[] =
    data.state === 'closed'
      ? ['reconciled']
      : closed(data.state) || !ready
        ? []
        : data.state === 'open'
          ? ['closed', 'provisional']
          : ['closed'];
  const may = (state: State) => state !== 'closed' || !data.needsApprover || data.mayApprove;
  return (
    <Card title={c('standing')}>
      <p>
        <span className={`tag ${closed(data.state) ? 'good' : ''}`}>{t(`state.${data.state}`)}</span>{' '}
        {t(`state.${data.state}.words`)}
      </p>
      {data.hours && (
        <dl className="tiles">
          <Tile label={c('expected')} value={f.number(data.hours.expected)} />
          <Tile label={c('measured')} value={f.number(data.hours.measured)} />
          <Tile label={c('accepted')} value={f.number(data.hours.accepted)} />
          <Tile label={c('undecided')} value={f.number(data.hours.undecided)} />
        </dl>
      )}
      {!closed(data.state) &&
        (data.blocks.length === 0 ? (
          <Notice kind="good">
            <p>{c('ready')}</p>
          </Notice>
        ) : (
          <>
            <h3>{c('blocks')}</h3>
            <ul className="reasons">
              {data.blocks.map((block) => (
                <li key={block.code}>
                  {named('block', block.code)
                    .replace('{n}', f.number(block.count ?? 0))}
                </li>
              ))}
            </ul>
            {pending && (
              <button type="button" onClick={reload}>
                <Icon name="refresh" /> {c('again')}
              </button>
            )}
          </>
        ))}
      {data.needsApprover && ready && (
        <Notice kind="warn">
          <p>{t(data.mayApprove ? 'closing.provisional.mine' : 'closing.provisional')}</p>
        </Notice>
      )}
      {data.reasons.some((reason) => reason.code === 'missing_readings') && (
        <p className="small">{t('reason.missing_readings')}</p>
      )}
      {next.length > 0 &&
        (data.mayClose ? (
          <p className="actions">
            {next.filter(may).map((state) => (
              <button
                key={state}
                type="button"
                className={state === 'closed' ? 'primary' : undefined}
                onClick={() => setAsked(state)}
              >
                {t(`closing.to.${state}` as 'closing.to.closed')}
              </button>
            ))}
          </p>
        ) : (
          <p className="small">{c('norole')}</p>
        ))}
      {asked && <Confirm data={data} to={asked} close={() => setAsked(null)} told={told} reload={reload} />}
    </Card>
  );
}

/** Asks once more, with what it means; what was written stays when the call fails. */
function Confirm({
  data,
  to,
  close,
  told,
  reload,
}: {
  data: ClosingMonth;
  to: State;
  close(): void;
  told(words: string): void;
  reload(): void;
}) {
  const { t, f, c } = useClosing();
  const path = useCommunityPath();
  const [reason, setReason] = useState('');
  const [lacks, setLacks] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const name = f.month(data.month);
  const again = () => {
    close();
    reload();
  };
  const needed = to === 'reconciled' || (to === 'closed' && data.needsApprover);
  const pass = async () => {
    if (needed && !reason.trim()) {
      setLacks(true);
      field.current?.focus();
      return;
    }
    setBusy(true);
    setFault(null);
    try {
      await call('POST', path(`months/${data.month}/state`)!, {
        state: to,
        revision: data.revision,
        reason: reason.trim() || null,
      });
      close();
      told(t(`closing.done.${to}` as 'closing.done.closed', { month: name }));
    } catch (failure) {
      setFault(failure instanceof Fault ? failure : new Fault(0, null));
      setBusy(false);
    }
  };
  return (
    <Window
      title={t(`closing.to.${to}` as 'closing.to.closed')}
      dismiss={c('cancel')}
      close={() => (fault?.status === 409 ? again() : close())}
    >
      <p>{t(`closing.ask.${to}` as 'closing.ask.closed', { month: name })}</p>
      <Field
        label={t(needed ? 'closing.reason' : 'closing.reason.optional')}
        error={lacks && !reason.trim() ? c('reason.lacks') : undefined}
      >
        {(ids) => (
          <textarea
            {...ids}
            ref={field}
            rows={3}
            maxLength={2000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
      {fault &&
        (fault.status === 409 ? (
          <Notice kind="bad" role="alert">
            <p>{c('conflict')}</p>
            <button type="button" onClick={again}>
              <Icon name="refresh" /> {c('again')}
            </button>
          </Notice>
        ) : (
          <FaultNotice fault={fault} />
        ))}
      {fault?.status !== 409 && (
        <p className="actions">
          <button type="button" className="primary" disabled={busy} onClick={() => void pass()}>
            {t(`closing.to.${to}` as 'closing.to.closed')}
          </button>
        </p>
      )}
    </Window>
  );
}

function Decisions({ data, told }: { data: ClosingMonth; told(words: string): void }) {
  const { c } = useClosing();
  return (
    <Card title={c('decisions')}>
      <ul className="plain stack">
        {data.acceptances.map((kept) => (
          <li key={kept.id}>
            <Decided kept={kept} data={data} told={told} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** A decision with its author; taken back only with a reason, and still to be read then. */
function Decided({ kept, data, told }: { kept: Acceptance; data: ClosingMonth; told(words: string): void }) {
  const { t, f, c } = useClosing();
  const path = useCommunityPath();
  const mayChange = useMayChange();
  const [reason, setReason] = useState('');
  const [lacks, setLacks] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const [busy, setBusy] = useState(false);
  const label = `POD …${kept.label}`;
  const withdraw = async () => {
    if (!reason.trim()) {
      setLacks(true);
      return;
    }
    setBusy(true);
    setFault(null);
    try {
      await call('POST', path(`months/${data.month}/acceptances/${kept.id}/withdraw`)!, { reason: reason.trim() });
      told(c('withdrawn.done', { label }));
    } catch (failure) {
      setFault(failure instanceof Fault ? failure : new Fault(0, null));
      setBusy(false);
    }
  };
  return (
    <div className="held">
      <p>
        <strong>
          {label} · {seriesOf(kept, c)}
        </strong>{' '}
        <span className={`tag ${kept.withdrawn ? '' : 'good'}`}>
          {kept.withdrawn ? c('withdrawn') : t(`closing.kind.${kept.kind}` as 'closing.kind.zeroed')}
        </span>
      </p>
      <p>
        <SpanWords from={kept.from} to={kept.to} />
      </p>
      <p>
        {c('by', { who: kept.author, at: f.moment(kept.at) })} {kept.reason}
      </p>
      {kept.withdrawn && (
        <p>
          {c('withdrawn.by', { who: kept.withdrawn.author, at: f.moment(kept.withdrawn.at) })}{' '}
          {kept.withdrawn.reason}
        </p>
      )}
      {mayChange && !kept.withdrawn && !closed(data.state) && (
        <details>
          <summary>
            {c('withdraw')}
            <span className="visually-hidden"> {label}</span>
          </summary>
          {fault && <FaultNotice fault={fault} />}
          <div className="decide">
            <Field
              label={t('closing.reason')}
              error={lacks && !reason.trim() ? c('reason.lacks') : undefined}
            >
              {(ids) => (
                <input {...ids} value={reason} maxLength={2000} onChange={(event) => setReason(event.target.value)} />
              )}
            </Field>
            <button type="button" disabled={busy} onClick={() => void withdraw()}>
              {c('withdraw')}
              <span className="visually-hidden"> {label}</span>
            </button>
          </div>
        </details>
      )}
    </div>
  );
}

function Corrections({ data }: { data: ClosingMonth }) {
  const { t, f, c, named } = useClosing();
  const owner = (row: Correction) => (row.kind === 'member' ? row.name : spoken(row.name));
  const why = (row: Correction) =>
    row.id === null ? null : `mesi/${row.corrects}?${row.kind === 'unit' ? 'impianto' : 'membro'}=${row.id}`;
  return (
    <Card title={c('corrections')}>
      <p>{t(closed(data.state) ? 'closing.corrections.of' : 'closing.corrections.here')}</p>
      <DataTable
        caption={c('corrections')}
        file={`correzioni-${data.month}`}
        rows={data.corrections}
        id={(row) => `${row.corrects}-${row.toRun}-${row.kind}-${row.id}-${row.name}`}
        columns={[
          { key: 'owner', header: c('owner'), value: owner },
          {
            key: 'kind',
            header: c('ownerkind'),
            roomy: true,
            value: (row) => c(`owner.${row.kind}` as 'owner.unit'),
          },
          {
            key: 'corrects',
            header: c('corrects'),
            value: (row) => f.month(row.corrects),
            show: (row) => <Link to={`mesi/${row.corrects}`}>{f.monthShort(row.corrects)}</Link>,
          },
          { key: 'tip', header: t('money.tip.short'), unit: '€', decimals: 2, value: (row) => row.tipEur },
          { key: 'cac', header: t('money.cac.short'), unit: '€', decimals: 2, value: (row) => row.cacEur },
          { key: 'surplus', header: t('money.surplus.short'), unit: '€', decimals: 2, value: (row) => row.surplusEur },
          {
            key: 'taken',
            header: c('taken'),
            value: (row) => (row.month ? f.month(row.month) : c('waiting')),
          },
          {
            key: 'cause',
            header: c('cause'),
            value: (row) => row.causes.map((cause) => named('cause', cause)).join(', '),
          },
          {
            key: 'runs',
            header: c('runs'),
            roomy: true,
            value: (row) => `${row.fromRun} → ${row.toRun}`,
          },
          {
            key: 'why',
            header: t('why.open'),
            value: () => null,
            show: (row) => {
              const to = why(row);
              return to ? (
                <Link to={to}>
                  {t('why.open')}
                  <span className="visually-hidden"> {owner(row)}</span>
                </Link>
              ) : null;
            },
          },
        ]}
      />
    </Card>
  );
}

function History({ data }: { data: ClosingMonth }) {
  const words = useClosing();
  const { t, f, c } = words;
  if (data.history.length === 0) return null;
  return (
    <Card title={c('history')}>
      <ol className="plain stack">
        {data.history.map((change) => (
          <li key={`${change.at}-${change.state}`} className="held">
            <p>
              <span className="tag">{t(`state.${change.state}`)}</span>{' '}
              {c('changed', { who: change.who, at: f.moment(change.at), run: change.run })}
            </p>
            {change.reason && <p>{change.reason}</p>}
            {change.reasons.length > 0 && (
              <ul className="reasons">
                {change.reasons.map((text) => (
                  <li key={text}>{said(text, words) ?? <span lang="en">{text}</span>}</li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ol>
    </Card>
  );
}
