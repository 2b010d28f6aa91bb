// A stand-in for the server, for the tests of the pages alone: invented figures, everything on loopback, nothing kept.
//   node dev/mock.mjs [port] [prefix] — signs in anybody: 'socio' as a member, 'revisore' as an auditor, 'codice' asks for a code.
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { boards } from './boards.mjs';
import * as data from './data.mjs';
import * as hall from './hall.mjs';
import { own as ownPage } from './own.mjs';

const dist = fileURLToPath(new URL('../dist', import.meta.url));
const types = {
    '.html': 'text/html; charset=utf-8',
    '.js': 'text/javascript',
    '.css': 'text/css',
    '.svg': 'image/svg+xml',
    '.woff2': 'font/woff2',
};
const at = '/api/communities/borgo-chiaro';

export function start({ port = 0, prefix = '/' } = {}) {
    const state = { decided: new Set(), jobs: new Map(), totp: false, fail: null, slow: 0, empty: false };
    const server = createServer((request, response) => {
        const url = new URL(request.url, 'http://localhost');
        if (!url.pathname.startsWith(prefix)) return send(response, 404, { detail: 'Found another prefix.' });
        const path = `/${url.pathname.slice(prefix.length)}`;
        let body = '';
        request.on('data', (chunk) => (body += chunk));
        request.on('end', () =>
            setTimeout(
                () =>
                    path.startsWith('/api/')
                        ? api(
                              request,
                              response,
                              path,
                              url.searchParams,
                              body && !request.headers['x-cer-file'] ? JSON.parse(body) : {},
                              state,
                          )
                        : page(response, path, prefix),
                path.startsWith('/api/') ? state.slow : 0,
            ),
        );
    });
    return new Promise((resolve) =>
        server.listen(port, '127.0.0.1', () =>
            resolve({ server, state, address: `http://127.0.0.1:${server.address().port}${prefix}` }),
        ),
    );
}

function page(response, path, prefix) {
    const file = join(dist, normalize(path));
    if (path !== '/' && path !== '/index.html' && existsSync(file) && extname(file)) {
        response.writeHead(200, { 'Content-Type': types[extname(file)] ?? 'application/octet-stream' });
        return createReadStream(file).pipe(response);
    }
    const csp =
        "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'self'; frame-ancestors 'self'";
    response.writeHead(200, { 'Content-Type': types['.html'], 'Content-Security-Policy': csp });
    return response.end(
        readFileSync(join(dist, 'index.html'), 'utf8').replace('<base href="/">', `<base href="${prefix}">`),
    );
}

function send(response, status, body, headers = {}) {
    response.writeHead(status, {
        'Content-Type': status < 400 ? 'application/json' : 'application/problem+json',
        ...headers,
    });
    response.end(body === undefined ? undefined : JSON.stringify(body));
}

const people = {
    sindaca: {
        login: 'sindaca',
        name: 'Giulia Ferri',
        language: 'it',
        roles: [{ role: 'administrator', community: null, member: null }],
    },
    revisore: {
        login: 'revisore',
        name: 'Piero Conti',
        language: 'it',
        roles: [{ role: 'auditor', community: 'borgo-chiaro', member: null }],
    },
    socio: {
        login: 'socio',
        name: 'Ada Rossini',
        language: 'it',
        roles: [{ role: 'member', community: 'borgo-chiaro', member: '101' }],
    },
    figlia: {
        login: 'figlia',
        name: 'Lia Rossini',
        language: 'it',
        roles: [{ role: 'delegate', community: 'borgo-chiaro', member: null }],
        actsFor: [
            {
                id: 7,
                community: 'borgo-chiaro',
                communityName: 'Comunità energetica di Borgo Chiaro',
                member: 'Ada Rossini',
                from: '2026-09-01',
                to: '2027-08-31',
            },
            {
                id: 8,
                community: 'borgo-chiaro',
                communityName: 'Comunità energetica di Borgo Chiaro',
                member: 'Bottega Bini',
                from: '2026-09-01',
                to: '2026-12-31',
            },
        ],
    },
};

