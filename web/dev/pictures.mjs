// Takes the pictures of docs/ from a running server with the demo:  node dev/pictures.mjs ADDRESS STAFF-COOKIE MEMBER-COOKIE
import { writeFileSync } from 'node:fs';
import { chromium } from 'playwright-core';

const [address, staff, member] = process.argv.slice(2);
const docs = new URL('../../docs/', import.meta.url).pathname;
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'], env: { ...process.env, LANGUAGE: 'it', LANG: 'it_IT.UTF-8' } });
const wide = { width: 1180, height: 820 };
const takes = [
    ['oggi.png', staff, '?giorno=2026-06-17', { width: 1280, height: 1010 }],
    ['guida/oggi.webp', staff, '?giorno=2026-06-17', { width: 1280, height: 1010 }],
    ['guida/mese.webp', staff, 'mesi/2026-10', { width: 1180, height: 1000 }],
    ['guida/impianti.webp', staff, 'impianti', wide],
    ['guida/dati.webp', staff, 'dati', wide],
    ['guida/documenti.webp', staff, 'documenti', wide],
    ['guida/persone.webp', staff, 'persone', wide],
    ['guida/io.webp', member, 'io', { width: 420, height: 900 }],
    ['guida/invito.webp', null, process.argv[5] ?? 'entra', { width: 420, height: 640 }],
];
for (const [file, cookie, path, viewport] of takes) {
    const context = await browser.newContext({ viewport, locale: 'it-IT', timezoneId: 'Europe/Rome', reducedMotion: 'reduce' });
    await context.addInitScript(() => localStorage.setItem('cer.theme', 'light'));
    if (cookie) await context.addCookies([{ name: 'cer_session', value: cookie, url: address }]);
    const page = await context.newPage();
    await page.goto(address + path, { waitUntil: 'networkidle' });
    await page.waitForFunction(() => !document.querySelector('[aria-busy="true"]'));
    const wire = await context.newCDPSession(page);
    const format = file.endsWith('.png') ? { format: 'png' } : { format: 'webp', quality: 72 };
    const { data } = await wire.send('Page.captureScreenshot', { ...format, optimizeForSpeed: false });
    writeFileSync(docs + file, Buffer.from(data, 'base64'));
    await context.close();
}
await browser.close();
