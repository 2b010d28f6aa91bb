import { lazy, Suspense, useEffect } from 'react';
import { isAdministrator, isDesigner, isMember, isStaff, runsTheHouse, useSession } from './api/session.tsx';
import { FaultNotice, Notice, PageHead, Skeleton } from './components/Parts.tsx';
import { Shell } from './components/Shell.tsx';
import { chosenLanguage, useWords } from './i18n/index.tsx';
import { Link, usePlace } from './router.tsx';
import { isMonth } from './time.ts';

// What is not seen first comes when it is asked for.
const Today = lazy(() => import('./pages/Today.tsx').then((page) => ({ default: page.Today })));
const NoCommunity = lazy(() => import('./pages/Today.tsx').then((page) => ({ default: page.NoCommunity })));
const Months = lazy(() => import('./pages/Months.tsx').then((page) => ({ default: page.Months })));
const MonthPage = lazy(() => import('./pages/Month.tsx').then((page) => ({ default: page.MonthPage })));
const ClosingPage = lazy(() => import('./pages/Closing.tsx').then((page) => ({ default: page.ClosingPage })));
const Plants = lazy(() => import('./pages/Plants.tsx').then((page) => ({ default: page.Plants })));
const PlantPage = lazy(() => import('./pages/Plants.tsx').then((page) => ({ default: page.PlantPage })));
const Buildings = lazy(() => import('./pages/hall/Buildings.tsx').then((page) => ({ default: page.Buildings })));
const Members = lazy(() => import('./pages/Members.tsx').then((page) => ({ default: page.Members })));
const MemberPage = lazy(() => import('./pages/Members.tsx').then((page) => ({ default: page.MemberPage })));
const Readings = lazy(() => import('./pages/Readings.tsx').then((page) => ({ default: page.Readings })));
const Devices = lazy(() => import('./pages/Devices.tsx').then((page) => ({ default: page.Devices })));
const Mapping = lazy(() => import('./pages/mapping/Mapping.tsx').then((page) => ({ default: page.Mapping })));
const Data = lazy(() => import('./pages/Data.tsx').then((page) => ({ default: page.Data })));
const Quality = lazy(() => import('./pages/quality/Quality.tsx').then((page) => ({ default: page.Quality })));
const Money = lazy(() => import('./pages/money/Money.tsx').then((page) => ({ default: page.Money })));
const Deadlines = lazy(() => import('./pages/money/Deadlines.tsx').then((page) => ({ default: page.Deadlines })));
const Sale = lazy(() => import('./pages/money/Sale.tsx').then((page) => ({ default: page.Sale })));
const Reconcile = lazy(() => import('./pages/reconcile/Reconcile.tsx').then((page) => ({ default: page.Reconcile })));
const Payables = lazy(() => import('./pages/money/Payables.tsx').then((page) => ({ default: page.Payables })));
const PayableMonth = lazy(() => import('./pages/money/PayableMonth.tsx').then((page) => ({ default: page.PayableMonth })));
const Taxes = lazy(() => import('./pages/money/Taxes.tsx').then((page) => ({ default: page.Taxes })));
const PayoutPages = lazy(() => import('./pages/payouts/PayoutPages.tsx').then((page) => ({ default: page.PayoutPages })));
const Documents = lazy(() => import('./pages/Documents.tsx').then((page) => ({ default: page.Documents })));
const Submissions = lazy(() =>
  import('./pages/submissions/Submissions.tsx').then((page) => ({ default: page.Submissions })),
);
const Mail = lazy(() => import('./pages/Mail.tsx').then((page) => ({ default: page.Mail })));
const Regolamento = lazy(() => import('./pages/Regolamento.tsx').then((page) => ({ default: page.Regolamento })));
const Alarms = lazy(() => import('./pages/alarms/Alarms.tsx').then((page) => ({ default: page.Alarms })));
const Flows = lazy(() => import('./pages/flows/Flows.tsx').then((page) => ({ default: page.Flows })));
const Editor = lazy(() => import('./pages/flows/Editor.tsx').then((page) => ({ default: page.Editor })));
const Tasks = lazy(() => import('./pages/flows/Tasks.tsx').then((page) => ({ default: page.Tasks })));
const People = lazy(() => import('./pages/People.tsx').then((page) => ({ default: page.People })));
const SignIn = lazy(() => import('./pages/SignIn.tsx').then((page) => ({ default: page.SignIn })));
const InvitePage = lazy(() => import('./pages/SignIn.tsx').then((page) => ({ default: page.InvitePage })));
const LinkPage = lazy(() => import('./pages/people/LinkPage.tsx').then((page) => ({ default: page.LinkPage })));
const FirstStart = lazy(() => import('./pages/first/FirstStart.tsx').then((page) => ({ default: page.FirstStart })));
const Profile = lazy(() => import('./pages/Profile.tsx').then((page) => ({ default: page.Profile })));
const Boards = lazy(() => import('./pages/boards/Boards.tsx').then((page) => ({ default: page.Boards })));
const Public = lazy(() => import('./pages/boards/Public.tsx').then((page) => ({ default: page.Public })));
const Accessibility = lazy(() =>
  import('./pages/access/Accessibility.tsx').then((page) => ({ default: page.Accessibility })),
);
const Privacy = lazy(() => import('./pages/privacy/Privacy.tsx').then((page) => ({ default: page.Privacy })));
const MemberRequests = lazy(() =>
  import('./pages/privacy/MemberRequests.tsx').then((page) => ({ default: page.MemberRequests })),
);
const Settings = lazy(() => import('./pages/settings/Settings.tsx'));
const Mine = lazy(() => import('./pages/Mine.tsx').then((page) => ({ default: page.Mine })));

