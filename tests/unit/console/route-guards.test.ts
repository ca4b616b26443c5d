import { expect, test } from 'vitest';
import { type ConsoleDeps, consoleRoutes } from '../../../src/console/create-console.ts';
import type { Role } from '../../../src/domain/staff.ts';
import {
  aCaller,
  anAdmin,
  aStaffMember,
  type Caller,
  OUR_ORIGIN,
  openConsole,
  PASSWORD,
} from '../../support/console.ts';

type Table = Record<string, readonly Role[] | 'everyone'>;

const DESK_READERS: Role[] = ['responder', 'moderator', 'admin'];
const DESK: Role[] = ['responder', 'admin'];
const ANSWERS: Role[] = ['moderator', 'admin'];
const ADMINS: Role[] = ['admin'];

/** Who may do what, written down a second time: a route that changes hands by mistake shows up here. */
const WHO_MAY: Table = {
  'GET /session': 'everyone',
  'POST /sign-in': 'everyone',
  'POST /setup': 'everyone',
  'POST /sign-out': DESK_READERS,
  'POST /password': DESK_READERS,
  'GET /second-factor': DESK_READERS,
  'POST /second-factor/offer': DESK_READERS,
  'POST /second-factor/on': DESK_READERS,
  'POST /second-factor/off': DESK_READERS,
  'POST /second-factor/recovery-codes': DESK_READERS,
  'GET /sessions': DESK_READERS,
  'POST /sessions/:id/end': DESK_READERS,
  'POST /sessions/end-others': DESK_READERS,
  'POST /still-here': DESK_READERS,
  'GET /tickets': DESK_READERS,
  'GET /desk-now': DESK_READERS,
  'GET /search': DESK_READERS,
  'GET /tickets/:number': DESK_READERS,
  'GET /tickets/:number/history': DESK_READERS,
  'POST /tickets/:number/claim': DESK,
  'POST /tickets/:number/reply': DESK,
  'POST /tickets/:number/preview': DESK,
  'POST /tickets/:number/note': DESK,
  'POST /tickets/:number/release': DESK,
  'POST /tickets/:number/reassign': DESK,
  'POST /tickets/:number/merge': DESK,
  'POST /tickets/:number/resolve': DESK,
  'GET /tickets/:number/presence': DESK_READERS,
  'POST /tickets/:number/presence': DESK_READERS,
  'POST /tickets/:number/messages/:seq/draft': DESK_READERS,
  'GET /draft-targets': DESK_READERS,
  'GET /colleagues': DESK,
  'GET /canned-texts': DESK,
  'GET /desk-health': DESK_READERS,
  'GET /deliveries': DESK,
  'POST /deliveries/retry': DESK,
  'POST /deliveries/retry-all': DESK,
  'GET /answers': ANSWERS,
  'GET /intents': ANSWERS,
  'GET /answers/:locale/:id': ANSWERS,
  'GET /answers/:locale/:id/diff': ANSWERS,
  'POST /answers/lint': ANSWERS,
  'POST /answers/:locale/:id/revisions': ANSWERS,
  'POST /answers/:locale/:id/revisions/:number/submit': ANSWERS,
  'POST /answers/:locale/:id/revisions/:number/publish': ANSWERS,
  'POST /answers/:locale/:id/revisions/:number/retire': ANSWERS,
  'POST /answers/:locale/:id/revisions/:number/rollback': ANSWERS,
  'POST /answers/:locale/:id/revisions/:number/approve': ANSWERS,
  'POST /answers/:locale/:id/revisions/:number/renew': ANSWERS,
  'POST /answers/:locale/:id/revisions/:number/withdraw': ANSWERS,
  'POST /answers/:locale/:id/revisions/:number/drop': ANSWERS,
  'GET /answers/:locale/:id/presence': ANSWERS,
  'POST /answers/:locale/:id/presence': ANSWERS,
  'GET /answer-frame': ANSWERS,
  'GET /review': ANSWERS,
  'GET /recalls': ANSWERS,
  'GET /recalls/:locale/:id/:number/receivers': ANSWERS,
  'POST /recalls/:locale/:id/:number/send': ANSWERS,
  'GET /answers/:locale/:id/revisions/:number/preview': ANSWERS,
  'POST /answers/:locale/:id/revisions/:number/preview/stop': ANSWERS,
  'POST /answers/:locale/:id/revisions/:number/preview/again': ANSWERS,
  'GET /answers/:locale/:id/retirement': ANSWERS,
  'GET /examples': ANSWERS,
  'POST /examples': ANSWERS,
  'POST /examples/:id/drop': ANSWERS,
  'POST /examples/try': ANSWERS,
  'POST /examples/stop': ANSWERS,
  'POST /examples/publish': ANSWERS,
  'POST /examples/rollback': ANSWERS,
  'GET /questions': ANSWERS,
  'POST /questions': ANSWERS,
  'POST /questions/:id/drop': ANSWERS,
  'GET /gaps': ANSWERS,
  'GET /gaps/decided': ANSWERS,
  'GET /gaps/:id': ANSWERS,
  'POST /gaps/:id/decide': ANSWERS,
  'POST /gaps/:id/undo': ANSWERS,
  'GET /figures': ANSWERS,
  'GET /figures/csv': ANSWERS,
  'GET /overview': ANSWERS,
  'GET /clinic': ANSWERS,
  'POST /clinic/preview': ANSWERS,
  'POST /clinic/revisions': ANSWERS,
  'POST /clinic/revisions/:number/sign': ANSWERS,
  'GET /people': ADMINS,
  'POST /people': ADMINS,
  'POST /people/:id/disabled': ADMINS,
  'POST /people/:id/password': ADMINS,
  'POST /people/:id/second-factor/reset': ADMINS,
  'POST /people/:id/contact': ADMINS,
  'GET /contact': DESK_READERS,
  'POST /contact': DESK_READERS,
  'GET /audit': ADMINS,
  'GET /audit/csv': ADMINS,
  'GET /choices': ADMINS,
  'POST /choices': ADMINS,
  'GET /start': ANSWERS,
  'GET /start/standing': DESK_READERS,
  'POST /start/hours': ADMINS,
  'POST /start/called': ADMINS,
  'POST /start/pages': ADMINS,
  'POST /start/put-off': ANSWERS,
  'POST /start/trial': ADMINS,
  'POST /start/trial/end': ADMINS,
  'POST /start/sign-off': ADMINS,
};

