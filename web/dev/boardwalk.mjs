// The boards of a real server where pages are narrow, still, spoilt or asked for nonsense: at 200 % of a window of 1 280 pixels,
// with reduced motion, with one panel's answer broken, with periods that are none.
//   node dev/boardwalk.mjs PLAN RESULT FOLDER — PLAN: {address, staff: invite path, staffLogin, now}
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isForAMoment, launch, opener, patience } from './browser.mjs';

const [planFile, resultFile, folder] = process.argv.slice(2);
const plan = JSON.parse(readFileSync(planFile, 'utf8'));
mkdirSync(folder, { recursive: true });
const results = { zoom: [], motion: [], fault: [], period: [], invented: [], file: [], wrong: [], seen: {} };
const tell = (kind, words) => {
    results[kind].push(words);
    console.error(`${kind}: ${words}`);
};
const must = (held, kind, words) => held || tell(kind, words);
const count = (kind) => (results.seen[kind] = (results.seen[kind] ?? 0) + 1);
const zoomed = { width: 640, height: 430 },
    desktop = { width: 1280, height: 860 };
const boards = ['cer-comune', 'cer-impianti', 'cer-qualita', 'cer-liquidazione', 'cer-operativita', 'cer-riconciliazione'];

const browser = await launch();
try {
    const cookies = await enter();
    await zoom(cookies);
    await motion(cookies);
    await faults(cookies);
    await periods(cookies);
    await files(cookies);
    await invented();
} catch (failure) {
    tell('wrong', `the walk ended early: ${failure.stack}`);
} finally {
    await browser.close();
    writeFileSync(resultFile, JSON.stringify(results, null, 2));
}

async function context({ size = desktop, motion = 'reduce', language = 'it', cookies = null, isStill = true } = {}) {
    const made = await browser.newContext({
        viewport: size, reducedMotion: motion, locale: 'it-IT', timezoneId: 'Europe/Rome', serviceWorkers: 'block', acceptDownloads: true,
    });
    made.setDefaultTimeout(patience);
    // While the clock stands still no drawing moves.
    if (isStill) await made.clock.setFixedTime(new Date(plan.now));
    await made.addInitScript((chosen) => {
        localStorage.setItem('cer.theme', 'light');
        localStorage.setItem('cer.language', chosen);
    }, language);
    if (cookies) await made.addCookies(cookies);
    return made;
}

async function open(page, path) {
    await page.goto(plan.address + path);
    await page.waitForFunction(() => document.querySelector('h1') && !document.querySelector('[aria-busy="true"]'));
    await page.waitForFunction(() => !document.querySelector('.panel-waiting, .board-plot .skeleton'));
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
}

async function enter() {
    const made = await context();
    const page = await made.newPage();
    await page.goto(new URL(plan.staff, plan.address).href);
    const fields = page.locator('input[type=password]');
    await fields.first().waitFor();
    for (const place of [0, 1]) await fields.nth(place).fill('quattro parole messe a caso');
    await page.getByRole('button', { name: 'Salva ed entra' }).click();
    await page.getByRole('button', { name: 'Esci' }).waitFor();
    const cookies = await made.cookies();
    await made.close();
    return cookies;
}

/** A window of 1 280 pixels at 200 %: nothing beside it, and every control is where it can be used. */
async function zoom(cookies) {
    const made = await context({ size: zoomed, cookies });
    const page = await made.newPage();
    for (const path of [...boards.map((uid) => `cruscotti/${uid}`), 'cruscotti', 'pubblico', 'pubblico?schermo=1', 'pubblico?incorporata=1']) {
        await open(page, path);
        const beside = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        must(beside <= 0, 'zoom', `${path} scrolls sideways by ${beside} px`);
        await used(page, path, 'main');
        const picker = page.locator('.time-now');
        if ((await picker.count()) > 0) {
            await picker.click();
            must((await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)) <= 0, 'zoom', `${path} scrolls sideways with its periods open`);
            await used(page, `${path}, periods`, '.time-choices');
        }
        await page.screenshot({ path: join(folder, `zoom-${path.replace(/\W+/g, '-')}.png`), fullPage: true });
    }
    await made.close();
}

