import { isObj, type Obj, text } from '../../workflows/tree.ts';
import { useFlows } from './words.ts';

const kinds = ['text', 'long', 'number', 'date', 'yesno', 'choice'] as const;

/** The payload of a task as an object; null when it is written in another way than this form can change. */
export function payloadOf(node: Obj): Obj | null {
  const input = node.payload;
  if (input === null || input === undefined) return {};
  const expression = isObj(input) && isObj(input.expression) ? input.expression : null;
  if (!expression || expression.type !== 'Object') return null;
  if (isObj(expression.value)) return expression.value;
  if (typeof expression.value !== 'string' || !expression.value.trim()) return {};
  try {
    const json = JSON.parse(expression.value) as unknown;
    return isObj(json) ? json : null;
  } catch {
    return null;
  }
}

/** Asks a designer what a person is to be asked: words, by when, by whom, and the questions. */
export function TaskBuilder({ payload, may, change }: { payload: Obj; may: boolean; change(next: Obj): void }) {
  const { m, own } = useFlows();
  const form = isObj(payload.form) ? payload.form : {};
  const fields = Array.isArray(form.fields) ? form.fields.filter(isObj) : [];
  const put = (more: Obj) => change(Object.fromEntries(Object.entries({ ...payload, ...more }).filter(([, value]) => value !== '' && value !== undefined)));
  const putFields = (next: Obj[]) => put({ form: { ...form, fields: next } });
  const row = (place: number, more: Obj) => putFields(fields.map((one, i) => (i === place ? { ...one, ...more } : one)));
  return (
    <section aria-label={m('task.form')} className="flow-task">
      <h3>{m('task.form')}</h3>
      <label>
        {m('task.text')}
        <textarea rows={2} disabled={!may} value={text(payload.text) ?? ''} onChange={(event) => put({ text: event.target.value })} />
      </label>
      <div className="flow-pair">
        <label>
          {m('task.assignee')}
          <input disabled={!may} value={text(payload.assignee) ?? ''} onChange={(event) => put({ assignee: event.target.value })} />
        </label>
        <label>
          {m('task.due')}
          <input
            type="number"
            min={1}
            max={366}
            disabled={!may}
            value={typeof payload.dueInDays === 'number' ? payload.dueInDays : ''}
            onChange={(event) => put({ dueInDays: event.target.value === '' ? undefined : Number(event.target.value) })}
          />
        </label>
      </div>
      <h4>{m('task.questions')}</h4>
      {fields.map((one, place) => {
        const called = text(one.label) || text(one.name) || m('row.noname');
        return (
          <div className="flow-question" key={place}>
            <input aria-label={`${m('task.label')}: ${called}`} placeholder={m('task.label')} disabled={!may} value={text(one.label) ?? ''} onChange={(event) => row(place, { label: event.target.value })} />
            <div className="flow-row">
              <input aria-label={`${m('task.name')}: ${called}`} className="flow-code" disabled={!may} value={text(one.name) ?? ''} onChange={(event) => row(place, { name: event.target.value })} />
              <select aria-label={`${m('type')}: ${called}`} disabled={!may} value={text(one.type) ?? 'text'} onChange={(event) => row(place, { type: event.target.value })}>
                {kinds.map((kind) => (
                  <option key={kind} value={kind}>
                    {own(`question.${kind}`, kind)}
                  </option>
                ))}
              </select>
              {may && (
                <button type="button" aria-label={m('row.remove', { name: called })} onClick={() => putFields(fields.filter((_, i) => i !== place))}>
                  ×
                </button>
              )}
            </div>
            {one.type === 'choice' && (
              <input
                aria-label={`${m('task.options')}: ${called}`}
                placeholder={m('task.options')}
                disabled={!may}
                value={Array.isArray(one.options) ? one.options.join('; ') : ''}
                onChange={(event) => row(place, { options: event.target.value.split(';').map((word) => word.trimStart()) })}
              />
            )}
            <label className="small">
              <input type="checkbox" disabled={!may} checked={one.required === true} onChange={(event) => row(place, { required: event.target.checked })} /> {m('required')}
            </label>
          </div>
        );
      })}
      {may && (
        <button type="button" className="quiet" onClick={() => putFields([...fields, { name: `risposta${fields.length + 1}`, label: '', type: 'text', required: true }])}>
          + {m('task.ask')}
        </button>
      )}
    </section>
  );
}