/** The table is built without being served, so nothing of these parts is used. */
const table = () =>
  consoleRoutes(
    { clinic: { name: 'Sample Clinic' }, blocks: {}, bank: {} } as unknown as ConsoleDeps,
    {} as Parameters<typeof consoleRoutes>[1],
  );

const addressOf = (url: string) =>
  url
    .replace(':number', '999')
    .replace(':seq', '1')
    .replace(':locale', 'en')
    .replace(':id', url.startsWith('/people') ? 's_aaaaaaaaaaaaaaaa' : 'driving.machines');

const call = (caller: Caller, { method, url }: { method: string; url: string }) =>
  method === 'GET' ? caller.get(addressOf(url)) : caller.post(addressOf(url), {});

test('the table of routes says who may use each, as written down here', () => {
  const real = Object.fromEntries(
    table().map(({ method, url, roles }) => [`${method} ${url}`, roles]),
  );
  expect(real).toEqual(WHO_MAY);
});

test('someone who is not signed in is refused on every route but the way in', async () => {
  const opened = await openConsole();
  await anAdmin(opened);
  for (const route of table().filter(({ roles }) => roles !== 'everyone')) {
    const response = await call(aCaller(opened.app), route);
    expect([route.url, response.statusCode]).toEqual([route.url, 401]);
  }
});

