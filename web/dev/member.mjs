// Looks at the member's own page on a phone: what comes over the wire before its first card, on a slow line; its cards with a month,
// with nothing yet, and when a call fails; the nickname by the keyboard; pictures in every look.
//   node dev/member.mjs PLAN RESULT FOLDER — PLAN and RESULT are JSON files, FOLDER takes the pictures.
// PLAN: {address, member: invite path, stranger: invite path of a new member, now?: instant of the pages' clock, month, day}
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { barriers, desktop, isForAMoment, launch, lookingAs, opener, phone, settled, tellsOfAMoment } from './browser.mjs';

const [planFile, resultFile, folder] = process.argv.slice(2);
const plan = JSON.parse(readFileSync(planFile, 'utf8'));
mkdirSync(folder, { recursive: true });
const results = { says: [], fails: [], nickname: [], asks: [], console: [], axe: [], width: [], walk: [] };
const tell = (kind, words) => {
    results[kind].push(words);
    console.error(`${kind}: ${words}`);
};
const looks = [
    { size: phone, theme: 'light', language: 'it' },
    { size: phone, theme: 'dark', language: 'it' },
    { size: phone, theme: 'light', language: 'en' },
    { size: phone, theme: 'dark', language: 'en' },
    { size: desktop, theme: 'light', language: 'it' },
    { size: desktop, theme: 'dark', language: 'it' },
    { size: desktop, theme: 'light', language: 'en' },
    { size: desktop, theme: 'dark', language: 'en' },
];
const browser = await launch();
try {
    const member = await enter(plan.member);
    const stranger = await enter(plan.stranger);
    await budget(member);
    for (const look of looks) {
        await picture(member, look, 'pieno', [/Ti spetta per/, /Quando conviene usare energia/, /si è sbagliata in media di/, /Dei .* kWh condivisi .* erano tuoi/, /altre famiglie, in media/, /Sei in classifica come Casa del Vento/, /Uscire dalla comunità/, /I miei consensi/, /Io e la|Il mio profilo orario/]);
        await picture(stranger, look, 'nuovo', [/Il tuo primo mese/, /non si conosce ancora nessuna ora|Per una previsione servono/, /Uscire dalla comunità/, /Non sei in classifica/]);
    }
    await fails(member);
    await asks(member);
    await nickname(stranger, member);
} catch (failure) {
    tell('walk', `ended early: ${failure.stack}`);
} finally {
    await browser.close();
    writeFileSync(resultFile, JSON.stringify(results, null, 2));
}

function context(look, cookies) {
    const isPhone = look.size === phone;
    return lookingAs(browser, look, {
        now: plan.now,
        cookies,
        isMobile: isPhone,
        hasTouch: isPhone,
        deviceScaleFactor: isPhone ? 2 : 1,
    });
}

function watch(page, name, allowed = () => false) {
    page.on('console', (message) => {
        if ((message.type() !== 'error' && message.type() !== 'warning') || /status of (401|400|409|500)/.test(message.text()) || tellsOfAMoment(message)) return;
        tell('console', `${name}: ${message.text()}`);
    });
    page.on('pageerror', (failure) => tell('console', `${name}: ${failure.message}`));
    page.on('response', (response) => {
        const isMeant = response.status() < 400 || response.status() === 401 || isForAMoment(response.status(), response.url());
        if (!isMeant && !allowed(response)) tell('console', `${name}: ${response.status()} ${response.url()}`);
    });
}

/** Goes down the whole page as somebody who reads it: what waits to be seen comes. */
async function down(page) {
    for (let turn = 0; turn < 40; turn++) {
        const left = await page.evaluate(() => {
            const later = document.querySelector('.mine-later');
            later?.scrollIntoView({ block: 'center' });
            return later !== null;
        });
        await settled(page);
        if (!left) break;
        await page.waitForTimeout(150);
    }
    await page.evaluate(() => window.scrollTo(0, 0));
    await settled(page);
}

async function enter(path) {
    const made = await context(looks[0], null);
    const page = await made.newPage();
    await page.goto(new URL(path, plan.address).href);
    const fields = page.locator('input[type=password]');
    await fields.first().waitFor();
    await fields.nth(0).fill('quattro parole messe a caso');
    await fields.nth(1).fill('quattro parole messe a caso');
    await page.getByRole('button', { name: 'Salva ed entra' }).click();
    await page.locator('h1', { hasText: 'La mia energia' }).waitFor();
    const cookies = await made.cookies();
    await made.close();
    return cookies;
}

