// Packs the built files beside themselves, tells how large the first load is, and fails when it is too large.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const most = 150 * 1024;
const dist = fileURLToPath(new URL('../dist', import.meta.url));
const sizes = new Map();
for (const name of readdirSync(dist, { recursive: true, encoding: 'utf8' })) {
    if (!/\.(js|css|svg|html|woff2)$/.test(name)) continue;
    const content = readFileSync(join(dist, name));
    if (name.endsWith('.woff2')) {
        sizes.set(name, content.length);
        continue;
    }
    const packed = gzipSync(content, { level: 9 });
    sizes.set(name, packed.length);
    // index.html is written anew for each request, with the prefix the pages live at.
    if (name === 'index.html') continue;
    writeFileSync(join(dist, `${name}.gz`), packed);
    writeFileSync(
        join(dist, `${name}.br`),
        brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: content.length } }),
    );
}

// The first load: the page, what it names, and the letters.
const page = readFileSync(join(dist, 'index.html'), 'utf8');
const first = [...sizes].filter(([name]) => name === 'index.html' || page.includes(name) || name.endsWith('.woff2'));
const total = first.reduce((sum, [, size]) => sum + size, 0);
for (const [name, size] of first) console.log(`${(size / 1024).toFixed(1).padStart(8)} KB  ${name}`);
console.log(`${(total / 1024).toFixed(1).padStart(8)} KB  first load (gzip), at most ${most / 1024} KB`);
if (total > most) throw new Error(`Found a first load of ${total} bytes, expected at most ${most}.`);
