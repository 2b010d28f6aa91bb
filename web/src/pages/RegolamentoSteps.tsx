import { useRef, useState } from 'react';
import type { Regolamento } from '../api/types.ts';
import { Icon } from '../components/Icon.tsx';
import { Field } from '../components/Parts.tsx';
import { useRego } from '../i18n/rego.ts';
import { emptyStep, moved, percentTaken, type RulesForm, type StepForm } from '../regolamento.ts';
import { PartFields } from './RegolamentoPart.tsx';

/** The steps and the surplus; steps are added, removed and moved with buttons that the keyboard reaches. */
export function RulesFields({
  data,
  form,
  change,
}: {
  data: Regolamento;
  form: RulesForm;
  change(next: RulesForm): void;
}) {
  const { t, f } = useRego();
  const [said, setSaid] = useState('');
  const add = useRef<HTMLButtonElement>(null);
  const put = (step: StepForm) =>
    change({ ...form, steps: form.steps.map((one) => (one.id === step.id ? step : one)) });
  const move = (place: number, to: number, button: HTMLButtonElement) => {
    if (to < 0 || to >= form.steps.length) return;
    change({ ...form, steps: moved(form.steps, place, to) });
    setSaid(t('rego.step.moved', { n: to + 1 }));
    // The row moves in the page, and the focus with it.
    requestAnimationFrame(() => button.focus());
  };
  const remove = (id: number) => {
    change({ ...form, steps: form.steps.filter((one) => one.id !== id) });
    setSaid(t('rego.step.removed'));
    add.current?.focus();
  };
  const taken = percentTaken(form);
  return (
    <>
      <h3>{t('rego.steps')}</h3>
      <p>{t('rego.steps.words')}</p>
      <ol className="rules">
        {form.steps.map((step, place) => (
          <li key={step.id}>
            <fieldset className="rule">
              <legend>{t('rego.step', { n: place + 1 })}</legend>
              <StepFields data={data} step={step} change={put} />
              <div className="acts">
                <button
                  type="button"
                  className="quiet"
                  aria-disabled={place === 0}
                  onClick={(event) => move(place, place - 1, event.currentTarget)}
                >
                  {t('rego.step.up')}
                  <span className="visually-hidden"> {t('rego.step', { n: place + 1 })}</span>
                </button>
                <button
                  type="button"
                  className="quiet"
                  aria-disabled={place === form.steps.length - 1}
                  onClick={(event) => move(place, place + 1, event.currentTarget)}
                >
                  {t('rego.step.down')}
                  <span className="visually-hidden"> {t('rego.step', { n: place + 1 })}</span>
                </button>
                <button type="button" className="quiet" onClick={() => remove(step.id)}>
                  {t('rego.step.remove')}
                  <span className="visually-hidden"> {t('rego.step', { n: place + 1 })}</span>
                </button>
              </div>
            </fieldset>
          </li>
        ))}
      </ol>
      <p>
        <button ref={add} type="button" onClick={() => change({ ...form, steps: [...form.steps, emptyStep()] })}>
          <Icon name="table" /> {t('rego.step.add')}
        </button>{' '}
        {taken !== null && (
          <span className={taken > 100 ? 'tag bad' : 'small'}>
            {t('rego.percent.taken', { percent: f.number(taken, Number.isInteger(taken) ? 0 : 2) })}
          </span>
        )}
      </p>
      <p role="status" className="visually-hidden">
        {said}
      </p>
      <fieldset className="rule">
        <legend>{t('rego.surplus')}</legend>
        <p>{t('rego.surplus.words')}</p>
        <div className="fields">
          <PartFields
            data={data}
            part={form.surplus}
            change={(surplus) => change({ ...form, surplus })}
            withoutEnterprises
          />
          <Field label={t('rego.otherwise')}>
            {(ids) => (
              <input
                {...ids}
                required
                maxLength={100}
                autoComplete="off"
                value={form.otherwise}
                onChange={(event) => change({ ...form, otherwise: event.target.value })}
              />
            )}
          </Field>
        </div>
      </fieldset>
    </>
  );
}

function StepFields({ data, step, change }: { data: Regolamento; step: StepForm; change(next: StepForm): void }) {
  const { t } = useRego();
  return (
    <div className="fields">
      <Field label={t('rego.kind')}>
        {(ids) => (
          <select
            {...ids}
            value={step.kind}
            onChange={(event) => change({ ...step, kind: event.target.value as StepForm['kind'] })}
          >
            <option value="fund">{t('rego.kind.fund')}</option>
            <option value="class">{t('rego.kind.class')}</option>
          </select>
        )}
      </Field>
      <Field label={t(step.kind === 'fund' ? 'rego.fund' : 'rego.class')}>
        {(ids) => (
          <input
            {...ids}
            required
            maxLength={100}
            autoComplete="off"
            value={step.name}
            onChange={(event) => change({ ...step, name: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('rego.amount')}>
        {(ids) => (
          <select
            {...ids}
            value={step.rest ? 'rest' : 'percent'}
            onChange={(event) => change({ ...step, rest: event.target.value === 'rest' })}
          >
            <option value="percent">{t('rego.amount.percent')}</option>
            <option value="rest">{t('rego.amount.rest')}</option>
          </select>
        )}
      </Field>
      {!step.rest && (
        <Field label={t('rego.percent')}>
          {(ids) => (
            <input
              {...ids}
              required
              inputMode="decimal"
              autoComplete="off"
              maxLength={12}
              value={step.percent}
              onChange={(event) => change({ ...step, percent: event.target.value })}
            />
          )}
        </Field>
      )}
      {step.kind === 'class' && (
        <PartFields data={data} part={step.part} change={(part) => change({ ...step, part })} />
      )}
    </div>
  );
}