/** Every control below a place can be brought into view, lies on top, and takes the focus. */
async function used(page, path, below) {
    const { lost, controls } = await page.evaluate(async (place) => {
        const found = [...document.querySelectorAll(`${place} :is(button, a[href], select, input, summary, [tabindex="0"])`)];
        const lost = [];
        let controls = 0;
        for (const one of found) {
            if (one.disabled || !one.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || one.closest('.visually-hidden')) continue;
            controls++;
            one.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
            const { left, right, top, bottom, width, height } = one.getBoundingClientRect();
            const name = (one.textContent.trim() || one.getAttribute('aria-label') || one.tagName).slice(0, 60);
            if (width === 0 || height === 0) { lost.push(`${name} has no size`); continue; }
            if (left < -1 || right > window.innerWidth + 1) lost.push(`${name} stands from ${Math.round(left)} to ${Math.round(right)} px`);
            const at = [Math.min(Math.max(left + Math.min(width / 2, 12), 1), window.innerWidth - 1), Math.max(1, Math.min(window.innerHeight - 1, (Math.max(top, 0) + Math.min(bottom, window.innerHeight)) / 2))];
            const above = document.elementFromPoint(...at);
            if (!above || !(one.contains(above) || above.contains(one) || above.closest('label')?.contains(one)))
                lost.push(`${name} lies below ${above?.className || above?.tagName}`);
            one.focus({ preventScroll: true });
            if (document.activeElement !== one) lost.push(`${name} takes no focus`);
        }
        return { lost, controls };
    }, below);
    for (const words of lost) tell('zoom', `${path}: ${words}`);
    if (controls > 0) count('zoom');
}

/** Where somebody wants no motion nothing moves: no animation of the style sheets, and each chart is drawn once. */
async function motion(cookies) {
    const drawn = {};
    for (const wanted of ['reduce', 'no-preference']) {
        const made = await context({ motion: wanted, cookies, isStill: false });
        const page = await made.newPage();
        // How often the first chart's lines change after they are there: once for a chart that stands, many times for one that grows.
        await page.addInitScript(() => {
            globalThis.cerDrawn = new Map();
            globalThis.cerMoved = [];
            const look = () => {
                for (const svg of document.querySelectorAll('.board-drawing svg')) {
                    const shapes = [...svg.querySelectorAll('path')].map((path) => path.getAttribute('d') + (path.getAttribute('transform') ?? '')).join('|');
                    const known = globalThis.cerDrawn.get(svg) ?? globalThis.cerDrawn.set(svg, new Set()).get(svg);
                    if (shapes) known.add(shapes);
                }
                for (const one of document.getAnimations()) if (one.playState === 'running') globalThis.cerMoved.push(one.animationName ?? one.transitionProperty ?? 'a script');
                requestAnimationFrame(look);
            };
            requestAnimationFrame(look);
        });
        const paths = ['cruscotti/cer-comune?from=2026-10-01&to=2026-10-31', 'cruscotti/cer-impianti?from=2026-10-01&to=2026-10-31', 'pubblico'];
        // A busy machine leaves frames out: what grows is looked at until it is seen to.
        for (const path of wanted === 'reduce' ? paths : Array(8).fill(paths[0])) {
            await page.mouse.move(0, 0);
            await open(page, path);
            await page.waitForTimeout(700);
            const most = await page.evaluate(() => Math.max(0, ...[...globalThis.cerDrawn.values()].map((shapes) => shapes.size)));
            drawn[wanted] = Math.max(drawn[wanted] ?? 0, most);
            if (wanted !== 'reduce') {
                if (drawn[wanted] > drawn.reduce + 2) break;
                continue;
            }

            // Whatever can be pointed at, opened or pressed may begin to move.
            for (const one of (await page.locator('.board-panel').all()).slice(0, 9)) await one.hover({ timeout: 2000 }).catch(() => undefined);
            if ((await page.locator('.dots').count()) > 0) await page.locator('.dots').first().click();
            await page.waitForTimeout(300);
            const moved = await page.evaluate(() => [...new Set(globalThis.cerMoved)]);
            must(moved.length === 0, 'motion', `${path}: ${moved.join(', ')} runs`);
            count('motion');
        }
        await made.close();
    }
    results.seen.drawn = drawn;
    // A chart is drawn again when its place has its size.
    must(drawn.reduce <= 3, 'motion', `a chart was drawn in ${drawn.reduce} states, expected it to stand`);
    must(drawn['no-preference'] > drawn.reduce + 2, 'motion', `with motion a chart has ${drawn['no-preference']} states: this could not have been seen`);
}

