// Opens the pages in the frame of a Home Assistant, below the path of its ingress, and goes through some of them as a
// person would: by the links of the pages where there are any, and loading each anew.
//   node dev/ingress.mjs PLAN RESULT FOLDER — PLAN: {address, place, name, expected: words of the last page, pages: paths}
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { launch, patience } from './browser.mjs';

const [planFile, resultFile, folder] = process.argv.slice(2);
const plan = JSON.parse(readFileSync(planFile, 'utf8'));
const faults = [];
const pages = [];
const browser = await launch();
try {
    for (const [size, viewport] of [['phone', { width: 390, height: 844 }], ['desktop', { width: 1280, height: 800 }]]) {
        const context = await browser.newContext({ viewport, locale: 'it-IT', timezoneId: 'Europe/Rome' });
        context.setDefaultTimeout(patience);
        const page = await context.newPage();
        page.on('pageerror', (error) => faults.push(`${size}: ${error.message}`));
        page.on('response', (response) => {
            // Whoever is not let in yet is told so by the status, and by nothing else.
            if (response.status() >= 400 && response.status() !== 401) faults.push(`${size}: ${response.status()} ${response.url()}`);
        });
        await page.goto(plan.address);
        const frame = () => page.frames().find((one) => one !== page.mainFrame());
        const settle = async () => {
            await page.waitForLoadState('networkidle');
            await frame().waitForSelector('h1:not(.visually-hidden)');
            await frame().waitForSelector('[aria-busy="true"]', { state: 'detached' });
        };
        await settle();
        for (const path of plan.pages.length ? plan.pages : ['']) {
            // The address inside the frame, as a reload or a bookmark of the browser would have it.
            await frame().goto(new URL(`${plan.place}/${path}`, plan.address).href);
            await settle();
            const within = new URL(frame().url()).pathname;
            if (!within.startsWith(`${plan.place}/`)) faults.push(`${size}: ${path} leads to ${within}`);
            if (path === (plan.pages.at(-1) ?? '')) await frame().getByText(plan.expected).first().waitFor().catch(() => undefined);
            const text = await frame().evaluate(() => document.body.innerText);
            const wide = await frame().evaluate(() => document.documentElement.scrollWidth - innerWidth);
            if (wide > 0) faults.push(`${size}: ${path} is ${wide} pixels wider than its frame`);
            if (size === 'desktop') pages.push(text);
            await page.screenshot({ path: join(folder, `${plan.name}-${size}-${path.replaceAll('/', '-') || 'start'}.png`) });
        }
        // By a link of the page itself.
        const link = frame().locator('nav a[href]').nth(1);
        if (await link.count()) {
            await link.click({ force: true }).catch(() => undefined);
            await settle();
            const within = new URL(frame().url()).pathname;
            if (!within.startsWith(`${plan.place}/`)) faults.push(`${size}: a link leads to ${within}`);
        }
        await context.close();
    }
    if (!pages.at(-1)?.includes(plan.expected)) faults.push(`the last page does not say ${plan.expected}`);
} catch (failure) {
    faults.push(`${failure}`);
} finally {
    await browser.close();
}
writeFileSync(resultFile, JSON.stringify({ faults, pages }));
