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

export interface Instance {
  instanceId: string;
  definitionId: string;
  version: number;
  status: string;
  subStatus: string;
  startedAt: string;
  endedAt: string | null;
  incidents: number | { activityId: string; message: string; at: string }[];
  input?: Record<string, unknown>;
}

export interface Trial {
  status: string;
  subStatus: string;
  stopped: string | null;
  lines: string[];
  outputs: Record<string, unknown>;
  variables: Record<string, unknown>;
  journal: { event: string; activityId: string | null; at: string; message: string | null }[];
  incidents: { activityId: string; message: string }[];
  effects: { kind: string; activityId: string | null; text: string }[];
  activities: Execution[];
}

export type Evaluated = { value: unknown; text: string; type: string; fault?: undefined } | { fault: { message: string; line: number; column: number } };