/** A phone, a slow line, nothing kept: what has come when the first card can be read. */
async function budget(cookies) {
    const made = await context(looks[0], cookies);
    const page = await made.newPage();
    const wire = await made.newCDPSession(page);
    await wire.send('Network.enable');
    await wire.send('Network.setCacheDisabled', { cacheDisabled: false });
    await wire.send('Network.emulateNetworkConditions', {
        offline: false,
        latency: 400,
        downloadThroughput: (400 * 1000) / 8,
        uploadThroughput: (400 * 1000) / 8,
    });
    const asked = new Map();
    const came = [];
    wire.on('Network.requestWillBeSent', ({ requestId, request }) => asked.set(requestId, request.url));
    wire.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => came.push({ url: asked.get(requestId), bytes: encodedDataLength, at: Date.now() }));
    const charts = () => [...asked.values()].filter((url) => /echarts|installSVGRenderer/.test(url)).length;
    // The page itself says when its first card is there: whoever asks it again and again sees it late.
    let first;
    await page.exposeBinding('cerFirst', () => void (first ??= [...came]));
    await page.addInitScript(() => {
        const card = () => document.querySelector('.mine-month .mine-total .value') && (seen.disconnect(), globalThis.cerFirst());
        const seen = new MutationObserver(card);
        seen.observe(document, { childList: true, subtree: true, characterData: true });
    });
    const began = Date.now();
    await page.goto(`${plan.address}io`, { waitUntil: 'commit' });
    await page.locator('.mine-month .mine-total .value').waitFor();
    while (!first) await page.waitForTimeout(20);
    results.firstPaintMs = Date.now() - began;
    results.firstPaintBytes = first.reduce((sum, { bytes }) => sum + bytes, 0);
    results.firstPaint = first.map(({ url, bytes }) => `${bytes} ${new URL(url).pathname}`);
    await page.waitForFunction(() => document.querySelector('.mine-leave') && !document.querySelector('[aria-busy="true"]'));
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    results.unscrolledBytes = came.reduce((sum, { bytes }) => sum + bytes, 0);
    results.unscrolledMs = Date.now() - began;
    results.chartsBefore = charts();
    await wire.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 });
    await down(page);
    results.chartsAfter = charts();
    await made.close();
}

