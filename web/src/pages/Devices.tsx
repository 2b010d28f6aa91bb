import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { call, Fault } from '../api/client.ts';
import { useCommunityPath, useHasRole, useMayChange } from '../api/session.tsx';
import type { MemberRow } from '../api/types.ts';
import { useApi } from '../api/useApi.ts';
import { DataTable } from '../components/DataTable.tsx';
import { Awaited, Card, FaultNotice, Notice, PageHead, Window } from '../components/Parts.tsx';
import { QrCode } from '../components/QrCode.tsx';
import { unknown } from '../format.ts';
import { Link } from '../router.tsx';
import { type Consents, type DeviceRow, type Granted, type Identifier, type MeterChange, useDeviceWords } from './devices.ts';
import { romeInstant, romeText } from './readings.ts';

type PointLabel = { id: number; label: string };
type Asking =
  | { kind: 'renew' | 'retire'; device: string }
  | { kind: 'withdraw'; consent: number }
  | { kind: 'away'; change: MeterChange }
  | { kind: 'on' }
  | { kind: 'off' };

/** The devices of the community: what they read, new ones, new passwords, swapped meters, consents. */
export function Devices() {
  const { t, d } = useDeviceWords();
  const path = useCommunityPath();
  const mayChange = useMayChange();
  const devices = useApi<DeviceRow[]>(path('devices'), 60_000);
  const points = useApi<PointLabel[]>(path('points'));
  const consents = useApi<Consents>(path('consents'));
  const changes = useApi<MeterChange[]>(path('meter-changes'));
  const identifier = useApi<Identifier>(path('identifier'));
  const [swapping, setSwapping] = useState<MeterChange | null>(null);
  const [granted, setGranted] = useState<{ device: string; it: Granted } | null>(null);
  const [asking, setAsking] = useState<Asking | null>(null);
  const [said, setSaid] = useState('');
  const show = (device: string, it: Granted) => {
    setGranted({ device, it });
    setAsking(null);
    devices.reload();
  };
  const tell = (words: string) => {
    setSaid(words);
    setAsking(null);
    setSwapping(null);
    devices.reload();
    consents.reload();
    changes.reload();
    identifier.reload();
  };
  return (
    <>
      <nav className="crumbs" aria-label={t('crumbs')}>
        <Link to="dati">{t('nav.data')}</Link> <span aria-hidden="true">/</span>{' '}
        <span aria-current="page">{d('title')}</span>
      </nav>
      <PageHead title={d('title')} lead={d('lead')}>
        <Link to="dati/dispositivi/home-assistant">{d('home')}</Link>
      </PageHead>
      <p role="status" aria-live="polite" className={said ? 'said' : 'visually-hidden'}>
        {said}
      </p>
      {granted && <Access device={granted.device} granted={granted.it} close={() => setGranted(null)} />}
      {changes.data !== null && changes.data.length > 0 && (
        <Changes
          changes={changes.data}
          mayChange={mayChange}
          ask={setAsking}
          swap={(change) => {
            setSwapping(change);
            setSaid(d('changes.filled'));
            window.setTimeout(() => document.getElementById('cambio')?.scrollIntoView({ block: 'start' }));
          }}
        />
      )}
      <Awaited from={devices}>
        {(rows) => (
          <Card title={d('title')}>
            <List rows={rows} mayChange={mayChange} ask={setAsking} />
          </Card>
        )}
      </Awaited>
      {mayChange && points.data && (
        <>
          <Enrol points={points.data} show={show} />
          <div id="cambio">
            <Swap key={swapping?.id ?? 0} points={points.data} change={swapping} tell={tell} />
          </div>
        </>
      )}
      <Awaited from={consents}>
        {(all) => <ConsentCard all={all} mayChange={mayChange} ask={setAsking} tell={tell} />}
      </Awaited>
      <Awaited from={identifier}>{(known) => <IdentifierCard key={known.at ?? ''} known={known} tell={tell} />}</Awaited>
      {asking && <Ask asking={asking} close={() => setAsking(null)} show={show} tell={tell} />}
    </>
  );
}

