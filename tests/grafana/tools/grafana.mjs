import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
// @grafana/data under Node. It looks at the navigator when it is loaded; a false window would make it want a document too.
if (!('navigator' in globalThis)) {
  Object.defineProperty(globalThis, 'navigator', { value: { userAgent: '', platform: '', language: 'it-IT', languages: ['it-IT'] }, configurable: true });
}
process.env.TZ = 'Europe/Rome';
const require = createRequire(import.meta.url);
// Not by import: its modules name what CommonJS ones do not.
export const data = require('@grafana/data');
export const { version } = JSON.parse(readFileSync(join(dirname(require.resolve('@grafana/data')), '..', '..', 'package.json'), 'utf8'));
