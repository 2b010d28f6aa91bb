import { useState } from 'react';
import { call, Fault } from '../api/client.ts';
import { useCommunityPath, useMayChange, useSession } from '../api/session.tsx';
import type { Regolamento as Data, RegolamentoPreview, RegolamentoVersion } from '../api/types.ts';
import { useApi } from '../api/useApi.ts';
import { DataTable } from '../components/DataTable.tsx';
import { Awaited, Card, FaultNotice, Field, Notice, PageHead } from '../components/Parts.tsx';
import { type RegoWords, useRego } from '../i18n/rego.ts';
import { emptyRules, formOf, placeOf, type Rules, rulesOf } from '../regolamento.ts';
import { addMonths, dayOf, monthOf } from '../time.ts';
import { Preview } from './RegolamentoPreview.tsx';
import { RulesFields } from './RegolamentoSteps.tsx';

const colour: Record<RegolamentoVersion['status'], string> = { draft: 'warn', approved: '', in_force: 'good', past: '' };
const faultOf = (failure: unknown) => (failure instanceof Fault ? failure : new Fault(0, null));

/** How the money is shared out: versions, and an editor that tries rules on past months. */
export function Regolamento() {
  const { t, f } = useRego();
  const path = useCommunityPath();
  const rules = useApi<Data>(path('regolamento'));
  const [opened, setOpened] = useState<RegolamentoVersion | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const open = (version: RegolamentoVersion) => {
    setOpened(version);
    requestAnimationFrame(() => document.getElementById('editor')?.focus());
  };
  return (
    <>
      <PageHead title={t('nav.regolamento')} lead={t('rego.lead')} />
      {said && (
        <Notice kind="good" role="status">
          <p>{said}</p>
        </Notice>
      )}
      <Awaited from={rules}>
        {(data) => (
          <>
            <Versions
              data={data}
              open={open}
              approved={({ version, fromMonth }) => {
                setSaid(t('rego.approve.done', { version, month: f.month(fromMonth) }));
                rules.reload();
              }}
            />
            <Editor
              key={opened?.version ?? 0}
              data={data}
              opened={opened}
              saved={(version) => {
                setSaid(t('rego.saved', { version }));
                rules.reload();
              }}
            />
          </>
        )}
      </Awaited>
    </>
  );
}

function Versions({
  data,
  open,
  approved,
}: {
  data: Data;
  open(version: RegolamentoVersion): void;
  approved(version: RegolamentoVersion): void;
}) {
  const { t, f } = useRego();
  const path = useCommunityPath();
  const { community } = useSession();
  const mayApprove = community?.roles?.includes('approver') ?? false;
  const [fault, setFault] = useState<Fault | null>(null);
  const approve = (row: RegolamentoVersion) => {
    if (!window.confirm(t('rego.approve.sure', { version: row.version, month: f.month(row.fromMonth) }))) return;
    setFault(null);
    call<void>('POST', path(`regolamento/${row.version}/approve`)!).then(
      () => approved(row),
      (failure: unknown) => setFault(faultOf(failure)),
    );
  };
  const by = (name: string, at: string) => t('rego.by', { name, at: f.moment(at) });
  return (
    <Card title={t('rego.versions')}>
      <p>
        {data.current !== null
          ? t('rego.stands', { version: data.current })
          : data.declared
            ? t('rego.stands.file')
            : t('rego.none.at.all')}
        {data.closedTo && ` ${t('rego.closed', { month: f.month(data.closedTo) })}`}
      </p>
      {fault && <FaultNotice fault={fault} />}
      <DataTable
        caption={t('rego.versions')}
        file="regolamento"
        rows={data.versions}
        id={(row) => row.version}
        empty={t('rego.none')}
        columns={[
          {
            key: 'version',
            header: t('rego.version'),
            value: (row) => row.version,
            show: (row) => (
              <>
                {row.version}
                <span className="cramped small">{row.reference}</span>
              </>
            ),
          },
          {
            key: 'from',
            header: t('rego.from'),
            value: (row) => row.fromMonth,
            show: (row) => f.month(row.fromMonth),
          },
          { key: 'reference', header: t('rego.reference'), roomy: true, value: (row) => row.reference },
          {
            key: 'status',
            header: t('rego.status'),
            value: (row) => t(`rego.status.${row.status}`),
            show: (row) => <span className={`tag ${colour[row.status]}`}>{t(`rego.status.${row.status}`)}</span>,
          },
          {
            key: 'written',
            header: t('rego.written'),
            roomy: true,
            value: (row) => by(row.writtenBy, row.writtenAt),
          },
          {
            key: 'approved',
            header: t('rego.approved'),
            roomy: true,
            value: (row) => (row.approvedBy && row.approvedAt ? by(row.approvedBy, row.approvedAt) : null),
          },
          {
            key: 'act',
            header: t('people.act'),
            value: () => null,
            show: (row) => (
              <span className="acts">
                <button type="button" className="quiet" onClick={() => open(row)}>
                  {t('rego.open')}
                  <span className="visually-hidden">: {t('rego.what.version', { version: row.version })}</span>
                </button>
                {row.status === 'draft' && mayApprove && !row.own && (
                  <button type="button" className="quiet" onClick={() => approve(row)}>
                    {t('rego.approve')}
                    <span className="visually-hidden">: {t('rego.what.version', { version: row.version })}</span>
                  </button>
                )}
                {row.status === 'draft' && row.own && <span className="small">{t('rego.approve.own')}</span>}
              </span>
            ),
          },
        ]}
      />
    </Card>
  );
}

