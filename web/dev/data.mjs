// Invented figures for the tests of the pages: a community that does not exist, in October 2026, with the day of 25 hours.
export const now = new Date('2026-10-25T13:20:00Z');
export const today = '2026-10-25';

const zone = 'Europe/Rome';
const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    hourCycle: 'h23',
});
const local = (instant) => {
    const part = Object.fromEntries(clock.formatToParts(instant).map(({ type, value }) => [type, value]));
    return { day: `${part.year}-${part.month}-${part.day}`, hour: part.hour };
};

const round = (value, digits = 6) => Number(value.toFixed(digits));
const sum = (values) => values.reduce((total, value) => total + value, 0);
const total = (rows, key) => round(sum(rows.map((row) => row[key] ?? 0)));

/** A number from 0 to 1 that is always the same for the same words. */
function chance(words) {
    let hash = 2166136261;
    for (const letter of words) hash = Math.imul(hash ^ letter.charCodeAt(0), 16777619);
    return ((hash >>> 0) % 10007) / 10007;
}

/** The instants at which the hours of a day of Rome begin: 23, 24 or 25. */
export function hoursOf(day) {
    const begin = new Date(`${day}T00:00:00Z`).getTime() - 3 * 3600e3;
    return Array.from({ length: 30 }, (_, place) => new Date(begin + place * 3600e3)).filter(
        (instant) => local(instant).day === day,
    );
}

export function daysOf(month) {
    const [year, number] = month.split('-').map(Number);
    return Array.from(
        { length: new Date(Date.UTC(year, number, 0)).getUTCDate() },
        (_, place) => `${month}-${String(place + 1).padStart(2, '0')}`,
    );
}

export const plants = [
    {
        id: 11,
        name: 'Tetto della scuola primaria',
        unit: 'UP-A',
        place: 'Via dei Tigli 4',
        powerKw: 20,
        inService: '2024-03-01',
    },
    {
        id: 12,
        name: 'Palestra comunale',
        unit: 'UP-B',
        place: 'Viale dello Sport',
        powerKw: 40,
        inService: '2024-03-01',
    },
    { id: 13, name: 'Municipio', unit: 'UP-C', place: 'Piazza Grande 1', powerKw: 30, inService: '2024-09-15' },
    { id: 14, name: 'Magazzino', unit: 'UP-D', place: 'Zona artigianale', powerKw: 15, inService: '2025-02-10' },
];
export const members = [
    ['Comune di Borgo Chiaro', 'local_authority', 5],
    ['Ada Rossini', 'natural_person', 1],
    ['Bruno Valli', 'natural_person', 1],
    ['Carla Monti', 'natural_person', 1],
    ['Dario Fonti', 'natural_person', 1],
    ['Elsa Campi', 'natural_person', 2],
    ['Panificio Spiga', 'sme', 1],
    ['Officina Ruote', 'sme', 1],
    ['Circolo La Quercia', 'third_sector', 1],
    ['Parrocchia di San Giusto', 'religious_body', 1],
    ['Fabio Prati', 'natural_person', 1],
    ['Condominio Le Mura', 'condominium', 1],
].map(([name, category, points], place) => ({
    id: 100 + place,
    name,
    category,
    points,
    weight: [6, 1, 0.8, 1.2, 0.9, 1.6, 3.5, 2.2, 1.1, 0.7, 0.8, 2.4][place],
}));