async function picture(cookies, look, name, italian) {
    const made = await context(look, cookies);
    const page = await made.newPage();
    const full = `io-${name}-${look.size === phone ? 'phone' : 'desktop'}-${look.theme}-${look.language}`;
    watch(page, full);
    const see = opener(page, async (path) => {
        await page.goto(plan.address + path);
        await settled(page);
        await down(page);
    }, (words) => tell('console', `${full}: ${words}`));
    await see('io');
    const text = await page.locator('body').innerText();
    if (look.language === 'it')
        for (const wanted of italian) if (!wanted.test(text.replace(/\u00a0/g, ' '))) tell('says', `${full} does not say ${wanted}`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (wide > 0) tell('width', `${full} scrolls sideways by ${wide} px`);
    for (const { id: rule, impact, nodes } of await barriers(page))
        if (impact === 'serious' || impact === 'critical') tell('axe', `${full} ${impact}: ${rule} (${nodes.length}) ${nodes[0].target}`);
    await page.screenshot({ path: join(folder, `${full}.png`), fullPage: true });
    await made.close();
}

/** One call after the other fails: its card says so, and the others are there. */
async function fails(cookies) {
    for (const [path, card] of [
        ['best-hours', '.mine-best'],
        ['whole', '.mine-whole'],
        ['compare', '.mine-compare'],
        ['nickname', '.mine-ranking'],
        ['requests', '.mine-leave'],
    ]) {
        const made = await context(looks[0], cookies);
        const page = await made.newPage();
        await page.route(new RegExp(`/api/mine/${path}`), (route) => route.fulfill({ status: 500, body: '' }));
        watch(page, `fails-${path}`, (response) => response.url().includes(`/api/mine/${path}`));
        await page.goto(`${plan.address}io`);
        await settled(page);
        if ((await page.locator(`${card} [role=alert]`).count()) !== 1) tell('fails', `${path}: its card says nothing`);
        if ((await page.locator('main [role=alert]').count()) !== 1) tell('fails', `${path}: another card fails with it`);
        if (path === 'best-hours') await page.screenshot({ path: join(folder, 'io-guasto.png'), fullPage: true });
        await page.unroute(new RegExp(`/api/mine/${path}`));
        await page.locator(`${card} [role=alert] button`).click();
        await page.waitForFunction((one) => !document.querySelector(`${one} [role=alert]`), card).catch(() => tell('fails', `${path}: trying again does not help`));
        await made.close();
    }
}

async function asks(cookies) {
    const made = await context(looks[0], cookies);
    const page = await made.newPage();
    watch(page, 'asks');
    await page.goto(`${plan.address}io`);
    await settled(page);
    await page.getByRole('link', { name: 'Chiedi di uscire' }).click();
    await settled(page);
    if ((await page.locator('form select').inputValue()) !== 'leave') tell('asks', 'leaving does not open its request');
    await page.goto(`${plan.address}io?mese=${plan.month}&giorno=${plan.day}&ora=${plan.day}T10:00:00Z`);
    await settled(page);
    await page.getByRole('link', { name: 'Contesta quest’ora' }).click();
    await settled(page);
    const form = page.locator('form');
    if ((await form.locator('select').inputValue()) !== 'amount') tell('asks', 'contesting does not open its request');
    if ((await form.locator('input').first().inputValue()) !== plan.month) tell('asks', 'the month is not filled in');
    if (!/25\/10\/2026/.test(await form.innerText())) tell('asks', 'the hour is not said');
    await page.screenshot({ path: join(folder, 'io-contesta.png'), fullPage: true });
    await form.locator('textarea').fill('L’ora delle undici non mi torna.');
    await form.locator('button[type=submit]').click();
    await page.getByText('La richiesta è stata inviata').waitFor();
    // What is under way is shown where it began.
    await page.goto(`${plan.address}io/dati?chiedi=leave`);
    await settled(page);
    await page.locator('form textarea').fill('Cambio casa.');
    await page.locator('form button[type=submit]').click();
    await page.getByText('La richiesta è stata inviata').waitFor();
    await page.goto(`${plan.address}io`);
    await settled(page);
    if (!/La tua richiesta di uscita del/.test(await page.locator('.mine-leave').innerText())) tell('asks', 'the request under way is not shown');
    await made.close();
}

/** By the keyboard alone: a nickname that is not one, another's, one's own, and none again. */
async function nickname(cookies, other) {
    const made = await context(looks[4], cookies);
    const page = await made.newPage();
    watch(page, 'nickname', (response) => response.url().endsWith('/api/mine/nickname'));
    await page.goto(`${plan.address}io`);
    await settled(page);
    const card = page.locator('.mine-ranking');
    await card.locator('summary', { hasText: 'Entra in classifica' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    const said = async (text, wanted) => {
        await card.locator('input').focus();
        await page.keyboard.press('Control+A');
        await page.keyboard.insertText(text);
        await page.keyboard.press('Enter');
        await card.getByText(wanted).first().waitFor().catch(async () => tell('nickname', `'${text}' does not say ${wanted}: ${await card.innerText()}`));
    };
    await said('io@posta.example', /sembra un indirizzo/);
    await said('a\u200bb', /non si vede/);
    await said('IT999E00009911', /codice di un punto/);
    await page.screenshot({ path: join(folder, 'io-soprannome.png') });
    await said('Il Gufo', /Sei in classifica come Il Gufo/);
    await card.locator('summary', { hasText: 'Cambia soprannome' }).focus();
    await page.keyboard.press('Enter');
    await card.getByRole('button', { name: 'Togliti dalla classifica' }).focus();
    await page.keyboard.press('Enter');
    await card.getByText('Non sei in classifica').waitFor().catch(() => tell('nickname', 'it is not taken back'));
    await made.close();
    // Of another community, where another member is called so.
    const second = await context(looks[0], other);
    const same = await second.newPage();
    watch(same, 'nickname', (response) => response.url().endsWith('/api/mine/nickname'));
    await same.goto(`${plan.address}io`);
    await settled(same);
    await same.locator('.mine-ranking summary', { hasText: 'Cambia soprannome' }).click();
    await same.locator('.mine-ranking input').fill('IL PICCHIO');
    await same.keyboard.press('Enter');
    await same.getByText('Un altro membro si chiama già così').waitFor().catch(() => tell('nickname', 'another’s nickname is not refused'));
    await second.close();
}
