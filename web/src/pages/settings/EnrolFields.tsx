import type { ReactNode } from 'react';
import { Choice, Input, noPaper, Paper, type PaperForm } from './form.tsx';
import type { Register } from './types.ts';
import { useSettings } from './words.ts';

export interface Enrolling {
  name: string;
  category: string;
  email: string;
  enterprise: boolean;
  points: { pod: string; voltage: string }[];
  day: string;
  substation: string;
  evidence: PaperForm;
  consent: { from: string; to: string } | null;
  delegation: { name: string; email: string; from: string; to: string; evidence: PaperForm } | null;
}

const enterprises = ['sme', 'large_enterprise', 'third_party_producer'];

export const noEnrolling: Enrolling = {
  name: '',
  category: '',
  email: '',
  enterprise: false,
  points: [{ pod: '', voltage: 'LV' }],
  day: '',
  substation: '',
  evidence: noPaper,
  consent: null,
  delegation: null,
};

interface Props {
  value: Enrolling;
  set(value: Enrolling): void;
  error(name: string): string | undefined;
  register: Register;
  /** The scans that come along with the paper. */
  scans: ReactNode;
}

/** Who becomes a member, with which points, from when, and on which paper. */
export function EnrolFields({ value, set, error, register, scans }: Props) {
  const { s, code } = useSettings();
  const change = (part: Partial<Enrolling>) => set({ ...value, ...part });
  return (
    <>
      <div className="fields">
        <Input name="name" label={s('name')} value={value.name} set={(name) => change({ name })} error={error('name')} />
        <Choice
          name="category"
          label={s('category')}
          value={value.category}
          set={(category) => change({ category, enterprise: enterprises.includes(category) })}
          error={error('category')}
          empty={s('choose')}
          options={register.categories.map((word) => [word, code('category', word)])}
        />
        <Input
          name="day"
          label={s('day')}
          hint={s('day.hint')}
          type="date"
          value={value.day}
          set={(day) => change({ day })}
          error={error('day')}
        />
      </div>
      <div className="fields">
        <Input
          name="email"
          label={s('email')}
          hint={s('email.hint')}
          value={value.email}
          set={(email) => change({ email })}
          error={error('email')}
          max={254}
        />
      </div>
      <Tick label={s('enterprise')} on={value.enterprise} set={(enterprise) => change({ enterprise })} />
      <Points value={value.points} set={(points) => change({ points })} error={error} many />
      <div className="fields">
        <Input
          name="substation"
          label={s('substation')}
          hint={register.substation ? s('substation.hint', { code: register.substation }) : undefined}
          value={value.substation}
          set={(substation) => change({ substation })}
          error={error('substation')}
          max={20}
        />
      </div>
      <Paper
        at="evidence"
        value={value.evidence}
        set={(evidence) => change({ evidence })}
        error={error}
        papers={register.papers}
      >
        {scans}
      </Paper>
      <Tick
        label={s('consent')}
        on={value.consent !== null}
        set={(on) => change({ consent: on ? { from: value.day, to: '' } : null })}
      />
      {value.consent && (
        <>
          <p className="hint">{s('consent.words')}</p>
          <div className="fields">
            <Input
              name="consent.from"
              label={s('consent.from')}
              type="date"
              value={value.consent.from}
              set={(from) => change({ consent: { ...value.consent!, from } })}
              error={error('consent.from')}
            />
            <Input
              name="consent.to"
              label={s('consent.to')}
              type="date"
              value={value.consent.to}
              set={(to) => change({ consent: { ...value.consent!, to } })}
              error={error('consent.to')}
            />
          </div>
        </>
      )}
      <Tick
        label={s('delegation')}
        on={value.delegation !== null}
        set={(on) => change({ delegation: on ? { name: '', email: '', from: value.day, to: '', evidence: noPaper } : null })}
      />
      {value.delegation && (
        <DelegationFields
          value={value.delegation}
          set={(delegation) => change({ delegation })}
          error={error}
          papers={register.papers}
        />
      )}
    </>
  );
}

export function DelegationFields({
  value,
  set,
  error,
  papers,
  scans,
}: {
  value: NonNullable<Enrolling['delegation']>;
  set(value: NonNullable<Enrolling['delegation']>): void;
  error(name: string): string | undefined;
  papers: readonly string[];
  scans?: ReactNode;
}) {
  const { s } = useSettings();
  return (
    <>
      <div className="fields">
        <Input
          name="delegation.name"
          label={s('delegation.name')}
          value={value.name}
          set={(name) => set({ ...value, name })}
          error={error('delegation.name')}
        />
        <Input
          name="delegation.email"
          label={s('delegation.email')}
          hint={s('delegation.email.hint')}
          value={value.email}
          set={(email) => set({ ...value, email })}
          error={error('delegation.email')}
          max={254}
        />
        <Input
          name="delegation.from"
          label={s('delegation.from')}
          type="date"
          value={value.from}
          set={(from) => set({ ...value, from })}
          error={error('delegation.from')}
        />
        <Input
          name="delegation.to"
          label={s('delegation.to')}
          type="date"
          value={value.to}
          set={(to) => set({ ...value, to })}
          error={error('delegation.to')}
        />
      </div>
      <Paper
        at="delegation.evidence"
        value={value.evidence}
        set={(evidence) => set({ ...value, evidence })}
        error={error}
        papers={papers}
      >
        {scans}
      </Paper>
    </>
  );
}

/** The points that enter, each with its voltage. */
export function Points({
  value,
  set,
  error,
  many,
}: {
  value: Enrolling['points'];
  set(value: Enrolling['points']): void;
  error(name: string): string | undefined;
  many?: boolean;
}) {
  const { s } = useSettings();
  const change = (place: number, part: Partial<Enrolling['points'][number]>) =>
    set(value.map((point, at) => (at === place ? { ...point, ...part } : point)));
  return (
    <>
      {value.map((point, place) => (
        <div className="fields" key={place}>
          <Input
            name={`points[${place}].pod`}
            label={s('pod', { n: place + 1 })}
            hint={s('pod.hint')}
            value={point.pod}
            set={(pod) => change(place, { pod })}
            error={error(`points[${place}].pod`)}
            max={20}
          />
          <Choice
            name={`points[${place}].voltage`}
            label={s('voltage', { n: place + 1 })}
            value={point.voltage}
            set={(voltage) => change(place, { voltage })}
            error={error(`points[${place}].voltage`)}
            options={[
              ['LV', s('voltage.LV')],
              ['MV', s('voltage.MV')],
            ]}
          />
          {many && value.length > 1 && (
            <button type="button" className="quiet" onClick={() => set(value.filter((_, at) => at !== place))}>
              {s('pod.less', { n: place + 1 })}
            </button>
          )}
        </div>
      ))}
      {many && value.length < 20 && (
        <p>
          <button type="button" className="quiet" onClick={() => set([...value, { pod: '', voltage: 'LV' }])}>
            {s('pod.more')}
          </button>
        </p>
      )}
    </>
  );
}

function Tick({ label, on, set }: { label: string; on: boolean; set(on: boolean): void }) {
  return (
    <div className="field">
      <label className="tick">
        <input type="checkbox" checked={on} onChange={(event) => set(event.target.checked)} /> {label}
      </label>
    </div>
  );
}
