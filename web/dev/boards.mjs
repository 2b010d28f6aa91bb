// Boards for the tests of the pages alone: every kind of panel, with invented figures that a place and a season could have.
const hour = 3_600_000;
const both = (it, en) => ({ it, en });
const rome = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Rome', hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit' });
const clock = (at) => {
    const part = Object.fromEntries(rome.formatToParts(at).map(({ type, value }) => [type, value]));
    return { day: `${part.year}-${part.month}-${part.day}`, month: `${part.year}-${part.month}`, hour: Number(part.hour) };
};
const noise = (seed) => {
    const x = Math.sin(seed * 12.9898) * 43758.5453;
    return x - Math.floor(x);
};

/** The hours of a range with what a community of one town does in them. */
function hoursOf(from, to) {
    const rows = [];
    for (let at = Math.ceil(from / hour) * hour; at <= Math.min(to, Date.now() - 40 * hour); at += hour) {
        const { hour: h, day } = clock(at);
        const season = 0.55 - 0.45 * Math.cos((2 * Math.PI * (at / (365.25 * 24 * hour) - 0.03)) % (2 * Math.PI));
        const cloud = 0.35 + 0.65 * noise(Math.floor(at / (24 * hour)));
        const sun = Math.max(0, Math.sin(((h - 6) / 13) * Math.PI)) ** 1.4;
        const injected = Number((118 * sun * season * cloud * (0.9 + 0.2 * noise(at / hour))).toFixed(3));
        const withdrawn = Number((28 + 26 * Math.exp(-(((h - 20) / 3) ** 2)) + 15 * Math.exp(-(((h - 8) / 2) ** 2)) + 9 * noise(at / hour + 3)).toFixed(3));
        rows.push({ at, h, day, injected, withdrawn, shared: Math.min(injected, withdrawn) });
    }
    return rows;
}

const sum = (rows, key) => (rows.length === 0 ? null : Number(rows.reduce((all, row) => all + row[key], 0).toFixed(3)));
const by = (rows, key) => {
    const groups = new Map();
    for (const row of rows) (groups.get(key(row)) ?? groups.set(key(row), []).get(key(row))).push(row);
    return [...groups];
};
const field = (name, type, values) => ({ name, type, values });
const table = (...fields) => ({ fields, format: 'table' });
const series = (...fields) => ({ fields, format: 'time_series' });
const startOfDay = (rows) => rows[0].at - (rows[0].h * hour);

const fixed = (name, color, more = []) => ({ matcher: { id: 'byName', options: name }, properties: [{ id: 'color', value: { mode: 'fixed', fixedColor: color } }, ...more] });
const meanings = [fixed('Immessa', 'orange'), fixed('Prelevata', '#5b7083'), fixed('Condivisa', 'green', [{ id: 'custom.fillOpacity', value: 35 }]), fixed('Eccedenza', 'orange')];
const names = { Immessa: 'Injected', Prelevata: 'Withdrawn', Condivisa: 'Shared', Eccedenza: 'Surplus', Mese: 'Month', 'Energia condivisa': 'Shared energy', 'Tariffa premio': 'Premium tariff', Famiglie: 'Households', Imprese: 'Businesses', Comune: 'Municipality', Categoria: 'Category' };