function List({ rows, mayChange, ask }: { rows: DeviceRow[]; mayChange: boolean; ask(asking: Asking): void }) {
  const { f, d, code } = useDeviceWords();
  const powers = usePowers();
  return (
    <DataTable
      caption={d('title')}
      file="dispositivi"
      rows={rows}
      id={(row) => row.id}
      empty={d('none')}
      columns={[
        { key: 'id', header: d('device'), value: (row) => row.id },
        {
          key: 'point',
          header: d('point'),
          roomy: true,
          value: (row) => `POD …${row.label}`,
          show: (row) => <span className="whole-word">POD …{row.label}</span>,
        },
        { key: 'meter', header: d('meter'), roomy: true, value: (row) => code('meter', row.meter) },
        {
          key: 'account',
          header: d('account'),
          roomy: true,
          value: (row) =>
            row.account === null
              ? d('account.none')
              : row.account === row.id
                ? d('account.own')
                : d('account.other', { account: row.account }),
        },
        {
          key: 'heard',
          header: d('heard'),
          value: (row) => row.lastHeard,
          show: (row) => (
            <>
              {row.lastHeard ? f.moment(row.lastHeard) : d('heard.never')}
              {row.silentSince && (
                <>
                  {' '}
                  <span className="tag bad">{d('silent', { at: f.moment(row.silentSince) })}</span>
                </>
              )}
              {row.retiredAt && (
                <>
                  {' '}
                  <span className="tag">{d('retired.at', { at: f.moment(row.retiredAt) })}</span>
                </>
              )}
            </>
          ),
        },
        {
          key: 'power',
          header: d('power'),
          roomy: true,
          value: (row) => powers(row.power),
          show: (row) => <Power power={row.power} />,
        },
        ...(mayChange
          ? [
              {
                key: 'acts',
                header: d('acts'),
                value: () => '',
                show: (row: DeviceRow) =>
                  row.retiredAt !== null ? (
                    '–'
                  ) : (
                    <>
                      {row.account === row.id && (
                        <>
                          <button
                            type="button"
                            className="link"
                            onClick={() => ask({ kind: 'renew', device: row.id })}
                          >
                            {d('renew')}
                            <span className="visually-hidden">: {row.id}</span>
                          </button>{' '}
                        </>
                      )}
                      <button type="button" className="link" onClick={() => ask({ kind: 'retire', device: row.id })}>
                        {d('retire')}
                        <span className="visually-hidden">: {row.id}</span>
                      </button>
                    </>
                  ),
              },
            ]
          : []),
      ]}
    />
  );
}

function usePowers() {
  const { f, d } = useDeviceWords();
  return (power: DeviceRow['power']) => {
    const told = (['withdrawn', 'injected', 'produced'] as const).flatMap((flow) => {
      const kw = power?.[`${flow}Kw`] ?? null;
      return kw === null ? [] : [d('power.of', { kw: f.number(kw, 3), flow: d(flow) })];
    });
    return told.length === 0 ? null : told.join(', ');
  };
}

/** The powers that a meter told last, as they are: nobody has validated them. */
function Power({ power }: { power: DeviceRow['power'] }) {
  const { f, d } = useDeviceWords();
  const told = usePowers()(power);
  if (!power || told === null) return <>{unknown}</>;
  return (
    <>
      {told} <span className="small">({d('power.at', { at: f.moment(power.from) })})</span>
    </>
  );
}

