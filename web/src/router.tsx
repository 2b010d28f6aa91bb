import {
  createContext,
  type AnchorHTMLAttributes,
  type MouseEvent,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
} from 'react';

/** Where the pages live: whatever <base> the server wrote. */
export const basePath = new URL('.', document.baseURI).pathname;

/** Whether another page was asked for and has not come to the front yet. */
let moved = false;

/** True once after each move to another page: who asks takes the focus there. */
export function takeMove(): boolean {
  const was = moved;
  moved = false;
  return was;
}

/** The delegation by which the pages are another member's; of this tab alone. */
let acting: number | null = null;
export const actingFor = () => acting;
export function actFor(id: number | null) {
  acting = id;
  try {
    if (id === null) sessionStorage.removeItem('cer.acting');
    else sessionStorage.setItem('cer.acting', String(id));
  } catch {
    // A browser that keeps nothing: until the next load.
  }
}

const another = /^api\/(mine|documents|dashboards(\/cer-membro|$))(\W|$)/;

export function address(path: string): string {
  const to = new URL(path.replace(/^\//, ''), document.baseURI);
  if (acting !== null && another.test(path)) to.searchParams.set('acting', String(acting));
  return to.href;
}

interface Place {
  /** Below the base, without the leading slash: 'mesi/2026-10'. */
  path: string;
  query: URLSearchParams;
  go(to: string, replace?: boolean): void;
}

const PlaceContext = createContext<Place | null>(null);

function here(): { path: string; search: string } {
  const { pathname, search } = window.location;
  const below = pathname.startsWith(basePath) ? pathname.slice(basePath.length) : pathname.slice(1);
  return { path: decodeURIComponent(below).replace(/\/+$/, ''), search };
}

export function Router({ children }: { children: ReactNode }) {
  const [place, setPlace] = useState(here);
  useEffect(() => {
    const move = () => {
      moved = true;
      setPlace(here());
    };
    window.addEventListener('popstate', move);
    return () => window.removeEventListener('popstate', move);
  }, []);
  const go = useCallback((to: string, replace = false) => {
    const before = here().path;
    window.history[replace ? 'replaceState' : 'pushState'](null, '', address(to));
    if (here().path !== before) {
      moved = true;
      window.scrollTo(0, 0);
    }
    setPlace(here());
  }, []);
  const value = useMemo(() => ({ path: place.path, query: new URLSearchParams(place.search), go }), [place, go]);
  return <PlaceContext value={value}>{children}</PlaceContext>;
}

export function usePlace(): Place {
  const place = useContext(PlaceContext);
  if (!place) throw new Error('usePlace stands outside Router.');
  return place;
}

/** A link inside the pages; the browser's own ways of opening it go on working. */
export function Link({ to, onClick, ...rest }: AnchorHTMLAttributes<HTMLAnchorElement> & { to: string }) {
  const { go } = usePlace();
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    if (
      event.defaultPrevented ||
      event.button !== 0 ||
      event.metaKey ||
      event.ctrlKey ||
      event.shiftKey ||
      event.altKey
    )
      return;
    event.preventDefault();
    go(to);
  };
  return <a href={address(to)} onClick={follow} {...rest} />;
}
