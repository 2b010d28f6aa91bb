// Writes what is made from the hand-kept files: the public dashboard, which has no variables, and the English copies.
// Use: node grafana/tools/generate.mjs [--check]      With --check nothing is written: the files must be as they would be.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { englishCopy } from './english.mjs';
import { publicDashboard, publicWords } from './public.mjs';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const source = 'cer-comune';
const open = 'cer-pubblico';

const read = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));
const text = (value) => `${JSON.stringify(value, null, 2)}\n`;

/** Path under grafana/ and text of every file that is generated. */
export function generated() {
  const files = new Map();
  const town = read(`dashboards/${source}.json`);
  const shown = publicDashboard(town);
  const words = publicWords(read(`english/${source}.en.json`), shown);
  files.set(`dashboards/${open}.json`, text(shown));
  files.set(`english/${open}.en.json`, text(words));
  for (const uid of handKept()) {
    files.set(`dashboards-en/${uid}-en.json`, text(englishCopy(read(`dashboards/${uid}.json`), read(`english/${uid}.en.json`))));
  }
  files.set(`dashboards-en/${open}-en.json`, text(englishCopy(shown, words)));
  // Made to see that nothing lacks its English; a member's dashboard is not for Grafana, so it has no copy.
  englishCopy(read('members/cer-membro.json'), read('english/cer-membro.en.json'));
  return files;
}

/** The dashboards that people write, without those of members. */
export function handKept() {
  return readdirSync(join(root, 'dashboards'))
    .map((name) => name.replace(/\.json$/, ''))
    .filter((uid) => uid !== open)
    .sort();
}

function current(path) {
  try {
    return readFileSync(join(root, path), 'utf8');
  } catch {
    return null;
  }
}

function main() {
  const check = process.argv.includes('--check');
  const files = generated();
  const stale = [...files].filter(([path, made]) => current(path) !== made).map(([path]) => path);
  const stray = readdirSync(join(root, 'dashboards-en')).map((name) => `dashboards-en/${name}`).filter((path) => !files.has(path));
  if (check) {
    for (const path of [...stale, ...stray]) {
      console.error(`grafana/${path}: found another text than its source gives, expected the output of ${relative(process.cwd(), fileURLToPath(import.meta.url))}`);
    }
    process.exitCode = stale.length + stray.length > 0 ? 1 : 0;
    return;
  }

  for (const path of stale) {
    writeFileSync(join(root, path), files.get(path));
    console.log(`grafana/${path}`);
  }
  for (const path of stray) console.error(`grafana/${path}: found no source of it, expected it to be removed`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  mkdirSync(join(root, 'dashboards-en'), { recursive: true });
  main();
}
