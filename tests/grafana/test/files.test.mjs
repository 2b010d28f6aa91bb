import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { englishCopy } from '../../../grafana/tools/english.mjs';
import { generated, root } from '../../../grafana/tools/generate.mjs';
import { checker } from '../tools/check.mjs';

const read = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));
const boards = ['dashboards', 'dashboards-en', 'members'].flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`));
const check = checker();

for (const path of boards) {
  test(`grafana/${path} is what Grafana's types say of a dashboard`, () => assert.deepEqual(check(read(path)), []));
}

const panelOf = (board, type) => board.panels.find((panel) => panel.type === type);
const slips = {
  'a key that no panel has': (board) => (panelOf(board, 'stat').colour = 'green'),
  'a misspelt option': (board) => (panelOf(board, 'stat').options.graphmode = 'area'),
  'a mode of the tooltip that is not there': (board) => (panelOf(board, 'timeseries').options.tooltip.mode = 'many'),
  'a misspelt setting of fields': (board) => (panelOf(board, 'timeseries').fieldConfig.defaults.custom.drawstyle = 'line'),
  'a style that is not there, in an override': (board) =>
    panelOf(board, 'timeseries').fieldConfig.overrides.push({ matcher: { id: 'byName', options: 'x' }, properties: [{ id: 'custom.drawStyle', value: 'wave' }] }),
  'a type of variable that is not there': (board) => (board.templating.list[0].type = 'guess'),
  'a mode of thresholds that is not there': (board) => (panelOf(board, 'gauge').fieldConfig.defaults.thresholds.mode = 'relative'),
  'a gauge of another shape': (board) => (panelOf(board, 'gauge').options.shape = 'square'),
  'a panel of a type that is not here': (board) => (panelOf(board, 'gauge').type = 'gaugee'),
  'text where a number is due': (board) => (panelOf(board, 'heatmap').options.cellGap = 'wide'),
  'a key that no dashboard has': (board) => (board.theme = 'dark'),
};

for (const [slip, make] of Object.entries(slips)) {
  test(`${slip} is told`, () => {
    const board = read('dashboards/cer-comune.json');
    make(board);
    assert.notDeepEqual(check(board), []);
  });
}

test('the public dashboard and the English copies are what the tool makes of their sources', () => {
  const files = generated();
  for (const [path, made] of files) assert.equal(readFileSync(join(root, path), 'utf8'), made, `grafana/${path}: run node grafana/tools/generate.mjs`);
  const copies = readdirSync(join(root, 'dashboards-en')).map((name) => `dashboards-en/${name}`);
  assert.deepEqual(copies.filter((path) => !files.has(path)), []);
});

test('the public dashboard has no variable, no annotation and no link', () => {
  const board = read('dashboards/cer-pubblico.json');
  assert.deepEqual([board.templating.list, board.annotations.list, board.links], [[], [], []]);
  assert.doesNotMatch(JSON.stringify(board), /\$\{/);
});

test('a member\'s dashboard has no copy for Grafana', () => {
  assert.deepEqual(boards.filter((path) => path.includes('membro')), ['members/cer-membro.json']);
});

for (const uid of ['cer-comune', 'cer-membro']) {
  const folder = uid === 'cer-membro' ? 'members' : 'dashboards';
  test(`in ${uid} a text without English stops the tool`, () => {
    const board = read(`${folder}/${uid}.json`);
    let tried = 0;
    for (const lacking of withoutOne(read(`english/${uid}.en.json`))) {
      assert.throws(() => englishCopy(board, lacking.words), /found no English of/, lacking.place);
      tried++;
    }
    assert.ok(tried > 50);
  });
}

/** The words with one of them left out, each in its turn; but those of an axis, which keeps its name. */
function* withoutOne(words, path = []) {
  let inner = words;
  for (const step of path) inner = inner[step];
  for (const key of Object.keys(inner)) {
    if (typeof inner[key] === 'object') yield* withoutOne(words, [...path, key]);
    else if (!isOfAxis(path, key)) {
      const copy = structuredClone(words);
      let place = copy;
      for (const step of path) place = place[step];
      delete place[key];
      yield { words: copy, place: [...path, key].join('.') };
    }
  }
}

const kept = new Set(['Mese', 'Ora', 'Impianto']);
// Texts that annotations show are replaced where they are, in the statement.
const isOfAxis = (path, key) => (path.at(-1) === 'names' && kept.has(key)) || (path[0] === 'annotations' && !/^(Chiusure|Impianti|Cambio)/.test(key));
