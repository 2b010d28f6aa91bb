// Somebody with a device that knows passkeys (the virtual authenticator of Chromium), at the root and below a path: registers one,
// enters by it, removes it and is refused; enters by a link of a letter; and how the pages look on a phone and on a desktop.
//   node dev/passkeys.mjs PLAN RESULT FOLDER — PLAN: {places: [{name, address, invite, link?}], plain: address by number, designer: {address, invite}}
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { barriers, launch, patience } from './browser.mjs';
import { english, italian, rawCode } from './words.mjs';

const [planFile, resultFile, folder] = process.argv.slice(2);
const plan = JSON.parse(readFileSync(planFile, 'utf8'));
mkdirSync(folder, { recursive: true });
const results = { shown: [], wrong: [], console: [], axe: [], width: [], words: [] };
const password = 'quattro parole messe a caso';
const phone = { width: 390, height: 844 };
const desktop = { width: 1280, height: 800 };
const looks = [
    { name: 'desktop-light-it', size: desktop, theme: 'light', language: 'it' },
    { name: 'phone-dark-it', size: phone, theme: 'dark', language: 'it' },
    { name: 'phone-light-en', size: phone, theme: 'light', language: 'en' },
    { name: 'desktop-dark-en', size: desktop, theme: 'dark', language: 'en' },
];
const browser = await launch();

async function open(look, cookies = null) {
    const made = await browser.newContext({
        viewport: look.size,
        locale: look.language === 'it' ? 'it-IT' : 'en-IE',
        timezoneId: 'Europe/Rome',
        reducedMotion: 'reduce',
        serviceWorkers: 'block',
    });
    await made.addInitScript(
        ([theme, language]) => {
            localStorage.setItem('cer.theme', theme);
            localStorage.setItem('cer.language', language);
        },
        [look.theme, look.language],
    );
    if (cookies) await made.addCookies(cookies);
    const page = await made.newPage();
    page.setDefaultTimeout(patience);
    page.on('pageerror', (failure) => results.console.push(failure.message));
    page.on('console', (message) => {
        // The browser itself tells of every refusal, and some are asked for here.
        if (message.type() === 'error' && !/status of 40[01]/.test(message.text())) results.console.push(message.text());
    });
    page.on('dialog', (dialog) => void dialog.accept());
    return page;
}

async function chapter(name, work) {
    try {
        await work();
        results.shown.push(name);
    } catch (failure) {
        results.wrong.push(`${name}: ${failure.message.split('\n').slice(0, 6).join(' ')}`);
    }
}

const button = (page, name) => page.getByRole('button', { name, exact: true });
const settled = async (page) => {
    await page.waitForFunction(() => document.querySelector('h1:not(.visually-hidden)') && !document.querySelector('[aria-busy="true"]'));
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
};

/** The page as it is: a picture, axe, no sideways scrolling, no word of the other language. */
async function look(page, name, { language }) {
    await settled(page);
    await page.screenshot({ path: join(folder, `passkeys-${name}.png`), fullPage: true });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (wide > 0) results.width.push(`${name} scrolls sideways by ${wide} px`);
    const own = await page.evaluate(() => {
        const copy = document.querySelector('#root').cloneNode(true);
        copy.querySelectorAll('[lang], [data-own], script, style').forEach((part) => part.remove());
        return copy.textContent;
    });
    for (const found of new Set(own.match(language === 'it' ? english : italian) ?? [])) results.words.push(`${name} says '${found}'`);
    for (const found of own.match(rawCode) ?? []) results.words.push(`${name} shows the code ${found}`);
    const violations = await barriers(page);
    for (const { id, impact, nodes } of violations) results.axe.push(`${name} ${impact}: ${id} ${nodes[0].target}`);
}

