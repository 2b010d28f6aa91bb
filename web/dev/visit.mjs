// Goes through every page of a real server in Chromium, as a person of the staff and as a member: what it should say is
// there, nothing of the other language, no code, no fault, no sideways scrolling, axe, the keyboard alone, the first load.
//   node dev/visit.mjs PLAN RESULT FOLDER — PLAN and RESULT are JSON files, FOLDER takes the pictures.
// PLAN: {address, staff: invite path, member: invite path, delegate: that of a member who acts for the other, mandate: by which number, now?: instant of the pages' clock, month, day, quick?: bool}
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { barriers, desktop, isForAMoment, launch, lookingAs, opener, phone, settled, tellsOfAMoment } from './browser.mjs';
import { english, italian, rawCode } from './words.mjs';

const [planFile, resultFile, folder] = process.argv.slice(2);
const plan = JSON.parse(readFileSync(planFile, 'utf8'));
mkdirSync(folder, { recursive: true });
const results = { enter: [], says: [], words: [], console: [], axe: [], width: [], keyboard: [], motion: [], load: [], visited: 0 };
const tell = (kind, words) => {
    results[kind].push(words);
    console.error(`${kind}: ${words}`);
};
const looks = [
    { size: phone, theme: 'light', language: 'it' },
    { size: phone, theme: 'dark', language: 'en' },
    { size: desktop, theme: 'dark', language: 'it' },
    { size: desktop, theme: 'light', language: 'en' },
];
/** With CER_PAGES only the pages whose name it meets are looked at, as 'cruscotto|pubblico'. */
const chosen = new RegExp(process.env.CER_PAGES ?? '');
const { month, day } = plan;
// Of each page: its address, and what must be read there in each language.
const staffPages = [
    ['adesso', '', [/Casa del Comune/, /Oggi/, /Che cosa ha bisogno di una mano/, /in tre numeri/, /Valore finora/, /Da dove viene, dove va/], [/What needs a hand/, /in three numbers/, /Value so far/i]],
    ['schermo', '?schermo=1', [/\d\skWh/], []],
    ['oggi', `?giorno=${day}`, [/Condivisa/, /Usata sul posto/, /\d\skWh/, /\d\s€/], [/Shared/, /Used on site/, /kWh/]],
    ['mesi', 'mesi', [/Energia mese per mese/, /Euro mese per mese/], [/Energy month by month/]],
    ['mese', `mesi/${month}`, [/A che punto è il mese/, /Scuola/, /Famiglia Ginestra/], [/Scuola/]],
    ['giorno', `mesi/${month}?giorno=${day}`, [/Ore di/], []],
    ['chiusura', `mesi/${month}/chiusura`, [/A che punto è/, /Ore dei punti attese/], [/How it stands/]],
    ['impianti', 'impianti', [/Scuola/, /Municipio/, /20\skW/], [/Scuola/]],
    ['impianto', 'IMPIANTO', [/L’impianto adesso/], []],
    ['edifici', 'edifici', [/Edifici e luci/, /Scuola primaria/, /dall’una alle quattro/, /Le luci contro il sole/, /\d\s€/], [/Buildings and lights/, /Lights against the sun/]],
    ['membri', 'membri', [/Famiglia Ginestra/, /25 membri/], [/25 members/]],
    ['membro', 'MEMBRO', [/Persona fisica/, /Punti di prelievo/], [/Natural person/]],
    ['richieste', 'membri/richieste', [/Richieste dei membri/, /Da rispondere/], [/Requests of members/]],
    ['denaro', 'denaro', [/Maturato, comunicato, incassato/, /I giorni di pagamento/, /\d\s€/], [/Accrued, advised, received/]],
    ['riconciliazione', 'denaro/riconciliazione', [/I mesi dell’anno/, /Carica un conto del GSE/, /Che cosa deve ancora arrivare/], [/The months of the year/, /What is still to come/]],
    ['vendita', 'denaro/vendita', [/Vendita dell’energia/, /Scuola/], [/Sale of energy/]],
    ['scadenze', 'denaro/scadenze', [/Il calendario/, /Misure del distributore/, /Regole Operative/], [/The calendar/]],
    ['pagamenti', 'pagamenti', [/Pagamenti ai membri/, /bozza/], [/draft/]],
    ['pagamento', `pagamenti/${month}`, [/Controllo dell’eccedenza/, /Famiglia Ginestra/, /\d\s€/], [/Check of the surplus/]],
    ['distinte', 'pagamenti/distinte', [/Che cosa si può pagare adesso/, /Che cosa dice la banca/], [/What can be paid now/]],
    ['conti', 'pagamenti/conti', [/I conti dei membri/, /Famiglia Ginestra/, /Le regole dei pagamenti/], [/Rules of payments/]],
    ['mastro', 'pagamenti/mastro', [/Bilancio di verifica/], [/Trial balance/]],
    ['fisco', 'pagamenti/fisco', [/Quante persone approvano/, /Famiglia Ginestra/], [/How many people approve/]],
    ['dispositivi', 'dati/dispositivi', [/Nuovo dispositivo/, /Contatore cambiato/, /Consensi dei membri/], [/Swapped meter/]],
    ['contatori', 'dati/dispositivi/home-assistant', [/Nessun Home Assistant è collegato/, /Impianti: energia prodotta/, /UP-SCUOLA/], [/No Home Assistant is connected/]],
    ['letture', `dati/letture?punto=1&giorno=${day}`, [/Come è nato un valore/, /I valori che valgono/], []],
    ['dati', 'dati', [/Completezza degli ultimi 14 giorni/, /Dispositivi silenziosi/], []],
    ['qualita', `qualita?mese=${month}`, [/Che cosa sistemare/, /Completezza giorno per giorno/, /Dati chiesti/], [/What to mend/, /Completeness day by day/]],
    ['allarmi', 'allarmi', [/Avvisami per e-mail/, /Aperti/, /Chiusi/], [/Write to me/]],
    ['documenti', 'documenti', [/Archivio/, /Rapporto mensile/], [/Archive/]],
    ['invii', 'documenti/invii', [/Prepara un pacchetto/, /non hanno un’interfaccia pubblica/], [/Prepare a package/, /no public interface/]],
    ['posta', 'posta', [/Indirizzi che non esistono/, /Chi non vuole e-mail facoltative/], [/Addresses that do not exist/]],
    ['flussi', 'flussi', [/Nuovo flusso/, /Importa/], [/New workflow/]],
    ['da-fare', 'da-fare', [/Quello che i flussi chiedono/], [/What workflows ask/]],
    ['regolamento', 'regolamento', [/Versioni/, /Passo 1/, /Prova sui mesi passati/], [/Versions/, /Step 1/]],
    ['persone', 'persone', [/amministratore/, /Invita una persona/], [/administrator/]],
    ['avvio', 'avvio', [/Primo avvio/, /Chi sono/, /La comunità/], [/First start/, /Who I am/]],
    ['impostazioni', 'impostazioni', [/Sportello dei membri/, /kg di CO₂ per kWh/, /Copie di sicurezza/, /kW/], [/Members’ desk/, /Backups/]],
    ['sportello', 'impostazioni/sportello', [/Che cosa vuoi fare/, /Che cosa si è fatto/, /Deleghe/], [/What do you want to do/]],
    ['richiesta', 'impostazioni/richiesta', [/A che punto siamo/, /Impianti e sezioni/, /Di che cosa/], [/How it stands/, /Plants and sections/]],
    ['fattore-co2', 'impostazioni/co2', [/Oggi vale/, /ISPRA/, /Dichiara il fattore/], [/Declare the factor/]],
    ['regole', 'impostazioni/regole', [/Parametri di oggi/, /DM 414\/2023/, /TRAS_E/], [/Parameters of today/]],
    ['totali', 'impostazioni/totali', [/Perché serve/, /Registra un consenso/, /Consensi registrati/], [/Record a consent/]],
    ['posta-uscita', 'impostazioni/posta', [/Mandami una lettera di prova/, /Prova e salva/], [/Send me a letter of trial/, /Try and save/]],
    ['copie', 'impostazioni/copie', [/Fai una copia adesso/, /ripristino/], [/Make a backup now/]],
    ['unita', 'impostazioni/impianti', [/Correggi un’unità/, /kW/], [/Correct a unit/]],
    ['profilo', 'profilo', [/Secondo fattore/, /E-mail facoltative/], [/Optional e-mails/]],
    ['cruscotti', 'cruscotti', [/Panoramica del Comune/, /Per tutti/], [/Municipality overview/]],
    ['cruscotto-comune', `cruscotti/cer-comune?from=${month}-01&to=${month}-31`, [/Bilancio giornaliero/, /\d\skWh/, /\d\s€/, /il massimo di/], [/Daily balance/, /the highest of/]],
    ['cruscotto-impianti', `cruscotti/cer-impianti?from=${month}-01&to=${month}-31`, [/Illuminazione pubblica/, /\d\skWp/], [/Public lighting/]],
    ['cruscotto-qualita', `cruscotti/cer-qualita?from=${month}-01&to=${month}-31`, [/Completezza per punto e giorno/], [/%/]],
    ['cruscotto-liquidazione', 'cruscotti/cer-liquidazione?confronto=anno', [/Stato dei mesi/, /\d\s€/], [/€/]],
    ['cruscotto-operativita', 'cruscotti/cer-operativita', [/Storia delle esecuzioni/], []],
    ['nulla', 'boh', [/Pagina non trovata/], []],
];
const memberPages = [
    ['io', 'io', [/Perché questo importo/, /\d\s€/, /I tuoi mesi/, /Quando conviene usare energia/, /erano tuoi/, /Uscire dalla comunità/], [/€/, /When it is good to use energy/]],
    ['io-giorno', `io?mese=${month}&giorno=${day}`, [/Ore di/], []],
    ['cruscotto-membro', `cruscotti/cer-membro?from=${month}-01&to=${month}-31`, [/Il mio profilo orario/, /\d\skWh/], [/kWh/]],
    ['io-dati', 'io/dati', [/Chi ha guardato i miei dati/, /Scarica i miei dati/, /Chiedi qualcosa/], [/Who looked at my data/]],
    ['vietato', 'mesi', [/Pagina non trovata/], []],
];