/** The answer of one panel is spoilt: it says so, and no other does; then the whole board's is. */
async function faults(cookies) {
    const made = await context({ cookies });
    const page = await made.newPage();
    // The figures of all other panels are known before.
    await opener(page, (path) => open(page, path), (words) => tell('fault', words))('cruscotti/cer-comune?from=2026-10-01&to=2026-10-31');
    await page.route('**/api/dashboards/cer-comune/query', async (route) => {
        const { panelId } = JSON.parse(route.request().postData());
        if (panelId === 9) await route.fulfill({ json: { fields: [{ name: 'time', type: 'time', values: null }], truncated: false, at: plan.now, format: 'time_series' } });
        else if (panelId === 1) await route.fulfill({ status: 503, headers: { 'Retry-After': '10' }, contentType: 'application/problem+json', body: JSON.stringify({ status: 503, detail: 'Found no database, expected it to answer.', reason: 'unreachable' }) });
        else await route.continue();
    });
    await open(page, 'cruscotti/cer-comune?from=2026-10-01&to=2026-10-31');
    const broken = page.locator('.board-panel', { hasText: 'Questo riquadro non si può mostrare' });
    must((await broken.count()) === 1, 'fault', `${await broken.count()} panels say that they cannot be shown, expected 1`);
    must(/Bilancio giornaliero/.test((await broken.first().innerText().catch(() => '')) ?? ''), 'fault', 'another panel than the spoilt one says so');
    const away = page.locator('.board-panel', { hasText: 'Il database non risponde' });
    must((await away.count()) === 1, 'fault', `${await away.count()} panels say that the database does not answer, expected 1`);
    const whole = await page.locator('.board-panel').count();
    const told = await page.locator('.board-panel:not(:has(.panel-note.bad))').count();
    must(whole - told === 2, 'fault', `${whole - told} of ${whole} panels have a fault, expected 2`);
    await page.screenshot({ path: join(folder, 'guasto-riquadro.png'), fullPage: true });
    count('fault');
    await page.unroute('**/api/dashboards/cer-comune/query');
    await broken.getByRole('button').click();
    await page.route('**/api/dashboards/cer-comune**', async (route) => {
        if (route.request().method() !== 'GET') return route.continue();
        const answer = await route.fetch();
        await route.fulfill({ json: { ...(await answer.json()), panels: [null] } });
    });
    await page.goto(`${plan.address}cruscotti/cer-comune`);
    await page.getByText('Questo cruscotto non si può mostrare').waitFor().catch(() => tell('fault', 'a spoilt board says nothing'));
    must((await page.locator('h1').innerText()) === 'Panoramica del Comune', 'fault', 'with the spoilt board its heading went');
    count('fault');
    await made.close();
}

/** Periods that are none: the board's own stands there, with a word about it. */
async function periods(cookies) {
    const made = await context({ cookies });
    const page = await made.newPage();
    const faults = [];
    page.on('pageerror', (failure) => faults.push(failure.message));
    page.on('response', (response) => {
        const isMeant = response.status() < 400 || isForAMoment(response.status(), response.url());
        if (!isMeant) faults.push(`${response.status()} ${response.url()}`);
    });
    const look = opener(page, (path) => open(page, path), (words) => faults.push(words));
    for (const query of ['from=now-99999y&to=now-99998y', 'from=now%2B99999M&to=now%2B99999y', 'from=now-99999y', 'from=ieri&to=domani', 'from=2026-02-30&to=2026-03-01',
        'from=99999999999990&to=99999999999999', 'from=%00&to=%F0%9F%98%80', 'from=2026-10-31&to=2026-10-01']) {
        await look(`cruscotti/cer-comune?${query}`);
        const told = await page.getByText('Il periodo scritto nell’indirizzo non si può mostrare').count();
        must(told === 1, 'period', `${query}: it is told ${told} times`);
        must(/Ultimi 30 giorni/.test(await page.locator('.time-now').innerText()), 'period', `${query}: another period stands there`);
        must((await page.locator('.board-panel').count()) > 10, 'period', `${query}: the panels are gone`);
        count('period');
    }
    await look('cruscotti/cer-comune?from=2026-10-01&to=2026-10-31');
    must((await page.getByText('Il periodo scritto nell’indirizzo').count()) === 0, 'period', 'of a good period it is told too');
    // Everybody's board knows a few periods only.
    await look('pubblico?from=2026-10-01&to=2026-10-31');
    must((await page.getByText('Il periodo scritto nell’indirizzo non si può mostrare').count()) === 1, 'period', 'the public board takes any period');
    await look('pubblico?from=now-1M%2FM&to=now-1M%2FM&confronto=anno');
    must(/ottobre 2026/.test(await page.locator('.time-now').innerText()), 'period', 'the public board does not show last month');
    for (const words of faults) tell('period', words);
    await made.close();
}

