import { type ReactNode, useEffect, useRef, useState } from 'react';
import { isAdministrator, isDesigner, isMember, isStaff, useSession } from '../api/session.tsx';
import { type Key, useWords } from '../i18n/index.tsx';
import { Link, usePlace } from '../router.tsx';
import { type Theme, useTheme } from '../theme.ts';
import { Invented } from './Invented.tsx';
import { Footer } from './Footer.tsx';
import { Icon } from './Icon.tsx';

/** What stands around every page: the community, the way around, language and theme. */
export function Shell({ children }: { children: ReactNode }) {
  const { t } = useWords();
  const { community, me } = useSession();
  const { path } = usePlace();
  const main = useRef<HTMLElement>(null);

  return (
    <>
      <a
        className="skip"
        href="#contenuto"
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        {t('skip')}
      </a>
      <header className="top">
        <div className="slim">
          <div className="inside">
            <span className="body-name">{t('app.name')}</span>
            <Switches />
          </div>
        </div>
        <div className="brand">
          <div className="inside">
            <Brand />
            {me && <Account />}
          </div>
        </div>
        {me && <Navigation />}
      </header>
      {community?.invented && path !== 'io' && <Invented />}
      <main id="contenuto" ref={main} tabIndex={-1}>
        {children}
      </main>
      <Footer />
    </>
  );
}

function Brand() {
  const { t } = useWords();
  const { communities, community, choose } = useSession();
  return (
    <div className="brand-name">
      <Link to="" className="logo" aria-label={t('nav.home')}>
        <svg viewBox="0 0 32 32" width="40" height="40" aria-hidden="true">
          <rect width="32" height="32" rx="7" className="logo-back" />
          <circle cx="16" cy="16" r="5.5" className="logo-sun" />
          <path
            className="logo-rays"
            d="M16 4.5v3M16 24.5v3M4.5 16h3M24.5 16h3M7.9 7.9l2.1 2.1M22 22l2.1 2.1M24.1 7.9 22 10M10 22l-2.1 2.1"
          />
        </svg>
      </Link>
      {communities.length > 1 ? (
        <label>
          <span className="visually-hidden">{t('community')}</span>
          <select value={community?.code ?? ''} onChange={(event) => choose(event.target.value)}>
            {communities.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </select>
        </label>
      ) : (
        <span className="community">{community?.name ?? t('app.slogan')}</span>
      )}
    </div>
  );
}

function Account() {
  const { t } = useWords();
  const { me, leave } = useSession();
  const { go } = usePlace();
  return (
    <div className="account">
      <Link to="profilo">
        {me?.name}
        <span className="visually-hidden">: {t('nav.profile')}</span>
      </Link>
      {!me?.home && (
        <button type="button" className="quiet" onClick={() => void leave().then(() => go('entra'))}>
          {t('signout')}
        </button>
      )}
    </div>
  );
}

function Switches() {
  const { t, language, choose } = useWords();
  const [theme, setTheme] = useTheme();
  return (
    <div className="switches">
      <label>
        <span className="visually-hidden">{t('theme')}</span>
        <select value={theme} onChange={(event) => setTheme(event.target.value as Theme)}>
          {(['system', 'light', 'dark'] as const).map((value) => (
            <option key={value} value={value}>
              {t(`theme.${value}`)}
            </option>
          ))}
        </select>
      </label>
      <div role="group" aria-label={t('language')}>
        <button type="button" lang="it" aria-pressed={language === 'it'} onClick={() => choose('it')}>
          ITA
        </button>
        <button type="button" lang="en" aria-pressed={language === 'en'} onClick={() => choose('en')}>
          ENG
        </button>
      </div>
    </div>
  );
}

function Navigation() {
  const { t } = useWords();
  const { me } = useSession();
  const { path } = usePlace();
  const [open, setOpen] = useState(false);
  useEffect(() => setOpen(false), [path]);
  if (!me) return null;
  const staff: [string, Key][] = [
    ['', 'nav.today'],
    ['mesi', 'nav.months'],
    ['cruscotti', 'nav.boards'],
    ['impianti', 'nav.plants'],
    ['edifici', 'nav.buildings'],
    ['membri', 'nav.members'],
    ['denaro', 'nav.money'],
    ['pagamenti', 'nav.payables'],
    ['dati', 'nav.data'],
    ['qualita', 'nav.quality'],
    ['allarmi', 'nav.alarms'],
    ['documenti', 'nav.documents'],
    ['posta', 'nav.mail'],
    ['flussi', 'nav.flows'],
    ['da-fare', 'nav.tasks'],
    ['regolamento', 'nav.regolamento'],
  ];
  const places: [string, Key][] = [
    ...(isStaff(me) ? staff : isDesigner(me) ? staff.filter(([to]) => to === 'flussi') : []),
    ...(isAdministrator(me) ? ([['persone', 'nav.people'], ['impostazioni', 'nav.settings']] as [string, Key][]) : []),
    ...(isMember(me) ? [['io', 'nav.mine'] as [string, Key]] : []),
    ...(isMember(me) && !isStaff(me) ? [['cruscotti', 'nav.boards'] as [string, Key]] : []),
  ];
  const here = path.split('/')[0] ?? '';
  return (
    <nav className="main-nav" aria-label={t('nav')}>
      <div className="inside">
        <button
          type="button"
          className="menu"
          aria-expanded={open}
          aria-controls="pagine"
          onClick={() => setOpen(!open)}
        >
          <Icon name="menu" /> {t('nav.menu')}
        </button>
        <ul id="pagine" className={open ? 'open' : ''}>
          {places.map(([to, key]) => (
            <li key={to}>
              <Link
                to={to}
                aria-current={here === to || (here === '' && !isStaff(me) && to === (isDesigner(me) ? 'flussi' : 'io')) ? 'page' : undefined}
              >
                {t(key)}
              </Link>
            </li>
          ))}
        </ul>
      </div>
    </nav>
  );
}
