// What the walks through the pages share: the browser of the distribution, how it looks, when a page is drawn, and axe.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

export const phone = { width: 390, height: 844 };
export const desktop = { width: 1280, height: 860 };

/** How long whatever must come is waited for: a machine with other work stands still for seconds. */
export const patience = 120_000;

const figures = /\/api\/(public\/)?dashboards\/[^/]+\/(query|annotations)(\?|$)/;

/** Whether an answer is that of a board which has no figures for a moment: the page asks again, or offers to. */
export const isForAMoment = (status, url) => (status === 429 || status === 503) && figures.test(url);

/** The same of what the browser itself says of such an answer. */
export const tellsOfAMoment = (message) => /status of (429|503)/.test(message.text()) && figures.test(message.location().url);

/** Opens a page until its boards have their figures, three times at most: what is refused the last time is told. */
export function opener(page, open, tell) {
    let away = [];
    page.on('response', (response) => response.status() === 503 && isForAMoment(503, response.url()) && away.push(`503 ${response.url()}`));
    return async (path) => {
        for (let tries = 1; tries === 1 || (away.length > 0 && tries <= 3); tries++) {
            away = [];
            await open(path);
        }
        for (const words of away) tell(words);
    };
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const launch = () =>
    chromium.launch({
        executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
        args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    });

/** A browser that looks as it is told: {size, theme, language}; with the clock of the pages, cookies, and more of Playwright's options. */
export async function lookingAs(browser, look, { now, cookies, ...more } = {}) {
    const made = await browser.newContext({
        viewport: look.size,
        reducedMotion: 'reduce',
        locale: look.language === 'it' ? 'it-IT' : 'en-IE',
        timezoneId: 'Europe/Rome',
        serviceWorkers: 'block',
        ...more,
    });
    made.setDefaultTimeout(patience);
    if (now) await made.clock.setFixedTime(new Date(now));
    await made.addInitScript(
        ([theme, language]) => {
            // A preview is a frame that may keep nothing.
            if (window !== window.top) return;
            localStorage.setItem('cer.theme', theme);
            localStorage.setItem('cer.language', language);
        },
        [look.theme, look.language],
    );
    if (cookies) await made.addCookies(cookies);
    return made;
}

/** The page has its heading, waits for nothing, and its charts are drawn. */
export async function settled(page) {
    await page.waitForFunction(() => document.querySelector('h1:not(.visually-hidden)') && !document.querySelector('[aria-busy="true"]'));
    await page
        .waitForFunction(() => [...document.querySelectorAll('.chart-face')].every((face) => face.querySelector('svg')), null, { timeout: 60_000 })
        .catch(() => undefined);
    await page.waitForFunction(() => !document.querySelector('.panel-waiting, .board-plot .skeleton'), null, { timeout: 60_000 }).catch(() => undefined);
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
}

/** What axe finds by the rules of WCAG 2.0, 2.1 and 2.2, levels A and AA. */
export async function barriers(page) {
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() =>
        globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }),
    );
    return violations;
}