function api(request, response, path, query, body, state) {
    const { method } = request;
    const ok = (value, status = 200, headers = {}) => send(response, status, value, headers);
    const no = (status, detail, more = {}, headers = {}) =>
        send(response, status, { status, detail, ...more }, headers);
    if (method !== 'GET' && request.headers['x-cer-request'] !== '1')
        return no(400, 'Found no X-Cer-Request, expected 1.');
    const who = /cer_session=(\w+)/.exec(request.headers.cookie ?? '')?.[1];
    const me = people[who] && { ...people[who], totp: state.totp };
    const cookie = (login, prefix = '/') => ({
        'Set-Cookie': `cer_session=${login}; Path=${prefix}; HttpOnly; SameSite=Strict`,
    });

    if (path === '/api/session' && method === 'POST') {
        if (body.login === 'troppi')
            return no(429, 'Found too many attempts, expected fewer.', {}, { 'Retry-After': '20' });
        if (body.login === 'codice' && body.code !== '123456')
            return no(401, 'Found no code, expected one.', { codeNeeded: true });
        if (body.password === 'sbagliata') return no(401, 'Found another password.', { codeNeeded: false });
        const login = people[body.login] ? body.login : 'sindaca';
        return ok({ ...people[login], totp: state.totp }, 200, cookie(login));
    }
    if (path.startsWith('/api/invites/')) {
        if (path.endsWith('scaduto')) return no(404, 'Found no such invitation.');
        if (method === 'POST') return ok({ ...people.sindaca, totp: state.totp }, 200, cookie('sindaca'));
        return ok({ login: 'sindaca', name: 'Giulia Ferri', expiresAt: '2026-11-01T12:00:00Z' });
    }
    if (path === '/api/doors')
        return ok({ passkeys: { origin: `http://${request.headers.host}`, why: null }, links: true });
    if (path === '/api/session/link') return ok(undefined, 202);
    const onBoard = boards(method, path, body, me && who);
    if (onBoard && state.fail && path.includes(state.fail)) return no(503, 'Found a query of more than 5 s, expected less.');
    if (onBoard) return onBoard.status ? no(onBoard.status, 'Found nothing that may be shown.') : ok(onBoard.value);
    if (!me) return no(401, 'Found no session.');
    if (path === '/api/passkeys')
        return ok([
            { id: 1, name: 'Telefono di Giulia', synchronised: true, madeAt: '2026-09-01T08:00:00Z', usedAt: '2026-10-30T07:12:00Z' },
            { id: 2, name: 'Chiavetta in ufficio', synchronised: false, madeAt: '2026-10-02T09:30:00Z', usedAt: null },
        ]);
    if (path === '/api/letters')
        return method === 'GET'
            ? ok([
                  { community: 'borgochiaro', communityName: 'CER Borgo Chiaro', kind: 'statement', wants: true, at: null },
                  { community: 'borgochiaro', communityName: 'CER Borgo Chiaro', kind: 'alarms', wants: false, at: '2026-10-07T18:20:00Z' },
              ])
            : ok(undefined, 204);
    if (path === '/api/sessions')
        return ok([
            { id: 3, current: true, way: 'passkey', browser: 'edge', system: 'windows', place: 'local', network: null, beganAt: '2026-10-31T07:12:00Z', seenAt: '2026-10-31T09:40:00Z' },
            { id: 2, current: false, way: 'password', browser: 'firefox', system: 'android', place: 'internet', network: '93.40.*.*', beganAt: '2026-10-30T18:00:00Z', seenAt: '2026-10-30T18:20:00Z' },
            { id: 1, current: false, way: null, browser: null, system: null, place: null, network: null, beganAt: '2026-10-29T18:00:00Z', seenAt: '2026-10-29T18:20:00Z' },
        ]);
    if (path.startsWith('/api/tokens') || /^\/api\/people\/\d+\/tokens/.test(path)) {
        if (method === 'POST') return ok({ id: 2, token: 'cer_5nBv0yq3mKZr7hXo2cJdWfA1sLpTgUeQ9iNxYkVwBzE', expiresAt: '2027-01-29T09:40:00Z' }, 201);
        return ok([
            { id: 1, name: 'Foglio di calcolo del segretario', community: 'borgo-chiaro', scopes: ['figures', 'flows'], madeAt: '2026-10-01T08:00:00Z', expiresAt: '2026-12-30T08:00:00Z', usedAt: '2026-10-31T05:00:00Z' },
        ]);
    }
    if (path === '/api/session') return method === 'DELETE' ? ok(undefined, 204, cookie('nessuno')) : ok(me);
    if (state.fail && path.includes(state.fail))
        return no(503, 'Found no database, expected it to answer: try again later.');
    const own = ownPage(method, path, query, body) ?? mine(path, query, response);
    if (own) return ok(own);
    if (path === '/api/password') return ok(undefined, 204);
    if (path === '/api/totp') {
        if (method === 'POST')
            return ok({
                secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
                uri: 'otpauth://totp/Comunita:sindaca?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Comunita',
            });
        if (method === 'PUT' && body.code !== '123456') return no(400, 'Found another code, expected the one of now.');
        state.totp = method === 'PUT';
        return ok(undefined, 204);
    }
    if (path === '/api/communities')
        return ok([
            {
                code: 'borgo-chiaro',
                name: 'Comunità energetica di Borgo Chiaro',
                invented: true,
                roles: me.roles.map(({ role }) => role),
            },
        ]);
    if (path === '/api/people')
        return method === 'POST'
            ? ok({ id: 9, invitePath: 'invito/Zm9vYmFyYmF6cXV4', expiresAt: '2026-11-01T12:00:00Z' }, 201)
            : ok(accounts);
    if (/^\/api\/people\/\d+\/invite$/.test(path))
        return ok({ invitePath: 'invito/Zm9vYmFyYmF6cXV4', expiresAt: '2026-11-01T12:00:00Z' });
    if (/^\/api\/people\/\d+$/.test(path)) return ok(undefined, 204);
    if (/^\/api\/documents\/\d+\/preview$/.test(path)) {
        response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
        return response.end(
            '<!doctype html><html lang="it"><title>Rendiconto</title><body style="font-family:sans-serif;padding:2rem"><h1>Rendiconto di settembre 2026</h1><p>Anteprima inventata.</p></body></html>',
        );
    }
    if (!path.startsWith(at)) return no(404, 'Found no such address.');
    const rest = path.slice(at.length + 1);
    const [kind, id, more] = rest.split('/');
    if (query.get('format') === 'csv')
        return response.writeHead(200, { 'Content-Type': 'text/csv' }).end('\ufeffmese;kWh\r\n');
    switch (kind) {
        case 'work':
            return ok(state.empty ? { ...hall.work, matters: [], monthsUnseen: 0 } : hall.work);
        case 'glance':
            return ok(state.empty ? { ...hall.glance, until: null } : hall.glance);
        case 'buildings':
            return method === 'PUT' ? ok(undefined, 204) : ok(state.empty ? { ...hall.buildings, points: [] } : hall.buildings);
        case 'today':
            return ok(state.empty ? { ...data.todayOf(), ...emptyDay } : data.todayOf(query.get('day') ?? undefined));
        case 'months': {
            if (!id) return ok(state.empty ? [] : data.monthNames.map(data.monthRow));
            if (more === 'closing') return ok(data.closingOf(id));
            if (more === 'state') return no(409, 'Found the month changed by somebody else meanwhile.');
            if (more === 'acceptances') return ok({ id: 9, readings: 4 }, 201);
            if (!data.monthNames.includes(id)) return no(404, 'Found no such month.');
            return ok(more === 'hours' ? { hours: data.hours(query.get('day')).map(priced) } : data.monthOf(id));
        }
        case 'plants':
            return id
                ? ok(
                      plant(
                          data.plants.find((one) => String(one.id) === id),
                          query.get('month'),
                      ),
                  )
                : ok(state.empty ? [] : data.plants.map((one) => plant(one)));
        case 'members':
            return id
                ? ok(
                      member(
                          data.members.find((one) => String(one.id) === id),
                          true,
                      ),
                  )
                : ok(data.members.map((one) => member(one)));
        case 'data':
            return ok({
                completeness: data.completeness,
                gaps: state.empty ? [] : data.gaps,
                silent: state.empty ? [] : silent,
                incidents: state.empty ? [] : incidents,
                quarantine: state.empty
                    ? []
                    : data.held.filter((line) => !state.decided.has(`${line.id}/${line.line}`)),
            });
        case 'curves':
            if (id === 'points') return ok([{ point: 1, label: '0001' }, { point: 2, label: '0002' }]);
            if (method !== 'POST') return ok(state.empty ? [] : data.curves);
            if (more === 'undo') return ok({ id: Number(id), restored: 2976 });
            return ok({ ...data.curveReport, import: id === 'check' ? null : 3 }, id === 'check' ? 200 : 201);
        case 'quarantine': {
            if (!body.reason) return no(400, 'Found no reason, expected one.');
            if (state.decided.has(`${id}/${more}`)) return no(409, 'Found a decision, expected none.');
            state.decided.add(`${id}/${more}`);
            return ok({});
        }
        case 'documents': {
            if (method !== 'POST') return ok(state.empty ? [] : papers);
            if (id === 'send') {
                const again = state.posted;
                state.posted = true;
                return ok({ queued: again ? 0 : 11, alreadySent: again ? 11 : 0, withoutAddress: 2 });
            }
            state.jobs.set('j1', { job: 'j1', state: 'running', done: 0, total: 13, problem: null });
            return ok({ job: 'j1' }, 202);
        }
        case 'jobs': {
            const job = state.jobs.get(id);
            if (method === 'DELETE') {
                job.state = 'cancelled';
                return ok(undefined, 204);
            }
            job.done = Math.min(job.total, job.done + 4);
            if (job.done === job.total) job.state = 'done';
            return ok(job);
        }
        case 'regolamento':
            return ok(method === 'POST' ? { version: 1 } : data.regolamento, method === 'POST' ? 201 : 200);
        case 'prices':
            return ok(state.empty ? data.noPrices : data.priceGaps);
        case 'mail':
            if (method === 'POST') return ok(undefined, 204);
            if (id === 'held-back') return ok(state.empty ? { unsubscribed: [], addresses: [] } : heldBack);
            return id ? ok(letter) : ok(state.empty ? [] : mail);
        default:
            return no(404, 'Found no such address.');
    }
}

