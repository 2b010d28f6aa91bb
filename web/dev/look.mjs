// Looks at every page in Chromium: screenshots, axe, no fault in the console, no sideways scrolling. Needs a build.
//   node dev/look.mjs FOLDER [WORD ...] — with words, only the pictures whose name holds one of them.
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { launch } from './browser.mjs';
import { start } from './mock.mjs';

const [folder = '/tmp/look', ...words] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const { server, state, address } = await start({ prefix: '/api/hassio_ingress/x7Yz/' });
const browser = await launch();

const phone = { width: 360, height: 780 },
    desktop = { width: 1280, height: 860 };
const pages = [
    ['oggi', ''],
    ['mesi', 'mesi'],
    ['mese', 'mesi/2026-10?giorno=2026-10-18'],
    ['mese-vecchio', 'mesi/2026-08'],
    ['chiusura', 'mesi/2026-10/chiusura'],
    ['chiusura-fatta', 'mesi/2026-08/chiusura'],
    ['mese-assente', 'mesi/2027-01'],
    ['giorno', '?giorno=2026-10-21'],
    ['impianti', 'impianti'],
    ['impianto', 'impianti/12?mese=2026-10&giorno=2026-10-20'],
    ['edifici', 'edifici'],
    ['membri', 'membri'],
    ['membro', 'membri/100'],
    ['dati', 'dati'],
    ['documenti', 'documenti'],
    ['posta', 'posta'],
    ['persone', 'persone'],
    ['profilo', 'profilo'],
    ['richieste', 'membri/richieste'],
    ['io-dati', 'io/dati?mese=2026-09', 'socio'],
    ['io-delega', 'io?mese=2026-08', 'figlia'],
    ['io-dati-delega', 'io/dati?chiedi=amount', 'figlia'],
    ['io', 'io?mese=2026-08&giorno=2026-08-12', 'socio'],
    ['entra', 'entra', null],
    ['invito', 'invito/abc', null],
    ['invito-scaduto', 'invito/scaduto', null],
    ['nulla', 'boh'],
    ['cruscotti', 'cruscotti'],
    ['cruscotto', 'cruscotti/cer-comune'],
    ['cruscotto-anno', 'cruscotti/cer-comune?from=now-12M%2FM&to=now&confronto=anno'],
    ['cruscotto-membro', 'cruscotti/cer-membro', 'socio'],
    ['pubblico', 'pubblico', null],
];
const looks = pages.flatMap(([name, path, login = 'sindaca']) => [
    { name: `${name}-desktop-light-it`, path, login, size: desktop, theme: 'light', language: 'it' },
    { name: `${name}-phone-dark-it`, path, login, size: phone, theme: 'dark', language: 'it' },
    { name: `${name}-phone-light-en`, path, login, size: { width: 320, height: 700 }, theme: 'light', language: 'en' },
    { name: `${name}-desktop-dark-en`, path, login, size: desktop, theme: 'dark', language: 'en' },
]);
const more = [
    {
        name: 'oggi-screen',
        path: '?schermo=1',
        login: 'sindaca',
        size: { width: 1920, height: 1080 },
        theme: 'light',
        language: 'it',
    },
    {
        name: 'oggi-screen-dark',
        path: '?schermo=1',
        login: 'sindaca',
        size: { width: 1920, height: 1080 },
        theme: 'dark',
        language: 'it',
    },
    { name: 'pubblico-screen', path: 'pubblico?schermo=1', login: null, size: { width: 1920, height: 1080 }, theme: 'light', language: 'it' },
    { name: 'pubblico-dentro', path: 'pubblico?incorporata=1', login: null, size: phone, theme: 'light', language: 'it' },
    { name: 'cruscotto-fallito', path: 'cruscotti/cer-comune', login: 'sindaca', size: desktop, theme: 'light', language: 'it', fail: '/query' },
    { name: 'cruscotto-attesa', path: 'cruscotti/cer-comune', login: 'sindaca', size: desktop, theme: 'light', language: 'it', slow: 3000 },
    ...['oggi', 'mesi', 'impianti', 'dati', 'documenti', 'posta'].map((name) => ({
        name: `vuoto-${name}`,
        path: name === 'oggi' ? '' : name,
        login: 'sindaca',
        size: desktop,
        theme: 'light',
        language: 'it',
        empty: true,
    })),
    { name: 'fallito-oggi', path: '', login: 'sindaca', size: desktop, theme: 'light', language: 'it', fail: '/today' },
    { name: 'attesa-oggi', path: '', login: 'sindaca', size: desktop, theme: 'light', language: 'it', slow: 60_000 },
    { name: 'revisore-dati', path: 'dati', login: 'revisore', size: desktop, theme: 'light', language: 'it' },
];

