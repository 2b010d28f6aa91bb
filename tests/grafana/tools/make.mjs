// Writes what is made from @grafana/data: the list of units, and the answers that the viewer is held against.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { made } from './made.mjs';

for (const [path, text] of made()) {
  writeFileSync(fileURLToPath(new URL(`../../../${path}`, import.meta.url)), text);
  console.log(path);
}
