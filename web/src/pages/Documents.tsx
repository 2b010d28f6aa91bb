import { useEffect, useState } from 'react';
import { call, Fault } from '../api/client.ts';
import { useCommunityPath, useMayChange } from '../api/session.tsx';
import type { Job, Month, PaperRow, Sending } from '../api/types.ts';
import { useApi } from '../api/useApi.ts';
import { DataTable } from '../components/DataTable.tsx';
import { Icon } from '../components/Icon.tsx';
import { Awaited, Card, FaultNotice, Field, Notice, PageHead, Window } from '../components/Parts.tsx';
import { useWords } from '../i18n/index.tsx';
import { address, Link, usePlace } from '../router.tsx';
import { useMailWords } from './mail/words.ts';
import { useSubmissions } from './submissions/words.ts';

/** The archive of reports and statements, and the making of new ones. */
export function Documents() {
  const { t, f } = useWords();
  const { s } = useSubmissions();
  const { query, go } = usePlace();
  const path = useCommunityPath();
  const papers = useApi<PaperRow[]>(path('documents'));
  const mayChange = useMayChange();
  const month = query.get('mese') ?? '';
  const [kind, setKind] = useState('');
  return (
    <>
      <PageHead title={t('nav.documents')} lead={t('documents.lead')}>
        <Link to="documenti/invii">{s('link')}</Link>
      </PageHead>
      {mayChange && <Making made={papers.reload} month={month} />}
      <Card title={t('documents.archive')}>
        <Awaited from={papers}>
          {(all) => (
            <>
              <div className="fields">
                <Field label={t('month')}>
                  {(ids) => (
                    <select
                      {...ids}
                      value={month}
                      onChange={(event) =>
                        go(event.target.value ? `documenti?mese=${event.target.value}` : 'documenti', true)
                      }
                    >
                      <option value="">{t('all')}</option>
                      {[...new Set([...all.map((paper) => paper.month), ...(month ? [month] : [])])]
                        .sort()
                        .reverse()
                        .map((value) => (
                          <option key={value} value={value}>
                            {f.month(value)}
                          </option>
                        ))}
                    </select>
                  )}
                </Field>
                <Field label={t('documents.kind')}>
                  {(ids) => (
                    <select {...ids} value={kind} onChange={(event) => setKind(event.target.value)}>
                      <option value="">{t('all')}</option>
                      <option value="month_report">{t('kind.month_report')}</option>
                      <option value="statement">{t('kind.statement')}</option>
                    </select>
                  )}
                </Field>
              </div>
              {mayChange && posted(all, month) && (
                <Posting
                  key={posted(all, month)}
                  month={posted(all, month)!}
                  kind={kind}
                  sent={papers.reload}
                />
              )}
              <PapersTable
                papers={all.filter((paper) => (!month || paper.month === month) && (!kind || paper.kind === kind))}
                file="documenti"
              />
            </>
          )}
        </Awaited>
      </Card>
    </>
  );
}

/** The month whose documents can be sent: the chosen one, else the newest, if the archive has any of it. */
const posted = (papers: readonly PaperRow[], chosen: string) =>
  chosen
    ? papers.find((paper) => paper.month === chosen)?.month
    : papers.map((paper) => paper.month).sort().at(-1);