const nothing = {
    producedKwh: null,
    selfKwh: null,
    injectedKwh: null,
    withdrawnKwh: null,
    sharedKwh: null,
    gridKwh: null,
    consumedKwh: null,
};
const emptyDay = {
    ...nothing,
    completenessPercent: null,
    estimatedEur: null,
    yesterday: null,
    hours: [],
    silentDevices: 0,
    openGaps: 0,
    quarantined: 0,
};

function mine(path, query) {
    if (path === `${at}/member-requests`)
        return requests.map((one) => ({ ...one, member: { id: 101, name: 'Ada Rossini' } }));
    if (!path.startsWith('/api/mine')) return null;
    const months = data.monthsOfMember(101);
    const part = (row) => ({
        ...row,
        withdrawnKwh: row.withdrawnKwh === null ? null : Number((row.withdrawnKwh * 0.045).toFixed(3)),
        injectedKwh: 0,
        producedKwh: undefined,
        selfKwh: undefined,
        sharedKwh: undefined,
    });
    if (path === '/api/mine')
        return {
            member: { name: 'Ada Rossini', category: 'natural_person' },
            community: { code: 'borgo-chiaro', name: 'Comunità energetica di Borgo Chiaro', invented: true },
            points: [{ id: 3, label: '0003', from: '2024-03-01', to: null }],
            today: { withdrawnKwh: 5.4, injectedKwh: 0, completenessPercent: 92 },
            months: months.slice(1),
        };
    if (path === '/api/mine/looks') return looks;
    if (path === '/api/mine/requests') return requests;
    if (path === '/api/mine/documents') return papers.filter((paper) => paper.member?.id === 101);
    const month = path.split('/')[4];
    if (path.endsWith('/hours')) return { hours: data.hours(query.get('day')).map(part) };
    return { ...months.find((one) => one.month === month), days: data.monthOf(month).days.map(part) };
}

