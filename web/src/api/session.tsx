import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import { call, Fault } from './client.ts';
import { actFor } from '../router.tsx';
import type { Community, Me, Role } from './types.ts';

interface Session {
  /** undefined while it is asked for; null when nobody is signed in. */
  me: Me | null | undefined;
  fault: Fault | null;
  /** How Home Assistant calls its user, when that one is linked to nobody here. */
  homeUser: string | null;
  communities: Community[];
  community: Community | null;
  choose(code: string): void;
  enter(me: Me): void;
  leave(): Promise<void>;
  signedOut(): void;
  refresh(): void;
}

const SessionContext = createContext<Session | null>(null);
const staffRoles: Role[] = ['administrator', 'operator', 'approver', 'auditor', 'accountant'];

export const isStaff = (me: Me) => me.roles.some(({ role }) => staffRoles.includes(role));
/** Whether the person has a page of a member to look at: its own, or another's by a delegation. */
export const isMember = (me: Me) => me.roles.some(({ role }) => role === 'member' || role === 'delegate');
/** Whether the person draws workflows; who is of the staff as well has more than that. */
export const isDesigner = (me: Me) => me.roles.some(({ role }) => role === 'designer');
export const isAdministrator = (me: Me) => me.roles.some(({ role }) => role === 'administrator');

/** Whether the person is administrator of every community. */
export const runsTheHouse = (me: Me) =>
  me.roles.some(({ role, community }) => role === 'administrator' && community === null);

function remembered(): string | null {
  try {
    return localStorage.getItem('cer.community');
  } catch {
    return null;
  }
}

/** For whom the person acts: whom it chose in this tab; who is no member itself, for the first. */
function chosenFor({ roles, actsFor }: Me): number | null {
  if (!actsFor?.length) return null;
  let kept: string | null = null;
  try {
    kept = sessionStorage.getItem('cer.acting');
  } catch {
    // As above.
  }
  const own = roles.some(({ role }) => role === 'member');
  return (actsFor.find(({ id }) => String(id) === kept) ?? (own ? null : actsFor[0]))?.id ?? null;
}

export function SessionProvider({ children }: { children: ReactNode }) {
  const [me, setMe] = useState<Me | null | undefined>(undefined);
  const [fault, setFault] = useState<Fault | null>(null);
  const [communities, setCommunities] = useState<Community[]>([]);
  const [chosen, setChosen] = useState(remembered);
  const [turn, setTurn] = useState(0);
  const [homeUser, setHomeUser] = useState<string | null>(null);

  const load = useCallback(async (person: Me) => {
    setCommunities(isStaff(person) || isDesigner(person) ? await call<Community[]>('GET', 'api/communities') : []);
    actFor(chosenFor(person));
    setMe(person);
    setFault(null);
  }, []);

  useEffect(() => {
    call<Me>('GET', 'api/session')
      .then(load)
      .catch((failure: unknown) => {
        if (failure instanceof Fault && failure.status === 401) {
          setHomeUser(typeof failure.body.homeUser === 'string' ? failure.body.homeUser : null);
          setMe(null);
        } else setFault(failure instanceof Fault ? failure : new Fault(0, null));
      });
  }, [load, turn]);

  const choose = useCallback((code: string) => {
    setChosen(code);
    try {
      localStorage.setItem('cer.community', code);
    } catch {
      // A browser that keeps nothing: chosen for this visit alone.
    }
  }, []);
  const signedOut = useCallback(() => setMe(null), []);
  const enter = useCallback(
    (person: Me) => {
      load(person).catch((failure: unknown) => setFault(failure instanceof Fault ? failure : new Fault(0, null)));
    },
    [load],
  );
  const leave = useCallback(async () => {
    await call('DELETE', 'api/session').catch(() => undefined);
    setMe(null);
  }, []);
  const refresh = useCallback(() => setTurn((count) => count + 1), []);

  const community = communities.find(({ code }) => code === chosen) ?? communities[0] ?? null;
  const value = useMemo(
    () => ({ me, fault, homeUser, communities, community, choose, enter, leave, signedOut, refresh }),
    [me, fault, homeUser, communities, community, choose, enter, leave, signedOut, refresh],
  );
  return <SessionContext value={value}>{children}</SessionContext>;
}

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession stands outside SessionProvider.');
  return session;
}

export const useSignedOut = () => useSession().signedOut;

/** Whether the person may change things in the community looked at. */
export function useMayChange(): boolean {
  const { community, me } = useSession();
  const roles = community?.roles ?? me?.roles.map(({ role }) => role) ?? [];
  return roles.some((role) => role === 'administrator' || role === 'operator');
}

/** Whether the person may keep drafts of workflows in the community looked at. */
export function useMayDraw(): boolean {
  return useHasRole('administrator', 'operator', 'designer');
}

/** Whether the person has one of these roles in the community looked at. */
export function useHasRole(...wanted: Role[]): boolean {
  const { community } = useSession();
  return !!community?.roles.some((role) => wanted.includes(role));
}

/** The path of something of the community looked at. */
export function useCommunityPath(): (rest: string) => string | null {
  const { community } = useSession();
  return (rest) => (community ? `api/communities/${encodeURIComponent(community.code)}/${rest}` : null);
}