/** Every tile and table gives its file; one that was cut says so on the page and in its last line. */
async function files(cookies) {
    const made = await context({ cookies });
    const page = await made.newPage();
    const save = async (panel) => {
        await panel.locator('.dots').click();
        const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Scarica CSV' }).click()]);
        return readFileSync(await download.path(), 'utf8');
    };
    const look = opener(page, (path) => open(page, path), (words) => tell('file', words));
    await look('cruscotti/cer-comune?from=2026-10-01&to=2026-10-31');
    for (const kind of ['stat', 'gauge', 'table', 'timeseries']) {
        const panel = page.locator(`figure.board-panel.${kind}`).first();
        if ((await panel.locator('.dots').count()) === 0) continue;
        const text = await save(panel);
        must(text.startsWith('\ufeff') && text.trimEnd().split('\r\n').length > 1 && !text.includes('Elenco interrotto'), 'file', `${kind}: ${text.slice(0, 80)}`);
        count(`file ${kind}`);
    }
    for (const kind of ['stat', 'bargauge', 'timeseries']) {
        const panel = page.locator(`figure.board-panel.${kind}:has(.dots)`).first();
        if ((await panel.count()) === 0) continue;
        await panel.locator('.dots').click();
        const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Scarica immagine' }).click()]);
        await download.saveAs(join(folder, `immagine-${kind}.png`));
        must((await inks(page, readFileSync(await download.path()))) > 2, 'file', `${kind}: a picture without figures`);
        count(`picture ${kind}`);
    }
    await look('cruscotti/cer-liquidazione');
    for (const panel of await page.locator('figure.board-panel.table:has(.dots)').all()) {
        must((await save(panel)).startsWith('\ufeff'), 'file', 'a table gives no file');
        count('file table');
    }
    await page.route('**/api/dashboards/cer-liquidazione/query', async (route) => {
        const answer = await route.fetch();
        if (!answer.ok()) return route.fulfill({ response: answer });
        await route.fulfill({ json: { ...(await answer.json()), truncated: true } });
    });
    await look('cruscotti/cer-liquidazione');
    const cut = page.locator('figure.board-panel.table:has(.dots)').first();
    must(/Sono troppi dati/.test(await cut.innerText()), 'file', 'the page does not say that the answer was cut');
    const last = (await save(cut)).trimEnd().split('\r\n').at(-1);
    must(/^"Elenco interrotto: erano troppe righe, queste sono le prime \d+\."$/.test(last), 'file', `the last line of a cut file is ${last}`);
    await made.close();
}

/** What is invented says so, wherever everybody sees it. */
async function invented() {
    for (const [language, words] of [['it', /Inventato per la dimostrazione/], ['en', /Invented for the demonstration/]]) {
        const made = await context({ language });
        const page = await made.newPage();
        // The figures are looked at elsewhere: an address may ask for so many only.
        await page.route('**/api/public/dashboards/cer-pubblico/query', (route) => route.abort());
        for (const path of ['pubblico', 'pubblico?schermo=1', 'pubblico?incorporata=1', 'pubblico?schermo=1&incorporata=1']) {
            await open(page, path);
            const shown = await page.locator('.invented').filter({ visible: true }).allInnerTexts();
            must(shown.length === 1 && words.test(shown[0]), 'invented', `${language} ${path} says ${JSON.stringify(shown)}`);
            await page.screenshot({ path: join(folder, `pubblico-${language}-${path.replace(/\W+/g, '-')}.png`) });
            count('invented');
        }
        await made.close();
    }
}

/** How many colours a picture has below its heading and its source. */
async function inks(page, bytes) {
    return page.evaluate(async (source) => {
        const image = new Image();
        image.src = source;
        await image.decode();
        const canvas = document.createElement('canvas');
        [canvas.width, canvas.height] = [image.width, image.height];
        const pen = canvas.getContext('2d');
        pen.drawImage(image, 0, 0);
        const { data } = pen.getImageData(0, 140, canvas.width, canvas.height - 140);
        return new Set(new Uint32Array(data.buffer)).size;
    }, `data:image/png;base64,${bytes.toString('base64')}`);
}