// A member who acts for another: its own page, and the other's.
const ownPages = [
    ['io-propria', 'io', [/Questa è la tua pagina\. Per delega puoi guardare anche/, /Guarda la pagina di Famiglia Ginestra/, /Chi agisce per me/, /Non hai dato deleghe/], [/By delegation you may also look at/]],
];
const actingPages = [
    ['io', 'io', [/Stai guardando la pagina di Famiglia Ginestra/, /Ogni volta che la guardi resta scritto/, /Torna alla tua pagina/, /Delegata inventata, dal/], [/You are looking at the page of/]],
    ['io-dati', 'io/dati', [/Chi ha guardato/, /Famiglia Ginestra/], [/Who looked/]],
    ['cruscotto-membro', `cruscotti/cer-membro?from=${month}-01&to=${month}-31`, [/Il mio profilo orario/, /\d\skWh/], [/kWh/]],
];

const doorPages = [
    ['entra', 'entra', [/Password/], [/Password/]],
    ['pubblico', 'pubblico', [/Aggiornato alle/, /\d\skWh/], [/Refreshed at/]],
    ['accessibilita', 'accessibilita', [/Che cosa non è stato provato/, /AgID/], [/What has not been tried/]],
    ['pubblico-atrio', 'pubblico?schermo=1', [/\d\skWh/], []],
];

