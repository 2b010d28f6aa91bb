// Works with the editor of workflows in Chromium as two designers would, against a real server: builds a flow from nothing with the keyboard
// and the mouse, publishes it, runs it, sees it fail, mends it, retries, compares versions, meets somebody else's changes, answers a task.
//   node dev/flows.mjs PLAN RESULT FOLDER — PLAN and RESULT are JSON files, FOLDER takes the pictures.
// PLAN: {address, first: invite path, second: invite path, now?: instant of the pages' clock}
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { barriers, launch, patience } from './browser.mjs';

const [planFile, resultFile, folder] = process.argv.slice(2);
const plan = JSON.parse(readFileSync(planFile, 'utf8'));
mkdirSync(folder, { recursive: true });
/** What was shown, in the order of the story; what was wrong on the way. */
const results = { shown: [], wrong: [], console: [], axe: [], width: [], opens: null };
const desktop = { width: 1280, height: 800 },
    tablet = { width: 820, height: 1180 },
    phone = { width: 390, height: 844 };
/** The flow that is not there at first. */
const childId = `figlio-${Date.now().toString(36)}`;

const browser = await launch();
const shown = (what) => {
    results.shown.push(what);
    console.error(`shown: ${what}`);
};
const must = (held, words) => {
    if (!held) {
        results.wrong.push(words);
        console.error(`wrong: ${words}`);
    }
};

async function person(path) {
    const made = await browser.newContext({
        viewport: desktop,
        reducedMotion: 'reduce',
        locale: 'it-IT',
        timezoneId: 'Europe/Rome',
        serviceWorkers: 'block',
        permissions: ['clipboard-read', 'clipboard-write'],
    });
    if (plan.now) await made.clock.setFixedTime(new Date(plan.now));
    await made.addInitScript(() => {
        if (window !== window.top || localStorage.getItem('cer.language')) return;
        localStorage.setItem('cer.theme', 'light');
        localStorage.setItem('cer.language', 'it');
    });
    const page = await made.newPage();
    page.setDefaultTimeout(patience);
    page.on('console', (message) => {
        // A save that comes second is refused with 409, and a run is asked for until it is there: the browser itself tells of it.
        const isAskedFor = /status of 404/.test(message.text()) && /\/workflows\/instances\/[^/]+$/.test(message.location().url);
        if (['error', 'warning'].includes(message.type()) && !isAskedFor && !/status of (401|409)/.test(message.text())) results.console.push(message.text());
    });
    page.on('pageerror', (failure) => results.console.push(failure.stack ?? failure.message));
    await page.goto(new URL(path, plan.address).href);
    await page.locator('input[type=password]').first().waitFor();
    for (const field of await page.locator('input[type=password]').all()) await field.fill('quattro parole messe a caso');
    await page.getByRole('button', { name: 'Salva ed entra' }).click();
    await page.getByRole('button', { name: 'Esci' }).waitFor();
    return page;
}

/** A picture, and what axe finds in what it shows. */
async function look(page, name, full = false) {
    await page.screenshot({ path: join(folder, `flussi-${name}.png`), fullPage: full });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (wide > 0) results.width.push(`${name} scrolls sideways by ${wide} px`);
    const violations = await barriers(page);
    for (const { id, impact, nodes } of violations)
        if (impact === 'serious' || impact === 'critical') results.axe.push(`${name} ${impact}: ${id} (${nodes.length}) ${nodes[0].target}`);
}

const block = (page, title) => page.locator('.react-flow__node', { has: page.locator('.flow-title', { hasText: new RegExp(`^${title}$`) }) });
const button = (page, name) => page.getByRole('button', { name, exact: true });
const tab = (page, name) => page.getByRole('tab', { name }).click();
const told = (page, words) => page.locator('.flow-said', { hasText: words }).waitFor();
/** An arrow is drawn when its ends have been measured, a frame later. */
const counts = (page, selector, wanted, words) =>
    page.waitForFunction(([one, many]) => document.querySelectorAll(one).length === many, [selector, wanted]).catch(() => must(false, words));
const titled = async (page, title) => {
    await page.getByLabel('Titolo sul disegno').fill(title);
    await block(page, title).waitFor();
};

async function save(page) {
    await button(page, 'Salva').click();
    await page.locator('.flow-said', { hasText: /^Salvato/ }).waitFor();
}

async function publish(page) {
    await button(page, 'Pubblica').click();
    await page.locator('.flow-said', { hasText: /^Pubblicata/ }).waitFor();
}