export function hours(day, until = null) {
    return hoursOf(day).map((from, place) => {
        const { hour } = local(from);
        const at = Number(hour);
        const to = new Date(from.getTime() + 3600e3);
        const head = { from: iso(from), to: iso(to), ordinal: place + 1, hour };
        const hole = day === '2026-10-21' && at >= 9 && at <= 11;
        if ((until && from >= until) || hole)
            return {
                ...head,
                producedKwh: null,
                selfKwh: null,
                injectedKwh: null,
                withdrawnKwh: null,
                sharedKwh: null,
                quality: 'missing',
                completenessPercent: hole ? 40 : null,
            };
        const season = 1 - (0.55 * Math.abs(Number(day.slice(5, 7)) - 6.5)) / 5.5;
        const sun =
            Math.max(0, Math.sin(((at + 0.5 - 6.5) / 12) * Math.PI)) *
            season *
            (0.45 + 0.55 * chance(day)) *
            (0.85 + 0.15 * chance(`${day}${hour}s`));
        const produced = round(105 * 0.82 * sun, 3);
        const self = round(Math.min(produced, 6 + 9 * chance(`${day}${hour}u`) * (at > 7 && at < 18 ? 1 : 0.3)), 3);
        const injected = round(produced - self, 3);
        const withdrawn = round(
            9 +
                10 * Math.exp(-((at - 8) ** 2) / 6) +
                19 * Math.exp(-((at - 20) ** 2) / 7) +
                9 * Math.exp(-((at - 13) ** 2) / 9) +
                4 * chance(`${day}${hour}w`),
            3,
        );
        const quality = day === '2026-10-18' && at > 13 && at < 18 ? 'estimated' : 'measured';
        return {
            ...head,
            producedKwh: produced,
            selfKwh: self,
            injectedKwh: injected,
            withdrawnKwh: withdrawn,
            sharedKwh: Math.min(injected, withdrawn),
            quality,
            completenessPercent: 100,
        };
    });
}

export function totals(rows) {
    const figures = Object.fromEntries(
        ['producedKwh', 'selfKwh', 'injectedKwh', 'withdrawnKwh', 'sharedKwh'].map((key) => [key, total(rows, key)]),
    );
    return {
        ...figures,
        gridKwh: round(figures.withdrawnKwh - figures.sharedKwh),
        consumedKwh: round(figures.withdrawnKwh + figures.selfKwh),
    };
}

const euro = (value) => round(value, 2);
const money = (shared) => ({
    tip: euro(shared * 0.118),
    cac: euro(shared * 0.0107),
    total: euro(euro(shared * 0.118) + euro(shared * 0.0107)),
});

export function todayOf(day = today) {
    const rows = hours(day, day === today ? new Date('2026-10-25T13:00:00Z') : null);
    const before = hours(addDay(day, -1));
    const figures = totals(rows);
    const live = day === today;
    return {
        day,
        at: iso(now),
        provisional: live,
        completenessPercent: live ? 92 : 100,
        invented: true,
        ...figures,
        estimatedEur: { ...money(figures.sharedKwh), provisional: live, reason: live ? 'day not over' : null },
        hours: rows,
        yesterday: { ...totals(before), estimatedEur: null },
        silentDevices: 1,
        openGaps: 2,
        quarantined: 3,
        units: 4,
        unitsMetered: 3,
    };
}

const addDay = (day, count) => new Date(Date.parse(`${day}T12:00:00Z`) + count * 864e5).toISOString().slice(0, 10);
const iso = (instant) => instant.toISOString().replace('.000Z', 'Z');

export const monthNames = [
    '2025-08',
    '2025-09',
    '2025-10',
    '2025-11',
    '2025-12',
    '2026-01',
    '2026-02',
    '2026-03',
    '2026-04',
    '2026-05',
    '2026-06',
    '2026-07',
    '2026-08',
    '2026-09',
    '2026-10',
];