const browser = await launch();
try {
    const staff = await enter('staff', plan.staff);
    const member = await enter('member', plan.member);
    if (staff) {
        if (!process.env.CER_PAGES) await prepare(staff);
        await inPairs((look) => visit(staff, look, staffPages, 'staff'));
        if (!process.env.CER_PAGES) await keyboard(staff);
        if (chosen.test('sportello')) await desk(staff);
    }
    if (member) await inPairs((look) => visit(member, look, memberPages, 'member'));
    const delegate = await enter('delegate', plan.delegate);
    if (delegate) {
        await inPairs((look) => visit(delegate, look, ownPages, 'delegate'));
        await inPairs((look) => visit(delegate, look, actingPages, 'delegate-acting', plan.mandate));
        if (member && chosen.test('delega')) await fromOneToTheOther(delegate, member);
    }
    await inPairs((look) => visit(null, look, doorPages, 'door'));
    if (!process.env.CER_PAGES) await firstLoad();
} catch (failure) {
    tell('enter', `the walk ended early: ${failure.stack}`);
} finally {
    await browser.close();
    writeFileSync(resultFile, JSON.stringify(results, null, 2));
}

async function context(look, cookies) {
    const made = await lookingAs(browser, look, { now: plan.now, cookies });
    // The town of the walk has no data folder to write into: the form is looked at all the same.
    await made.route('**/settings/mail', async (route) => {
        const answer = await route.fetch();
        await route.fulfill({ json: { ...(await answer.json()), isWritable: true } });
    });
    return made;
}

