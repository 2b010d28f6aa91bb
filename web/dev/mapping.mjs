// A technician at the setup page of the collectors, by the keyboard where a person would: looks at what is proposed, searches
// another entity, leaves one out, checks, confirms, undoes; then looks at it on a phone and in English.
//   node dev/mapping.mjs PLAN RESULT FOLDER — PLAN: {address, invite, phase: met or away, now}
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { barriers, launch, patience } from './browser.mjs';
import { english, italian, rawCode } from './words.mjs';

const [planFile, resultFile, folder] = process.argv.slice(2);
const plan = JSON.parse(readFileSync(planFile, 'utf8'));
mkdirSync(folder, { recursive: true });
const results = { shown: [], wrong: [], console: [], axe: [], width: [], words: [] };
const place = 'dati/dispositivi/home-assistant';
const looks = [
    { name: 'desktop-light-it', size: { width: 1280, height: 800 }, theme: 'light', language: 'it' },
    { name: 'phone-dark-it', size: { width: 390, height: 844 }, theme: 'dark', language: 'it' },
    { name: 'phone-light-en', size: { width: 390, height: 844 }, theme: 'light', language: 'en' },
    { name: 'desktop-dark-en', size: { width: 1280, height: 800 }, theme: 'dark', language: 'en' },
];
const browser = await launch();
let cookies = null;

async function open(look) {
    const made = await browser.newContext({
        viewport: look.size,
        locale: look.language === 'it' ? 'it-IT' : 'en-IE',
        timezoneId: 'Europe/Rome',
        serviceWorkers: 'block',
    });
    made.setDefaultTimeout(patience);
    await made.clock.setFixedTime(new Date(plan.now));
    await made.addInitScript(
        ([theme, language]) => {
            localStorage.setItem('cer.theme', theme);
            localStorage.setItem('cer.language', language);
        },
        [look.theme, look.language],
    );
    if (cookies) await made.addCookies(cookies);
    const page = await made.newPage();
    page.on('pageerror', (failure) => results.console.push(`${look.name}: ${failure.message}`));
    page.on('console', (message) => {
        if (message.type() === 'error' && !/status of 401/.test(message.text())) results.console.push(`${look.name}: ${message.text()}`);
    });
    return { made, page };
}

async function settled(page) {
    await page.waitForFunction(() => document.querySelector('h1:not(.visually-hidden)') && !document.querySelector('[aria-busy="true"]'));
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
}

async function inspect(page, name, look) {
    await page.screenshot({ path: join(folder, `mapping-${name}-${look.name}.png`), fullPage: true });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (wide > 0) results.width.push(`${name} ${look.name} scrolls sideways by ${wide} px`);
    const own = await page.evaluate(() => {
        const copy = document.querySelector('#root').cloneNode(true);
        copy.querySelectorAll('[lang], [data-own], script, style').forEach((part) => part.remove());
        return copy.textContent;
    });
    for (const found of new Set(own.match(look.language === 'it' ? english : italian) ?? []))
        results.words.push(`${name} ${look.name} says '${found}'`);
    for (const found of new Set(own.match(rawCode) ?? [])) results.words.push(`${name} ${look.name} shows the code ${found}`);
    const violations = await barriers(page);
    for (const { id, impact, nodes } of violations)
        if (impact === 'serious' || impact === 'critical')
            results.axe.push(`${name} ${look.name} ${impact}: ${id} (${nodes.length}) ${nodes[0].target}`);
}

const must = (held, words) => held || results.wrong.push(words);

async function enter() {
    const { made, page } = await open(looks[0]);
    await page.goto(new URL(plan.invite, plan.address).href);
    const fields = page.locator('input[type=password]');
    await fields.first().waitFor();
    await fields.nth(0).fill('quattro parole messe a caso');
    await fields.nth(1).fill('quattro parole messe a caso');
    await page.getByRole('button', { name: 'Salva ed entra' }).click();
    await page.getByRole('button', { name: 'Esci' }).waitFor();
    cookies = await made.cookies();
    await made.close();
}