const panels = [
    {
        id: 1, type: 'stat', title: both('Energia condivisa', 'Shared energy'), description: both('Somma delle ore del periodo.', 'Sum of the hours of the period.'), gridPos: { x: 0, y: 0, w: 6, h: 5 },
        unit: 'kwatth', fieldConfig: { defaults: { unit: 'kwatth', color: { mode: 'fixed', fixedColor: 'green' } } }, options: { reduceOptions: { calcs: ['sum'] }, graphMode: 'area', colorMode: 'value' },
        answer: (rows) => {
            const days = by(rows, ({ day }) => day);
            return series(field('time', 'time', days.map(([, of]) => startOfDay(of))), field('Energia condivisa', 'number', days.map(([, of]) => sum(of, 'shared'))));
        },
    },
    {
        id: 2, type: 'stat', title: both('Energia immessa in rete', 'Energy fed into the grid'), gridPos: { x: 6, y: 0, w: 6, h: 5 }, fieldConfig: { defaults: { unit: 'kwatth', color: { mode: 'fixed', fixedColor: 'orange' } } },
        options: { reduceOptions: { calcs: ['lastNotNull'] }, colorMode: 'value', graphMode: 'none' }, answer: (rows) => table(field('Immessa', 'number', [sum(rows, 'injected')])),
    },
    {
        id: 4, type: 'gauge', title: both('Indice di autoconsumo diffuso', 'Shared self-consumption index'), description: both('Quota dell’energia immessa che la comunità ha condiviso.', 'Share of the injected energy that the community shared.'), gridPos: { x: 12, y: 0, w: 6, h: 5 },
        fieldConfig: { defaults: { unit: 'percentunit', min: 0, max: 1, decimals: 0, color: { mode: 'thresholds' }, thresholds: { mode: 'absolute', steps: [{ color: 'red', value: null }, { color: 'yellow', value: 0.45 }, { color: 'green', value: 0.6 }] } } },
        options: { reduceOptions: { calcs: ['lastNotNull'] } }, answer: (rows) => table(field('Autoconsumo diffuso', 'number', [sum(rows, 'shared') / sum(rows, 'injected')])),
    },
    {
        id: 6, type: 'stat', title: both('Incentivi maturati (stima)', 'Accrued incentives (estimate)'), gridPos: { x: 18, y: 0, w: 6, h: 5 }, fieldConfig: { defaults: { unit: 'currencyEUR', decimals: 2 } },
        options: { reduceOptions: { calcs: ['lastNotNull'] }, colorMode: 'none', graphMode: 'none' },
        answer: (rows) => table(field('Tariffa premio', 'number', [sum(rows, 'shared') === null ? null : sum(rows, 'shared') * 0.1123]), field('CAC', 'number', [sum(rows, 'shared') === null ? null : sum(rows, 'shared') * 0.0085])),
    },
    {
        id: 8, type: 'timeseries', title: both('Produzione, prelievo e condivisione per ora', 'Hourly injection, withdrawal and sharing'), description: both('L’area verde è quello che resta in paese.', 'The green area is what stays in town.'), gridPos: { x: 0, y: 5, w: 24, h: 10 },
        fieldConfig: { defaults: { unit: 'kwatth', min: 0, custom: { drawStyle: 'line', lineWidth: 2, fillOpacity: 0 } }, overrides: meanings },
        answer: (rows) => series(field('time', 'time', rows.map(({ at }) => at)), ...[['Immessa', 'injected'], ['Prelevata', 'withdrawn'], ['Condivisa', 'shared']].map(([name, key]) => field(name, 'number', rows.map((row) => row[key])))),
    },
    {
        id: 9, type: 'timeseries', title: both('Bilancio giornaliero', 'Daily balance'), gridPos: { x: 0, y: 15, w: 12, h: 9 },
        fieldConfig: { defaults: { unit: 'kwatth', min: 0, custom: { drawStyle: 'bars', fillOpacity: 85, stacking: { mode: 'normal', group: 'A' } } }, overrides: meanings },
        answer: (rows) => {
            const days = by(rows, ({ day }) => day);
            return series(field('time', 'time', days.map(([, of]) => startOfDay(of))), field('Condivisa', 'number', days.map(([, of]) => sum(of, 'shared'))), field('Eccedenza', 'number', days.map(([, of]) => sum(of, 'injected') - sum(of, 'shared'))));
        },
    },
    {
        id: 10, type: 'heatmap', title: both('Mappa oraria della condivisione', 'Sharing by hour and day'), gridPos: { x: 12, y: 15, w: 12, h: 9 }, fieldConfig: { defaults: { unit: 'kwatth' } },
        answer: (rows) => {
            const firsts = new Map(by(rows, ({ day }) => day).map(([day, of]) => [day, startOfDay(of)]));
            return series(field('time', 'time', rows.map(({ day }) => firsts.get(day))), field('metric', 'string', rows.map(({ h }) => String(h).padStart(2, '0'))), field('value', 'number', rows.map(({ shared }) => shared)));
        },
    },
    { id: 90, type: 'row', title: both('Un anno intero', 'A whole year'), gridPos: { x: 0, y: 24, w: 24, h: 1 }, collapsed: false },
    {
        id: 11, type: 'barchart', live: true, title: both('Energia per mese (ultimi 12 mesi)', 'Energy by month (last 12 months)'), gridPos: { x: 0, y: 25, w: 12, h: 9 }, fieldConfig: { defaults: { unit: 'kwatth' }, overrides: meanings }, options: { xField: 'Mese', stacking: 'none' },
        answer: () => {
            const months = by(hoursOf(Date.now() - 365 * 24 * hour, Date.now()), ({ day }) => day.slice(0, 7)).slice(-12);
            return table(field('Mese', 'string', months.map(([name]) => name)), ...[['Immessa', 'injected'], ['Prelevata', 'withdrawn'], ['Condivisa', 'shared']].map(([name, key]) => field(name, 'number', months.map(([, of]) => sum(of, key)))));
        },
    },
    {
        id: 12, type: 'piechart', title: both('Prelievo per categoria', 'Withdrawal by category'), gridPos: { x: 12, y: 25, w: 6, h: 9 }, fieldConfig: { defaults: { unit: 'kwatth' } }, options: { pieType: 'donut', reduceOptions: { values: true, calcs: ['lastNotNull'] } },
        answer: (rows) => table(field('Categoria', 'string', ['Famiglie', 'Comune', 'Imprese', 'Enti e associazioni']), field('Prelevata', 'number', [0.46, 0.28, 0.19, 0.07].map((part) => part * (sum(rows, 'withdrawn') ?? 0)))),
    },
    {
        id: 13, type: 'bargauge', title: both('Membri più virtuosi', 'Most virtuous members'), gridPos: { x: 18, y: 25, w: 6, h: 9 }, fieldConfig: { defaults: { unit: 'percentunit', min: 0, max: 1, decimals: 0, color: { mode: 'fixed', fixedColor: 'green' } } }, options: { reduceOptions: { values: true, calcs: ['lastNotNull'] } },
        answer: () => table(field('Membro', 'string', ['1. Girasole', '2. Casa del forno', '3. Lucciola', '4. Il Ciliegio', '5. Orto di Ada']), field('Quota condivisa', 'number', [0.71, 0.63, 0.58, 0.44, 0.39])),
    },
    {
        id: 14, type: 'barchart', title: both('Autoconsumo fisico degli edifici', 'On-site self-consumption'), gridPos: { x: 0, y: 34, w: 12, h: 8 }, fieldConfig: { defaults: { unit: 'kwatth' }, overrides: [fixed('Autoconsumata', 'blue'), fixed('Immessa', 'orange')] }, options: { stacking: 'percent', orientation: 'horizontal', xField: 'Impianto' },
        names: { Autoconsumata: 'Used on site' },
        answer: () => table(field('Impianto', 'string', ['Scuola primaria', 'Municipio', 'Palestra comunale', 'Magazzino']), field('Autoconsumata', 'number', [1240, 980, 310, 120]), field('Immessa', 'number', [2210, 640, 1890, 1500])),
    },
    {
        id: 15, type: 'timeseries', title: both('Ritardo di consegna', 'Delivery delay'), gridPos: { x: 12, y: 34, w: 12, h: 8 }, fieldConfig: { defaults: { unit: 's', custom: { thresholdsStyle: { mode: 'dashed' } }, thresholds: { mode: 'absolute', steps: [{ color: 'green', value: null }, { color: 'red', value: 259200 }] } } },
        answer: (rows) => {
            const days = by(rows, ({ day }) => day);
            return series(field('time', 'time', days.flatMap(([, of]) => [startOfDay(of), startOfDay(of)])), field('metric', 'string', days.flatMap(() => ['distributore', 'collettore'])), field('value', 'number', days.flatMap(([, of], at) => [172800 + 90000 * noise(at), 600 + 500 * noise(at + 9)])));
        },
    },
    {
        id: 16, type: 'table', live: true, title: both('Avvisi aperti', 'Open alerts'), gridPos: { x: 0, y: 42, w: 12, h: 8 },
        fieldConfig: {
            defaults: {},
            overrides: [
                { matcher: { id: 'byName', options: 'Gravità' }, properties: [{ id: 'custom.cellOptions', value: { type: 'color-background' } }, { id: 'mappings', value: [{ type: 'value', options: { critical: { text: 'grave', color: 'red' }, warning: { text: 'attenzione', color: 'yellow' } } }] }] },
                { matcher: { id: 'byName', options: 'Utilizzo' }, properties: [{ id: 'unit', value: 'percentunit' }, { id: 'min', value: 0 }, { id: 'max', value: 1 }, { id: 'custom.cellOptions', value: { type: 'gauge' } }, { id: 'color', value: { mode: 'thresholds' } }, { id: 'thresholds', value: { mode: 'absolute', steps: [{ color: 'green', value: null }, { color: 'red', value: 0.9 }] } }] },
            ],
        },
        names: { Aperto: 'Opened', Gravità: 'Severity', Punto: 'Point', Utilizzo: 'Use', Energia: 'Energy' }, mappingNames: { grave: 'severe', attenzione: 'attention' },
        answer: () => table(field('Aperto', 'time', [Date.now() - 30 * hour, Date.now() - 8 * hour, Date.now() - 80 * hour]), field('Gravità', 'string', ['critical', 'warning', 'warning']), field('Punto', 'string', ['Scuola primaria', 'Illuminazione Borgo', '']), field('Utilizzo', 'number', [0.93, 0.41, null])),
    },
    {
        id: 17, type: 'state-timeline', title: both('Stato degli impianti', 'Plant status'), gridPos: { x: 12, y: 42, w: 12, h: 8 },
        fieldConfig: { defaults: { color: { mode: 'thresholds' }, mappings: [{ type: 'value', options: { 0: { text: 'fermo', color: 'red' }, 1: { text: 'sotto le attese', color: 'yellow' }, 2: { text: 'regolare', color: 'green' } } }] } },
        mappingNames: { fermo: 'stopped', 'sotto le attese': 'below expectation', regolare: 'regular' },
        answer: (rows) => {
            const days = by(rows, ({ day }) => day);
            const plants = ['Scuola primaria', 'Municipio', 'Palestra comunale'];
            return series(field('time', 'time', days.flatMap(([, of]) => plants.map(() => startOfDay(of)))), field('metric', 'string', days.flatMap(() => plants)), field('value', 'number', days.flatMap((_, at) => plants.map((__, plant) => (noise(at * 3 + plant) > 0.9 ? 0 : noise(at + plant) > 0.75 ? 1 : 2)))));
        },
    },
    {
        id: 18, type: 'heatmap', title: both('Settimana tipo dell’edificio', 'Typical week of a building'), gridPos: { x: 0, y: 50, w: 12, h: 8 }, fieldConfig: { defaults: { unit: 'kwatth' } },
        answer: () => table(field('Ora', 'string', Array.from({ length: 168 }, (_, at) => String(at % 24).padStart(2, '0'))), field('Giorno', 'number', Array.from({ length: 168 }, (_, at) => 1 + Math.floor(at / 24))), field('kWh', 'number', Array.from({ length: 168 }, (_, at) => 1.2 + (Math.floor(at / 24) < 5 && at % 24 > 7 && at % 24 < 17 ? 9 + 3 * noise(at) : noise(at))))),
    },
    {
        id: 20, type: 'timeseries', title: both('Durata dei flussi', 'Workflow duration'), gridPos: { x: 12, y: 50, w: 12, h: 8 }, fieldConfig: { defaults: { unit: 's', custom: { drawStyle: 'points' } } },
        answer: (rows) => {
            const runs = rows.filter((_, at) => at % 17 === 3);
            return series(field('time', 'time', runs.map(({ at }, place) => at + Math.floor(noise(place) * hour))), field('metric', 'string', runs.map((_, at) => (at % 2 ? 'import-letture' : 'invio-rendiconti'))), field('value', 'number', runs.map((_, at) => 20 + 200 * noise(at))));
        },
    },
    { id: 18001, type: 'stat', live: true, title: both('Ultimo dato ricevuto', 'Latest data received'), gridPos: { x: 0, y: 58, w: 6, h: 4 }, fieldConfig: { defaults: { unit: 'dateTimeFromNow' } }, options: { colorMode: 'none', graphMode: 'none' }, answer: () => table(field('Ultimo dato', 'number', [Date.now() - 41 * hour])) },
    { id: 18002, type: 'table', title: both('Energia condivisa oltre i limiti', 'Shared energy beyond its bounds'), gridPos: { x: 6, y: 58, w: 6, h: 4 }, fieldConfig: { defaults: { noValue: 'Nessuna: i conti tornano.' } }, answer: () => table(field('Ora', 'time', []), field('Condivisa', 'number', [])) },
    { id: 18003, type: 'stat', title: both('Che non risponde', 'Does not answer'), gridPos: { x: 12, y: 58, w: 6, h: 4 }, answer: () => null },
    {
        id: 19, type: 'text', title: both('Come leggere questi dati', 'How to read these data'), gridPos: { x: 18, y: 58, w: 6, h: 4 },
        text: both('I dati arrivano **due giorni dopo**.\n\n- *Condivisa*: usata nella stessa ora in cui altri la immettono.\n- **Stima**: prima del conto del GSE.', 'Data come **two days later**.\n\n- *Shared*: used in the same hour in which others feed it in.\n- **Estimate**: before the account of the GSE.'),
    },
];