/** Two looks at a time: most of a visit is waiting for the page to settle. */
async function inPairs(walk) {
    for (let at = 0; at < looks.length; at += 2) await Promise.all(looks.slice(at, at + 2).map(walk));
}

/** The widths that a page of 1280 px has at 200 and at 400 % (WCAG 2.1, 1.4.4 and 1.4.10). */
async function zoomed(page, name) {
    for (const [percent, width] of [[200, 640], [400, 320]]) {
        await page.setViewportSize({ width, height: desktop.height });
        const wide = await page.evaluate(() => new Promise((done) => requestAnimationFrame(() =>
            requestAnimationFrame(() => done(document.documentElement.scrollWidth - window.innerWidth)))));
        if (wide > 0) tell('width', `${name} scrolls sideways by ${wide} px at ${percent} %`);
    }
    await page.setViewportSize(desktop);
}

function watch(page, name) {
    page.on('console', (message) => {
        if (message.type() !== 'error' && message.type() !== 'warning') return;
        // Nobody is signed in yet: the browser itself tells of the 401.
        if (/status of 401/.test(message.text()) || tellsOfAMoment(message)) return;
        // A preview may run nothing: not even what Playwright puts into every frame.
        if (/Blocked script execution in '[^']*\/preview'/.test(message.text())) return;
        tell('console', `${name()}: ${message.text()}`);
    });
    page.on('pageerror', (failure) => tell('console', `${name()}: ${failure.message}`));
    page.on('response', (response) => {
        if (response.status() >= 400 && response.status() !== 401 && !isForAMoment(response.status(), response.url()))
            tell('console', `${name()}: ${response.status()} ${response.url()}`);
    });
}

/** Chooses a password through the link, leaves, and signs in again with it; the cookies of the session. */
async function enter(who, path) {
    const made = await context(looks[0], null);
    const page = await made.newPage();
    watch(page, () => `enter-${who}`);
    try {
        await page.goto(new URL(path, plan.address).href);
        const fields = page.locator('input[type=password]');
        await fields.first().waitFor();
        await page.screenshot({ path: join(folder, `invito-${who}.png`), fullPage: true });
        await fields.nth(0).fill('quattro parole messe a caso');
        await fields.nth(1).fill('quattro parole messe a caso');
        await page.getByRole('button', { name: 'Salva ed entra' }).click();
        await page.getByRole('button', { name: 'Esci' }).waitFor();
        await settled(page);
        await page.getByRole('button', { name: 'Esci' }).click();
        await page.waitForURL(/\/entra$/);
        await page.locator('input[autocomplete=username]').fill(plan[`${who}Login`]);
        await page.locator('input[type=password]').fill('quattro parole messe a caso');
        await page.locator('form button[type=submit]').click();
        await page.getByRole('button', { name: 'Esci' }).waitFor();
        await settled(page);
        const cookies = await made.cookies();
        const session = cookies.find(({ name }) => name === 'cer_session');
        if (!session?.httpOnly || session.sameSite !== 'Strict') tell('enter', `${who}: the cookie is ${JSON.stringify({ ...session, value: '' })}`);
        return cookies;
    } catch (failure) {
        await page.screenshot({ path: join(folder, `enter-${who}-failed.png`) }).catch(() => undefined);
        tell('enter', `${who}: ${failure.message}`);
        return null;
    } finally {
        await made.close();
    }
}

/** Makes the report of the month by the page, and learns where a plant and a member stand. */
async function prepare(cookies) {
    const made = await context({ ...looks[2], language: 'it' }, cookies);
    const page = await made.newPage();
    watch(page, () => 'prepare');
    await page.goto(`${plan.address}documenti`);
    await settled(page);
    await page.locator('form.fields select').selectOption(month);
    await page.locator('form.fields input[type=checkbox]').nth(1).uncheck();
    await page.locator('form.fields button[type=submit]').click();
    try {
        await page.locator('.acts button').first().waitFor();
        await page.locator('.acts button').first().click();
        const paper = page.frameLocator('iframe.paper');
        await paper.locator('h1').first().waitFor();
        const said = await paper.locator('body').innerText();
        if (!/kWh/.test(said) || !/€/.test(said)) tell('says', `the preview of the report says ${said.slice(0, 200)}`);
        await page.screenshot({ path: join(folder, 'anteprima.png') });
    } catch (failure) {
        tell('says', `no report was made: ${failure.message}`);
    }
    for (const [list, name] of [['impianti', 'IMPIANTO'], ['membri', 'MEMBRO']]) {
        await page.goto(`${plan.address}${list}`);
        await settled(page);
        const link = list === 'membri'
            ? page.getByRole('link', { name: 'Famiglia Ginestra' })
            : page.locator('main .card a').first();
        const to = new URL(await link.first().getAttribute('href'), plan.address).href.slice(plan.address.length);
        staffPages.find(([, path]) => path === name)[1] = list === 'membri' ? to : `${to}?mese=${month}&giorno=${day}`;
    }
    await made.close();
}