/** Sends what the archive has of a month; pressed twice, it sends once. */
function Posting({ month, kind, sent }: { month: string; kind: string; sent(): void }) {
  const { m, t, f } = useMailWords();
  const path = useCommunityPath();
  const [going, setGoing] = useState(false);
  const [report, setReport] = useState<Sending | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const send = async () => {
    if (!window.confirm(t('documents.send.sure', { month: f.month(month) }))) return;
    setGoing(true);
    setFault(null);
    setReport(null);
    try {
      const kinds = kind ? [kind] : ['month_report', 'statement'];
      setReport(await call<Sending>('POST', path('documents/send')!, { month, kinds }));
      sent();
      // The letters leave within seconds: then the list says so.
      setTimeout(sent, 6000);
    } catch (failure) {
      setFault(failure instanceof Fault ? failure : new Fault(0, null));
    } finally {
      setGoing(false);
    }
  };
  return (
    <div className="posting">
      <p className="small">{t('documents.send.lead')}</p>
      <button type="button" disabled={going} onClick={() => void send()}>
        <Icon name="mail" /> {going ? t('documents.send.going') : t('documents.send', { month: f.month(month) })}
      </button>
      {fault && <FaultNotice fault={fault} />}
      {report && (
        <Notice kind={report.withoutAddress + report.undeliverable > 0 ? 'warn' : 'good'} role="status">
          <p>
            {t('documents.send.queued', { count: f.number(report.queued) })}{' '}
            {report.alreadySent > 0 && t('documents.send.before', { count: f.number(report.alreadySent) })}{' '}
            {report.withoutAddress > 0 && t('documents.send.without', { count: f.number(report.withoutAddress) })}{' '}
            {report.unsubscribed > 0 && m('send.unsubscribed', { count: f.number(report.unsubscribed) })}{' '}
            {report.undeliverable > 0 && m('send.undeliverable', { count: f.number(report.undeliverable) })}
          </p>
          <Link to="posta">{t('documents.send.mail')}</Link>
        </Notice>
      )}
    </div>
  );
}

