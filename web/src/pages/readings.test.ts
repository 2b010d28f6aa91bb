import { expect, test } from 'vitest';
import { devices } from './devices.ts';
import { byInterval, type History, readings, romeInstant, romeText, type Revision } from './readings.ts';

const said = (revision: number, more: Partial<Revision>): Revision => ({
  start: '2026-01-14T11:00:00Z',
  minutes: 15,
  meter: 'M1',
  unit: null,
  revision,
  class: 'device',
  source: 'mqtt',
  quality: 'measured',
  withdrawnKwh: 5,
  injectedKwh: null,
  producedKwh: null,
  receivedAt: '2026-01-14T11:16:00Z',
  who: null,
  device: null,
  message: null,
  import: null,
  reason: null,
  effective: false,
  takesBack: false,
  ...more,
});

test('the revisions of an interval stand together, with what stands of them', () => {
  const history: History = {
    point: 1,
    label: '0001',
    day: '2026-01-14',
    at: null,
    more: false,
    readings: [said(1, {}), said(2, { class: 'distributor', effective: true, withdrawnKwh: 2 }), said(3, { minutes: 60 })],
    standing: [
      { start: '2026-01-14T11:00:00Z', minutes: 15, meter: 'M1', unit: null, withdrawnKwh: 2, injectedKwh: null, producedKwh: null, quality: 'measured' },
    ],
  };
  const [quarter, hour] = byInterval(history);
  expect(quarter!.all.map((one) => one.revision)).toEqual([1, 2]);
  expect(quarter!.from.map((one) => one.class)).toEqual(['distributor']);
  expect(quarter!.standing?.withdrawnKwh).toBe(2);
  expect([hour!.minutes, hour!.standing]).toEqual([60, null]);
});

test('a clock time of Rome is an instant, in winter and in summer, and nothing is none', () => {
  expect(romeInstant('2026-01-14T12:00')).toBe('2026-01-14T11:00:00Z');
  expect(romeInstant('2026-07-14T12:00')).toBe('2026-07-14T10:00:00Z');
  expect(romeText('2026-01-14T11:00:00Z')).toBe('2026-01-14T12:00');
  expect(romeText('2026-07-14T10:00:00Z')).toBe('2026-07-14T12:00');
  expect(romeInstant('')).toBeNull();
  expect(romeInstant('x')).toBeNull();
});

test('both languages have the same words', () => {
  expect(Object.keys(readings.en).sort()).toEqual(Object.keys(readings.it).sort());
  expect(Object.keys(devices.en).sort()).toEqual(Object.keys(devices.it).sort());
});