const cache = new Map();
export function monthOf(name) {
    if (cache.has(name)) return cache.get(name);
    const days = daysOf(name)
        .filter((day) => day < today)
        .map((day) => ({ day, rows: hours(day) }));
    const figures = totals(days.flatMap(({ rows }) => rows));
    const partial = name === '2026-10',
        provisional = name === '2026-09';
    const paid = money(figures.sharedKwh);
    const weights = sum(members.map(({ weight }) => weight));
    const power = sum(plants.map(({ powerKw }) => powerKw));
    const month = {
        month: name,
        status: partial ? 'partial' : provisional ? 'provisional' : 'final',
        state: partial ? 'open' : provisional ? 'provisional' : name < '2026' ? 'reconciled' : 'closed',
        reasons: partial
            ? [
                  { code: 'missing readings', text: 'missing readings: 12 point-hours left out' },
                  { code: 'month_not_over', text: 'the month is not over' },
              ]
            : provisional
              ? [{ code: 'CAC not confirmed', text: 'CAC not confirmed' }]
              : [],
        injectedKwh: figures.injectedKwh,
        withdrawnKwh: figures.withdrawnKwh,
        sharedKwh: figures.sharedKwh,
        tipEur: paid.tip,
        cacEur: provisional ? null : paid.cac,
        surplusEur: partial ? null : euro(paid.tip * 0.06),
        run: 40 + monthNames.indexOf(name),
        program: 'cer 0.4.0',
        settledAt: `${partial ? '2026-10-25T03:00:00Z' : `${addDay(`${name}-28`, 8).slice(0, 7)}-05T03:10:00Z`}`,
        rules: ['tip-2024', 'cac-2026', 'distribution-demo'],
        invented: true,
        documents: partial ? 0 : 13,
    };
    const old = monthNames.includes(`${Number(name.slice(0, 4)) - 1}${name.slice(4)}`)
        ? monthOf(`${Number(name.slice(0, 4)) - 1}${name.slice(4)}`)
        : null;
    const detail = {
        ...month,
        previousYear: old && {
            injectedKwh: old.injectedKwh,
            withdrawnKwh: old.withdrawnKwh,
            sharedKwh: old.sharedKwh,
            tipEur: old.tipEur,
            cacEur: old.cacEur,
        },
        days: days.map(({ day, rows }) => ({
            day,
            ...pick(totals(rows)),
            quality: rows.some(({ quality }) => quality === 'missing')
                ? 'estimated'
                : rows.some(({ quality }) => quality === 'estimated')
                  ? 'estimated'
                  : 'measured',
        })),
        plants: plants.map(({ id, name: plant, unit, powerKw }) => {
            const part = powerKw / power;
            return {
                id,
                name: plant,
                unit,
                powerKw,
                injectedKwh: round(figures.injectedKwh * part, 3),
                sharedKwh: round(figures.sharedKwh * part, 3),
                incentivisedKwh: round(figures.sharedKwh * part, 3),
                tipEur: euro(paid.tip * part),
                cacEur: month.cacEur === null ? null : euro(paid.cac * part),
            };
        }),
        members: members.map((member) => memberMonth(member, figures, paid, weights, month)),
        funds: [{ name: 'Fondo sociale', tipEur: euro(paid.tip * 0.1), cacEur: 0, surplusEur: month.surplusEur }],
        warnings: partial ? ['Found 3 prices of the day ahead, expected 24: 25 October.'] : [],
        gaps: partial ? gaps : [],
    };
    cache.set(name, detail);
    return detail;
}

const pick = ({ producedKwh, selfKwh, injectedKwh, withdrawnKwh, sharedKwh }) => ({
    producedKwh,
    selfKwh,
    injectedKwh,
    withdrawnKwh,
    sharedKwh,
});

export function memberMonth({ id, name, category, weight }, figures, paid, weights, month) {
    const part = weight / weights;
    const [tip, cac, surplus] = [
        euro(paid.tip * 0.9 * part),
        month.cacEur === null ? null : euro(paid.cac * part),
        month.surplusEur === null ? null : euro(month.surplusEur * 0),
    ];
    return {
        id,
        name,
        category,
        withdrawnKwh: round(figures.withdrawnKwh * part, 3),
        injectedKwh: id === 100 ? figures.injectedKwh : 0,
        sharedKwh: round(figures.sharedKwh * part, 3),
        tipEur: tip,
        cacEur: cac,
        surplusEur: surplus,
        totalEur: cac === null ? null : euro(tip + cac),
    };
}

export const monthRow = (name) => {
    const {
        previousYear,
        days,
        plants: ofPlants,
        members: ofMembers,
        funds,
        warnings,
        gaps: ofGaps,
        ...row
    } = monthOf(name);
    return row;
};

export const monthsOfMember = (id) =>
    monthNames
        .map((name) => {
            const month = monthOf(name);
            const { id: _, name: __, category, ...row } = month.members.find((member) => member.id === id);
            return { month: name, status: month.status, state: month.state, ...row };
        })
        .reverse();

export const gaps = [
    { point: 7, label: '0007', meter: 'M1', unit: null, day: '2026-10-21', missing: 12, expected: 96 },
    { point: 9, label: '0009', meter: 'M2', unit: 'UP-D', day: '2026-10-24', missing: 31, expected: 96 },
];

