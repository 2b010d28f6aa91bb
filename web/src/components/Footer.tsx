import { useWords } from '../i18n/index.tsx';
import { Link } from '../router.tsx';
import { feedbackPlace, foot } from './foot.ts';

/** The foot of every page: what the figures are worth, and what the law wants a public body to link. */
export function Footer() {
  const { t } = useWords();
  const { accessibility, feedback } = foot;
  return (
    <footer>
      <div className="inside">
        <p>{t('footer.words')}</p>
        <ul className="plain legal">
          <li>
            <Link to="accessibilita">{t('footer.access')}</Link>
          </li>
          {accessibility && (
            <li>
              <a href={accessibility} rel="noreferrer">
                {t('footer.accessibility')}
              </a>
            </li>
          )}
          {feedback && (
            <li>
              <a href={feedbackPlace(feedback)} rel="noreferrer">
                {t('footer.feedback')}
              </a>
            </li>
          )}
        </ul>
      </div>
    </footer>
  );
}
