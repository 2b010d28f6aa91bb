import type { Obj } from '../../workflows/tree.ts';

/** What was not saved, kept by this browser. */
export interface Draft {
  revision: number;
  at: string;
  document: Obj;
  /** What it was made from. */
  base?: Obj;
}

const key = (community: string, id: string) => `cer.flow.${community}.${id}`;

export function keep(community: string, id: string, draft: Draft | null): void {
  try {
    if (draft) localStorage.setItem(key(community, id), JSON.stringify(draft));
    else localStorage.removeItem(key(community, id));
  } catch {
    // A browser that keeps nothing, or is full: the page warns before it is left.
  }
}

export function kept(community: string, id: string): Draft | null {
  try {
    const draft = JSON.parse(localStorage.getItem(key(community, id)) ?? 'null') as Draft | null;
    return draft && typeof draft.revision === 'number' && typeof draft.document === 'object' ? draft : null;
  } catch {
    return null;
  }
}