export const held = [
    {
        id: 501,
        line: 3,
        at: '2026-10-24T11:15:00Z',
        label: '0003',
        reason: 'total_fell',
        acceptable: true,
        words: 'found a total of 15230.118 kWh, expected at least 15231.4',
        found: { minutes: 15, injectedKwh: null, withdrawnKwh: 0.412, producedKwh: null },
    },
    {
        id: 501,
        line: 9,
        at: '2026-10-24T11:30:00Z',
        label: '0012',
        reason: 'other',
        acceptable: true,
        words: 'found 812.4 kWh in a quarter hour, expected at most 25',
        found: { minutes: 15, injectedKwh: 812.4, withdrawnKwh: 0.1, producedKwh: null },
    },
    {
        id: 502,
        line: 1,
        at: null,
        label: null,
        reason: 'unknown_device',
        acceptable: false,
        words: 'found device du-m1-999999, expected a registered device',
        found: { minutes: null, injectedKwh: null, withdrawnKwh: null, producedKwh: null },
    },
];

export const completeness = Array.from({ length: 14 }, (_, place) => {
    const day = addDay(today, place - 13);
    const part = { '2026-10-21': 0.9, '2026-10-24': 0.965, '2026-10-25': 0.55 }[day] ?? 1;
    const received = Math.round(1632 * part);
    return {
        day,
        expected: day === today ? 980 : 1632,
        received: day === today ? 902 : received,
        estimated: day === '2026-10-18' ? 128 : 0,
    };
});

/** The closing of a month: October waits for decisions, August is closed and was corrected. */
export function closingOf(month) {
    const closed = month <= '2026-08';
    return {
        month,
        from: '2026-09-30T22:00:00Z',
        to: '2026-10-31T23:00:00Z',
        state: closed ? 'closed' : 'open',
        revision: closed ? 2 : 0,
        status: 'partial',
        reasons: [{ code: 'missing_readings', text: 'missing readings: 3 point-hours left out' }],
        run: 12,
        newestRun: 14,
        needsApprover: month === '2026-09',
        mayClose: true,
        mayApprove: true,
        blocks: month === '2026-10' ? [{ code: 'pending', count: null }, { code: 'hours', count: 7 }] : [],
        hours: closed ? null : { expected: 11175, measured: 11165, accepted: 3, undecided: month === '2026-10' ? 7 : 0 },
        spans:
            month === '2026-10'
                ? [
                      { point: 3, label: '0013', unitId: 0, unit: null, from: '2026-10-25T00:00:00Z', to: '2026-10-25T03:00:00Z', hours: 3, need: 'missing', accepted: null },
                      { point: 1, label: '0001', unitId: 4, unit: 'UP-SCUOLA', from: '2026-10-07T08:00:00Z', to: '2026-10-07T12:00:00Z', hours: 4, need: 'estimated', accepted: null },
                  ]
                : [],
        spansLeftOut: 0,
        acceptances: [
            { id: 1, point: 3, label: '0013', unitId: null, unit: null, from: '2026-10-02T00:00:00Z', to: '2026-10-02T01:00:00Z', kind: 'excluded', author: 'impiegata', reason: 'Contatore cambiato dal distributore, verbale 12.', at: '2026-11-02T09:00:00Z', withdrawn: null },
            { id: 2, point: 4, label: '0014', unitId: 0, unit: null, from: '2026-10-03T00:00:00Z', to: '2026-10-03T05:00:00Z', kind: 'zeroed', author: 'impiegata', reason: 'Lampioni spenti per lavori.', at: '2026-11-02T09:05:00Z', withdrawn: { author: 'sindaca', reason: 'Erano accesi.', at: '2026-11-02T11:00:00Z' } },
        ],
        history: closed
            ? [
                  { state: 'closed', who: 'sindaca', at: '2026-09-10T09:00:00Z', run: 12, reason: 'La TRAS_E arriverà a conguaglio.', reasons: ['CAC not confirmed: no act gives TRAS_E for 2026', 'accepted as excluded: 3 hours of series'] },
                  { state: 'provisional', who: 'impiegata', at: '2026-09-08T09:00:00Z', run: 12, reason: null, reasons: [] },
              ]
            : [],
        corrections: [
            { corrects: '2026-08', month: null, fromRun: 12, toRun: 14, kind: 'unit', id: 11, name: 'UP-SCUOLA', tipEur: 1.23, cacEur: 8.4, surplusEur: 0, causes: ['data'] },
            { corrects: '2026-08', month: null, fromRun: 12, toRun: 14, kind: 'member', id: 101, name: 'Ada Rossini', tipEur: -0.4, cacEur: 2.1, surplusEur: 0, causes: ['data', 'rules'] },
            { corrects: '2026-08', month: closed ? '2026-09' : null, fromRun: 11, toRun: 12, kind: 'fund', id: null, name: 'fondo-sociale', tipEur: 1.63, cacEur: 6.3, surplusEur: 0, causes: ['data'] },
        ],
    };
}