function startOf(data: Data, opened: RegolamentoVersion | null, { t }: RegoWords): { what: string; rules: Rules | null } {
  const chosen = opened ?? data.versions.find(({ version }) => version === data.current) ?? null;
  if (chosen) return { what: t('rego.what.version', { version: chosen.version }), rules: chosen.content };
  return { what: t(data.declared ? 'rego.what.file' : 'rego.what.new'), rules: data.declared };
}

function Editor({
  data,
  opened,
  saved,
}: {
  data: Data;
  opened: RegolamentoVersion | null;
  saved(version: number): void;
}) {
  const words = useRego();
  const { t, f } = words;
  const path = useCommunityPath();
  const mayChange = useMayChange();
  const [start] = useState(() => startOf(data, opened, words));
  const [form, setForm] = useState(() => (start.rules ? formOf(start.rules) : emptyRules()));
  const [from, setFrom] = useState(
    () => opened?.fromMonth ?? addMonths(monthOf(dayOf(new Date())), 1),
  );
  const [reference, setReference] = useState(opened?.reference ?? '');
  const [months, setMonths] = useState(() => data.months.slice(-3));
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const [result, setResult] = useState<RegolamentoPreview | null>(null);
  const names = [...data.quantities, ...data.flags];
  const send = async (work: () => Promise<void>) => {
    setBusy(true);
    setFault(null);
    try {
      await work();
    } catch (failure) {
      setFault(faultOf(failure));
    } finally {
      setBusy(false);
    }
  };
  const preview = () =>
    send(async () => {
      setResult(null);
      setResult(
        await call<RegolamentoPreview>('POST', path('regolamento/preview')!, { months, ...rulesOf(form, names) }),
      );
      requestAnimationFrame(() => document.getElementById('esito')?.focus());
    });
  const save = () =>
    send(async () => {
      const made = await call<{ version: number }>('POST', path('regolamento')!, {
        fromMonth: from,
        reference: reference.trim(),
        ...rulesOf(form, names),
      });
      saved(made.version);
    });
  return (
    <>
      <div id="editor" tabIndex={-1}>
        <Card title={t('rego.editor')}>
          <p>{t('rego.editor.from', { what: start.what })}</p>
          <form
            onSubmit={(event) => {
              event.preventDefault();
              void save();
            }}
          >
            <RulesFields data={data} form={form} change={setForm} />
            <fieldset className="rule">
              <legend>{t('rego.months')}</legend>
              {data.months.length === 0 ? (
                <p>{t('rego.months.none')}</p>
              ) : (
                <>
                  <p className="hint">{t('rego.months.hint')}</p>
                  <div className="ticks">
                    {data.months.slice(-12).map((month) => (
                      <label key={month} className="tick">
                        <input
                          type="checkbox"
                          checked={months.includes(month)}
                          onChange={() =>
                            setMonths(
                              months.includes(month) ? months.filter((one) => one !== month) : [...months, month],
                            )
                          }
                        />{' '}
                        {f.month(month)}
                      </label>
                    ))}
                  </div>
                </>
              )}
              {mayChange && (
                <button type="button" disabled={busy || months.length === 0} onClick={() => void preview()}>
                  {t(busy ? 'rego.preview.busy' : 'rego.preview')}
                </button>
              )}
            </fieldset>
            {mayChange && (
              <div className="fields">
                <Field label={t('rego.from')}>
                  {(ids) => (
                    <input
                      {...ids}
                      type="month"
                      required
                      pattern="\d{4}-\d{2}"
                      value={from}
                      onChange={(event) => setFrom(event.target.value)}
                    />
                  )}
                </Field>
                <Field label={t('rego.reference')} hint={t('rego.reference.hint')}>
                  {(ids) => (
                    <input
                      {...ids}
                      required
                      maxLength={500}
                      autoComplete="off"
                      value={reference}
                      onChange={(event) => setReference(event.target.value)}
                    />
                  )}
                </Field>
                <button type="submit" className="primary" disabled={busy}>
                  {t('rego.save')}
                </button>
              </div>
            )}
          </form>
          {fault && <Faults fault={fault} />}
        </Card>
      </div>
      {result && <Preview result={result} data={data} />}
    </>
  );
}

/** What is wrong with the rules, step by step; any other fault in its own words. */
function Faults({ fault }: { fault: Fault }) {
  const { t, code } = useRego();
  const listed = fault.body.faults;
  if (!Array.isArray(listed)) return <FaultNotice fault={fault} />;
  return (
    <Notice kind="bad" role="alert">
      <p>{t('rego.faults')}</p>
      <ul className="lines">
        {(listed as { field: string; found: string; expected: string }[]).map(({ field, found, expected }) => {
          const { step, what, example } = placeOf(field);
          const place = [
            step === null ? null : step === 0 ? t('rego.fault.surplus') : t('rego.fault.step', { n: step }),
            what && code('rego.field', what),
            example && t('rego.fault.example', { n: example }),
          ].filter(Boolean);
          return (
            <li key={field + found}>
              <strong>{place.join(', ') || field}</strong>: <FaultWords what={what} found={found} expected={expected} />
            </li>
          );
        })}
      </ul>
    </Notice>
  );
}

/** What is expected, in the reader's language where the field alone says it; else the server's own words below. */
function FaultWords({ what, found, expected }: { what: string; found: string; expected: string }) {
  const { t, code, language } = useRego();
  const byFormula = ' by the formula';
  if (found.endsWith(byFormula))
    return t('rego.fault.formula', { found: found.slice(0, -byFormula.length), expected });
  const known = code('rego.expect', what, '');
  if (known && language === 'it') return t('rego.fault.words', { found, expected: known });
  return (
    <>
      {language === 'it' && t('rego.fault.place')}{' '}
      <span className="small" lang="en">
        found {found}, expected {expected}
      </span>
    </>
  );
}
