import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { Fault } from '../../api/client.ts';
import { FaultNotice, Field, Notice } from '../../components/Parts.tsx';
import type { FieldFault } from './types.ts';
import { useSettings } from './words.ts';

/** What the last try of a form came to: faults of fields, somebody who was faster, or another failure. */
export interface Tried {
  faults: FieldFault[];
  stale: { found: number; expected: number } | null;
  fault: Fault | null;
}

export const untried: Tried = { faults: [], stale: null, fault: null };

export function triedOf(failure: unknown): Tried {
  const fault = failure instanceof Fault ? failure : new Fault(0, null);
  if (fault.status === 400 && Array.isArray(fault.body.faults))
    return { ...untried, faults: fault.body.faults as FieldFault[] };
  if (fault.status === 409 && typeof fault.body.found === 'number')
    return { ...untried, stale: { found: fault.body.found, expected: Number(fault.body.expected) } };
  return { ...untried, fault };
}

/** A form that says beside each field what is wrong, sums it up before, and takes the focus to the first. */
export function FaultyForm({
  tried,
  send,
  children,
  label,
}: {
  tried: Tried;
  send(): Promise<void> | void;
  children: ReactNode;
  label: string;
}) {
  const { s, told } = useSettings();
  const form = useRef<HTMLFormElement>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    if (tried.faults.length > 0) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [tried]);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    try {
      await send();
    } finally {
      setBusy(false);
    }
  };
  const focus = (name: string) => (form.current?.elements.namedItem(name) as HTMLElement | null)?.focus();
  return (
    <form ref={form} aria-label={label} aria-busy={busy || undefined} noValidate onSubmit={(event) => void submit(event)}>
      {tried.faults.length > 0 && (
        <Notice kind="bad">
          <p>
            <strong>{s('summary')}</strong>
          </p>
          <ul>
            {tried.faults.slice(0, 20).map((fault) => (
              <li key={fault.field + fault.code}>
                <button type="button" className="link" onClick={() => focus(fault.field)}>
                  {told(fault)}
                </button>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {tried.stale && (
        <Notice kind="bad" role="alert">
          <p>{s('stale', tried.stale)}</p>
        </Notice>
      )}
      {tried.fault && <FaultNotice fault={tried.fault} />}
      {children}
    </form>
  );
}

/** The error of a field, where there is one. */
export function useErrors(tried: Tried) {
  const { told } = useSettings();
  return (name: string) => {
    const fault = tried.faults.find(({ field }) => field === name);
    return fault ? told(fault) : undefined;
  };
}

interface InputProps {
  name: string;
  label: string;
  value: string;
  set(value: string): void;
  error?: string | undefined;
  hint?: string | undefined;
  type?: 'text' | 'date' | 'password';
  max?: number;
}

export function Input({ name, label, value, set, error, hint, type = 'text', max = 200 }: InputProps) {
  return (
    <Field label={label} error={error} {...(hint ? { hint } : {})}>
      {(ids) => (
        <input
          {...ids}
          name={name}
          type={type}
          value={value}
          maxLength={type === 'date' ? undefined : max}
          autoComplete={type === 'password' ? 'new-password' : 'off'}
          onChange={(event) => set(event.target.value)}
        />
      )}
    </Field>
  );
}

export function Choice({
  name,
  label,
  value,
  set,
  error,
  hint,
  options,
  empty,
}: Omit<InputProps, 'type' | 'max'> & { options: readonly (readonly [string, string])[]; empty?: string | undefined }) {
  return (
    <Field label={label} error={error} {...(hint ? { hint } : {})}>
      {(ids) => (
        <select {...ids} name={name} value={value} onChange={(event) => set(event.target.value)}>
          {empty !== undefined && <option value="">{empty}</option>}
          {options.map(([key, words]) => (
            <option key={key} value={key}>
              {words}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

export interface PaperForm {
  kind: string;
  number: string;
  dated: string;
  keptAt: string;
}

export const noPaper: PaperForm = { kind: '', number: '', dated: '', keptAt: '' };

/** The paper that something stands on. */
export function Paper({
  at,
  value,
  set,
  error,
  papers,
  children,
}: {
  at: string;
  value: PaperForm;
  set(value: PaperForm): void;
  error(name: string): string | undefined;
  papers: readonly string[];
  /** Its scans, where some may come along. */
  children?: ReactNode;
}) {
  const { s, named } = useSettings();
  return (
    <fieldset className="field">
      <legend>{s('paper')}</legend>
      <div className="fields">
        <Choice
          name={`${at}.kind`}
          label={s('paper.kind')}
          value={value.kind}
          set={(kind) => set({ ...value, kind })}
          error={error(`${at}.kind`)}
          empty={s('choose')}
          options={papers.map((kind) => [kind, named('paper', kind)])}
        />
        <Input
          name={`${at}.number`}
          label={s('paper.number')}
          value={value.number}
          set={(number) => set({ ...value, number })}
          error={error(`${at}.number`)}
          max={100}
        />
        <Input
          name={`${at}.dated`}
          label={s('paper.dated')}
          type="date"
          value={value.dated}
          set={(dated) => set({ ...value, dated })}
          error={error(`${at}.dated`)}
        />
        <Input
          name={`${at}.keptAt`}
          label={s('paper.keptAt')}
          hint={s('paper.keptAt.hint')}
          value={value.keptAt}
          set={(keptAt) => set({ ...value, keptAt })}
          error={error(`${at}.keptAt`)}
          max={500}
        />
      </div>
      {children}
    </fieldset>
  );
}
