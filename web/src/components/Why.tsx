import type { Explained, Why as WhyData } from '../api/types.ts';
import { useApi } from '../api/useApi.ts';
import { useWords } from '../i18n/index.tsx';
import { Awaited, Notice, QualityTag } from './Parts.tsx';
import { euro, ruleWords, sentence } from './sentence.ts';

/** Why an amount is what it is: lines that open into what they are the sum of, down to the hour and the act. */
export function Why({ path, own = false }: { path: string | null; own?: boolean }) {
  const { t } = useWords();
  const why = useApi<WhyData>(path);
  return (
    <Awaited from={why} rows={1}>
      {(data) => (
        <div className="why-tree">
          {!data.isOfRun && <Notice kind="warn">{t('why.changed')}</Notice>}
          <ul>
            {data.amounts.map((line, place) => (
              <Line key={place} line={line} path={path} own={own} open />
            ))}
          </ul>
          <p className="small">{t('why.sum', { run: data.run })}</p>
        </div>
      )}
    </Awaited>
  );
}

function Line({ line, path, own, open }: { line: Explained; path: string | null; own: boolean; open?: boolean }) {
  const words = useWords();
  const { t } = words;
  const head = (
    <>
      <span className="why-words">{sentence(line, words, own)}</span>{' '}
      <span className="why-amount">{line.eur === null ? t('why.unknown') : euro(line.eur, words)}</span>
      {line.quality && <QualityTag quality={line.quality} />}
    </>
  );
  const origin = ruleWords(line, words);
  const rule = origin && <small className="why-rule">{origin}</small>;
  // The hours of a day come when the day is opened.
  const day = line.code === 'tip.day' && line.parts.length === 0 && !own ? line.about : null;
  if (line.parts.length === 0 && !day)
    return (
      <li>
        {head} {rule}
      </li>
    );
  return (
    <li>
      <details open={open || line.code.startsWith('member')}>
        <summary>{head}</summary>
        {rule}
        {day ? <Hours path={path} day={day} own={own} /> : <Lines lines={line.parts} path={path} own={own} />}
      </details>
    </li>
  );
}

export function Lines({ lines, path, own }: { lines: readonly Explained[]; path: string | null; own: boolean }) {
  return (
    <ul>
      {lines.map((line, place) => (
        <Line key={place} line={line} path={path} own={own} />
      ))}
    </ul>
  );
}

function Hours({ path, day, own }: { path: string | null; day: string; own: boolean }) {
  const why = useApi<WhyData>(path && `${path}&day=${day}`);
  return (
    <Awaited from={why} rows={1}>
      {(data) => {
        const found = data.amounts.flatMap((line) => line.parts).find((line) => line.about === day);
        return found ? <Lines lines={found.parts} path={null} own={own} /> : null;
      }}
    </Awaited>
  );
}