export function App() {
  const { me, fault, refresh } = useSession();
  const { path } = usePlace();
  const { t, choose, language } = useWords();

  // The language of the account, unless this browser was told another.
  useEffect(() => {
    if (me && !chosenLanguage() && me.language !== language) choose(me.language);
  }, [me, choose, language]);

  return (
    <Shell>
      <Suspense fallback={<Skeleton />}>
        {path.startsWith('invito/') ? (
          <InvitePage token={path.slice('invito/'.length)} />
        ) : path === 'accesso' ? (
          <LinkPage />
        ) : path === 'pubblico' ? (
          <Public />
        ) : path === 'accessibilita' ? (
          <Accessibility />
        ) : me === undefined ? (
          <>
            <h1 className="visually-hidden">{t('app.name')}</h1>
            {fault ? <FaultNotice fault={fault} retry={refresh} /> : <Skeleton />}
          </>
        ) : me === null ? (
          <SignIn />
        ) : (
          <Page key={path.split('/')[0]} />
        )}
      </Suspense>
    </Shell>
  );
}

function Page() {
  const { me, community } = useSession();
  const { path } = usePlace();
  const [place = '', item, more] = path.split('/');
  if (!me) return null;
  if (place === 'profilo') return <Profile />;
  if (place === 'persone' && isAdministrator(me)) return <People />;
  if (place === 'cruscotti' && more === undefined) return <Boards uid={item} />;
  if (place === 'avvio' && runsTheHouse(me)) return <FirstStart />;
  if (place === 'io' && item === 'dati' && isMember(me)) return <Privacy />;
  if (!isStaff(me) && isDesigner(me) && place !== 'io') {
    if (!community) return <NoCommunity />;
    if (place === '' || place === 'entra' || place === 'flussi')
      return item === undefined ? <Flows key={community.code} /> : <Editor key={community.code + item} id={item} />;
    return <Nowhere />;
  }
  if ((place === 'io' || !isStaff(me)) && isMember(me))
    return place === 'io' || place === '' || place === 'entra' ? <Mine /> : <Nowhere />;
  if (!isStaff(me)) return <Nowhere />;
  if (!community) return <NoCommunity />;
  const at = community.code;
  switch (place) {
    case '':
    case 'entra':
      return <Today key={at} />;
    case 'mesi':
      return item === undefined ? (
        <Months key={at} />
      ) : isMonth(item) && more === 'chiusura' ? (
        <ClosingPage key={`${at}-${item}`} month={item} />
      ) : isMonth(item) && more === undefined ? (
        <MonthPage key={at} month={item} />
      ) : (
        <Nowhere />
      );
    case 'impianti':
      return item === undefined ? <Plants key={at} /> : <PlantPage key={at} id={item} />;
    case 'edifici':
      return item === undefined ? <Buildings key={at} /> : <Nowhere />;
    case 'membri':
      return item === undefined ? (
        <Members key={at} />
      ) : item === 'richieste' ? (
        <MemberRequests key={at} />
      ) : (
        <MemberPage key={at} id={item} />
      );
    case 'dati':
      return item === undefined ? (
        <Data key={at} />
      ) : item === 'letture' ? (
        <Readings key={at} />
      ) : item === 'dispositivi' && more === 'home-assistant' ? (
        <Mapping key={at} />
      ) : item === 'dispositivi' && more === undefined ? (
        <Devices key={at} />
      ) : (
        <Nowhere />
      );
    case 'qualita':
      return <Quality key={at} />;
    case 'denaro':
      return item === undefined ? (
        <Money key={at} />
      ) : item === 'vendita' ? (
        <Sale key={at} />
      ) : item === 'scadenze' ? (
        <Deadlines key={at} />
      ) : item === 'riconciliazione' ? (
        <Reconcile key={at} />
      ) : (
        <Nowhere />
      );
    case 'pagamenti':
      return item === undefined ? (
        <Payables key={at} />
      ) : item === 'fisco' ? (
        <Taxes key={at} />
      ) : item === 'distinte' || item === 'conti' || item === 'mastro' ? (
        <PayoutPages key={at + item} part={item} />
      ) : isMonth(item) ? (
        <PayableMonth key={at + item} month={item} />
      ) : (
        <Nowhere />
      );
    case 'documenti':
      return item === 'invii' ? <Submissions key={at} /> : <Documents key={at} />;
    case 'regolamento':
      return <Regolamento key={at} />;
    case 'flussi':
      return item === undefined ? <Flows key={at} /> : <Editor key={at + item} id={item} />;
    case 'da-fare':
      return <Tasks key={at} />;
    case 'allarmi':
      return <Alarms key={at} />;
    case 'posta':
      return <Mail key={at} />;
    case 'impostazioni':
      return <Settings key={at + item} part={item} />;
    default:
      return <Nowhere />;
  }
}

function Nowhere() {
  const { t } = useWords();
  return (
    <>
      <PageHead title={t('nowhere.title')} />
      <Notice>
        <p>
          {t('nowhere.words')} <Link to="">{t('nav.home')}</Link>
        </p>
      </Notice>
    </>
  );
}