/** Enrols somebody at the desk on a phone: wrong fields first, then what changes, then recorded, then taken back. */
async function desk(cookies) {
    const made = await context(looks[0], cookies);
    const page = await made.newPage();
    // Answers of 400 are what is tried here; a page that breaks is not.
    page.on('pageerror', (failure) => tell('console', `sportello: ${failure.message}`));
    const must = (held, words) => held || tell('says', `sportello: ${words}`);
    const photo = (name) => page.screenshot({ path: join(folder, `sportello-${name}.png`), fullPage: true });
    const button = (name) => page.getByRole('button', { name, exact: true });
    try {
        await page.goto(`${plan.address}impostazioni/sportello`);
        await settled(page);
        await page.locator('select[name=act]').selectOption('enrol');
        await button('Mostra che cosa cambia').click();
        await page.locator('input[name=name][aria-invalid=true]').waitFor();
        const first = await page.evaluate(() => {
            const held = document.activeElement;
            return [held?.getAttribute('name'), document.getElementById(held?.getAttribute('aria-describedby') ?? '')?.textContent];
        });
        must(first[0] === 'name' && first[1] === 'Questo campo va compilato.', `the focus is on ${first}`);
        must((await page.locator('[aria-invalid=true]').count()) >= 6, 'not every wrong field is marked');
        for (const { id: rule, impact, nodes } of await barriers(page))
            if (impact === 'serious' || impact === 'critical') tell('axe', `sportello ${impact}: ${rule} ${nodes[0].target}`);
        await photo('errori');
        const tomorrow = new Date(new Date(plan.now).getTime() + 86_400_000).toISOString().slice(0, 10);
        const today = new Date(plan.now).toISOString().slice(0, 10);
        await page.locator('[name=name]').fill('Famiglia Salice (inventata)');
        await page.locator('[name=category]').selectOption('natural_person');
        await page.locator('[name=day]').fill(tomorrow);
        await page.locator('[name="points[0].pod"]').fill('IT999E77777777');
        await page.locator('[name="evidence.kind"]').selectOption('form');
        await page.locator('[name="evidence.dated"]').fill(today);
        await page.locator('[name="evidence.keptAt"]').fill('armadio 2, cartella 7');
        // Two files, one after the other, as a phone gives them; an empty one is told beside the field and does not come along.
        const choose = (name, mimeType, bytes) => page.locator('input[name=file]').setInputFiles({ name, mimeType, buffer: Buffer.from(bytes) });
        await choose('vuoto.pdf', 'application/pdf', '');
        await page.getByText('Il file è vuoto.').waitFor();
        await choose('modulo firmato.pdf', 'application/pdf', `%PDF-1.4\n${'x'.repeat(900_000)}`);
        await choose('foto.jpg', 'image/jpeg', [0xff, 0xd8, 0xff, 0xe0, 0, 16]);
        await page.getByText('File scelti: 2').waitFor();
        await photo('carta');
        await button('Mostra che cosa cambia').click();
        await page.getByText('Niente è ancora registrato.').waitFor();
        await page.getByText('Con la conferma si inviano anche: modulo firmato.pdf, foto.jpg.').waitFor();
        must(/Famiglia Salice \(inventata\), punto …7777/.test(await page.locator('form').innerText()), 'the plan does not tell the point');
        await photo('anteprima');
        await button('Conferma e registra').click();
        await page.getByText(/Registrato: la dichiarazione è ora alla versione \d+/).waitFor();
        await settled(page);
        await photo('registrato');
        await page.getByRole('button', { name: /^Scansioni: 2 Iscrizione/ }).click();
        await page.getByRole('link', { name: /^Scansione \d+ \(PDF\)$/ }).waitFor();
        const [saved] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: /\(JPEG\)$/ }).click()]);
        must(/^carta-\d+\.jpg$/.test(saved.suggestedFilename()), `the scan is saved as ${saved.suggestedFilename()}`);
        await choose('cella.heic', 'image/heic', [0, 0, 0, 24, ...Buffer.from('ftypheic'), 0, 0]);
        await button('Aggiungi alle scansioni').click();
        await page.getByText(/Questa foto è in formato HEIC/).first().waitFor();
        for (const { id: rule, impact, nodes } of await barriers(page))
            if (impact === 'serious' || impact === 'critical') tell('axe', `sportello, scansioni ${impact}: ${rule} ${nodes[0].target}`);
        await photo('scansioni');
        await page.getByRole('button', { name: /^Toglila, è sbagliata Scansione \d+ \(JPEG\)/ }).click();
        await page.locator('input[name=reason]').fill('Era di un altro (inventato)');
        await button('Togli il file per sempre').click();
        await page.getByText('Tolta: Era di un altro (inventato)').waitFor();
        await photo('scansione-tolta');
        await page.setViewportSize(desktop);
        await photo('scansioni-desktop');
        await button('Chiudi').click();
        await page.getByRole('button', { name: /^Scansioni: 1 Iscrizione/ }).waitFor();
        await photo('registrato-desktop');
        await page.setViewportSize(phone);
        await page.getByRole('button', { name: /^Annulla Iscrizione/ }).click();
        await button('Annulla questo atto').click();
        await page.getByText(/dice di nuovo quello che diceva prima/).waitFor();
        await page.locator('select[name=act]').selectOption('import');
        await page.locator('input[type=file]').setInputFiles({
            name: 'membri.csv', mimeType: 'text/csv',
            buffer: Buffer.from('nome;categoria;pod;tensione;dal;documento;numero;data_documento;conservato\n'
                + `Famiglia Tiglio;persona fisica;IT999E77777778;BT;${tomorrow};modulo;1;${today};armadio\nFamiglia Ontano;boh;IT99;BT;${tomorrow};modulo;2;${today};armadio\n`),
        });
        await button('Mostra che cosa cambia').click();
        await page.getByRole('button', { name: 'Lascia fuori le righe 3 e mostra le altre' }).click();
        await page.getByText('Restano fuori le righe 3.').waitFor();
        await photo('file');
        const table = await (await page.request.get(await page.locator('a[download="membri.xlsx"]').evaluate((link) => link.href))).body();
        await page.locator('input[type=file]').setInputFiles({ name: 'membri.xlsx', mimeType: 'application/octet-stream', buffer: table });
        await button('Mostra che cosa cambia').click();
        await page.getByText('Il file è vuoto.').waitFor();
        await page.locator('input[type=file]').setInputFiles({
            name: 'membri.xls', mimeType: 'application/vnd.ms-excel', buffer: Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0]),
        });
        await button('Mostra che cosa cambia').click();
        await page.getByText(/Questo file non è un \.xlsx/).waitFor();
        await photo('file-vecchio');
    } catch (failure) {
        await photo('non-riuscito').catch(() => undefined);
        tell('says', `sportello: ${failure.message}`);
    } finally {
        await made.close();
    }
}

