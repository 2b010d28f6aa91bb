// Goes through the first start in the frame of a Home Assistant, as its administrator would: comes in, skips, comes back,
// brings a community from a file. Every step in four looks, each with axe.
//   node dev/first.mjs PLAN RESULT FOLDER — PLAN: {address, place, definition: a file}
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { launch, patience } from './browser.mjs';

const [planFile, resultFile, folder] = process.argv.slice(2);
const plan = JSON.parse(readFileSync(planFile, 'utf8'));
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const faults = [];
let looked = 0;
const names = {
    it: ['Chi sono', 'La comunità', 'Broker MQTT', 'Home Assistant', 'E-mail', 'Fine'],
    en: ['Who I am', 'The community', 'MQTT broker', 'Home Assistant', 'E-mail', 'Done'],
};
const words = {
    it: { claim: 'Sono io l’amministratore', skip: 'Salta per ora', next: 'Avanti', skipped: 'saltato', import: 'Porta la comunità' },
    en: { claim: 'I am the administrator', skip: 'Skip for now', next: 'Next', skipped: 'skipped', import: 'Bring the community' },
};
const looks = [
    { name: 'phone', size: { width: 390, height: 844 }, theme: 'light', language: 'it' },
    { name: 'phone', size: { width: 390, height: 844 }, theme: 'dark', language: 'en' },
    { name: 'desktop', size: { width: 1280, height: 800 }, theme: 'dark', language: 'it' },
    { name: 'desktop', size: { width: 1280, height: 800 }, theme: 'light', language: 'en' },
];
const browser = await launch();
const opened = async (look, path) => {
    const context = await browser.newContext({
        viewport: look.size, reducedMotion: 'reduce', timezoneId: 'Europe/Rome', locale: look.language === 'it' ? 'it-IT' : 'en-IE',
    });
    await context.addInitScript(
        ([theme, language]) => {
            localStorage.setItem('cer.theme', theme);
            localStorage.setItem('cer.language', language);
        },
        [look.theme, look.language],
    );
    context.setDefaultTimeout(patience);
    const page = await context.newPage();
    page.on('pageerror', (error) => faults.push(`${look.name} ${look.language}: ${error.message}`));
    page.on('response', (response) => {
        if (response.status() >= 400 && response.status() !== 401) faults.push(`${response.status()} ${response.url()}`);
    });
    await page.goto(plan.address);
    const frame = page.frames().find((one) => one !== page.mainFrame());
    if (path) await frame.goto(new URL(`${plan.place}/${path}`, plan.address).href);
    await frame.waitForSelector('h1:not(.visually-hidden)');
    await frame.waitForSelector('[aria-busy="true"]', { state: 'detached' });
    return { context, page, frame };
};
const look = async ({ page, frame }, look, what) => {
    looked++;
    const where = `${what} ${look.name} ${look.language}`;
    await page.screenshot({ path: join(folder, `first-${what}-${look.name}-${look.language}.png`), fullPage: false });
    const wide = await frame.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (wide > 0) faults.push(`${where} is ${wide} pixels wider than its frame`);
    await frame.evaluate(axe);
    const found = await frame.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
    for (const violation of found.violations)
        if (violation.impact === 'serious' || violation.impact === 'critical')
            faults.push(`${where}: ${violation.id}: ${violation.nodes.map((node) => node.html).join(' ').slice(0, 300)}`);
};
const step = (frame, index) => frame.locator('.first-start nav button').nth(index);
try {
    for (const one of looks) {
        const there = await opened(one);
        await there.frame.getByRole('button', { name: words[one.language].claim }).waitFor();
        await look(there, one, 'claim');
        await there.context.close();
    }
    // In: by the button alone, and then step by step. What is skipped stays skipped after a reload.
    const first = await opened(looks[0]);
    await first.frame.getByRole('button', { name: words.it.claim }).click();
    await first.frame.getByRole('button', { name: words.it.skip }).waitFor();
    if ((await first.frame.locator('[aria-current="step"]').innerText()).includes('La comunità') === false)
        faults.push('it does not begin with the community');
    for (let skips = 0; skips < 4; skips++) {
        const button = first.frame.locator('.first-tools button').last();
        await button.click();
    }
    await first.frame.goto(new URL(`${plan.place}/avvio`, plan.address).href);
    await first.frame.locator('.first-start nav .tag', { hasText: words.it.skipped }).first().waitFor();
    if ((await first.frame.locator('[aria-current="step"]').innerText()).includes('Fine') === false) faults.push('it forgot what was skipped');
    await first.context.close();
    for (const one of looks) {
        const there = await opened(one, 'avvio');
        for (const [index, name] of names[one.language].entries()) {
            await step(there.frame, index).click();
            await there.frame.getByRole('heading', { level: 2, name }).waitFor();
            await look(there, one, `step${index + 1}`);
        }
        await there.context.close();
    }
    const last = await opened(looks[2], 'avvio');
    await step(last.frame, 1).click();
    await last.frame.locator('input[pattern]').fill('prova');
    await last.frame.locator('input[type=file]').setInputFiles(plan.definition);
    await last.frame.getByRole('button', { name: words.it.import }).click();
    await last.frame.getByText('C’è già: Prova.').waitFor();
    await last.page.screenshot({ path: join(folder, 'first-imported-desktop-it.png') });
    await last.frame.goto(new URL(`${plan.place}/`, plan.address).href);
    await last.frame.getByText('Prova', { exact: true }).first().waitFor();
    await last.context.close();
} catch (failure) {
    faults.push(`${failure}`);
} finally {
    await browser.close();
}
writeFileSync(resultFile, JSON.stringify({ faults, looked }));
