import { useId } from 'react';
import { setIn } from '../../workflows/edits.ts';
import { isObj, type Obj, type Path, text } from '../../workflows/tree.ts';
import type { Edit } from './Properties.tsx';
import { useFlows } from './words.ts';

const custom = (node: Obj): Obj => (isObj(node.customProperties) ? node.customProperties : {});
const span = (minutes: number) => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}:00`;
const minutesOf = (written: unknown) => {
  const [hours, minutes] = (text(written) ?? '').split(':').map(Number);
  return Number.isFinite(hours) && Number.isFinite(minutes) ? hours! * 60 + minutes! : 1;
};

/** What holds for one activity whatever it does: trying again, what may be kept of it, and of a start its clock. */
export function ActivitySettings({ node, trigger, path, edit, may }: { node: Obj; trigger: boolean; path: Path; edit: Edit; may: boolean }) {
  const { m } = useFlows();
  const id = useId();
  const own = custom(node);
  const put = (name: string, value: unknown) => edit((it) => setIn(it, path, 'customProperties', name, value), `${path.join(':')}.${name}`);
  const retry = isObj(own['cer:retry']) ? own['cer:retry'] : null;
  const mode = isObj(own.logPersistenceMode) ? text(own.logPersistenceMode.default) : text(own.logPersistenceMode);
  const isClock = trigger && /\.(Cron|Timer|StartAt)$/.test(text(node.type) ?? '');
  return (
    <details className="flow-settings">
      <summary>{m('settings')}</summary>
      <fieldset disabled={!may}>
        <div className="flow-pair">
          <label htmlFor={`${id}r`}>
            {m('retry.attempts')}
            <input
              id={`${id}r`}
              type="number"
              min={0}
              max={100}
              value={typeof retry?.attempts === 'number' ? retry.attempts : 0}
              onChange={(event) => {
                const attempts = Math.min(100, Math.max(0, Math.round(Number(event.target.value) || 0)));
                put('cer:retry', attempts > 0 ? { delay: '00:01:00', cap: '01:00:00', ...retry, attempts } : undefined);
              }}
            />
          </label>
          {retry && (
            <label htmlFor={`${id}d`}>
              {m('retry.delay')}
              <input id={`${id}d`} type="number" min={1} max={1440} value={minutesOf(retry.delay)} onChange={(event) => put('cer:retry', { ...retry, delay: span(Math.min(1439, Math.max(1, Number(event.target.value) || 1))) })} />
            </label>
          )}
        </div>
        <label>
          <input type="checkbox" checked={mode === 'Exclude'} onChange={(event) => put('logPersistenceMode', event.target.checked ? { default: 'Exclude' } : undefined)} /> {m('privacy')}
        </label>
        {isClock && <Clock own={own} put={put} />}
      </fieldset>
    </details>
  );
}

function Clock({ own, put }: { own: Obj; put(name: string, value: unknown): void }) {
  const { m } = useFlows();
  const id = useId();
  const zone = text(own['cer:timeZone']) ?? '';
  return (
    <>
      <label htmlFor={`${id}z`}>
        {m('zone')}
        <select id={`${id}z`} value={zone} onChange={(event) => put('cer:timeZone', event.target.value || undefined)}>
          <option value="">{m('zone.workflow')}</option>
          <option value="Europe/Rome">{m('zone.rome')}</option>
          <option value="UTC">UTC</option>
          {zone && zone !== 'Europe/Rome' && zone !== 'UTC' && <option value={zone}>{zone}</option>}
        </select>
      </label>
      <label htmlFor={`${id}m`}>
        {m('misfire')}
        <select id={`${id}m`} value={text(own['cer:misfire']) ?? 'once'} onChange={(event) => put('cer:misfire', event.target.value)}>
          <option value="once">{m('misfire.once')}</option>
          <option value="skip">{m('misfire.skip')}</option>
          <option value="all">{m('misfire.all')}</option>
        </select>
      </label>
      <label>
        <input type="checkbox" checked={own['cer:overlap'] === 'allow'} onChange={(event) => put('cer:overlap', event.target.checked ? 'allow' : undefined)} /> {m('overlap')}
      </label>
    </>
  );
}

/** What holds for the workflow as a whole. */
export function WorkflowSettings({ doc, edit, workflows }: { doc: Obj; edit: Edit; workflows: readonly { id: string; name: string }[] }) {
  const { m } = useFlows();
  const id = useId();
  const own = custom(doc);
  const options = isObj(doc.options) ? doc.options : {};
  const put = (name: string, value: unknown) => edit((it) => setIn(it, [], 'customProperties', name, value), name);
  const putOption = (name: string, value: unknown) => edit((it) => setIn(it, [], 'options', name, value), name);
  const written = text(options.activationStrategyType) ?? '';
  const strategies = ['AllowAlways', 'Singleton', 'Correlation', 'CorrelatedSingleton'] as const;
  const strategy = strategies.find((one) => new RegExp(`(^|\\.)${one}(Strategy)?(,|$)`).test(written)) ?? 'AllowAlways';
  const zone = text(own['cer:timeZone']) ?? '';
  const errors = text(own['cer:errorWorkflow']) ?? '';
  return (
    <details className="flow-settings">
      <summary>{m('settings')}</summary>
      <label htmlFor={`${id}z`}>
        {m('zone')}
        <select id={`${id}z`} value={zone} onChange={(event) => put('cer:timeZone', event.target.value || undefined)}>
          <option value="">UTC</option>
          <option value="Europe/Rome">{m('zone.rome')}</option>
          {zone && zone !== 'Europe/Rome' && <option value={zone}>{zone}</option>}
        </select>
      </label>
      <label htmlFor={`${id}a`}>
        {m('strategy')}
        <select
          id={`${id}a`}
          value={strategy}
          onChange={(event) =>
            putOption('activationStrategyType', event.target.value === 'AllowAlways' ? undefined : `Elsa.Workflows.ActivationValidators.${event.target.value}Strategy, Elsa.Workflows.Core`)
          }
        >
          {strategies.map((one) => (
            <option key={one} value={one}>
              {m(`strategy.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <label htmlFor={`${id}e`}>
        {m('errorWorkflow')}
        <select id={`${id}e`} value={errors} onChange={(event) => put('cer:errorWorkflow', event.target.value || undefined)}>
          <option value="">{m('errorWorkflow.none')}</option>
          {errors && !workflows.some((one) => one.id === errors) && <option value={errors}>{errors}</option>}
          {workflows.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </select>
      </label>
      <label>
        <input
          type="checkbox"
          checked={options.usableAsActivity === true || doc.usableAsActivity === true}
          onChange={(event) => putOption('usableAsActivity', event.target.checked)}
        />{' '}
        {m('usable')}
      </label>
    </details>
  );
}