const title = both('Panoramica del Comune', 'Municipality overview');
const description = both('Energia condivisa, incentivi e impianti della comunità.', 'Shared energy, incentives and plants of the community.');
const board = (uid, audience) => ({
    uid,
    title: uid === 'cer-membro' ? both('La mia energia', 'My energy') : uid === 'cer-pubblico' ? both('La nostra comunità', 'Our community') : title,
    description,
    audience,
    time: { from: 'now-30d/d', to: 'now' },
    refresh: '15m',
    links: [{ uid: 'cer-comune', title }, { uid: 'cer-qualita', title: both('Qualità dei dati', 'Data quality') }],
    graphTooltip: 1,
    variables:
        audience === 'staff'
            ? [
                  { name: 'community', label: both('Comunità', 'Community'), type: 'query', multi: false, includeAll: false, hide: 0, current: null, options: [{ text: 'Comunità energetica di Borgo Chiaro', value: '1' }] },
                  { name: 'plant', label: both('Impianti', 'Plants'), type: 'query', multi: true, includeAll: true, hide: 0, current: '$__all', options: [{ text: 'Scuola primaria', value: '11' }, { text: 'Municipio', value: '12' }, { text: 'Palestra comunale', value: '13' }] },
              ]
            : [],
    annotations: audience === 'public' ? [] : [{ name: 'Mesi chiusi', enabled: true }],
    panels: panels.map(({ answer, ...rest }) => ({ names, refIds: ['A'], live: false, options: {}, fieldConfig: {}, ...rest })),
});

