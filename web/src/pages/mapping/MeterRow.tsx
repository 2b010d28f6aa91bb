import { Icon } from '../../components/Icon.tsx';
import { useShown } from './shown.ts';
import { TrialLine } from './TrialLine.tsx';
import type { Entity, Held, Problem, Row, Trial } from './types.ts';
import { type MappingKey, useMappingWords } from './words.ts';

export type Standing = 'confirmed' | 'proposed' | 'changed' | 'out' | 'none';
const tags: Record<Standing, string> = { confirmed: 'good', proposed: '', changed: 'warn', out: '', none: '' };

/** One energy that needs a counter: what reads it, why, what to look at, and what can be done. */
export function MeterRow({
  row,
  held,
  standing,
  entities,
  problem,
  trial,
  mayChange,
  edit,
  leave,
  back,
}: {
  row: Row;
  held: Held | null;
  standing: Standing;
  entities: ReadonlyMap<string, Entity>;
  problem: Problem | undefined;
  trial: Trial | undefined;
  mayChange: boolean;
  edit(): void;
  leave(): void;
  back(): void;
}) {
  const { f, m, say } = useMappingWords();
  const shown = useShown();
  // Reasons are of what was proposed: another choice has its own.
  const isProposal = held !== null && held.counter === row.proposed?.counter;
  const other = held && !isProposal ? row.candidates.find(({ entity }) => entity === held.counter) : undefined;
  const reasons = isProposal ? row.reasons : (other?.reasons ?? []);
  const doubts = held === null || isProposal ? row.doubts : (other?.doubts ?? []);
  const whose = `${held?.name ?? row.name}, ${m(`quantity.${row.quantity}`)}`;
  return (
    <li className="meter-row">
      <div className="what">
        <h3 data-own>{held?.name ?? row.name}</h3>
        <p>
          {m(`quantity.${row.quantity}`)}
          <span className="small">
            {' · '}
            {m('pod', { label: row.label })}
            {row.plant && <span data-own> · {m('unit.of', { plant: row.plant })}</span>}
            {row.powerKw !== null && ` · ${m('power.of', { kw: f.number(row.powerKw, Number.isInteger(row.powerKw) ? 0 : 1) })}`}
          </span>
        </p>
        <span className={`tag ${tags[standing]}`}>
          {standing === 'confirmed' && <Icon name="check" size={14} />}
          {m(`state.${standing}` as MappingKey)}
        </span>
      </div>
      <div className="by">
        {held && (
          <dl className="entities">
            <Line label={m('counter')} id={held.counter} />
            {held.fallback && <Line label={m('fallback')} id={held.fallback} />}
            {held.power && <Line label={m('power')} id={held.power} />}
          </dl>
        )}
        {problem && (
          <p className="error" role="alert" data-own>
            {say(problem)}
          </p>
        )}
        {doubts.length > 0 && (
          <div className="doubts">
            <p className="small">
              <Icon name="warn" size={16} /> {m('doubts')}
            </p>
            <ul className="reasons">
              {doubts.map((doubt) => (
                <li key={doubt.code + doubt.en} data-own>
                  {say(doubt)}
                </li>
              ))}
            </ul>
          </div>
        )}
        {reasons.length > 0 && (
          <details>
            <summary>{m('why')}</summary>
            <ul className="reasons">
              {reasons.map((reason) => (
                <li key={reason.code + reason.en} data-own>
                  {say(reason)}
                </li>
              ))}
            </ul>
          </details>
        )}
        {trial && held && <TrialLine trial={trial} />}
      </div>
      {mayChange && (
        <p className="acts">
          <button type="button" className="link" onClick={edit}>
            {held ? m('change') : m('choose')}
            <span className="visually-hidden">: {whose}</span>
          </button>
          {held ? (
            <button type="button" className="link" onClick={leave}>
              {m('out')}
              <span className="visually-hidden">: {whose}</span>
            </button>
          ) : (
            standing === 'out' && (
              <button type="button" className="link" onClick={back}>
                {m('back')}
                <span className="visually-hidden">: {whose}</span>
              </button>
            )
          )}
        </p>
      )}
    </li>
  );

  function Line({ label, id }: { label: string; id: string }) {
    const entity = entities.get(id);
    return (
      <>
        <dt>{label}</dt>
        <dd>
          {entity?.name && <span data-own>{entity.name} </span>}
          <code data-own>{id}</code> <span className="value">{entities.size > 0 && shown(entity)}</span>
        </dd>
      </>
    );
  }
}