/** What waits to be seen comes when it is scrolled to. */
async function unfolded(page) {
    for (let turn = 0; turn < 20 && (await page.locator('.mine-later').count()) > 0; turn++) {
        await page.locator('.mine-later').first().scrollIntoViewIfNeeded().catch(() => undefined);
        await page.waitForTimeout(100);
        await settled(page);
    }
    await settled(page);
    await page.evaluate(() => window.scrollTo(0, 0));
}

/** A member who acts for another goes from its own page to the other's and back, until the other ends that on its page. */
async function fromOneToTheOther(delegate, member) {
    const [made, others] = [await context(looks[0], delegate), await context(looks[2], member)];
    const must = (held, words) => held || tell('says', `delega: ${words}`);
    const photo = (page, name) => page.screenshot({ path: join(folder, `delega-${name}.png`), fullPage: true });
    const open = async (from, path = 'io') => {
        const page = await from.newPage();
        // That a page is closed is what is tried here; a page that breaks is not.
        page.on('pageerror', (failure) => tell('console', `delega: ${failure.message}`));
        await page.goto(plan.address + path);
        await settled(page);
        return page;
    };
    const said = (page) => page.locator('main').innerText();
    try {
        const page = await open(made);
        must(!/Stai guardando/.test(await said(page)), 'a new tab shows another page than its own');
        const to = page.getByRole('button', { name: /^Guarda la pagina di Famiglia Ginestra/ });
        await to.focus();
        await page.keyboard.press('Enter');
        await page.getByText(/Stai guardando la pagina di Famiglia Ginestra/).waitFor();
        await settled(page);
        await page.reload();
        await settled(page);
        await unfolded(page);
        const acting = await said(page);
        must(/Stai guardando la pagina di Famiglia Ginestra/.test(acting), 'after loading anew it is another page');
        for (const own of [/Scarica tutto/, /Chiedi di uscire/, /Chiedi di cancellare/])
            must(!own.test(acting), `whoever acts is offered what is the member's own: ${own}`);
        must((await page.getByRole('button', { name: /^Revoca/ }).count()) === 0, 'whoever acts may end what the member gave');
        must(!/Stai guardando/.test(await said(await open(made))), 'another tab follows the first');
        await page.getByRole('button', { name: 'Torna alla tua pagina' }).click();
        await page.getByText(/Questa è la tua pagina/).waitFor();
        await settled(page);
        await page.getByRole('button', { name: /^Guarda la pagina di/ }).click();
        await page.getByText(/Stai guardando/).waitFor();
        await settled(page);

        const own = await open(others);
        await unfolded(own);
        await own.locator('.mine-mandates').scrollIntoViewIfNeeded();
        await own.getByRole('button', { name: /^Revoca Delegata inventata/ }).click();
        await own.getByRole('button', { name: 'Revoca da subito' }).waitFor();
        await own.screenshot({ path: join(folder, 'delega-revoca.png') });
        for (const { id: rule, impact, nodes } of await barriers(own))
            if (impact === 'serious' || impact === 'critical') tell('axe', `delega ${impact}: ${rule} ${nodes[0].target}`);
        await own.getByRole('button', { name: 'Revoca da subito' }).click();
        await own.getByText('Delega revocata: vale da subito.').waitFor();
        await own.locator('.mine-mandates', { hasText: /Delegata inventata, revocata il/ }).waitFor().catch(() => undefined);
        await settled(own);
        must(/Delegata inventata, revocata il/.test(await said(own)), 'the end is not told in the list');
        await own.locator('.mine-mandates').screenshot({ path: join(folder, 'delega-revocata.png') });
        await page.goto(`${plan.address}io`);
        await page.locator('[role=alert], h1').first().waitFor();
        await settled(page);
        must(!/Stai guardando/.test(await said(page)), 'the page is open although the delegation is ended');
        await photo(page, 'dopo-la-revoca');
    } catch (failure) {
        tell('says', `delega: ${failure.message}`);
    } finally {
        await made.close();
        await others.close();
    }
}