function Changes({
  changes,
  mayChange,
  ask,
  swap,
}: {
  changes: readonly MeterChange[];
  mayChange: boolean;
  ask(asking: Asking): void;
  swap(change: MeterChange): void;
}) {
  const { f, d, code } = useDeviceWords();
  return (
    <Card title={d('changes')}>
      <p>{d('changes.words')}</p>
      <ul className="plain lines">
        {changes.map((one) => (
          <li key={one.id}>
            {d('changes.line', {
              label: one.label,
              meter: code('meter', one.meter),
              device: one.device,
              former: one.former,
              until: one.formerUntil ? f.moment(one.formerUntil) : d('changes.never'),
              serial: one.serial,
              since: f.moment(one.since),
            })}
            {mayChange && (
              <>
                {' '}
                <button type="button" className="link" onClick={() => swap(one)}>
                  {d('changes.swap')}
                  <span className="visually-hidden">: POD …{one.label}</span>
                </button>{' '}
                <button type="button" className="link" onClick={() => ask({ kind: 'away', change: one })}>
                  {d('away')}
                  <span className="visually-hidden">: POD …{one.label}</span>
                </button>
              </>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function IdentifierCard({ known, tell }: { known: Identifier; tell(words: string): void }) {
  const { f, d } = useDeviceWords();
  const path = useCommunityPath();
  const mayDecide = useHasRole('administrator');
  const [identifier, setIdentifier] = useState(known.identifier ?? '');
  const [reason, setReason] = useState('');
  const send = async () => {
    const wanted = identifier.trim();
    await call('POST', path('identifier')!, { identifier: wanted === '' ? null : wanted, reason });
    tell(d('identifier.done'));
  };
  return (
    <Card title={d('identifier')}>
      <p>
        {known.identifier === null ? d('identifier.off') : d('identifier.on', { identifier: known.identifier })}
        {known.at && (
          <>
            {' '}
            <span className="small">
              {d('identifier.said', { author: known.author ?? '', at: f.moment(known.at), reason: known.reason ?? '' })}
            </span>
          </>
        )}
      </p>
      {mayDecide && (
        <Form send={send} label={d('identifier.do')}>
          <Input label={d('identifier.set')} required={false} value={identifier} set={setIdentifier} />
          <Input label={d('reason')} value={reason} set={setReason} />
        </Form>
      )}
    </Card>
  );
}

/** What the device needs, this once: to be copied, read by a phone, or printed. */
function Access({ device, granted, close }: { device: string; granted: Granted; close(): void }) {
  const { d } = useDeviceWords();
  const { topic, username, password, toDoKind } = granted;
  return (
    <Card title={d('shown', { device })}>
      <Notice kind="warn">{d('shown.words')}</Notice>
      <dl className="access">
        <dt>{d('topic')}</dt>
        <dd>
          <code data-own>{topic}</code>
        </dd>
        <dt>{d('username')}</dt>
        <dd>
          <code data-own>{username}</code>
        </dd>
        <dt>{d('password')}</dt>
        <dd>
          <code data-own>{password}</code>
        </dd>
      </dl>
      <QrCode text={JSON.stringify({ topic, username, password })} label={d('qr')} />
      {granted.needsConsent && <Notice kind="warn">{d('shown.consent')}</Notice>}
      {toDoKind && <Notice kind="warn">{d(`todo.${toDoKind}`)}</Notice>}
      <p className="page-tools">
        <button type="button" onClick={() => window.print()}>
          {d('print')}
        </button>{' '}
        <button type="button" className="primary" onClick={close}>
          {d('close')}
        </button>
      </p>
    </Card>
  );
}

/** Sends something, with its fault beside the button. */
function Form({ send, label, children }: { send(): Promise<void>; label: string; children: ReactNode }) {
  const { d } = useDeviceWords();
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setFault(null);
    try {
      await send();
    } catch (failure) {
      setFault(failure instanceof Fault ? failure : new Fault(0, null));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <div className="decide">
        {children}
        <button type="submit" className="primary" disabled={busy}>
          {busy ? d('busy') : label}
        </button>
      </div>
      {fault && <FaultNotice fault={fault} />}
    </form>
  );
}

function Input({
  label,
  value,
  set,
  type = 'text',
  required = true,
  step,
}: {
  label: string;
  value: string;
  set(value: string): void;
  type?: string;
  required?: boolean;
  step?: string | number;
}) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type={type}
        value={value}
        required={required}
        {...(step === undefined ? {} : { step })}
        {...(type === 'number' ? { min: 0 } : {})}
        onChange={(event) => set(event.target.value)}
      />
    </div>
  );
}

function Choice({
  label,
  value,
  set,
  options,
}: {
  label: string;
  value: string;
  set(value: string): void;
  options: readonly { id: string | number; name: string }[];
}) {
  const { d } = useDeviceWords();
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} required onChange={(event) => set(event.target.value)}>
        <option value="">{d('choose')}</option>
        {options.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Only production meters are told apart by unit, where a point has several. */
function unitOf(meter: string, unit: string): string | null {
  return meter === 'M2' && unit.trim() !== '' ? unit.trim() : null;
}

function PointAndMeter({
  points,
  point,
  meter,
  unit,
  setPoint,
  setMeter,
  setUnit,
}: {
  points: readonly PointLabel[];
  point: string;
  meter: string;
  unit: string;
  setPoint(value: string): void;
  setMeter(value: string): void;
  setUnit(value: string): void;
}) {
  const { d, code } = useDeviceWords();
  return (
    <>
      <Choice
        label={d('point')}
        value={point}
        set={setPoint}
        options={points.map((one) => ({ id: one.id, name: `POD …${one.label} (n. ${one.id})` }))}
      />
      <Choice
        label={d('meter')}
        value={meter}
        set={setMeter}
        options={['M1', 'M2'].map((one) => ({ id: one, name: code('meter', one) }))}
      />
      {meter === 'M2' && <Input label={d('unit')} required={false} value={unit} set={setUnit} />}
    </>
  );
}

function Enrol({ points, show }: { points: readonly PointLabel[]; show(device: string, granted: Granted): void }) {
  const { d } = useDeviceWords();
  const path = useCommunityPath();
  const [id, setId] = useState('');
  const [point, setPoint] = useState('');
  const [meter, setMeter] = useState('M1');
  const [unit, setUnit] = useState('');
  const send = async () => {
    show(id, await call<Granted>('POST', path('devices')!, { id, point: Number(point), meter, unit: unitOf(meter, unit) }));
    setId('');
  };
  return (
    <Card title={d('enrol')}>
      <Form send={send} label={d('enrol.do')}>
        <Input label={d('enrol.id')} value={id} set={setId} />
        <PointAndMeter {...{ points, point, meter, unit, setPoint, setMeter, setUnit }} />
      </Form>
    </Card>
  );
}

function Swap({
  points,
  change,
  tell,
}: {
  points: readonly PointLabel[];
  change: MeterChange | null;
  tell(words: string): void;
}) {
  const { d } = useDeviceWords();
  const path = useCommunityPath();
  const [point, setPoint] = useState(change ? `${change.point}` : '');
  const [meter, setMeter] = useState(change?.meter ?? 'M1');
  const [unit, setUnit] = useState(change?.unit ?? '');
  const [at, setAt] = useState(change ? romeText(change.since) : '');
  const [reason, setReason] = useState('');
  const [totals, setTotals] = useState<Record<string, string>>({});
  const kinds = meter === 'M2' ? (['produced'] as const) : (['withdrawn', 'injected'] as const);
  const send = async () => {
    const kwh = (side: string, kind: string) => {
      const text = totals[side + kind] ?? '';
      return text === '' ? null : Number(text);
    };
    await call('POST', path('swaps')!, {
      point: Number(point),
      meter,
      unit: unitOf(meter, unit),
      at: romeInstant(at),
      reason,
      finalWithdrawnKwh: meter === 'M1' ? kwh('final', 'withdrawn') : null,
      finalInjectedKwh: meter === 'M1' ? kwh('final', 'injected') : null,
      finalProducedKwh: meter === 'M2' ? kwh('final', 'produced') : null,
      initialWithdrawnKwh: meter === 'M1' ? kwh('initial', 'withdrawn') : null,
      initialInjectedKwh: meter === 'M1' ? kwh('initial', 'injected') : null,
      initialProducedKwh: meter === 'M2' ? kwh('initial', 'produced') : null,
    });
    setTotals({});
    tell(d('swap.done'));
  };
  return (
    <Card title={d('swap')}>
      <p>{d('swap.words')}</p>
      <Form send={send} label={d('swap.do')}>
        <PointAndMeter {...{ points, point, meter, unit, setPoint, setMeter, setUnit }} />
        <Input label={d('swap.at')} type="datetime-local" step={900} value={at} set={setAt} />
        {(['final', 'initial'] as const).flatMap((side) =>
          kinds.map((kind) => (
            <Input
              key={side + kind}
              label={`${d(`swap.${side}`)} (${d(kind)})`}
              type="number"
              step="any"
              required={false}
              value={totals[side + kind] ?? ''}
              set={(value) => setTotals({ ...totals, [side + kind]: value })}
            />
          )),
        )}
        <Input label={d('reason')} value={reason} set={setReason} />
      </Form>
    </Card>
  );
}

function ConsentCard({
  all,
  mayChange,
  ask,
  tell,
}: {
  all: Consents;
  mayChange: boolean;
  ask(asking: Asking): void;
  tell(words: string): void;
}) {
  const { f, d } = useDeviceWords();
  const path = useCommunityPath();
  const mayDecide = useHasRole('administrator');
  const members = useApi<MemberRow[]>(path('members'));
  const [member, setMember] = useState('');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [evidence, setEvidence] = useState('');
  const nameOf = (id: number) => members.data?.find((one) => Number(one.id) === id)?.name ?? `n. ${id}`;
  const send = async () => {
    await call('POST', path('consents')!, { member: Number(member), from, to, evidence });
    setEvidence('');
    tell(d('consent.done'));
  };
  return (
    <Card title={d('consents')}>
      <p>
        {d(all.required ? 'consents.on' : 'consents.off')}
        {mayDecide && (
          <>
            {' '}
            <button type="button" className="link" onClick={() => ask({ kind: all.required ? 'off' : 'on' })}>
              {d(all.required ? 'off' : 'on')}
            </button>
          </>
        )}
      </p>
      {all.consents.length === 0 ? (
        <p className="empty">{d('consents.none')}</p>
      ) : (
        <ul className="plain lines">
          {all.consents.map((one) => (
            <li key={one.id}>
              {d('consents.line', {
                member: nameOf(one.member),
                from: f.day(one.from),
                to: f.day(one.to),
                evidence: one.evidence,
                author: one.author,
                at: f.moment(one.at),
              })}{' '}
              {one.withdrawnAt ? (
                <span className="tag warn">
                  {d('consents.gone', { who: one.withdrawnBy ?? '', at: f.moment(one.withdrawnAt) })}
                </span>
              ) : (
                mayChange && (
                  <button type="button" className="link" onClick={() => ask({ kind: 'withdraw', consent: one.id })}>
                    {d('withdraw')}
                    <span className="visually-hidden">: {nameOf(one.member)}</span>
                  </button>
                )
              )}
            </li>
          ))}
        </ul>
      )}
      {mayChange && (
        <Form send={send} label={d('consent.do')}>
          <Choice
            label={d('consent.member')}
            value={member}
            set={setMember}
            options={(members.data ?? []).map((one) => ({ id: one.id, name: one.name }))}
          />
          <Input label={d('consent.from')} type="date" value={from} set={setFrom} />
          <Input label={d('consent.to')} type="date" value={to} set={setTo} />
          <Input label={d('consent.evidence')} value={evidence} set={setEvidence} />
        </Form>
      )}
    </Card>
  );
}

/** Asks for the reason of something that cannot be taken back. */
function Ask({
  asking,
  close,
  show,
  tell,
}: {
  asking: Asking;
  close(): void;
  show(device: string, granted: Granted): void;
  tell(words: string): void;
}) {
  const { d } = useDeviceWords();
  const path = useCommunityPath();
  const [reason, setReason] = useState('');
  const send = async () => {
    if (asking.kind === 'away') {
      await call('POST', path(`meter-changes/${asking.change.id}/put-away`)!, { reason });
      tell(d('away.done'));
      return;
    }
    if (asking.kind === 'withdraw') {
      await call('POST', path(`consents/${asking.consent}/withdraw`)!, { reason });
      tell(d('withdrawn.done'));
      return;
    }
    if (asking.kind === 'on' || asking.kind === 'off') {
      await call('POST', path('consents/rule')!, { required: asking.kind === 'on', reason });
      tell(d(`${asking.kind}.done`));
      return;
    }
    const device = encodeURIComponent(asking.device);
    if (asking.kind === 'renew') {
      show(asking.device, await call<Granted>('POST', path(`devices/${device}/renew`)!, { reason }));
      return;
    }
    await call('POST', path(`devices/${device}/retire`)!, { reason });
    tell(d('retired', { device: asking.device }));
  };
  const title =
    asking.kind === 'withdraw'
      ? d('withdraw.of', { n: asking.consent })
      : asking.kind === 'away'
        ? d('away.of', { label: asking.change.label })
        : asking.kind === 'on' || asking.kind === 'off'
        ? d(asking.kind)
        : d(`${asking.kind}.of`, { device: asking.device });
  return (
    <Window title={title} close={close} dismiss={d('cancel')}>
      <p>{d(`${asking.kind}.words`)}</p>
      <Form send={send} label={d('do')}>
        <Input label={d('reason')} value={reason} set={setReason} />
      </Form>
    </Window>
  );
}
