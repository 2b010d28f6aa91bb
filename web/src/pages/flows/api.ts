import type { Pins } from '../../workflows/pins.ts';
import type { Execution } from '../../workflows/run.ts';
import type { Obj } from '../../workflows/tree.ts';

export interface Problem {
  activityId: string | null;
  field: string | null;
  message: string;
  prevents: boolean;
}

export interface Listed {
  definitionId: string;
  name: string | null;
  description: string | null;
  version: number;
  revision: number;
  isPublished: boolean;
  publishedVersion: number | null;
  changedBy: string;
  changedAt: string;
  problems: number;
}

export interface LoadedDefinition {
  definitionId: string;
  version: number;
  revision: number;
  isPublished: boolean;
  document: Obj;
  problems: Problem[];
}

export interface Version {
  version: number;
  versionId: string;
  revision: number;
  isPublished: boolean;
  isLatest: boolean;
  changedBy: string;
  changedAt: string;
}

export interface Incident {
  activityId: string | null;
  message: string;
  at?: string;
}

export interface Waiting {
  id: number | string;
  kind: string;
  activityId: string;
  dueAt: string | null;
  payload: unknown;
}

export interface Instance {
  instanceId: string;
  definitionId: string;
  name?: string | null;
  version: number;
  status: string;
  subStatus: string;
  correlationId?: string | null;
  startedAt: string;
  endedAt: string | null;
  incidents: number | Incident[];
  input?: Obj | null;
  output?: Obj | null;
  variables?: Obj | null;
  bookmarks?: Waiting[];
}

export interface Entry {
  seq?: number;
  event: string;
  activityId: string | null;
  at: string;
  message: string | null;
}

export interface Trial {
  status: string;
  subStatus: string;
  stopped: string | null;
  lines: string[];
  outputs: Record<string, unknown>;
  variables: Record<string, unknown>;
  journal: Entry[];
  incidents: Incident[];
  effects: { kind: string; activityId: string | null; text: string }[];
  activities: Execution[];
}

/** What a rehearsal is asked. */
export interface Ask {
  input: Obj;
  pinned: Pins;
  /** The moment the clock of the run stands at; null for now. */
  at: string | null;
}

export interface Difference {
  activityId: string | null;
  kind: string;
  draft: unknown;
  published: unknown;
}

export interface Rehearsal {
  draft: Trial;
  published: Trial | null;
  differences: Difference[];
}

/** What a person is asked to do. */
export interface Task {
  taskId: string;
  instanceId: string;
  bookmarkId: number | string;
  definitionId: string;
  definitionName: string | null;
  activityId: string;
  taskName: string;
  payload: unknown;
  assignee?: string | null;
  dueAt?: string | null;
  createdAt?: string | null;
  /** Whether it is for the person who asks. */
  mine?: boolean;
}

export type Evaluated = { value: unknown; text: string; type: string; fault?: undefined } | { fault: { message: string; line: number; column: number } };
