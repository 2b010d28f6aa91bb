/** An alarm, as `GET alarms` tells it. */
export interface Alarm {
  id: number;
  key: string;
  kind: string;
  severity: 'info' | 'warning' | 'critical';
  title: string;
  text: string;
  place: string;
  figures: { name: string; value: number; unit: string }[];
  since: string;
  raisedAt: string;
  seenAt: string;
  resolvedAt: string | null;
  acknowledgedAt: string | null;
  acknowledgedBy: string | null;
  mutedUntil: string | null;
  open: boolean;
}

export interface AlarmList {
  open: number;
  letters: boolean;
  alarms: Alarm[];
}

export interface AlarmEvent {
  event: 'raised' | 'changed' | 'acknowledged' | 'muted' | 'unmuted' | 'resolved';
  at: string;
  who: string;
  reason: string | null;
  until: string | null;
}