test('each role is refused on every route of other roles, and let through on its own', async () => {
  const opened = await openConsole();
  const admin = await anAdmin(opened);
  for (const role of ['responder', 'moderator', 'admin'] as const) {
    const staff = await aStaffMember(opened, admin, { login: `a-${role}`, role });
    for (const route of table().filter(({ url }) => url !== '/sign-out')) {
      const response = await call(staff, route);
      const refused = response.statusCode === 403 && response.json().code === 'not_your_role';
      const may = route.roles === 'everyone' || route.roles.includes(role);
      expect([role, route.method, route.url, refused]).toEqual([
        role,
        route.method,
        route.url,
        !may,
      ]);
    }
  }
});

test('every route that changes something refuses a request without the token', async () => {
  const opened = await openConsole();
  const admin = await anAdmin(opened);
  for (const { url } of table().filter(({ method }) => method === 'POST')) {
    const response = await admin.post(addressOf(url), {}, { 'csrf-token': '' });
    expect([url, response.statusCode, response.json().code]).toEqual([url, 403, 'csrf']);
  }
});

test('every route that changes something refuses a request from another site', async () => {
  const opened = await openConsole();
  const admin = await anAdmin(opened);
  for (const origin of ['https://evil.example', 'null', `${OUR_ORIGIN}.evil.example`]) {
    for (const { url } of table().filter(({ method }) => method === 'POST')) {
      const response = await admin.post(addressOf(url), {}, { origin });
      expect([url, response.statusCode, response.json().code]).toEqual([url, 403, 'csrf']);
    }
  }
});

test('a token of one session does not work in another', async () => {
  const opened = await openConsole();
  await anAdmin(opened);
  const other = aCaller(opened.app);
  await other.signIn('ada');
  const foreign = await opened.app.inject({ url: '/console/api/session' });
  const response = await other.post(
    '/people',
    { login: 'eve', firstName: 'Eve', role: 'admin', password: PASSWORD },
    { 'csrf-token': foreign.json<{ csrfToken: string }>().csrfToken },
  );
  expect(response.json()).toMatchObject({ code: 'csrf' });
});

test('a body of a megabyte is refused with a size that is allowed', async () => {
  const opened = await openConsole();
  const admin = await anAdmin(opened);
  const response = await admin.post('/answers/lint', {
    content: 'a'.repeat(1024 * 1024),
    locale: 'en',
  });
  expect(response.statusCode).toBe(413);
  expect(response.json()).toEqual({
    code: 'too_large',
    problem: 'That is too long. Send 64 kB or less.',
  });
});

test('JSON that is none, and an address that is none, get a problem in words', async () => {
  const opened = await openConsole();
  const admin = await anAdmin(opened);
  const session = await admin.get('/session');
  const broken = await opened.app.inject({
    method: 'POST',
    url: '/console/api/people',
    payload: '{"login":',
    headers: {
      'content-type': 'application/json',
      cookie: admin.cookie(),
      origin: OUR_ORIGIN,
      host: 'localhost',
      'csrf-token': session.json<{ csrfToken: string }>().csrfToken,
    },
  });
  expect(broken.statusCode).toBe(400);
  expect(broken.json()).toMatchObject({ code: 'invalid' });
  expect((await admin.get('/nowhere')).json()).toMatchObject({ code: 'no_such_page' });
  expect((await admin.get('/tickets/none')).statusCode).toBe(400);
});

test('what the API says is never kept by a browser or a proxy', async () => {
  const opened = await openConsole();
  const admin = await anAdmin(opened);
  expect((await admin.get('/tickets')).headers['cache-control']).toBe('no-store');
});

test('the page comes with a policy that lets nothing inline run', async () => {
  const { app } = await openConsole();
  const response = await app.inject({ url: '/console/desk' });
  const policy = String(response.headers['content-security-policy']);
  expect(policy).toContain("script-src 'self'");
  expect(policy).not.toContain('unsafe-inline');
  expect(policy).toContain("frame-ancestors 'none'");
});