let faults = 0;
const tell = (name, words) => {
    faults++;
    console.log(`${name}: ${words}`);
};
for (const look of [...looks, ...more].filter(
    ({ name }) => words.length === 0 || words.some((word) => name.includes(word)),
)) {
    Object.assign(state, { empty: look.empty ?? false, fail: look.fail ?? null, slow: 0 });
    const context = await browser.newContext({
        viewport: look.size,
        reducedMotion: 'reduce',
        locale: look.language === 'it' ? 'it-IT' : 'en-IE',
        serviceWorkers: 'block',
    });
    await context.addInitScript(
        ([theme, language]) => {
            localStorage.setItem('cer.theme', theme);
            localStorage.setItem('cer.language', language);
        },
        [look.theme, look.language],
    );
    if (look.login) await context.addCookies([{ name: 'cer_session', value: look.login, url: address }]);
    const page = await context.newPage();
    page.on(
        'console',
        (message) =>
            message.type() === 'error' &&
            !/status of (4|5)\d\d/.test(message.text()) &&
            tell(look.name, `console: ${message.text()}`),
    );
    page.on('pageerror', (failure) => tell(look.name, `fault: ${failure.message}`));
    state.slow = look.slow ?? 0;
    await page.goto(address + look.path, { waitUntil: look.slow ? 'domcontentloaded' : 'networkidle' });
    await page.waitForTimeout(look.slow ? 800 : 300);
    await page.screenshot({ path: join(folder, `${look.name}.png`), fullPage: !look.name.includes('screen') });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (wide > 0) tell(look.name, `scrolls sideways by ${wide} px`);
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() =>
        globalThis.axe.run(document, {
            runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
        }),
    );
    for (const { id, impact, nodes } of violations)
        tell(
            look.name,
            `axe ${impact}: ${id} (${nodes.length}) ${nodes[0].target} ${nodes[0].failureSummary?.split('\n')[1] ?? ''}`,
        );
    await context.close();
}
if (words.length === 0 || words.includes('walk')) await walk();
await browser.close();
server.closeAllConnections();
server.close();
console.log(faults === 0 ? 'No fault.' : `${faults} faults.`);
process.exitCode = faults === 0 ? 0 : 1;

/** Goes through the pages with the keyboard alone. */
async function walk() {
    Object.assign(state, { empty: false, fail: null, slow: 0 });
    const context = await browser.newContext({ viewport: desktop, reducedMotion: 'reduce', locale: 'it-IT' });
    await context.addCookies([{ name: 'cer_session', value: 'sindaca', url: address }]);
    const page = await context.newPage();
    const must = (words, held) => held || tell('walk', words);
    const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
    const press = async (...keys) => {
        for (const key of keys) await page.keyboard.press(key);
    };
    const tabTo = async (wanted, most = 60) => {
        for (let count = 0; count < most; count++) {
            await press('Tab');
            const seen = await page.evaluate(() => {
                const style = getComputedStyle(document.activeElement);
                return (
                    document.activeElement === document.body ||
                    style.outlineStyle !== 'none' ||
                    style.boxShadow !== 'none'
                );
            });
            if (!seen)
                tell(
                    'walk',
                    `the focus is not seen on ${await page.evaluate(() => document.activeElement.outerHTML.slice(0, 120))}`,
                );
            if (await page.evaluate((selector) => document.activeElement?.matches(selector), wanted)) return true;
        }
        tell('walk', `no way by Tab to ${wanted}`);
        return false;
    };

    await page.goto(address, { waitUntil: 'networkidle' });
    await press('Tab');
    must('the first Tab is not the way to the content', (await focused()) === 'Vai al contenuto');
    await press('Enter');
    must(
        'the way to the content does not lead there',
        await page.evaluate(() => document.activeElement?.id === 'contenuto'),
    );
    await tabTo('.chart-face');
    await press('ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight');
    const said = await page.locator('.hours-card .cursor').textContent();
    must(`the cursor of the day says '${said}'`, said?.startsWith('ore 02 bis: Prodotta'));
    await page.goto(`${address}mesi`, { waitUntil: 'networkidle' });
    await tabTo('.chart-face');
    await press('End', 'Enter');
    await page.waitForURL(/mesi\/2026-10$/);
    must(
        'the opened page has not the focus',
        await page
            .waitForFunction(() => document.activeElement?.tagName === 'H1')
            .then(
                () => true,
                () => false,
            ),
    );
    await page.goto(`${address}documenti`, { waitUntil: 'networkidle' });
    await tabTo('.acts button');
    await press('Enter');
    await page.waitForSelector('dialog[open]');
    await press('Tab', 'Tab', 'Tab');
    must(
        'the focus leaves the window',
        await page.evaluate(
            () =>
                document.activeElement === document.body ||
                document.querySelector('dialog')?.contains(document.activeElement),
        ),
    );
    // From inside the preview the key belongs to its document.
    await page.locator('dialog .window-head button').focus();
    await press('Escape');
    must(
        'Escape does not close the window',
        await page.waitForSelector('dialog[open]', { state: 'detached' }).then(
            () => true,
            () => false,
        ),
    );
    await page.goto(`${address}dati`, { waitUntil: 'networkidle' });
    await tabTo('.decide button.primary');
    await press('Enter');
    await page.waitForSelector('.said:not(:empty)');
    must('the decision is not told', (await page.locator('.said').textContent())?.includes('accettata'));
    await page.setViewportSize(phone);
    await page.goto(`${address}mesi`, { waitUntil: 'networkidle' });
    await tabTo('.menu');
    await press('Enter', 'Tab');
    must('the menu does not open', (await focused()) === 'Oggi');
    await context.close();
}
