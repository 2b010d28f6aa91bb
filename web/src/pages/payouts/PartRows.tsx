import { Field } from '../../components/Parts.tsx';
import { type PartRow, restOf, typed } from './partsOf.ts';
import { gseKinds } from './gseKinds.ts';
import { usePayoutWords } from './words.ts';

/** The parts of a movement of GSE: which payment, of which month, how much; and what is left. */
export function PartRows({ eur, rows, set }: { eur: number; rows: PartRow[]; set(rows: PartRow[]): void }) {
  const { m, own, f } = usePayoutWords();
  const change = (at: number, part: Partial<PartRow>) => set(rows.map((row, i) => (i === at ? { ...row, ...part } : row)));
  const rest = restOf(eur, rows) / 100;
  const add = () =>
    set([...rows, { as: 'money', kind: 'complete', month: rows.at(-1)?.month ?? '', eur: rest === 0 ? '' : typed(rest, f.language) }]);
  return (
    <div className="whole">
      {rows.map((row, i) => (
        <fieldset key={i} className="rule">
          <legend>{m('part', { n: i + 1 })}</legend>
          <div className="fields">
            <Field label={m('book.kind')}>
              {(ids) => (
                <select
                  {...ids}
                  value={`${row.as} ${row.kind}`}
                  onChange={(event) => {
                    const [as, kind] = event.target.value.split(' ');
                    change(i, { as: as as PartRow['as'], kind });
                  }}
                >
                  {(['money', 'sale'] as const).map((as) => (
                    <optgroup key={as} label={m(`part.${as}`)}>
                      {gseKinds[as].map((kind) => (
                        <option key={kind} value={`${as} ${kind}`}>
                          {own(`gse.${kind}`)}
                        </option>
                      ))}
                    </optgroup>
                  ))}
                </select>
              )}
            </Field>
            <Field label={m('book.month')}>
              {(ids) => <input {...ids} type="month" required value={row.month} onChange={(event) => change(i, { month: event.target.value })} />}
            </Field>
            <Field label={m('part.eur')}>
              {(ids) => (
                <input {...ids} required inputMode="decimal" value={row.eur} onChange={(event) => change(i, { eur: event.target.value })} />
              )}
            </Field>
            {rows.length > 1 && (
              <button type="button" className="quiet" onClick={() => set(rows.filter((_, at) => at !== i))}>
                {m('part.drop', { n: i + 1 })}
              </button>
            )}
          </div>
        </fieldset>
      ))}
      <p>
        <button type="button" className="quiet" onClick={add}>
          {m('part.add')}
        </button>
      </p>
      <p role="status">{rest === 0 ? m('part.whole', { eur: f.eur(eur) }) : m('part.rest', { rest: f.eur(rest), eur: f.eur(eur) })}</p>
    </div>
  );
}
