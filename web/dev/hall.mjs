// The home of the staff and the buildings, for the tests of the pages alone: a village of invented points.
const matter = (kind, count, since, more = {}) => ({
    kind,
    count,
    since,
    urgent: false,
    months: [],
    blocks: [],
    quarters: null,
    part: null,
    overdue: null,
    due: null,
    largestEur: null,
    ...more,
});

export const work = {
    at: '2026-10-25T14:20:00Z',
    searching: false,
    monthsUnseen: 1,
    matters: [
        matter('request', 2, '2026-09-20T08:00:00Z', { urgent: true, overdue: 1, due: '2026-10-20' }),
        matter('difference', 1, '2026-06-02T08:00:00Z', { months: ['2025-12'], largestEur: 41.2 }),
        matter('month_ready', 1, '2026-07-31T22:00:00Z', { months: ['2026-07'] }),
        matter('month_held', 1, '2026-08-31T22:00:00Z', {
            months: ['2026-08'],
            blocks: [
                { code: 'hours', count: 212 },
                { code: 'prices', count: null },
            ],
        }),
        matter('approval', 1, '2026-10-02T08:00:00Z', { months: ['2026-06'], part: 1 }),
        matter('gaps', 7, '2026-10-18T22:00:00Z', { quarters: 212 }),
        matter('quarantine', 3, '2026-10-24T08:00:00Z'),
        matter('alarm', 2, '2026-10-24T10:00:00Z', { part: 1 }),
        matter('task', 1, '2026-10-25T08:00:00Z', { part: 1, overdue: 0, due: '2026-10-28' }),
    ],
};

export const glance = {
    month: '2026-10',
    until: '2026-10-25T14:00:00Z',
    hours: 598,
    hoursDue: 600,
    completenessPercent: 97,
    closed: false,
    now: { sharedKwh: 4120.5, injectedKwh: 6430.25, shareOfInjected: 0.6408, eur: 534.11, tipEur: 501.9, cacEur: 32.21, valuedHours: 590 },
    lastMonth: { sharedKwh: 5010.2, injectedKwh: 8820.1, shareOfInjected: 0.568, eur: 640.02, tipEur: 601, cacEur: 39.02, valuedHours: 600 },
    lastYear: { sharedKwh: 3650, injectedKwh: 6100, shareOfInjected: 0.5984, eur: 470.5, tipEur: 441.5, cacEur: 29, valuedHours: 600 },
};

const place = (id, name, kind, kwhPerDay, baseKw, more = {}) => ({
    id,
    label: `0${100 + id}`,
    name,
    kind,
    contractedKw: 15,
    opens: '07:30',
    closes: '16:30',
    revision: 2,
    declaredAt: '2026-03-02T09:00:00Z',
    days: 212,
    hours: 5088,
    withdrawnKwh: kwhPerDay * 212,
    selfKwh: null,
    kwhPerDay,
    baseKw,
    nightHours: 636,
    outsideKwh: kwhPerDay * 212 * 0.38,
    outsideShare: 0.38,
    peakKw: 13.2,
    quartersDue: 20352,
    quartersReceived: 19900,
    quartersNotMeasured: 240,
    light: null,
    ...more,
});

const lights = (id, name, lit) =>
    place(id, name, 'public_lighting', 22.4, 1.8, {
        opens: null,
        closes: null,
        outsideKwh: null,
        outsideShare: null,
        light: {
            sunKwh: lit ? 62.4 : 4.1,
            sunHours: 2200,
            sunShare: lit ? 0.0131 : 0.0009,
            darkKw: 2.1,
            litDays: lit,
            isStuck: lit >= 3,
            days: Array.from({ length: 28 }, (_, day) => ({
                day: new Date(Date.UTC(2026, 8, 27 + day)).toISOString().slice(0, 10),
                sunKwh: day >= 28 - lit ? 8 + day / 10 : 0.15,
                darkKwh: 24 + day / 10,
                litHours: day >= 28 - lit ? 5 : 0,
                lit: day >= 28 - lit,
            })),
        },
    });

export const buildings = {
    from: '2025-10-25',
    to: '2026-10-24',
    daysOfYear: 365,
    price: { zone: 'CNOR', eurPerMwh: 112.4, hours: 8500, hoursDue: 8760 },
    points: [
        place(1, 'Scuola primaria', 'school', 61.2, 0.92),
        place(2, 'Municipio', 'public_building', 83.5, 1.64, { peakKw: 17.1 }),
        place(3, null, 'other', 12.3, 0.31, { revision: 0, declaredAt: null, contractedKw: null, opens: null, closes: null, outsideKwh: null, outsideShare: null }),
        place(4, 'Biblioteca', 'public_building', null, null, { days: 0, hours: 0, withdrawnKwh: null, peakKw: null, outsideKwh: null, outsideShare: null }),
        lights(5, 'Luci di piazza', 4),
        lights(6, 'Luci del borgo', 0),
    ],
};
