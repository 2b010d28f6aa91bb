/** What the server says of the first start. */
export interface Setup {
  ingress: boolean;
  user: string | null;
  linked: boolean;
  communities: { code: string; name: string }[];
  demo: { state: 'none' | 'making' | 'made' | 'failed' | 'refused'; done: number; all: number };
  home: { on: boolean; ready: boolean; version: string | null };
  broker: { host: string; port: number } | null;
  hints: string[];
  mail: boolean;
}

export interface FileFault {
  file: string;
  line: number;
  field: string;
  found: string;
  expected: string;
}

export const steps = ['me', 'community', 'broker', 'home', 'mail', 'end'] as const;
export type Step = (typeof steps)[number];

/** Whether a step needs nothing more. */
export function isDone(step: Step, setup: Setup): boolean {
  switch (step) {
    case 'me':
      return setup.linked || !setup.ingress;
    case 'community':
      return setup.communities.length > 0 && setup.demo.state !== 'making';
    case 'broker':
      return setup.broker !== null;
    case 'home':
      return setup.home.ready;
    case 'mail':
      return setup.mail;
    case 'end':
      return false;
  }
}

const place = 'cer.firststart';

/** The steps that somebody skipped in this browser. */
export function skipped(): Step[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(place) ?? '[]');
    return Array.isArray(kept) ? steps.filter((step) => kept.includes(step)) : [];
  } catch {
    return [];
  }
}

export function keepSkipped(list: readonly Step[]): void {
  try {
    localStorage.setItem(place, JSON.stringify(list));
  } catch {
    // A browser that keeps nothing: skipped for this visit alone.
  }
}

/** Where to begin: the first step that is neither done nor skipped. */
export const beginning = (setup: Setup, left: readonly Step[]): Step =>
  steps.find((step) => !isDone(step, setup) && !left.includes(step)) ?? 'end';