async function api(page, method, path, body) {
    return page.evaluate(
        async ([method, path, body]) => {
            const answer = await fetch(new URL(`api/communities/magliano/workflows/${path}`, document.baseURI), {
                method,
                headers: { 'X-Cer-Request': '1', 'Content-Type': 'application/json' },
                ...(body ? { body: JSON.stringify(body) } : {}),
            });
            const text = await answer.text();
            return { status: answer.status, body: text ? JSON.parse(text) : null };
        },
        [method, path, body],
    );
}

/** Starts the workflow for real, and waits until the run that is opened says how it ended. */
async function run(page, state) {
    await tab(page, 'Esecuzioni');
    await button(page, 'Avvia davvero').click();
    await page.locator('dialog[open]').getByRole('button', { name: 'Avvia', exact: true }).click();
    await page.locator('.flow-runs li.here .tag', { hasText: state }).waitFor();
}

try {
    const first = await person(plan.first);
    const address = await build(first);
    await fails(first);
    await mends(first, address);
    await compares(first);
    await rehearses(first);
    await runsHere(first);
    const second = await person(plan.second);
    await meets(first, second, address);
    await asks(first);
    await opens(first);
    await sizes(first, address);
} catch (failure) {
    results.wrong.push(`the story ended early: ${failure.stack}`);
    for (const [place, made] of browser.contexts().entries())
        for (const page of made.pages()) await page.screenshot({ path: join(folder, `flussi-failed-${place}.png`), fullPage: true }).catch(() => undefined);
} finally {
    await browser.close();
    writeFileSync(resultFile, JSON.stringify(results, null, 2));
}

/** A flow from nothing: a start, a calculation, another flow, a line. */
async function build(page) {
    await page.goto(`${plan.address}flussi`);
    await button(page, 'Nuovo flusso').click();
    await page.waitForURL(/flussi\/[^/]+$/);
    await page.locator('.react-flow__node').waitFor();
    const address = page.url();
    await page.getByLabel('Nome', { exact: true }).fill('Prova guidata');

    // With the keyboard alone: choose the start, ask for the palette, type, Enter.
    await page.locator('.react-flow__node').first().focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('a');
    await page.locator('dialog[open] input[type=search]').waitFor();
    await page.keyboard.type('calcola java');
    await page.keyboard.press('Enter');
    await told(page, 'Aggiunto Calcola (JavaScript).');
    await counts(page, '.react-flow__edge', 1, 'what was added with the keyboard has no arrow from what was chosen');
    await titled(page, 'Conta');
    await page.getByLabel('Nome tecnico').fill('Conta');
    await page.getByLabel(/^calcolo/).fill('[4, 5, 6].length');
    await button(page, 'Prova l’espressione').click();
    await page.locator('.flow-props .flow-out', { hasText: /^3/ }).first().waitFor();
    shown('expression');

    // Drawn out of a port with the mouse onto nothing: the palette asks what comes there.
    const port = await page.locator('.react-flow__node.selected .react-flow__handle.source').boundingBox();
    await page.mouse.move(port.x + port.width / 2, port.y + port.height / 2);
    await page.mouse.down();
    await page.mouse.move(port.x + 60, port.y + 120, { steps: 8 });
    await page.mouse.up();
    await page.locator('dialog[open] input[type=search]').fill('esegui un altro');
    await page.keyboard.press('Enter');
    await told(page, 'Aggiunto Esegui un altro flusso.');
    await counts(page, '.react-flow__edge', 2, 'what was drawn out of a port has no arrow from there');
    await titled(page, 'Chiedi al figlio');
    await page.getByLabel('Come si scrive: quale flusso').selectOption('JavaScript');
    await page.getByLabel(/^quale flusso/).fill(`'${childId}'`);
    await page.getByLabel('Come si scrive: aspetta la fine').selectOption('Literal');

    // Moved with the arrow keys, undone, done again.
    const moved = block(page, 'Chiedi al figlio');
    const where = () => moved.evaluate((node) => node.style.transform);
    await moved.focus();
    const before = await where();
    await page.keyboard.press('ArrowDown');
    await page.waitForFunction(([id, was]) => document.querySelector(`.react-flow__node[data-id="${id}"]`).style.transform !== was, [await moved.getAttribute('data-id'), before]);
    await page.keyboard.press('Control+z');
    await told(page, 'Annullato.');
    must((await where()) === before, 'undoing does not bring back what was moved');
    await page.keyboard.press('Control+y');
    await told(page, 'Ripetuto.');

    // Copied, pasted as JSON of the clipboard, taken away again.
    await moved.focus();
    await page.keyboard.press('Control+c');
    await told(page, 'Copiati: 1.');
    const clip = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
    must(clip.activities?.[0]?.type === 'Elsa.ExecuteWorkflow', 'the clipboard does not hold the JSON of the activity');
    await page.keyboard.press('Control+v');
    await told(page, 'Incollati: 1.');
    must((await page.locator('.react-flow__node').count()) === 4, 'pasting does not add one activity');
    await page.locator('.react-flow__node.selected').focus();
    await page.keyboard.press('Delete');
    await told(page, 'Tolti: 1.');

    // One more, and an arrow to it drawn with the keyboard.
    await page.locator('.react-flow__pane').click({ position: { x: 30, y: 30 } });
    await page.locator('.flow-palette input[type=search]').fill('scrivi una riga');
    await page.keyboard.press('Enter');
    await told(page, 'Aggiunto Scrivi una riga.');
    await titled(page, 'Di’ quanti');
    await page.getByLabel('Come si scrive: testo').selectOption('JavaScript');
    await page.getByLabel(/^testo/).fill("'Sono ' + getResultFromConta()");
    await moved.focus();
    await page.keyboard.press('Enter');
    await page.locator('.flow-connect').selectOption({ label: 'Di’ quanti' });
    await button(page, 'Collega').click();
    await counts(page, '.react-flow__edge', 3, 'the arrow of the keyboard is not there');
    await page.locator('.react-flow__pane').click({ position: { x: 30, y: 30 } });
    await button(page, 'Riordina').click();
    await told(page, 'Riordinato.');
    await look(page, 'costruito', true);
    shown('built');

    // The same in memory first, where it shows already what lacks; kept and published all the same.
    await button(page, 'Esegui la prova').first().click();
    await page.locator('.flow-below .error', { hasText: childId }).waitFor();
    await look(page, 'prova', true);
    shown('rehearsed');
    await save(page);
    await publish(page);
    shown('published');
    return address;
}