function Making({ made, month }: { made(): void; month: string }) {
  const { t, f } = useWords();
  const path = useCommunityPath();
  const months = useApi<Month[]>(path('months'));
  const [chosen, setChosen] = useState(month);
  const [kinds, setKinds] = useState({ month_report: true, statement: true });
  const [job, setJob] = useState<Job | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const [error, setError] = useState('');
  const running = job?.state === 'waiting' || job?.state === 'running';
  const all = [...(months.data ?? [])]
    .map((one) => one.month)
    .sort()
    .reverse();
  const value = chosen || all[0] || '';
  const path0 = path('');

  // Asks how far it is, until it has ended; a restart of the server goes on with it.
  useEffect(() => {
    if (!job || !running) return;
    const timer = setTimeout(() => {
      call<Job>('GET', `${path0}jobs/${job.job}`).then(
        (next) => {
          setJob(next);
          if (next.state === 'done' || next.state === 'cancelled') made();
        },
        () => setJob({ ...job }),
      );
    }, 1000);
    return () => clearTimeout(timer);
  }, [job, running, path0, made]);

  const make = async () => {
    const wanted = (['month_report', 'statement'] as const).filter((kind) => kinds[kind]);
    setError(wanted.length === 0 ? t('documents.nokind') : '');
    setFault(null);
    if (wanted.length === 0 || !value) return;
    try {
      const { job: name } = await call<{ job: string }>('POST', `${path0}documents`, { month: value, kinds: wanted });
      setJob({ job: String(name), state: 'waiting', done: 0, total: 0, problem: null });
    } catch (failure) {
      setFault(failure instanceof Fault ? failure : new Fault(0, null));
    }
  };
  const cancel = () => {
    if (job)
      call<void>('DELETE', `${path0}jobs/${job.job}`).then(
        () => setJob({ ...job, state: 'cancelled' }),
        (failure: unknown) => failure instanceof Fault && setFault(failure),
      );
  };

  return (
    <Card title={t('documents.make')}>
      <form
        className="fields"
        onSubmit={(event) => {
          event.preventDefault();
          void make();
        }}
      >
        <Field label={t('month')}>
          {(ids) => (
            <select {...ids} value={value} onChange={(event) => setChosen(event.target.value)}>
              {all.map((one) => (
                <option key={one} value={one}>
                  {f.month(one)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <fieldset className="field">
          <legend>{t('documents.kind')}</legend>
          {(['month_report', 'statement'] as const).map((kind) => (
            <label key={kind} className="tick">
              <input
                type="checkbox"
                checked={kinds[kind]}
                onChange={(event) => setKinds({ ...kinds, [kind]: event.target.checked })}
              />{' '}
              {t(`kind.${kind}.many`)}
            </label>
          ))}
          {error && (
            <p className="error" role="alert">
              {error}
            </p>
          )}
        </fieldset>
        <button type="submit" className="primary" disabled={running || !value}>
          <Icon name="paper" /> {t('documents.make.go')}
        </button>
      </form>
      {fault && <FaultNotice fault={fault} />}
      {job && (
        <div className="job">
          <p role="status" aria-live="polite">
            {t(`job.${job.state}`, { done: f.number(job.done), total: f.number(job.total) })}
            {job.problem && (
              <>
                {' '}
                <span lang="en">{job.problem}</span>
              </>
            )}
          </p>
          {running && (
            <div className="job-run">
              <progress
                aria-label={t('documents.progress')}
                {...(job.total > 0 ? { max: job.total, value: job.done } : {})}
              />
              <button type="button" onClick={cancel}>
                {t('documents.cancel')}
              </button>
            </div>
          )}
        </div>
      )}
    </Card>
  );
}

export function PapersTable({ papers, file }: { papers: readonly PaperRow[]; file: string }) {
  const { t, f, code } = useWords();
  const { m } = useMailWords();
  const [looked, setLooked] = useState<PaperRow | null>(null);
  const close = () => setLooked(null);
  if (papers.length === 0) return <Notice>{t('documents.none')}</Notice>;
  const shownTo = (paper: PaperRow) => paper.member?.name ?? t('documents.comune');
  return (
    <>
      <DataTable
        caption={t('documents.archive')}
        file={file}
        rows={papers}
        id={(row) => row.id}
        columns={[
          { key: 'number', header: t('documents.number'), value: (row) => row.number },
          { key: 'kind', header: t('documents.kind'), roomy: true, value: (row) => t(`kind.${row.kind}`) },
          {
            key: 'month',
            header: t('month'),
            roomy: true,
            value: (row) => row.month,
            show: (row) => f.month(row.month),
          },
          {
            key: 'for',
            header: t('documents.for'),
            value: shownTo,
            show: (row) => (
              <>
                {shownTo(row)}
                <span className="cramped small">
                  {t(`kind.${row.kind}`)}, {f.monthShort(row.month)}
                </span>
              </>
            ),
          },
          {
            key: 'made',
            header: t('documents.made'),
            roomy: true,
            value: (row) => row.madeAt,
            show: (row) => f.moment(row.madeAt),
          },
          {
            key: 'sent',
            header: t('documents.sent'),
            roomy: true,
            value: (row) => row.sent?.state,
            show: (row) => (row.sent ? `${row.sent.state === 'withheld' ? m('withheld') : code('mail', row.sent.state)} · ${f.moment(row.sent.at)}` : '–'),
          },
          { key: 'size', header: t('documents.pages'), roomy: true, decimals: 0, value: (row) => row.pages },
          {
            key: 'act',
            header: t('documents.open'),
            value: () => null,
            show: (row) => (
              <span className="acts">
                <button type="button" className="quiet" onClick={() => setLooked(row)}>
                  {t('documents.look')}
                  <span className="visually-hidden"> {row.number}</span>
                </button>
                <a href={address(`api/documents/${row.id}`)} download={`${row.number.replaceAll('/', '-')}.pdf`}>
                  PDF
                  <span className="visually-hidden">
                    {' '}
                    {row.number}, {f.bytes(row.bytes)}
                  </span>
                </a>
                <a href={address(`api/documents/${row.id}/hours.csv`)} download>
                  {t('documents.hours')}
                  <span className="visually-hidden"> {row.number}</span>
                </a>
              </span>
            ),
          },
        ]}
      />
      {looked && (
        <Window wide title={`${t(`kind.${looked.kind}`)} ${looked.number}`} close={close}>
          <p className="small">
            {t('documents.facts', { month: f.month(looked.month), to: shownTo(looked), size: f.bytes(looked.bytes) })}{' '}
            <span className="hash">SHA-256 {looked.sha256}</span>
          </p>
          <iframe
            className="paper"
            sandbox="allow-same-origin"
            title={t('documents.look')}
            src={address(`api/documents/${looked.id}/preview`)}
          />
        </Window>
      )}
    </>
  );
}