export const regolamento = {
    current: null,
    closedTo: null,
    versions: [],
    declared: {
        steps: [
            { fund: 'gestione', percent: 10 },
            { class: 'consumatori', rest: true, members: 'all', key: 'shared_hourly' },
        ],
        surplus: { members: 'non_enterprises', key: 'shared_hourly', otherwise: 'fondo-sociale' },
    },
    members: members.map(({ id, name }) => ({ code: `m${id}`, name, enterprise: false })),
    months: monthNames,
    quantities: ['withdrawn_kwh', 'injected_kwh', 'shared_kwh', 'power_kw', 'pods'],
    flags: ['enterprise', 'natural_person'],
};

const curve = { sha256: 'ab'.repeat(32), points: 1, unchanged: 0, who: 'sindaca', undoneBy: null, undoneAt: null };
export const curves = [
    {
        ...curve,
        id: 2,
        fileName: 'ExportData_ottobre.csv',
        direction: 'withdrawn',
        from: '2026-10-01',
        to: '2026-10-20',
        added: 1916,
        changed: 4,
        at: '2026-10-21T09:12:00Z',
    },
    {
        ...curve,
        id: 1,
        fileName: 'ExportData_settembre.csv',
        direction: 'injected',
        from: '2026-09-01',
        to: '2026-09-30',
        added: 2880,
        changed: 0,
        at: '2026-10-02T08:00:00Z',
        undoneBy: 'sindaca',
        undoneAt: '2026-10-02T08:05:00Z',
    },
];
export const curveReport = {
    sha256: 'cd'.repeat(32),
    needsConfirmation: true,
    appliedBefore: null,
    added: 190,
    unchanged: 1,
    changed: 1,
    faults: [],
    warnings: [
        {
            file: 'curve.csv',
            line: 4,
            field: 'row',
            words: 'found 96 values for 2026-10-25, which has 100 quarters: the hour from 02:00 would be taken as the first of the two, and the second would be missing',
            needsConfirmation: true,
        },
    ],
    days: ['2026-10-24', '2026-10-25'].map((day, place) => ({
        point: 7,
        label: '0007',
        day,
        added: 95,
        unchanged: place,
        changed: 1 - place,
        missing: 4 * place,
    })),
    moreDays: 0,
};

export const noPrices = { zones: [], gaps: [], more: false, fetching: false, setting: null, last: null };
export const priceGaps = {
    zones: ['CNOR'],
    gaps: [
        { day: '2026-10-22', zone: 'CNOR', missing: 24, expected: 24, triedAt: null, problem: null },
        { day: '2026-10-21', zone: 'CNOR', missing: 12, expected: 24, triedAt: '2026-10-21T11:20:04Z', problem: null },
        {
            day: '2026-08-03',
            zone: 'CNOR',
            missing: 1,
            expected: 24,
            triedAt: '2026-10-21T10:05:31Z',
            problem: 'Found the answer 500 of GME, expected 200: over quota, or a fault there.',
        },
    ],
    more: false,
    fetching: true,
    setting: null,
    last: { at: '2026-10-21T11:20:04Z', from: '2026-10-21', to: '2026-10-21', added: 12, corrected: 0, problem: null },
};
