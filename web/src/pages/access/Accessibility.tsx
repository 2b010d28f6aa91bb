import { feedbackPlace, foot } from '../../components/foot.ts';
import { Card, PageHead } from '../../components/Parts.tsx';
import { useWords } from '../../i18n/index.tsx';
import { access } from './words.ts';

/** What everybody may read of how these pages can be used, without signing in. */
export function Accessibility() {
  const { language } = useWords();
  const said = access[language];
  const { accessibility, feedback } = foot;
  return (
    <>
      <PageHead title={said.title} lead={said.lead} />
      <Card title={said.norms}>
        <p>{said['norms.words']}</p>
        <p>
          {accessibility ? (
            <a href={accessibility} rel="noreferrer">
              {said.official}
            </a>
          ) : (
            said['official.none']
          )}
        </p>
      </Card>
      <Card title={said.state}>
        <p>{said['state.words']}</p>
      </Card>
      <Card title={said.done}>
        <ul>
          {([1, 2, 3, 4, 5, 6] as const).map((n) => (
            <li key={n}>{said[`done.${n}`]}</li>
          ))}
        </ul>
      </Card>
      <Card title={said.gaps}>
        <ul>
          {([1, 2, 3, 4] as const).map((n) => (
            <li key={n}>{said[`gaps.${n}`]}</li>
          ))}
        </ul>
      </Card>
      <Card title={said.help}>
        <p>{said['help.words']}</p>
        <p>
          {feedback ? (
            <a href={feedbackPlace(feedback)} rel="noreferrer">
              {said['help.link']}
            </a>
          ) : (
            said['help.none']
          )}
        </p>
        <p className="small">{said['help.law']}</p>
      </Card>
    </>
  );
}
