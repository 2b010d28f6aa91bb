import { useState } from 'react';
import { call, Fault } from '../../api/client.ts';
import { useCommunityPath } from '../../api/session.tsx';
import { FaultNotice, Field, Window } from '../../components/Parts.tsx';
import { type Building, type PlaceKind, placeKinds } from './building-types.ts';
import { useBuildings } from './building-words.ts';
import { type PlaceDraft, wrongIn } from './place.ts';

/** Says what stands behind a point; what is wrong is said beside its field. */
export function PlaceWindow({ building, close, done }: { building: Building; close(): void; done(name: string): void }) {
  const { b, f } = useBuildings();
  const path = useCommunityPath();
  const [draft, setDraft] = useState<PlaceDraft>({
    name: building.name ?? '',
    kind: building.kind,
    power: building.contractedKw === null ? '' : f.number(building.contractedKw, (String(building.contractedKw).split('.')[1] ?? '').length),
    opens: building.opens ?? '',
    closes: building.closes ?? '',
  });
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const { wrong, body } = wrongIn(draft);
  const set = (part: Partial<PlaceDraft>) => setDraft((before) => ({ ...before, ...part }));
  const errorOf = (field: (typeof wrong)[number]) => (tried && wrong.includes(field) ? b(`error.${field}`) : undefined);
  const save = async () => {
    setTried(true);
    if (wrong.length > 0) return;
    setBusy(true);
    setFault(null);
    try {
      await call('PUT', path(`buildings/${building.id}`)!, body);
      done(body.name);
    } catch (failure) {
      setFault(failure instanceof Fault ? failure : new Fault(0, null));
      setBusy(false);
    }
  };
  return (
    <Window title={b('form.title', { label: building.label })} close={close}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Field label={b('form.name')} hint={b('form.name.hint')} error={errorOf('name')}>
          {(ids) => <input {...ids} value={draft.name} maxLength={100} onChange={(event) => set({ name: event.target.value })} />}
        </Field>
        <Field label={b('form.kind')}>
          {(ids) => (
            <select {...ids} value={draft.kind} onChange={(event) => set({ kind: event.target.value as PlaceKind })}>
              {placeKinds.map((kind) => (
                <option key={kind} value={kind}>
                  {b(`kind.${kind}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={b('form.power')} hint={b('form.power.hint')} error={errorOf('contractedKw')}>
          {(ids) => <input {...ids} inputMode="decimal" maxLength={12} value={draft.power} onChange={(event) => set({ power: event.target.value })} />}
        </Field>
        <Field label={b('form.opens')} hint={b('form.hours.hint')} error={errorOf('opens')}>
          {(ids) => <input {...ids} maxLength={5} value={draft.opens} onChange={(event) => set({ opens: event.target.value })} />}
        </Field>
        <Field label={b('form.closes')} error={errorOf('closes')}>
          {(ids) => <input {...ids} maxLength={5} value={draft.closes} onChange={(event) => set({ closes: event.target.value })} />}
        </Field>
        <p className="small">{b('form.keep')}</p>
        {fault && <FaultNotice fault={fault} />}
        <div className="actions">
          <button type="submit" className="primary" disabled={busy}>
            {b('form.save')}
          </button>
        </div>
      </form>
    </Window>
  );
}
