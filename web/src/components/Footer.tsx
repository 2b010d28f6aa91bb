import { useWords } from '../i18n/index.tsx';

interface Foot {
  accessibility?: string | null;
  feedback?: string | null;
}

/** What the server wrote into the page; nothing when the body has set nothing. */
function read(): Foot {
  const text = document.querySelector<HTMLMetaElement>('meta[name="cer-footer"]')?.content;
  try {
    return text ? (JSON.parse(text) as Foot) : {};
  } catch {
    return {};
  }
}

const foot = read();

/** The foot of every page: what the figures are worth, and what the law wants a public body to link. */
export function Footer() {
  const { t } = useWords();
  const { accessibility, feedback } = foot;
  return (
    <footer>
      <div className="inside">
        <p>{t('footer.words')}</p>
        {(accessibility || feedback) && (
          <ul className="plain legal">
            {accessibility && (
              <li>
                <a href={accessibility} rel="noreferrer">
                  {t('footer.accessibility')}
                </a>
              </li>
            )}
            {feedback && (
              <li>
                <a href={feedback.includes('://') ? feedback : `mailto:${feedback}`} rel="noreferrer">
                  {t('footer.feedback')}
                </a>
              </li>
            )}
          </ul>
        )}
      </div>
    </footer>
  );
}