const priced = (hour) => {
    const price = 82 + 40 * Math.sin(Number(hour.hour) / 4);
    const tariff = Number(Math.min(120, 80 + Math.max(0, 180 - price)).toFixed(2));
    return {
        ...hour,
        priceEurMwh: Number(price.toFixed(2)),
        tipEurMwh: tariff,
        tipEur: hour.sharedKwh === null ? null : Number(((hour.sharedKwh * tariff) / 1000).toFixed(6)),
        plants: [],
    };
};

function plant(one, month) {
    const part = one.powerKw / 105;
    const scaled = (row) => ({
        ...row,
        producedKwh: row.producedKwh === null ? null : Number((row.producedKwh * part).toFixed(3)),
        selfKwh: undefined,
        withdrawnKwh: undefined,
        injectedKwh: row.injectedKwh === null ? null : Number((row.injectedKwh * part).toFixed(3)),
        sharedKwh: row.sharedKwh === null ? null : Number((row.sharedKwh * part).toFixed(3)),
    });
    const quiet = one.id === 14;
    const row = {
        id: one.id,
        name: one.name,
        place: one.place,
        powerKw: one.powerKw,
        inService: one.inService,
        regime: 'tip',
        units: [{ id: one.id, code: one.unit, powerKw: one.powerKw }],
        today: quiet
            ? null
            : {
                  producedKwh: Number((data.todayOf().producedKwh * part).toFixed(3)),
                  injectedKwh: Number((data.todayOf().injectedKwh * part).toFixed(3)),
              },
        month: {
            month: '2026-10',
            injectedKwh: Number((data.monthOf('2026-10').injectedKwh * part).toFixed(3)),
            sharedKwh: Number((data.monthOf('2026-10').sharedKwh * part).toFixed(3)),
        },
        lastReadingAt: quiet ? '2026-10-24T15:45:00Z' : '2026-10-25T13:15:00Z',
        silent: quiet,
    };
    if (!month) return row;
    const days = data.monthNames.includes(month) ? data.monthOf(month).days.map(scaled) : [];
    return { ...row, days, hours: days.flatMap(({ day }) => data.hours(day).map(scaled)) };
}