async function visit(cookies, look, pages, who, acting = null) {
    const made = await context(look, cookies);
    if (acting !== null)
        await made.addInitScript((id) => window === window.top && sessionStorage.setItem('cer.acting', String(id)), acting);
    const page = await made.newPage();
    let name = '';
    watch(page, () => name);
    const openAt = opener(page, async (path) => {
        await page.goto(plan.address + path);
        await settled(page);
        await unfolded(page);
    }, (words) => tell('console', `${name}: ${words}`));
    const width = look.size === phone ? 'phone' : 'desktop';
    for (const [id, path, it, en] of pages.filter(([id]) => chosen.test(id))) {
        name = `${who}-${id}-${width}-${look.theme}-${look.language}`;
        await openAt(path);
        const text = await page.locator('body').innerText();
        for (const wanted of look.language === 'it' ? it : en)
            if (!wanted.test(text)) tell('says', `${name} does not say ${wanted}`);
        if ((await page.locator('h1').count()) !== 1) tell('says', `${name} has not one h1`);
        if ((await page.evaluate(() => document.documentElement.lang)) !== look.language) tell('words', `${name}: lang`);
        const foreign = look.language === 'it' ? english : italian;
        const own = await page.evaluate(() => {
            const copy = document.querySelector('#root').cloneNode(true);
            copy.querySelectorAll('[lang], [data-own], script, style').forEach((part) => part.remove());
            return copy.textContent;
        });
        for (const found of new Set(own.match(foreign) ?? [])) tell('words', `${name} says '${found}'`);
        // What people wrote themselves may name columns of their files.
        const written = await page.evaluate(() => [...document.querySelectorAll('[data-own]')].map((part) => part.textContent).join(' '));
        for (const found of text.match(rawCode) ?? []) if (!written.includes(found)) tell('words', `${name} shows the code ${found}`);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        if (wide > 0) tell('width', `${name} scrolls sideways by ${wide} px`);
        const footer = page.locator('footer a[href^="https://"]');
        if (plan.declaration && (await footer.count()) !== 1) tell('says', `${name} has no accessibility declaration`);
        // Languages make no barrier: two of the four looks have both widths and both themes.
        const violations = look.language === 'en' ? [] : await barriers(page);
        for (const { id: rule, impact, nodes } of violations)
            if (impact === 'serious' || impact === 'critical')
                tell('axe', `${name} ${impact}: ${rule} (${nodes.length}) ${nodes[0].target}`);
        await page.screenshot({ path: join(folder, `${name}.png`), fullPage: look.language === 'it' && !path.includes('schermo=1') });
        const moving = await page.evaluate(() => document.getAnimations().filter((one) => one.playState === 'running').length);
        if (moving > 0) tell('motion', `${name} runs ${moving} animations though less motion is asked for`);
        if (look.size === desktop && look.language === 'it' && !path.includes('schermo=1')) await zoomed(page, name);
        results.visited++;
    }
    await made.close();
}