try {
    for (const place of plan.places) {
        const page = await open(looks[0]);
        const device = await page.context().newCDPSession(page);
        await device.send('WebAuthn.enable');
        const { authenticatorId } = await device.send('WebAuthn.addVirtualAuthenticator', {
            options: {
                protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true,
                isUserVerified: true, automaticPresenceSimulation: true,
            },
        });
        const signOut = async () => {
            await button(page, 'Esci').click();
            await page.waitForURL(/\/entra$/);
        };
        const byPasskey = async () => {
            await page.goto(`${place.address}entra`);
            await button(page, 'Entra con una passkey').click();
        };
        await chapter(`${place.name}: invited`, async () => {
            await page.goto(`${place.address}${place.invite}`);
            await page.locator('input[type=password]').nth(0).fill(password);
            await page.locator('input[type=password]').nth(1).fill(password);
            await button(page, 'Salva ed entra').click();
            await button(page, 'Esci').waitFor();
        });
        await chapter(`${place.name}: registered`, async () => {
            await page.goto(`${place.address}profilo`);
            await button(page, 'Aggiungi una passkey').click();
            await page.getByLabel('Come la chiami').fill('Telefono di prova');
            await page.getByLabel('La tua password').fill(password);
            await button(page, 'Continua sul dispositivo').click();
            await page.getByText('La passkey è pronta').waitFor();
            await page.getByText('mai usata').waitFor();
        });
        await chapter(`${place.name}: the same device twice`, async () => {
            await button(page, 'Aggiungi una passkey').click();
            await page.getByLabel('Come la chiami').fill('Ancora');
            await page.getByLabel('La tua password').fill(password);
            await button(page, 'Continua sul dispositivo').click();
            await page.getByText('c’è già una tua passkey').waitFor();
        });
        await chapter(`${place.name}: entered`, async () => {
            await signOut();
            await byPasskey();
            await button(page, 'Esci').waitFor();
            await page.goto(`${place.address}profilo`);
            await page.getByText('usata l’ultima volta il').waitFor();
            await page.getByText('con passkey').first().waitFor();
        });
        await chapter(`${place.name}: not verified`, async () => {
            await signOut();
            await device.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
            await byPasskey();
            await page.getByText('Il dispositivo non ha risposto').waitFor();
            await device.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true });
            await byPasskey();
            await button(page, 'Esci').waitFor();
        });
        await chapter(`${place.name}: a token is made and shown once`, async () => {
            await page.goto(`${place.address}profilo`);
            await button(page, 'Crea un token').click();
            await page.getByLabel('A che cosa serve').fill('Foglio di calcolo');
            await page.getByLabel('La tua password').fill(password);
            await button(page, 'Crea').click();
            const shown = await page.getByLabel('Il nuovo token').inputValue();
            if (!/^cer_[A-Za-z0-9_-]{43}$/.test(shown)) throw new Error('the token has another form');
            await page.reload();
            await page.getByText('Foglio di calcolo').first().waitFor();
            if ((await page.content()).includes(shown)) throw new Error('the token is shown again');
        });
        await chapter(`${place.name}: each fault stands beside its field, which has the focus`, async () => {
            const wrong = 'non questa, davvero';
            const beside = async (label, words) => {
                await page.getByText(words).waitFor();
                const [named, said] = await page.evaluate(() => {
                    const field = document.activeElement;
                    return [field?.labels?.[0]?.textContent, document.getElementById(field?.getAttribute('aria-describedby') ?? '')?.textContent];
                });
                if (named !== label || !said?.includes(words)) throw new Error(`the focus is on '${named}', which says '${said}', not on ${label}`);
            };
            const card = (name) => page.getByRole('region', { name, exact: true });
            await page.goto(`${place.address}profilo`);
            const change = card('Cambia la password');
            const next = async (current, to) => {
                await change.getByLabel('Password attuale').fill(current);
                await change.getByLabel('Nuova password', { exact: true }).fill(to);
                await change.getByLabel('Ripeti la nuova password').fill(to);
                await button(change, 'Cambia').click();
            };
            await next(wrong, 'cinque parole scelte a caso');
            await beside('Password attuale', 'Non è la tua password attuale.');
            await next(password, 'ababababababab');
            await beside('Nuova password', 'Scegline un’altra');
            await next(password, 'breve');
            await beside('Nuova password', 'Troppo corta');
            await button(card('Passkey'), 'Aggiungi una passkey').click();
            await card('Passkey').getByLabel('Come la chiami').fill('Un’altra');
            await card('Passkey').getByLabel('La tua password').fill(wrong);
            await button(page, 'Continua sul dispositivo').click();
            await card('Passkey').getByText('Non è la tua password attuale.').waitFor();
            await beside('La tua password', 'Non è la tua password attuale.').catch((failure) => {
                throw new Error(`passkey: ${failure.message}`);
            });
            await look(page, `${place.name}-profilo-faults`, looks[0]);
            await page.reload();
            await button(page, 'Crea un token').click();
            await page.getByLabel('A che cosa serve').fill('Altro');
            await page.getByLabel('La tua password').fill(wrong);
            await button(page, 'Crea').click();
            await beside('La tua password', 'Non è la tua password attuale.');
            if (place.name !== 'root') return;
            await page.goto(`${place.address}persone`);
            const invite = card('Invita una persona');
            await invite.getByLabel('Nome', { exact: true }).fill('Persona Inventata');
            await invite.getByLabel('Nome utente').fill('Ä');
            await button(invite, 'Crea invito').click();
            await beside('Nome utente', 'Serve un nome utente');
            await look(page, 'root-persone-faults', looks[0]);
            await page.setViewportSize(phone);
            await look(page, 'root-persone-faults-phone', looks[0]);
            await page.setViewportSize(desktop);
        });
        const cookies = await page.context().cookies();
        for (const one of looks) {
            const seen = await open(one, cookies);
            await seen.goto(`${place.address}profilo`);
            await seen.locator('section.card').nth(4).waitFor();
            await look(seen, `${place.name}-profilo-${one.name}`, one);
            await seen.context().close();
        }
        await chapter(`${place.name}: removed`, async () => {
            await page.goto(`${place.address}profilo`);
            await page.getByRole('button', { name: 'Togli Telefono di prova' }).click();
            await page.getByText('Non ne hai ancora nessuna').waitFor();
            await signOut();
            await byPasskey();
            await page.getByText('non è fra quelle registrate qui').waitFor();
        });
        await chapter(`${place.name}: a wrong password is said beside it`, async () => {
            await page.locator('input[autocomplete=username]').first().fill('amministratore');
            await page.locator('input[type=password]').fill('non questa, davvero');
            await button(page, 'Entra').click();
            await page.getByText('Nome utente o password non corretti.').waitFor();
            if ((await page.evaluate(() => document.activeElement?.getAttribute('type'))) !== 'password') throw new Error('the focus is elsewhere');
            await look(page, `${place.name}-entra-fault`, looks[0]);
        });
        for (const one of looks) {
            const seen = await open(one);
            await seen.goto(`${place.address}entra`);
            await seen.getByRole('button', { name: /passkey/ }).waitFor();
            if (place.link) await seen.locator('details summary').click();
            await look(seen, `${place.name}-entra-${one.name}`, one);
            await seen.goto(`${place.address}accesso`);
            await seen.locator('.notice').waitFor();
            await look(seen, `${place.name}-accesso-${one.name}`, one);
            await seen.context().close();
        }
        if (place.link) {
            await chapter(`${place.name}: entered by a link, once`, async () => {
                const member = await open(looks[1]);
                await member.goto(`${place.address}accesso#${place.link}`);
                await button(member, 'Entra').waitFor();
                if (member.url().includes(place.link)) throw new Error('the link stays in the address');
                await look(member, `${place.name}-link-phone`, looks[1]);
                await button(member, 'Entra').click();
                await button(member, 'Esci').waitFor();
                const again = await open(looks[0]);
                await again.goto(`${place.address}accesso#${place.link}`);
                await button(again, 'Entra').click();
                await again.getByText('già stato usato').waitFor();
            });
        }
        await page.context().close();
    }
    await chapter('a designer drafts, and sees neither data nor what is for others', async () => {
        const page = await open(looks[0]);
        await page.goto(`${plan.designer.address}${plan.designer.invite}`);
        await page.locator('input[type=password]').nth(0).fill(password);
        await page.locator('input[type=password]').nth(1).fill(password);
        await button(page, 'Salva ed entra').click();
        await button(page, 'Esci').waitFor();
        await settled(page);
        const places = await page.locator('nav.main-nav li').allInnerTexts();
        if (places.join() !== 'Flussi') throw new Error(`the way around has ${places}`);
        await look(page, 'designer-flussi', looks[0]);
        await button(page, 'Nuovo flusso').click();
        await page.locator('.flow-editor').waitFor();
        await settled(page);
        if (await button(page, 'Pubblica').count()) throw new Error('publishing is offered');
        if (await page.getByRole('tab', { name: 'Esecuzioni' }).count()) throw new Error('runs are offered');
        await look(page, 'designer-editor', looks[0]);
        for (const closed of ['membri', 'denaro', 'persone', 'da-fare', 'io']) {
            await page.goto(`${plan.designer.address}${closed}`);
            await page.getByText('Pagina non trovata').waitFor();
        }
        await page.setViewportSize(phone);
        await page.goto(`${plan.designer.address}profilo`);
        await page.getByText('progettista dei flussi').waitFor();
        await look(page, 'designer-profilo-phone', looks[0]);
    });
    await chapter('at an address of numbers it says why not', async () => {
        const page = await open(looks[0]);
        await page.goto(`${plan.plain}entra`);
        await page.locator('input[autocomplete=username]').first().fill('amministratore');
        await page.locator('input[type=password]').fill(password);
        await button(page, 'Entra').click();
        await button(page, 'Esci').waitFor();
        await page.goto(`${plan.plain}profilo`);
        await page.getByText('un numero come 192.168.1.5 non basta').waitFor();
    });
} catch (failure) {
    results.wrong.push(`the story ended early: ${failure.stack}`);
} finally {
    await browser.close();
    writeFileSync(resultFile, JSON.stringify(results, null, 2));
}
