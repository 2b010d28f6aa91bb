import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../../grafana/tools/generate.mjs';
import { made, unitsFile } from '../tools/made.mjs';

const files = made();

for (const [path, text] of files) {
  test(`${path} is what @grafana/data says: npm run make`, () => assert.equal(readFileSync(join(root, '..', path), 'utf8'), text));
}

test('every unit of the dashboards is one that Grafana knows, or a suffix of our own without a space', () => {
  const known = new Set(files.get(unitsFile).trim().split('\n'));
  for (const folder of ['dashboards', 'dashboards-en', 'members']) {
    for (const name of readdirSync(join(root, folder))) {
      const text = readFileSync(join(root, folder, name), 'utf8');
      const units = [...text.matchAll(/"unit": "([^"]*)"|"id": "unit",\s*"value": "([^"]*)"/g)].map((match) => match[1] ?? match[2]);
      assert.ok(units.length > 0, name);
      assert.deepEqual(units.filter((unit) => !known.has(unit) && !/^suffix:\S+$/.test(unit)), [], name);
    }
  }
});

test('a day of the clock change spans 25 hours in autumn and 23 in spring', () => {
  const dates = JSON.parse(files.get('web/src/dashboards/oracle.json')).dates;
  const hours = (now) => {
    const { from, to } = dates.find((row) => row.now === now && row.text === 'now/d');
    return Math.round((Date.parse(to) - Date.parse(from)) / 36e5);
  };
  assert.deepEqual(['2026-10-25T12:00:00Z', '2026-03-29T10:00:00Z', '2026-11-21T17:00:00Z'].map(hours), [25, 23, 24]);
});