/** The flow it asks is not there: the run fails, and the drawing says where and why. */
async function fails(page) {
    await run(page, 'guasto');
    await page.locator('.react-flow__node .mark-faulted', { hasText: 'Chiedi al figlio' }).waitFor();
    await counts(page, '.react-flow__edge.taken', 2, 'the arrows that were taken are not lit');
    must((await page.locator('.flow-details .error').first().textContent()).includes(childId), 'the run does not say why it failed');
    await block(page, 'Conta').click();
    await page.locator('.flow-last', { hasText: '"result": 3' }).waitFor();
    await look(page, 'guasto', true);
    shown('failed');
}

/** What lacked is brought in, and the same run goes on from where it failed. */
async function mends(page, address) {
    const line = { id: 'riga', name: 'Riga', type: 'Elsa.WriteLine', version: 1, text: { typeName: 'String', expression: { type: 'Literal', value: 'ecco' } } };
    const child = { definitionId: childId, name: 'Figlio della prova', version: 1, root: { id: 'radice', type: 'Elsa.Flowchart', version: 1, activities: [line], connections: [], variables: [] } };
    await page.goto(`${plan.address}flussi`);
    await page.locator('input[type=file]').setInputFiles({ name: 'figlio.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(child)) });
    await page.getByText('Importati: 1.').waitFor();
    await page.goto(address);
    await tab(page, 'Esecuzioni');
    await page.getByRole('button', { name: /^Mostra l’esecuzione/ }).first().click();
    await page.locator('.react-flow__node .mark-faulted').waitFor();
    await button(page, 'Riprova dal guasto').click();
    await page.locator('.flow-runs li.here .tag', { hasText: 'finito' }).waitFor();
    await page.locator('.react-flow__node .mark-done', { hasText: 'Di’ quanti' }).waitFor();
    await counts(page, '.react-flow__edge.taken', 3, 'after the retry not every arrow is lit');
    await look(page, 'riprovato', true);
    shown('retried');
}

/** A change makes a second version; both are compared in words, in text and on the drawing. */
async function compares(page) {
    await button(page, 'Torna alla bozza').click();
    await block(page, 'Di’ quanti').click();
    await page.getByLabel(/^testo/).fill("'In tutto ' + getResultFromConta()");
    await save(page);
    await tab(page, 'Versioni');
    await page.getByRole('button', { name: 'Confronta la versione 1 con la bozza' }).click();
    await page.locator('.flow-changes ins', { hasText: 'In tutto' }).waitFor();
    await page.locator('.react-flow__node .tint-changed', { hasText: 'Di’ quanti' }).waitFor();
    await page.getByText('Testo, riga per riga').click();
    must((await page.locator('.flow-diff .added').count()) === 1 && (await page.locator('.flow-diff .removed').count()) === 1, 'the text does not differ in one line');
    await look(page, 'confronto', true);
    await button(page, 'Torna alla bozza').click();
    shown('compared');
}

/** The draft beside what is published, as if it were another day: where they differ is told. */
async function rehearses(page) {
    await tab(page, /^Prova$/);
    await page.getByLabel('Prova su un periodo passato, e confronta').check();
    await page.getByLabel('Come se fosse').fill('2026-10-03T08:00');
    await button(page, 'Prova e confronta').click();
    const row = page.locator('.flow-below table tr', { hasText: 'righe scritte' });
    await row.waitFor();
    must(/Sono 3.*In tutto 3/.test(await row.textContent()), 'the lines of both are not beside each other');
    await page.locator('.flow-below button', { hasText: 'versione pubblicata' }).click();
    await page.locator('.flow-below pre', { hasText: 'Sono 3' }).waitFor();
    await look(page, 'periodo', true);
    await page.getByLabel('Prova adesso').check();
    await button(page, 'Togli i segni').click();
    shown('compared on a past day');
}

/** What was run is pinned, and a rehearsal goes on from an activity. */
async function runsHere(page) {
    await block(page, 'Conta').click();
    await tab(page, 'Esecuzioni');
    await page.getByRole('button', { name: /^Mostra l’esecuzione/ }).first().click();
    await page.locator('.flow-last', { hasText: '"result": 3' }).waitFor();
    await button(page, 'Fissa questi dati per le prove').click();
    await page.getByLabel('Dati fissati (JSON)').fill('{ "result": 41 }');
    await button(page, 'Torna alla bozza').click();
    await button(page, 'Esegui la prova').first().click();
    await page.locator('.flow-below', { hasText: 'In tutto 41' }).waitFor();
    shown('pinned');
    await block(page, 'Di’ quanti').click();
    await button(page, 'Prova da qui').click();
    await page.locator('.flow-below', { hasText: 'In tutto 41' }).waitFor();
    await look(page, 'fissato', true);
    await page.getByRole('button', { name: 'Togli i dati fissati di Conta' }).click();
    shown('run from here');
}

/** Two designers at one flow: the second to save is shown what the first did, and both changes stay. */
async function meets(page, other, address) {
    await other.goto(address);
    await other.locator('.react-flow__node').first().waitFor();
    await block(other, 'Conta').click();
    await titled(other, 'Conta le letture');
    await save(other);
    await block(page, 'Di’ quanti').click();
    await titled(page, 'Di’ il totale');
    await button(page, 'Salva').click();
    const dialog = page.locator('dialog[open]');
    await dialog.getByText('Qualcun altro ha salvato').waitFor();
    must((await dialog.textContent()).includes('Secondo Disegno'), 'the conflict does not say who saved');
    await dialog.getByText('Conta le letture').first().waitFor();
    await look(page, 'conflitto');
    await button(page, 'Confronta sul disegno').click();
    await page.locator('.react-flow__node .tint-changed').first().waitFor();
    await look(page, 'conflitto-disegno', true);
    await button(page, 'Scegli come continuare').click();
    await button(page, 'Unisci le due').click();
    await told(page, 'Unite');
    await save(page);
    await page.goto(address);
    await block(page, 'Conta le letture').waitFor();
    await block(page, 'Di’ il totale').waitFor();
    shown('conflict');
}

/** A person is asked, answers on the page Da fare, and the flow goes on with the answer. */
async function asks(page) {
    const payload = { text: 'Controlla il conto di ottobre.', form: { fields: [{ name: 'ok', label: 'Va bene?', type: 'yesno', required: true }, { name: 'kwh', label: 'Quanti kWh?', type: 'number' }] } };
    const value = (type, written) => ({ typeName: 'Object', expression: { type, value: written } });
    const document = {
        name: 'Chiede a una persona', version: 1,
        root: {
            id: 'r', type: 'Elsa.Flowchart', version: 1, variables: [],
            activities: [
                { id: 't', name: 'Chiedi', type: 'Elsa.RunTask', version: 1, taskName: value('Literal', 'Controllo di prova'), payload: value('Object', JSON.stringify(payload)) },
                { id: 'w', name: 'Di', type: 'Elsa.WriteLine', version: 1, text: value('JavaScript', "'Risposta ' + getResultFromChiedi().kwh") },
            ],
            connections: [{ source: { activity: 't', port: 'Done' }, target: { activity: 'w', port: 'In' } }],
        },
    };
    const made = await api(page, 'POST', 'definitions', { document });
    const started = await api(page, 'POST', `definitions/${made.body.definitionId}/run`, {});
    must(started.status === 202, `the flow that asks does not start: ${started.status}`);
    const mine = page.locator('section', { has: page.getByRole('heading', { name: 'Controllo di prova' }) });
    const until = Date.now() + patience;
    do {
        await page.goto(`${plan.address}da-fare`);
        await page.getByRole('heading', { name: 'Da fare' }).waitFor();
        await page.waitForFunction(() => !document.querySelector('[aria-busy="true"]'));
    } while ((await mine.count()) === 0 && Date.now() < until);
    await mine.getByRole('button', { name: 'Invia la risposta' }).click();
    await mine.getByText('Manca una risposta.').waitFor();
    await look(page, 'da-fare', true);
    await mine.getByLabel(/^Va bene/).selectOption('true');
    await mine.getByLabel(/^Quanti kWh/).fill('1.234,5');
    await mine.getByRole('button', { name: 'Invia la risposta' }).click();
    await page.getByText('Risposta inviata').waitFor();
    await page.goto(`${plan.address}flussi/${made.body.definitionId}`);
    await tab(page, 'Esecuzioni');
    await page.getByRole('button', { name: /^Mostra l’esecuzione/ }).first().click();
    await page.locator('.flow-runs li.here .tag', { hasText: 'finito' }).waitFor();
    await block(page, 'Di').click();
    await page.locator('.flow-last', { hasText: 'Risposta 1234.5' }).waitFor();
    shown('task');
}

/** How long a flow of 200 activities takes from the click to the last block, at best of three. */
async function opens(page) {
    const activities = Array.from({ length: 200 }, (_, place) => ({
        id: `a${place}`, name: `Riga${place}`, type: 'Elsa.WriteLine', version: 1,
        text: { typeName: 'String', expression: { type: 'Literal', value: `riga ${place}` } },
        metadata: { designer: { position: { x: (place % 20) * 320, y: Math.floor(place / 20) * 120 } } },
    }));
    const connections = activities.slice(1).map(({ id }, place) => ({ source: { activity: `a${place}`, port: 'Done' }, target: { activity: id, port: 'In' } }));
    const made = await api(page, 'POST', 'definitions', {
        document: { name: 'Duecento attività', version: 1, root: { id: 'r', type: 'Elsa.Flowchart', version: 1, variables: [], activities, connections } },
    });
    const times = [];
    for (let round = 0; round < 3; round++) {
        await page.goto(`${plan.address}flussi`);
        const link = page.locator(`a[href$="flussi/${made.body.definitionId}"]`);
        await link.waitFor();
        times.push(
            await link.evaluate(
                (element) =>
                    new Promise((done) => {
                        const begun = globalThis.performance.timeOrigin === undefined ? 0 : globalThis.performance.now();
                        const look = () => {
                            const last = document.querySelectorAll('.react-flow__node').length === 200 && document.querySelectorAll('.react-flow__edge').length === 199;
                            if (last) requestAnimationFrame(() => done(globalThis.performance.now() - begun));
                            else requestAnimationFrame(look);
                        };
                        element.click();
                        look();
                    }),
            ),
        );
    }
    results.opens = Math.round(Math.min(...times));
    await look(page, 'duecento');
    shown('large');
}

/** The same pages on a tablet and a phone, in both languages. */
async function sizes(page, address) {
    for (const [name, size] of [['tablet', tablet], ['telefono', phone]])
        for (const language of ['it', 'en']) {
            await page.setViewportSize(size);
            await page.evaluate((language) => localStorage.setItem('cer.language', language), language);
            for (const [what, where] of [['elenco', `${plan.address}flussi`], ['editor', address], ['inbox', `${plan.address}da-fare`]]) {
                await page.goto(where);
                await page.waitForFunction(() => document.querySelector('h1:not(.visually-hidden)') && !document.querySelector('[aria-busy="true"]'));
                if (what === 'editor') await page.locator('.react-flow__node').first().waitFor();
                await look(page, `${what}-${name}-${language}`, true);
            }
        }
    shown('sizes');
}
