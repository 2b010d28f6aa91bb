import { useShown } from './shown.ts';
import type { Trial } from './types.ts';
import { useMappingWords } from './words.ts';

/** What a meter would have given in the last day, with the quality of it. */
export function TrialLine({ trial }: { trial: Trial }) {
  const { f, m } = useMappingWords();
  const shown = useShown();
  const counter = trial.now.find(({ role }) => role === 'counter');
  const told = trial.measured + trial.estimated;
  return (
    <div className="trial">
      <p>
        {told === 0 ? m('trial.none') : <strong>{m('trial', { kwh: f.kwh(trial.kwh, 2), told })}</strong>}
        {told > 0 && (
          <>
            {' '}
            <span className="small">
              {m('trial.quality', { measured: trial.measured, estimated: trial.estimated, missing: trial.missing })}
            </span>
          </>
        )}
        {counter?.at && <span className="small"> · {m('trial.seen', { value: shown(counter), at: f.moment(counter.at) })}</span>}
      </p>
      {told > 0 && (
        <details>
          <summary>{m('trial.list')}</summary>
          <div className="table-scroll" tabIndex={0} role="region" aria-label={m('trial.list')}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{m('trial.from')}</th>
                  <th scope="col" className="figure">
                    {m('trial.energy')}
                  </th>
                  <th scope="col">{m('trial.quality.head')}</th>
                </tr>
              </thead>
              <tbody>
                {trial.quarters.map((quarter) => (
                  <tr key={quarter.start}>
                    <th scope="row">{f.moment(quarter.start)}</th>
                    <td className="figure">{f.number(quarter.kwh, 3)}</td>
                    <td>{m(quarter.quality)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </details>
      )}
    </div>
  );
}
