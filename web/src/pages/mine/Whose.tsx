import './mine.css';
import type { Fault } from '../../api/client.ts';
import { useSession } from '../../api/session.tsx';
import { Notice } from '../../components/Parts.tsx';
import { fill, type Language, useWords, type Values } from '../../i18n/index.tsx';
import { actFor, actingFor, address } from '../../router.tsx';

const whose = {
  it: {
    'acting': 'Stai guardando la pagina di {name} ({community}), per delega fino al {to}.',
    'noted': 'Ogni volta che la guardi resta scritto, e {name} lo vede. Puoi leggere tutto e contestare un importo; consensi, uscita, soprannome e copia dei dati restano a {name}.',
    'own': 'Questa è la tua pagina. Per delega puoi guardare anche:',
    'other': 'Guarda la pagina di {name} ({community})',
    'back': 'Torna alla tua pagina',
    'over': 'La delega non vale più: la pagina è chiusa. Per riaprirla serve una nuova delega allo sportello della comunità.',
    'none': 'Oggi nessuna delega ti apre una pagina: non è ancora iniziata, o è finita.',
  },
  en: {
    'acting': 'You are looking at the page of {name} ({community}), by a delegation up to {to}.',
    'noted': 'Each time you look is noted, and {name} sees it. You may read everything and contest an amount; consents, leaving, the nickname and the copy of the data are for {name}.',
    'own': 'This is your page. By delegation you may also look at:',
    'other': 'Look at the page of {name} ({community})',
    'back': 'Back to your page',
    'over': 'The delegation holds no more: the page is closed. To open it again a new delegation is needed, at the community’s desk.',
    'none': 'Today no delegation opens a page to you: it has not begun yet, or is over.',
  },
} as const satisfies Record<Language, Record<string, string>>;

/** Whose page it is, for somebody who may look at others' by delegations; and the way from one to another. */
export function Whose({ fault }: { fault?: Fault | null }) {
  const words = useWords();
  const w = (key: keyof typeof whose.it, values?: Values) => fill(whose[words.language][key], values);
  const { me } = useSession();
  if (!me?.actsFor) return null;
  const now = me.actsFor.find(({ id }) => id === actingFor());
  const own = me.roles.some(({ role }) => role === 'member');
  const others = me.actsFor.filter(({ id }) => id !== now?.id);
  const over = fault?.body.code === 'delegation_over';
  if (!own && me.actsFor.length === 0)
    return (
      <Notice>
        <p>{w('none')}</p>
      </Notice>
    );
  if (!now && others.length === 0) return null;
  // The whole page anew: nothing of one member stays beside what is another's.
  const look = (id: number | null) => {
    actFor(id);
    window.location.assign(address('io'));
  };
  return (
    <section className="notice mine-whose" role={over ? 'alert' : 'status'} data-acting={now?.id}>
      <div>
        <p data-own>
          <strong>
            {over
              ? w('over')
              : now
                ? w('acting', { name: now.member, community: now.communityName, to: words.f.day(now.to) })
                : w('own')}
          </strong>
        </p>
        {now && !over && <p data-own>{w('noted', { name: now.member })}</p>}
        <div className="actions">
          {now && own && (
            <button type="button" onClick={() => look(null)}>
              {w('back')}
            </button>
          )}
          {others.map(({ id, member, communityName }) => (
            <button key={id} type="button" onClick={() => look(id)}>
              <span data-own>{w('other', { name: member, community: communityName })}</span>
            </button>
          ))}
        </div>
      </div>
    </section>
  );
}
