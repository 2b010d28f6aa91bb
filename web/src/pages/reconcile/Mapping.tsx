import { type FormEvent, useId, useState } from 'react';
import { call, Fault } from '../../api/client.ts';
import { useCommunityPath } from '../../api/session.tsx';
import { FaultNotice, Field } from '../../components/Parts.tsx';
import type { Preview, Profile, Statements } from './types.ts';
import { useReconcile } from './words.ts';

const kinds = ['advance', 'partial', 'complete', 'recalculation'];

/** Says what each column of a file is, and keeps that as a profile. */
export function Mapping({
  statements,
  from,
  columns,
  saved,
}: {
  statements: Statements;
  from: Profile | undefined;
  columns: Preview['columns'];
  saved(name: string, version: number): void;
}) {
  const { r, own } = useReconcile();
  const path = useCommunityPath();
  const id = useId();
  const [fields, setFields] = useState<Record<string, string>>(() =>
    Object.fromEntries(columns.filter((one) => one.field).map((one) => [one.header, one.field!])),
  );
  const [form, setForm] = useState({
    name: '',
    decimals: from?.decimals ?? 'comma',
    months: from?.months ?? 'MM/yyyy',
    days: from?.days ?? 'dd/MM/yyyy',
    energy: from?.energy ?? 'kWh',
    kind: from?.kind ?? '',
    units: Object.entries(from?.units ?? {})
      .map(([code, unit]) => `${code} = ${unit}`)
      .join('\n'),
  });
  const [fault, setFault] = useState<Fault | null>(null);
  const choose = (key: keyof typeof form) => (event: { target: { value: string } }) => setForm({ ...form, [key]: event.target.value });
  const save = async (event: FormEvent) => {
    event.preventDefault();
    try {
      const kept = await call<{ version: number }>('PUT', path('statements/profile')!, {
        ...form,
        kind: form.kind || null,
        headerLine: from?.headerLine ?? 1,
        columns: Object.fromEntries(Object.entries(fields).filter(([, field]) => field).map(([header, field]) => [field, header])),
        kinds: from?.kinds ?? {},
        charges: from?.charges ?? {},
        treatments: from?.treatments ?? {},
        units: units(form.units),
      });
      saved(form.name.trim(), kept.version);
    } catch (failure) {
      setFault(failure instanceof Fault ? failure : new Fault(0, null));
    }
  };
  const select = (key: keyof typeof form, label: string, options: readonly (readonly [string, string])[]) => (
    <Field label={label}>
      {(ids) => (
        <select {...ids} value={form[key]} onChange={choose(key)}>
          {options.map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
  return (
    <form onSubmit={(event) => void save(event)}>
      <p>{r('map.lead')}</p>
      <div className="decide">
        <Field label={r('map.name')}>{(ids) => <input {...ids} required maxLength={60} value={form.name} onChange={choose('name')} />}</Field>
        {select('decimals', r('map.decimals'), [
          ['comma', r('map.comma')],
          ['point', r('map.point')],
        ])}
        {select('months', r('map.months'), statements.monthForms.map((one) => [one, one] as const))}
        {select('days', r('map.days'), statements.dayForms.map((one) => [one, one] as const))}
        {select('energy', r('map.energy'), [
          ['kWh', 'kWh'],
          ['MWh', 'MWh'],
        ])}
        {select('kind', r('map.kind'), [['', r('map.kind.column')], ...kinds.map((one) => [one, own(`kind.${one}`)] as const)])}
      </div>
      <div className="decide">
        {columns.map((one, i) => (
          <div className="field" key={one.header}>
            <label htmlFor={`${id}-${i}`}>{one.header}</label>
            <select
              id={`${id}-${i}`}
              value={fields[one.header] ?? ''}
              onChange={(event) => setFields({ ...fields, [one.header]: event.target.value })}
            >
              <option value="">{r('field.none')}</option>
              {statements.fields.map((field) => (
                <option key={field} value={field}>
                  {own(`field.${field}`)}
                </option>
              ))}
            </select>
          </div>
        ))}
      </div>
      <Field label={r('map.units')} hint={r('map.units.lead')}>
        {(ids) => <textarea {...ids} rows={3} maxLength={8000} value={form.units} onChange={choose('units')} />}
      </Field>
      {fault && <FaultNotice fault={fault} />}
      <p className="actions">
        <button type="submit" className="primary">
          {r('map.save')}
        </button>
      </p>
    </form>
  );
}

/** Lines as "code = unit"; what has no sign of equality is left out. */
export function units(text: string) {
  const known: Record<string, string> = {};
  for (const line of text.split('\n')) {
    const sign = line.indexOf('=');
    const [code, unit] = [line.slice(0, Math.max(0, sign)).trim(), line.slice(sign + 1).trim()];
    if (sign > 0 && code && unit) known[code] = unit;
  }
  return known;
}
