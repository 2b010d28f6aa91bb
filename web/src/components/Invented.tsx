import { Icon } from './Icon.tsx';
import { useWords } from '../i18n/index.tsx';

/** Stands wherever figures are invented. */
export function Invented() {
  const { t } = useWords();
  return (
    <section className="invented" aria-label={t('demonstration')}>
      <Icon name="info" /> <p>{t('invented')}</p>
    </section>
  );
}
