import { type ReactNode, useEffect, useRef, useState } from 'react';
import { call } from '../../api/client.ts';
import { useCommunityPath } from '../../api/session.tsx';
import { EnrolFields, type Enrolling, noEnrolling, Points } from './EnrolFields.tsx';
import { Choice, FaultyForm, Input, noPaper, Paper, type PaperForm, triedOf, untried, useErrors } from './form.tsx';
import { PaperFiles, Sending } from './PaperFiles.tsx';
import { uploadAll } from './papers.ts';
import { PlanBox } from './PlanBox.tsx';
import type { Plan, Register } from './types.ts';
import { useSettings } from './words.ts';

export type ActKind = 'enrol' | 'point' | 'leave' | 'move' | 'unit';

interface Life {
  member: string;
  pod: string;
  to: string;
  day: string;
  points: { pod: string; voltage: string }[];
  unit: string;
  powerKw: string;
  inService: string;
  evidence: PaperForm;
}

const noLife: Life = {
  member: '',
  pod: '',
  to: '',
  day: '',
  points: [{ pod: '', voltage: 'LV' }],
  unit: '',
  powerKw: '',
  inService: '',
  evidence: noPaper,
};

/** A form of the desk: filled in, shown as what it would change, then recorded. */
export function ActForm({ kind, register, done }: { kind: ActKind; register: Register; done(plan: Plan, lost: readonly File[]): void }) {
  const { s } = useSettings();
  const path = useCommunityPath();
  const [enrol, setEnrol] = useState<Enrolling>(noEnrolling);
  const [life, setLife] = useState<Life>(noLife);
  const [plan, setPlan] = useState<Plan | null>(null);
  const [tried, setTried] = useState(untried);
  const [files, setFiles] = useState<readonly File[]>([]);
  const [sending, setSending] = useState<{ name: string; part: number } | null>(null);
  const error = useErrors(tried);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (plan) box.current?.focus();
  }, [plan]);
  const form = kind === 'enrol' ? { kind, ...enrol } : { kind, ...life };
  const send = async () => {
    try {
      if (plan === null) setPlan(await call<Plan>('POST', path('desk/preview')!, form));
      else {
        const kept = await call<Plan>('POST', path('desk')!, { version: plan.version, form });
        // A point that passes is about two: the paper is brought by who takes it.
        const whose = kind === 'move' ? `?member=${life.to}` : '';
        const { left } = await uploadAll(path(`desk/acts/${kept.act}/papers${whose}`)!, files, ({ name }, part) =>
          setSending({ name, part }),
        );
        setSending(null);
        return done(kept, left);
      }
      setTried(untried);
    } catch (failure) {
      setPlan(null);
      setTried(triedOf(failure));
    }
  };
  const scans = <PaperFiles files={files} set={setFiles} />;
  return (
    <FaultyForm tried={tried} send={send} label={s(kind === 'unit' ? 'plants.change' : `do.${kind}`)}>
      {plan === null ? (
        <>
          {kind === 'enrol' ? (
            <EnrolFields value={enrol} set={setEnrol} error={error} register={register} scans={scans} />
          ) : (
            <LifeFields kind={kind} value={life} set={setLife} error={error} register={register} scans={scans} />
          )}
          <div className="actions">
            <button type="submit" className="primary">
              {s('preview')}
            </button>
          </div>
        </>
      ) : (
        <div ref={box} tabIndex={-1}>
          <PlanBox plan={plan} />
          {files.length > 0 && <p>{s('scan.with', { names: files.map(({ name }) => name).join(', ') })}</p>}
          {sending && <Sending {...sending} />}
          <div className="actions">
            <button type="submit" className="primary">
              {s('confirm')}
            </button>
            <button type="button" onClick={() => setPlan(null)}>
              {s('cancel')}
            </button>
          </div>
        </div>
      )}
    </FaultyForm>
  );
}

function LifeFields({
  kind,
  value,
  set,
  error,
  register,
  scans,
}: {
  kind: Exclude<ActKind, 'enrol'>;
  value: Life;
  set(value: Life): void;
  error(name: string): string | undefined;
  register: Register;
  scans: ReactNode;
}) {
  const { s, f } = useSettings();
  const change = (part: Partial<Life>) => set({ ...value, ...part });
  const members = register.members.map(({ id, name }) => [String(id), name] as const);
  const point = (one: { label: string; from: string; to: string | null }) =>
    one.to
      ? s('point.of.to', { label: one.label, from: f.day(one.from), to: f.day(one.to) })
      : s('point.of', { label: one.label, from: f.day(one.from) });
  const own = register.members.find(({ id }) => String(id) === value.member)?.points ?? [];
  const all = register.members.flatMap((member) =>
    member.points.map((one) => [String(one.id), `${member.name}, ${point(one)}`] as const),
  );
  return (
    <>
      <div className="fields">
        {(kind === 'point' || kind === 'leave') && (
          <Choice
            name="member"
            label={s('member')}
            value={value.member}
            set={(member) => change({ member, pod: '' })}
            error={error('member')}
            empty={s('choose')}
            options={members}
          />
        )}
        {kind === 'leave' && (
          <Choice
            name="pod"
            label={s('point')}
            value={value.pod}
            set={(pod) => change({ pod })}
            error={error('pod')}
            empty={s('point.all')}
            options={unique(own.map((one) => [String(one.id), point(one)] as const))}
          />
        )}
        {kind === 'move' && (
          <>
            <Choice
              name="pod"
              label={s('point')}
              value={value.pod}
              set={(pod) => change({ pod })}
              error={error('pod')}
              empty={s('choose')}
              options={unique(all)}
            />
            <Choice
              name="to"
              label={s('member.to')}
              value={value.to}
              set={(to) => change({ to })}
              error={error('to')}
              empty={s('choose')}
              options={members}
            />
          </>
        )}
        {kind === 'unit' && (
          <>
            <Choice
              name="unit"
              label={s('plants.unit')}
              value={value.unit}
              set={(unit) => change({ unit })}
              error={error('unit')}
              empty={s('choose')}
              options={register.units.map((unit) => [String(unit.id), unit.name] as const)}
            />
            <Input
              name="powerKw"
              label={s('plants.power')}
              hint={s('plants.power.hint')}
              value={value.powerKw}
              set={(powerKw) => change({ powerKw })}
              error={error('powerKw') ?? error('')}
              max={20}
            />
            <Input
              name="inService"
              label={s('plants.inService')}
              type="date"
              value={value.inService}
              set={(inService) => change({ inService })}
              error={error('inService')}
            />
          </>
        )}
        {kind !== 'unit' && (
          <Input
            name="day"
            label={s(kind === 'leave' ? 'day.leave' : kind === 'move' ? 'day.move' : 'day')}
            hint={kind === 'point' ? s('day.hint') : undefined}
            type="date"
            value={value.day}
            set={(day) => change({ day })}
            error={error('day')}
          />
        )}
      </div>
      {kind === 'point' && <Points value={value.points} set={(points) => change({ points })} error={error} />}
      <Paper
        at="evidence"
        value={value.evidence}
        set={(evidence) => change({ evidence })}
        error={error}
        papers={register.papers}
      >
        {scans}
      </Paper>
    </>
  );
}

/** A point that came and went has several lines: its newest one stands for it. */
function unique(options: (readonly [string, string])[]): (readonly [string, string])[] {
  return [...new Map(options)];
}