async function work() {
    const { made, page } = await open(looks[0]);
    await page.goto(`${plan.address}dati/dispositivi`);
    await settled(page);
    await page.getByRole('link', { name: 'Contatori da Home Assistant' }).click();
    await settled(page);
    await page.locator('.meter-row').first().waitFor();
    const text = () => page.locator('main').innerText();
    const first = await text();
    for (const wanted of [/sensor\.inverter_total_yield/, /48\.211,9\skWh/, /sensor\.fronius_meter_0_energy_real_consumed/, /Impianti: energia prodotta/,
        /Si dichiara una misura e non un totale/, /Illuminazione pubblica|Edifici comunali/, /proposto/])
        must(wanted.test(first), `the page does not say ${wanted}`);
    must(!/sensor\.inverter_daily_yield/.test(first), 'a counter of the day is proposed');
    await inspect(page, 'proposed', looks[0]);
    results.shown.push('proposed');

    // Another counter by the keyboard alone: search, down, take.
    const rows = page.locator('.meter-row').filter({ hasText: 'UP-PALESTRA' }).filter({ hasText: 'energia prodotta' });
    await page.locator('.card').first().locator('details:has(.meter-row) > summary').evaluate((one) => (one.parentElement.open = true));
    await rows.getByRole('button', { name: /^Scegli/ }).focus();
    await page.keyboard.press('Enter');
    await page.locator('dialog[open]').waitFor();
    await page.locator('dialog input[type=search]').first().focus();
    await page.keyboard.type('presa 17');
    await inspect(page, 'window', looks[0]);
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    must(/presa_17_energy/.test(await page.locator('dialog .picked').first().innerText()), 'the search does not lead to the entity');
    await page.getByRole('button', { name: 'Va bene' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector('dialog[open]', { state: 'detached' });
    must(/sensor\.presa_17_energy/.test(await rows.innerText()), 'what was chosen is not shown');
    must(/cambiato, da confermare/.test(await rows.innerText()), 'a change is not told');
    results.shown.push('searched');

    await rows.getByRole('button', { name: /^Lascia fuori/ }).click();
    must(!/sensor\.presa_17_energy/.test(await text()), 'what was left out is still there');
    results.shown.push('left out');

    await page.getByRole('button', { name: 'Controlla e prova' }).click();
    await page.locator('.mapping-foot .notice.good').waitFor();
    const tried = await text();
    must(/Ultime 24 ore: 72,00\skWh in 96 quarti d’ora su 96/.test(tried), `the trial says ${/Ultime 24 ore[^\n]*/.exec(tried)}`);
    must(/misurati 96, stimati 0, mancanti 0/.test(tried), 'the quality is not told');
    must(/non ha tenuto valori di questo contatore/.test(tried), 'a counter without a past is not told');
    await page.locator('.trial details > summary').first().click();
    await inspect(page, 'checked', looks[0]);
    results.shown.push('checked');

    await page.getByRole('button', { name: /^Conferma i contatori scelti/ }).click();
    await page.locator('dialog[open]').waitFor();
    await inspect(page, 'confirm', looks[0]);
    await page.getByRole('button', { name: 'Conferma', exact: true }).click();
    await page.getByText(/Confermato: i collettori ripartono. Contatori: 6/).waitFor();
    await page.locator('.meter-row .tag.good').first().waitFor();
    must(/Confermato da tecnico/.test(await text()), 'who confirmed is not told');
    await inspect(page, 'confirmed', looks[0]);
    results.shown.push('confirmed');
    for (const look of looks.slice(1)) await lookAt('all', look);

    await page.getByRole('button', { name: 'Riprendi la lista di prima' }).click();
    await page.getByRole('button', { name: 'Riprendila' }).click();
    await page.getByText(/Ripresa la lista di prima. Contatori: 0/).waitFor();
    results.shown.push('undone');
    await made.close();
}

async function lookAt(name, look) {
    const { made, page } = await open(look);
    await page.goto(plan.address + place);
    await settled(page);
    await page.locator('.meter-row').first().waitFor({ state: 'attached' });
    await inspect(page, name, look);
    if (name === 'all' && look.size.width < 500) {
        await page.locator('.meter-row .acts button').first().click();
        await page.locator('dialog[open]').waitFor();
        await inspect(page, 'window', look);
    }
    await made.close();
}

async function away() {
    for (const look of looks) {
        const { made, page } = await open(look);
        await page.goto(plan.address + place);
        await settled(page);
        const wanted = look.language === 'it' ? /Home Assistant adesso non risponde/ : /Home Assistant does not answer now/;
        await page.getByText(wanted).waitFor();
        must(await page.getByRole('button', { name: /^(Conferma|Confirm) / }).isDisabled(), 'what cannot be looked at can be confirmed');
        await inspect(page, 'away', look);
        await made.close();
    }

    results.shown.push('away');
}

try {
    await enter();
    if (plan.phase === 'met') await work();
    else await away();
} catch (failure) {
    results.wrong.push(`${plan.phase}: ${failure}`);
} finally {
    await browser.close();
}
writeFileSync(resultFile, JSON.stringify(results));