/** The keyboard alone: skip link, a visible focus at every stop, charts, menu, a window that Escape closes. */
async function keyboard(cookies) {
    const made = await context(looks[2], cookies);
    const page = await made.newPage();
    watch(page, () => 'keyboard');
    const must = (held, words) => held || tell('keyboard', words);
    const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
    const unseen = () =>
        page.evaluate(() => {
            const style = getComputedStyle(document.activeElement);
            const seen = style.outlineStyle !== 'none' || style.boxShadow !== 'none';
            return seen || document.activeElement === document.body ? null : document.activeElement.outerHTML.slice(0, 120);
        });
    const tabTo = async (selector, most = 80) => {
        for (let count = 0; count < most; count++) {
            await page.keyboard.press('Tab');
            const hidden = await unseen();
            if (hidden) tell('keyboard', `the focus is not seen on ${hidden}`);
            if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
        }
        tell('keyboard', `Tab does not lead to ${selector}`);
    };
    await page.goto(plan.address);
    await settled(page);
    await page.keyboard.press('Tab');
    must((await focused()) === 'Vai al contenuto', 'the first Tab is not the way to the content');
    await page.keyboard.press('Enter');
    must(await page.evaluate(() => document.activeElement?.id === 'contenuto'), 'the way to the content leads elsewhere');
    await tabTo('.chart-face');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    must(/\d/.test((await page.locator('.cursor').first().textContent()) ?? ''), 'the cursor of the chart says nothing');
    await page.goto(`${plan.address}mesi`);
    await settled(page);
    await tabTo('.chart-face');
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.waitForURL(/mesi\/\d{4}-\d{2}$/).catch(() => tell('keyboard', 'Enter does not open the month'));
    await page
        .waitForFunction(() => document.activeElement?.tagName === 'H1')
        .catch(() => tell('keyboard', 'the opened page has not the focus'));
    await page.goto(`${plan.address}documenti`);
    await settled(page);
    await tabTo('.acts button');
    await page.keyboard.press('Enter');
    await page.locator('dialog[open]').waitFor();
    await page.locator('dialog .window-head button').focus();
    await page.keyboard.press('Escape');
    await page
        .waitForSelector('dialog[open]', { state: 'detached' })
        .catch(() => tell('keyboard', 'Escape does not close the window'));
    must(await page.evaluate(() => document.activeElement?.matches('.acts button')), 'the focus does not come back from the window');
    await page.setViewportSize(phone);
    await page.goto(`${plan.address}mesi`);
    await settled(page);
    await tabTo('.menu');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    must((await focused()) === 'Oggi', 'the menu does not open');
    await made.close();
}

/** What comes over the wire before the first charts, with nothing kept. */
async function firstLoad() {
    const made = await context(looks[0], null);
    const page = await made.newPage();
    const wire = await made.newCDPSession(page);
    await wire.send('Network.enable');
    let bytes = 0;
    wire.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
    await page.goto(`${plan.address}entra`);
    await settled(page);
    results.firstLoadBytes = bytes;
    if (bytes > 150 * 1024 || bytes < 10_000) tell('load', `the first load takes ${bytes} bytes`);
    await made.close();
}