/** What the server would answer below /api/dashboards and /api/public; undefined for another path. */
export function boards(method, path, body, who) {
    const rows = [
        { uid: 'cer-comune', title, description, tags: ['cer'], audience: 'staff' },
        { uid: 'cer-qualita', title: both('Qualità dei dati', 'Data quality'), description: both('Che cosa è arrivato e che cosa manca.', 'What has come and what is missing.'), tags: ['cer'], audience: 'staff' },
        { uid: 'cer-membro', title: both('La mia energia', 'My energy'), description: both('Quanto prelevo e quanto condivido.', 'What I withdraw and what I share.'), tags: ['cer'], audience: 'member' },
        { uid: 'cer-pubblico', title: both('La nostra comunità', 'Our community'), description, tags: ['cer'], audience: 'public' },
    ];
    const [, uid, act] = /^\/api\/(?:public\/)?dashboards(?:\/([a-z-]+))?(?:\/(query|annotations))?$/.exec(path) ?? [null];
    if (!path.startsWith('/api/dashboards') && !path.startsWith('/api/public/dashboards')) return undefined;
    const isPublic = path.startsWith('/api/public/');
    if (isPublic && uid !== 'cer-pubblico') return { status: 404 };
    if (!isPublic && !who) return { status: 401 };
    const mine = rows.filter(({ audience }) => (who === 'socio' ? audience !== 'staff' : audience !== 'member'));
    if (!uid) return { value: mine };
    const row = rows.find((one) => one.uid === uid);
    if (!row) return { status: 404 };
    if (!act) return { value: board(uid, row.audience) };
    const from = Date.parse(body.from),
        to = Date.parse(body.to);
    if (act === 'annotations')
        return {
            value: [
                { at: new Date(from + (to - from) * 0.35).toISOString(), end: null, text: both('Mese chiuso: ottobre 2026', 'Month closed: October 2026'), tags: ['mese'] },
                { at: new Date(from + (to - from) * 0.7).toISOString(), end: null, text: both('Nuovo impianto: Palestra comunale', 'New plant: Palestra comunale'), tags: ['impianto'] },
            ],
        };
    const found = panels.find(({ id }) => id === body.panelId)?.answer?.(hoursOf(from, to));
    if (!found) return { status: 503 };
    return { value: { ...found, truncated: false, at: new Date(Date.now() - 20 * 60_000).toISOString() } };
}
