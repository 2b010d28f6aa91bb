// What Grafana answers where our viewer must answer the same: the viewer's tests read it.
import { data, version } from './grafana.mjs';
import { reducing, thresholding, mapping, naming } from './oracle-fields.mjs';

const numbers = [0, 0.4, 1, 1.005, 12.345, 61.23, 99.5, 999.994, 1000, 1234.5, 11700.456, 99999, 45000, 1234567.891, -0.4, -1234.5];
const shares = [0, 0.005, 0.6123, 0.6, 0.999, 1, 1.25, -0.1];
const lengths = [0, 0.5, 59, 60, 61, 3599, 3600, 86400, 172800, 259353, 5270400];

/** The units of the dashboards, with and without decimals of their own. */
const asked = {
  none: numbers, short: numbers, kwatth: numbers, watth: numbers, mwatth: numbers, kwatt: numbers, watt: numbers,
  masst: numbers, masskg: numbers, currencyEUR: numbers, 'suffix:€': numbers, 'suffix:kWp': numbers, 'suffix:kWh/kWp': numbers, 'suffix:kg': numbers,
  percent: numbers, percentunit: shares, s: lengths, m: lengths, h: lengths, ms: [0, 1, 999, 1000, 90000, 5400000],
};

function formatted() {
  const rows = [];
  for (const [unit, values] of Object.entries(asked)) {
    for (const decimals of [null, 0, 1, 2]) {
      for (const value of values) {
        const { text, prefix, suffix } = data.getValueFormat(unit)(value, decimals);
        rows.push({ unit, decimals, value, text, ...(prefix ? { prefix } : {}), ...(suffix ? { suffix } : {}) });
      }
    }
  }
  return rows;
}

const texts = [
  'now', 'now-1h', 'now-7d', 'now-7d/d', 'now/d', 'now-1d/d', 'now+1d/d', 'now/w', 'now-1w/w', 'now/M', 'now-1M/M', 'now-12M/M', 'now/y', 'now-1y/y',
  'now-30d/d', 'now-17d/d', 'now-4d/d', 'now-24h', 'now-90m', 'now/h', 'now-1M', 'now-1y', 'now-1M+1d', 'now+1M/M',
];

/** Around both clock changes, at the end of months, in a leap year and at New Year in Rome. */
const moments = [
  '2026-11-21T17:00:00Z', '2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z', '2026-10-25T12:00:00Z', '2026-10-26T09:00:00Z',
  '2026-03-29T00:30:00Z', '2026-03-29T01:30:00Z', '2026-03-29T10:00:00Z', '2026-03-31T10:00:00Z', '2026-05-31T21:30:00Z', '2026-05-31T22:30:00Z',
  '2028-02-29T12:00:00Z', '2026-12-31T22:59:59Z', '2026-12-31T23:00:00Z',
];

function spanned() {
  const zone = 'Europe/Rome';
  const rows = [];
  for (const now of moments) {
    for (const text of texts) {
      const at = (roundUp) => data.dateMath.toDateTime(text, { roundUp, timezone: zone, now: data.dateTimeForTimeZone(zone, now) }).toISOString();
      rows.push({ now, text, from: at(false), to: at(true) });
    }
  }
  return rows;
}

export function oracle() {
  return {
    source: `@grafana/data ${version}, by tests/grafana/tools/make.mjs`,
    zone: 'Europe/Rome',
    units: formatted(),
    dates: spanned(),
    reducers: reducing(),
    thresholds: thresholding(),
    mappings: mapping(),
    matchers: naming(),
  };
}
