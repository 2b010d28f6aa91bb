// The stand-in's answers for a member inside its community: invented figures of 30 October 2026.
import * as data from './data.mjs';

const sun = (clock) => Math.max(0, Math.sin(((clock - 6.4) / 11.2) * Math.PI));
const three = (value) => Number(value.toFixed(3));
const at = (day, clock) => new Date(Date.parse(`${day}T00:00:00+01:00`) + clock * 3_600_000).toISOString().replace('.000', '');
let nickname = null;

export function own(method, path, query, body) {
    if (path === '/api/mine/whole') return query.get('month') ? month(query.get('month')) : day(query.get('day') ?? '2026-10-30');
    if (path === '/api/mine/best-hours')
        return {
            state: 'known', knownDays: 28, neededDays: 14, fewestMembers: 5,
            days: ['2026-10-31', '2026-11-01'].map((one, place) => ({ day: one, hours: foretold(one, 16 + place * 9, place === 0 ? 9 : 0) })),
            error: { days: 14, hours: 138, meanKwh: 1.4, surplusKwh: 9.7 },
        };
    if (path === '/api/mine/compare')
        return {
            month: '2026-09', beforeMonth: '2025-09',
            own: { month: '2026-09', status: 'final', withdrawnKwh: 214.3, sharedKwh: 66.1, changePercent: null },
            before: null,
            peers: { households: 14, withdrawnKwh: 241.9, sharedKwh: 61.2, changePercent: -11 },
        };
    if (path === '/api/mine/consents')
        return [{ id: 1, purpose: 'quarter_hours', from: '2026-01-01', to: '2027-12-31', withdrawnAt: null }];
    if (path === '/api/mine/delegations')
        return [
            { id: 2, delegate: 'Ada Inventata', from: '2026-01-01', to: '2027-12-31', state: 'runs', opensPage: true, endedAt: null },
            { id: 1, delegate: 'Ugo Inventato', from: '2025-01-01', to: '2025-12-31', state: 'over', opensPage: false, endedAt: null },
        ];
    if (path !== '/api/mine/nickname') return undefined;
    if (method === 'PUT') nickname = body.nickname;
    if (method === 'DELETE') nickname = null;
    return {
        nickname,
        ranking: {
            month: '2026-09',
            places: ['La Lucciola', 'Il Picchio', nickname ?? 'Casa del Vento', 'Il Tasso', 'Le Campane', 'Notte bianca'].map((name, place) => ({
                place: place + 1, nickname: name, sharePercent: three(48.2 - place * 5.3), own: nickname !== null && place === 2,
            })),
        },
    };
}

function foretold(one, most, now) {
    const hours = Array.from({ length: 24 }, (_, clock) => ({ from: at(one, clock), to: at(one, clock + 1), surplusKwh: three(most * sun(clock + 0.5) ** 1.4), best: false }));
    const best = hours.map((hour, clock) => ({ hour, clock })).filter(({ hour, clock }) => clock >= now && hour.surplusKwh > 0.1)
        .sort((one, other) => other.hour.surplusKwh - one.hour.surplusKwh).slice(0, 3);
    for (const { hour } of best) hour.best = true;
    return hours;
}

function day(one) {
    const rows = Array.from({ length: 24 }, (_, clock) => {
        const injected = three(38 * sun(clock + 0.5));
        const shared = three(Math.min(injected, 14 + 9 * Math.sin(clock / 3)));
        return { from: at(one, clock), day: one, injectedKwh: injected, withdrawnKwh: 22, sharedKwh: shared, ownSharedKwh: three(shared * 0.021), ownWithdrawnKwh: 0.41 };
    });
    return told(one, one, rows, 24);
}

function month(one) {
    const days = data.monthOf(one)?.days ?? [];
    const rows = days.map((row) => ({
        from: at(row.day, 0), day: row.day, injectedKwh: row.injectedKwh ?? null, withdrawnKwh: row.withdrawnKwh ?? null,
        sharedKwh: row.sharedKwh ?? null, ownSharedKwh: row.sharedKwh == null ? null : three(row.sharedKwh * 0.02), ownWithdrawnKwh: 7.1,
    }));
    return told(`${one}-01`, rows.at(-1)?.day ?? `${one}-28`, rows, rows.length * 24);
}

function told(first, last, rows, due) {
    const sum = (name) => three(rows.reduce((all, row) => all + (row[name] ?? 0), 0));
    return {
        state: 'known', first, last, dueHours: due, knownHours: due - 2, fewestMembers: 5,
        community: { injectedKwh: sum('injectedKwh'), withdrawnKwh: sum('withdrawnKwh'), sharedKwh: sum('sharedKwh') },
        own: { withdrawnKwh: sum('ownWithdrawnKwh'), injectedKwh: null, sharedKwh: sum('ownSharedKwh'), sharePercent: 2.1, estimated: true },
        rows,
    };
}