function member(one, whole = false) {
    const months = data.monthsOfMember(one.id);
    const row = {
        id: one.id,
        name: one.name,
        category: one.category,
        points: one.points,
        from: '2024-03-01',
        to: one.id === 110 ? '2026-06-30' : null,
        lastMonth: {
            month: months[2].month,
            withdrawnKwh: months[2].withdrawnKwh,
            sharedKwh: months[2].sharedKwh,
            totalEur: months[2].totalEur,
        },
    };
    return whole
        ? {
              ...row,
              points: [
                  { id: one.id, label: String(one.id).padStart(4, '0'), from: '2024-03-01', to: null, voltage: 'LV' },
              ],
              months,
          }
        : row;
}

const incidents = [
    { kind: 'point_mismatch', device: 'c2g-0A1B2C3D4', since: '2026-10-20T07:12:00Z', resolvedAt: null },
    { kind: 'supply_interrupted', device: 'c2g-0A1B2C3D5', since: '2026-10-19T02:09:00Z', resolvedAt: '2026-10-19T02:30:00Z' },
];
const silent = [
    { device: 'du-m2-000042', since: '2026-10-24T15:45:00Z', resolvedAt: null },
    { device: 'alfa-AA00BB11', since: '2026-10-21T07:00:00Z', resolvedAt: '2026-10-21T10:05:00Z' },
];
const accounts = [
    {
        id: 1,
        login: 'sindaca',
        name: 'Giulia Ferri',
        email: 'giulia@example.it',
        roles: people.sindaca.roles,
        totp: true,
        state: 'active',
        lastSeenAt: '2026-10-25T13:00:00Z',
    },
    {
        id: 2,
        login: 'revisore',
        name: 'Piero Conti',
        email: null,
        roles: people.revisore.roles,
        totp: false,
        state: 'active',
        lastSeenAt: '2026-10-20T08:30:00Z',
    },
    {
        id: 3,
        login: 'socio',
        name: 'Ada Rossini',
        email: 'ada@example.it',
        roles: people.socio.roles,
        totp: false,
        state: 'invited',
        lastSeenAt: null,
    },
    {
        id: 4,
        login: 'ex-tecnico',
        name: 'Livio Sassi',
        email: null,
        roles: [{ role: 'operator', community: null, member: null }],
        totp: false,
        state: 'disabled',
        lastSeenAt: '2026-02-01T10:00:00Z',
    },
];
const papers = ['2026-09', '2026-08'].flatMap((month, place) =>
    [
        {
            id: 10 + place * 50,
            number: `2026/${String(20 + place * 13).padStart(4, '0')}`,
            kind: 'month_report',
            month,
            member: null,
            sent: { state: 'sent', at: '2026-10-06T08:00:00Z' },
        },
        ...data.members.map(({ id, name }, row) => ({
            id: 11 + row + place * 50,
            number: `2026/${String(21 + row + place * 13).padStart(4, '0')}`,
            kind: 'statement',
            month,
            member: { id, name },
            sent: row % 3 ? { state: row === 4 ? 'bounced' : 'sent', at: '2026-10-06T08:05:00Z' } : null,
        })),
    ].map((paper) => ({
        ...paper,
        language: 'it',
        madeAt: '2026-10-06T07:55:00Z',
        sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
        bytes: 84210,
        pages: 2,
    })),
);
const heldBack = {
    unsubscribed: [{ person: 4, name: 'Ada Bianchi', kind: 'statement', how: 'one_click', at: '2026-10-07T18:20:00Z' }],
    addresses: [
        {
            id: 3,
            address: 'g***@example.it',
            code: '5.1.1',
            problem: 'Found 550 5.1.1 Mailbox unknown to RCPT TO, expected the server to take the letter.',
            at: '2026-10-06T08:00:04Z',
            letter: 2,
        },
    ],
};
const mail = [
    {
        id: 1,
        to: 'c***@borgochiaro.example',
        subject: 'Report di settembre 2026',
        state: 'sent',
        attempts: 1,
        at: '2026-10-06T08:00:00Z',
        problem: null,
    },
    {
        id: 2,
        to: 'a***@example.it',
        subject: 'Il tuo rendiconto di settembre 2026',
        state: 'waiting',
        attempts: 2,
        at: '2026-10-06T08:05:00Z',
        problem: '451 4.7.1 Greylisted, try again later',
    },
    {
        id: 3,
        to: 'd***@example.it',
        subject: 'Il tuo rendiconto di settembre 2026',
        state: 'bounced',
        attempts: 1,
        at: '2026-10-06T08:06:00Z',
        problem: '550 5.1.1 No such user',
    },
    {
        id: 4,
        to: 'e***@example.it',
        subject: 'Il tuo rendiconto di settembre 2026',
        state: 'failed',
        attempts: 8,
        at: '2026-10-08T08:06:00Z',
        problem: 'Found no TLS, expected STARTTLS.',
    },
];
const letter = {
    headers: {
        From: 'Comunità energetica <cer@borgochiaro.example>',
        To: 'c***@borgochiaro.example',
        Subject: 'Report di settembre 2026',
    },
    html: '<h1>Report di settembre 2026</h1><p>In allegato il report del mese.</p>',
    text: 'Report',
    attachments: [
        { name: '2026-0020.pdf', bytes: 84210 },
        { name: 'ore-2026-09.csv', bytes: 40122 },
    ],
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
    const { address } = await start({ port: Number(process.argv[2] ?? 8123), prefix: process.argv[3] ?? '/' });
    console.log(address);
}

const looks = [
    ['member', false, '2026-10-21T08:12:00Z'], ['members', true, '2026-10-21T08:11:00Z'], ['readings', false, '2026-10-20T15:40:00Z'],
    ['letter', false, '2026-10-02T09:00:00Z'],
].map(([kind, ofAll, at], place) => ({
    id: 90 - place, at, day: at.slice(0, 10), who: 'Lucia Bandini', roles: ['operator', 'approver'], kind, page: '/api', ofAll,
}));
const requests = [
    {
        id: 7, member: null, kind: 'amount', month: '2026-09', hour: '2026-09-18T09:00:00Z', at: '2026-10-03T07:30:00Z', due: '2026-11-03',
        text: 'Alle undici ero in ferie e la casa era spenta: il prelievo non torna.', state: 'in_hand',
        steps: [{ side: 'staff', who: 'Lucia Bandini', state: 'in_hand', text: 'Guardiamo le letture del contatore.', at: '2026-10-04T10:00:00Z' }],
    },
    { id: 5, member: null, kind: 'leave', month: null, hour: null, at: '2026-08-01T10:00:00Z', due: '2026-09-01', text: 'Cambio casa.', state: 'withdrawn', steps: [] },
];
