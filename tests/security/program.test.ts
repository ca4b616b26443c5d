import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { consoleRoutes } from '../../src/console/create-console.ts';
import type { Role } from '../../src/domain/staff.ts';
import { PASSWORD } from '../support/console.ts';
import { fuzz } from './fuzz/fuzz.ts';
import {
  aPerson,
  openWholeProgram,
  type Person,
  PLANTED,
  signedBySlack,
  signIn,
  staffOf,
} from './whole-program.ts';

const program = await openWholeProgram();
const { server, routes, logged } = program;
const staff = await staffOf(program);
const nobody = aPerson(server);
await nobody.send({ url: '/console/api/session' });
const secrets: string[] = [];
afterAll(() => program.served.close());

/** Everyone may use these, by design; what they give is in the OpenAPI description or made by the build. */
const OPEN = [
  'GET /', 'GET /icon.svg', 'GET /askwell-chat.js',
  'POST /api/chat/messages', 'GET /api/chat/events', 'GET /api/chat/welcome', 'POST /api/chat/feedback',
  'POST /api/chat/erase', 'GET /api/chat/ws',
  'GET /healthz', 'GET /readyz', 'GET /metrics',
  'GET /console', 'GET /console/*', 'GET /console/assets/*',
  'GET /help', 'GET /help/*', 'GET /help/search/',
  'GET /docs', 'GET /docs/', 'GET /docs/*', 'GET /docs/json', 'GET /docs/yaml', 'GET /docs/uiConfig',
  'GET /docs/initOAuth', 'GET /docs/static/*', 'GET /docs/static/index.html', 'GET /docs/static/swagger-initializer.js',
] as const; // biome-ignore format: one list
/** Not a role but a signature, or a session, opens these. */
const GUARDED = ['POST /slack/events', 'GET /console/live'];

const API = '/console/api';
const isOfConsole = ({ url }: { url: string }) => url.startsWith(API) && url !== `${API}/*`;
const nameOf = ({ method, url }: { method: string; url: string }) => `${method} ${url}`;

const addressOf = (url: string) =>
  url
    .replace(':number', '999')
    .replace(':seq', '1')
    .replace(':locale', 'en')
    .replace(':id', url.includes('/people') ? 's_aaaaaaaaaaaaaaaa' : 'driving.machines');

type Method = 'GET' | 'POST';
const call = (person: Person, { method, url }: { method: string; url: string }) =>
  person.send({
    method: method as Method,
    url: addressOf(url),
    ...(method === 'POST' && { payload: {} }),
  });

/** As the table of the console says; the table itself is compared with a second one in the console's own tests. */
const rolesOf = new Map(
  consoleRoutes(
    { clinic: {}, blocks: {}, bank: {} } as never,
    {} as Parameters<typeof consoleRoutes>[1],
  ).map(({ method, url, roles }) => [`${method} ${API}${url}`, roles]),
);

function mayUse(route: { method: string; url: string }, who: Role | 'nobody'): boolean {
  const roles = rolesOf.get(nameOf(route)) ?? [];
  return roles === 'everyone' || roles.some((role) => role === who);
}

describe('roles', () => {
  test('every route of the program is either open by design, signed, or in the table of roles', () => {
    const known = new Set<string>([...OPEN, ...GUARDED, ...rolesOf.keys()]);
    const unknown = routes.filter(({ url }) => url !== `${API}/*`).map(nameOf);
    expect(unknown.filter((name) => !known.has(name))).toEqual([]);
    expect(routes.filter(isOfConsole)).toHaveLength(rolesOf.size);
  });

  test.each(['nobody', 'responder', 'moderator', 'admin'] as const)(
    'each route of the program lets %s through where the table says so, and nowhere else',
    async (who) => {
      const person = who === 'nobody' ? nobody : staff[who];
      const wrong: string[] = [];
      for (const route of routes
        .filter(isOfConsole)
        .filter(({ url }) => !url.endsWith('/sign-out'))) {
        const { statusCode, body } = await call(person, route);
        const refused = body.includes('not_your_role') || body.includes('"signed_out"');
        if (refused === mayUse(route, who)) wrong.push(`${nameOf(route)}: ${statusCode}`);
      }
      expect(wrong).toEqual([]);
    },
  );

  test('who was kept out of what is logged, by ids', () => {
    const refused = logged.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'refused');
    expect(refused).toContainEqual(
      expect.objectContaining({ level: 40, code: 'not_your_role', method: 'POST', route: `${API}/people`, staff: expect.stringMatching(/^s_/) }),
    ); // biome-ignore format: one line of the log
  });

  test('nothing changes by an address alone: a GET with any query leaves no trace', async () => {
    const before = await program.app.store.audit.latest(1);
    for (const route of routes.filter(
      ({ method, url }) => method === 'GET' && url.startsWith(API),
    )) {
      await staff.admin.send({ url: `${addressOf(route.url)}?disabled=true&text=x&number=1` });
    }
    expect(await program.app.store.audit.latest(1)).toEqual(before);
  });

  test('a live page needs a session, and a method that no route has is refused', async () => {
    expect((await nobody.send({ url: '/console/live' })).statusCode).toBe(401);
    for (const method of ['TRACE', 'PUT', 'DELETE', 'PATCH'] as const) {
      const { statusCode } = await staff.admin.send({ method, url: `${API}/people` } as never);
      expect([method, statusCode]).toEqual([
        method,
        expect.toSatisfy((code) => code === 404 || code === 405),
      ]);
    }
  });
});

describe('sessions', () => {
  const session = async (person: Person) =>
    (await person.send({ url: `${API}/session` })).json<{ staff: unknown }>().staff;
  const newcomer = async (login: string) => {
    const payload = { login, firstName: login, role: 'responder', password: PASSWORD };
    const made = await staff.admin.send({ method: 'POST', url: `${API}/people`, payload });
    const person = aPerson(server);
    await signIn(person, login);
    return { person, id: made.json<{ id: string }>().id };
  };
  /** Somebody else has the cookie that this person had. */
  const thief = (cookie: string) => {
    const other = aPerson(server);
    other.setCookie(cookie);
    return other;
  };

  test('behind TLS the cookie is bound to this host, and no script, other site or plain page gets it', async () => {
    const response = await server.inject({ url: `${API}/session` });
    const set = String(response.headers['set-cookie']);
    expect(set).toMatch(/^__Host-askwell_staff=/);
    for (const attribute of ['HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/;'])
      expect(set).toContain(attribute);
    expect(set).not.toContain('Domain');
    expect(response.headers['strict-transport-security']).toMatch(
      /max-age=31536000; includeSubDomains/,
    );
  });

  test('a cookie that was planted before the sign-in opens nothing after it', async () => {
    const victim = aPerson(server);
    await victim.send({ url: `${API}/session` });
    const planted = victim.cookie();
    await signIn(victim, 'responder');
    expect(victim.cookie()).not.toBe(planted);
    expect(await session(thief(planted))).toBeNull();
    expect(await session(victim)).not.toBeNull();
  });

  test('a stolen cookie is worth nothing once its owner has signed out', async () => {
    const { person } = await newcomer('signs-out');
    const stolen = person.cookie();
    expect(await session(thief(stolen))).not.toBeNull();
    await person.send({ method: 'POST', url: `${API}/sign-out` });
    expect(await session(thief(stolen))).toBeNull();
  });

  test('a stolen cookie is worth nothing once its owner is disabled, or has a new password', async () => {
    const gone = await newcomer('is-disabled');
    const changed = await newcomer('changes-password');
    const [first, second] = [gone.person.cookie(), changed.person.cookie()];
    const disabled = {
      method: 'POST',
      url: `${API}/people/${gone.id}/disabled`,
      payload: { disabled: true },
    } as const;
    await staff.admin.send(disabled);
    const payload = { current: PASSWORD, next: 'another good sentence' };
    await changed.person.send({ method: 'POST', url: `${API}/password`, payload });
    expect(await session(thief(first))).toBeNull();
    expect(await session(thief(second))).toBeNull();
    expect(await session(changed.person)).not.toBeNull();
  });

  test('a cookie with one sign changed is no session', async () => {
    const [name = '', value = ''] = staff.admin.cookie().split('=');
    const at = 20;
    const other = value[at] === 'A' ? 'B' : 'A';
    const forged = `${name}=${value.slice(0, at)}${other}${value.slice(at + 1)}`;
    expect(await session(thief(forged))).toBeNull();
  });

  test('from one address no more than 20 passwords a minute are tried, whatever address it says it is forwarded for', async () => {
    const guess = (index: number) =>
      nobody.send({
        method: 'POST',
        url: `${API}/sign-in`,
        payload: { login: `guess-${index}`, password: PASSWORD },
        remoteAddress: '198.51.100.7',
        headers: { 'x-forwarded-for': `203.0.113.${index}` },
      });
    const codes: number[] = [];
    for (let index = 0; index < 22; index++) codes.push((await guess(index)).statusCode);
    expect(codes.filter((code) => code === 401)).toHaveLength(20);
    expect(codes.slice(-2)).toEqual([429, 429]);
  });

  test.each([
    'Password1234',
    'askwell-admin-2026',
    'qwertyuiop12',
    '123456789012',
    'letmeinletmein',
  ])('the password %s is refused, since it is among the first that are tried', async (password) => {
    const payload = { login: 'weak', firstName: 'Weak', role: 'responder', password };
    const response = await staff.admin.send({ method: 'POST', url: `${API}/people`, payload });
    expect([response.statusCode, response.body]).toEqual([400, expect.stringContaining('guessed')]);
    expect(response.body).not.toContain(password);
  });
});

describe('pages', () => {
  const PAGES = [
    '/',
    '/console',
    '/console/desk',
    '/console/setup',
    '/help/',
    '/help/responders/',
    '/docs/',
    '/docs/static/oauth2-redirect.html',
  ];
  const pages = () =>
    Promise.all(PAGES.map((url) => server.inject({ url }).then((response) => ({ url, response }))));

  test('every page has a policy that lets nothing inline and nothing of another host run', async () => {
    for (const { url, response } of await pages()) {
      const policy = String(response.headers['content-security-policy']);
      const scripts =
        /script-src([^;]*)/.exec(policy)?.[1] ?? /default-src([^;]*)/.exec(policy)?.[1];
      expect([url, scripts?.trim()]).toEqual([
        url,
        expect.toSatisfy((list) => list === "'self'" || list === "'none'"),
      ]);
      expect([url, policy]).toEqual([url, expect.not.stringMatching(/unsafe|https?:|\*/)]);
      expect([url, policy]).toEqual([url, expect.stringMatching(/base-uri 'none'/)]);
      expect([url, policy]).toEqual([
        url,
        expect.stringMatching(/frame-ancestors '(?:self|none)'/),
      ]);
      expect([url, policy]).toEqual([
        url,
        expect.stringMatching(/object-src 'none'|default-src 'none'/),
      ]);
    }
  });

  test('no page of ours holds a script, a style or a handler inline, or loads from another host', async () => {
    for (const { url, response } of await pages()) {
      if (
        !String(response.headers['content-type']).startsWith('text/html') ||
        url.startsWith('/docs')
      )
        continue;
      const html = response.body.replaceAll(/<!--[\s\S]*?-->/g, '');
      expect([url, html]).toEqual([
        url,
        expect.not.stringMatching(
          /<script(?![^>]*\bsrc=)|<style|\son[a-z]+=|\sstyle=|javascript:/i,
        ),
      ]);
      expect([url, html]).toEqual([
        url,
        expect.not.stringMatching(
          /<(?:script|link|img|iframe)[^>]+(?:src|href)="(?:https?:)?\/\//i,
        ),
      ]);
    }
  });

  test('every answer of the program says what it is, may not be guessed at, and leaks no address', async () => {
    const urls = [
      ...PAGES,
      '/healthz',
      '/metrics',
      '/readyz',
      '/api/chat/welcome',
      '/nowhere',
      '/help/nowhere',
      `${API}/tickets`,
    ];
    for (const url of urls) {
      const { headers } = await server.inject({ url });
      expect([url, headers['x-content-type-options']]).toEqual([url, 'nosniff']);
      expect([url, headers['content-type']]).toEqual([url, expect.any(String)]);
      expect([url, headers['referrer-policy']]).toEqual([
        url,
        expect.stringMatching(/^(?:no-referrer|same-origin)$/),
      ]);
      expect([url, headers['access-control-allow-origin']]).toEqual([url, undefined]);
      expect([url, headers.server ?? headers['x-powered-by']]).toEqual([url, undefined]);
    }
  });

  test('no address sends a reader on to another host', async () => {
    const ends = [
      'evil.example',
      'evil.example/',
      'evil.example%2f..',
      '%5cevil.example',
      'evil.example/%2e%2e',
    ];
    const starts = [
      '//',
      '/help//',
      '/help/',
      '/docs//',
      '/docs/static//',
      '/console//',
      '/help/%2f',
      '/%5c',
    ];
    for (const url of starts.flatMap((start) => ends.map((end) => `${start}${end}`))) {
      const { headers } = await server.inject({ url, headers: { host: 'localhost' } });
      const to = new URL(String(headers.location ?? '/'), 'http://localhost');
      expect([url, to.host]).toEqual([url, 'localhost']);
    }
  });

  test('no address reads a file outside the folders that are served', async () => {
    const ups = [
      '../',
      '..%2f',
      '%2e%2e/',
      '%2e%2e%2f',
      '..%5c',
      '%252e%252e%252f',
      '....//',
      '..%c0%af',
    ];
    const starts = ['/help/', '/docs/static/', '/console/assets/', '/'];
    const files = ['package.json', 'src/main.ts', 'etc/passwd', '.git/HEAD', '.env'];
    for (const start of starts)
      for (const up of ups)
        for (const file of files) {
          const url = `${start}${up.repeat(6)}${file}`;
          const { body } = await server.inject({ url });
          expect([url, body]).toEqual([
            url,
            expect.not.stringMatching(/"name": "askwell"|import |root:|refs\/heads/),
          ]);
        }
    expect((await server.inject({ url: '/help/.git/HEAD' })).statusCode).toBe(404);
  });
});

describe('bodies', () => {
  const posts = routes.filter(({ method, url }) => method === 'POST' && url !== '/slack/events');

  test('a body above its limit is refused on every route before it is read', async () => {
    for (const { url } of posts) {
      const payload = `{"text":"${'a'.repeat(300 * 1024)}"}`;
      const headers = { 'content-type': 'application/json' };
      const { statusCode } = await staff.admin.send({
        method: 'POST',
        url: addressOf(url),
        payload,
        headers,
      });
      expect([url, statusCode]).toEqual([url, 413]);
    }
    const large = signedBySlack(`{"type":"${'a'.repeat(1024 * 1024)}"}`);
    expect((await server.inject(large)).statusCode).toBe(413);
  });

  test('a body that was packed is not unpacked, so none can grow', async () => {
    const payload = gzipSync(`{"text":"${'a'.repeat(50 * 1024 * 1024)}"}`);
    for (const { url } of posts) {
      const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
      const { statusCode } = await staff.admin.send({
        method: 'POST',
        url: addressOf(url),
        payload,
        headers,
      });
      expect([url, statusCode]).toEqual([
        url,
        expect.toSatisfy((code) => [400, 413, 415].includes(code)),
      ]);
    }
  });

  test('no body reaches the prototype of all objects', async () => {
    const bodies = [
      '{"__proto__":{"polluted":1}}',
      '{"constructor":{"prototype":{"polluted":1}}}',
      '{"text":{"__proto__":{"polluted":1}}}',
    ];
    for (const { url } of posts.filter((one) => !one.url.endsWith('/sign-out')))
      for (const payload of bodies) {
        const headers = { 'content-type': 'application/json' };
        const { statusCode } = await staff.admin.send({
          method: 'POST',
          url: addressOf(url),
          payload,
          headers,
        });
        expect([url, statusCode]).toEqual([url, expect.toSatisfy((code) => code < 500)]);
      }
    expect('polluted' in {}).toBe(false);
  });
});

describe('Slack', () => {
  const challenge = '{"type":"url_verification","challenge":"given back"}';

  test('what Slack signed now is answered; without a signature, with a wrong one, or replayed, nothing is', async () => {
    expect((await server.inject(signedBySlack(challenge))).json()).toEqual({
      challenge: 'given back',
    });
    const minutes = 60_000;
    const old = signedBySlack(challenge, Date.now() - 6 * minutes);
    const other = { ...signedBySlack(challenge), payload: challenge.replace('given', 'taken') };
    const unsigned = {
      ...signedBySlack(challenge),
      headers: { 'content-type': 'application/json' },
    };
    const headers = { ...signedBySlack(challenge).headers, 'x-slack-signature': 'v0=' };
    const empty = { ...signedBySlack(challenge), headers };
    for (const request of [old, other, unsigned, empty]) {
      expect((await server.inject(request)).statusCode).toBe(401);
    }
  });

  test('a signed body with nothing where Bolt reads on is for nobody, and no fault of ours', async () => {
    for (const nothing of ['view', 'message', 'channel']) {
      const body = { type: 'shortcut', user: 'U000000001', trigger_id: '1.1', [nothing]: null };
      const { statusCode } = await server.inject(signedBySlack(JSON.stringify(body)));
      expect([nothing, statusCode]).toEqual([nothing, 404]);
    }
  });
});

describe('conversations', () => {
  test('no two of 2,000 secrets are alike, and each has 200 bits of chance', async () => {
    const { newSecret } = await import('../../src/channels/web/chat/chat-schemas.ts');
    const made = Array.from({ length: 2000 }, () => newSecret());
    expect(new Set(made).size).toBe(2000);
    expect(made.every((secret) => /^[a-z2-7]{40}$/.test(secret))).toBe(true);
    const counts = new Map<string, number>();
    for (const sign of made.join('')) counts.set(sign, (counts.get(sign) ?? 0) + 1);
    // 80,000 signs over 32 letters: 2,500 each; seven standard deviations are 345.
    expect([...counts.values()].every((count) => Math.abs(count - 2500) < 345)).toBe(true);
    expect(counts.size).toBe(32);
  });

  test('who knows the stored name of a conversation cannot read it', async () => {
    const asked = await server.inject({
      method: 'POST',
      url: '/api/chat/messages',
      payload: { text: 'can I drive home?' },
    });
    const { conversation } = asked.json<{ conversation: string }>();
    secrets.push(conversation);
    const read = (secret: string) =>
      server.inject({ url: '/api/chat/events', headers: { 'askwell-conversation': secret } });
    expect((await read(conversation)).json<{ messages: unknown[] }>().messages).not.toHaveLength(0);
    const { conversationIdOf } = await import('../../src/domain/ids.ts');
    const id = conversationIdOf(conversation);
    expect(id).not.toContain(conversation);
    const answers = await Promise.all([id, id.slice(2), id.slice(-40)].map(read));
    expect(answers.map(({ body }) => body)).toEqual(
      Array(3).fill(expect.not.stringContaining('"text"')),
    );
  });
});

describe('hostile input', () => {
  test(
    'whatever is sent to any route of the program, it stays up, fails nowhere and says approved words alone',
    async () => {
      const report = await fuzz(program, staff);
      secrets.push(...report.secrets);
      expect(report.problems).toEqual([]);
      expect(report.requests).toBeGreaterThan(400);
    },
    1000 * 60 * 90,
  );
});

test('no line of the log of all this holds a secret, a password, a cookie or a conversation', () => {
  const all = logged.join('');
  expect(all.length).toBeGreaterThan(1000);
  const never = [
    PLANTED,
    PASSWORD,
    'another good sentence',
    staff.admin.cookie().slice(-60),
    staff.admin.token(),
    ...secrets,
  ];
  expect(never.filter((word) => all.includes(word))).toEqual([]);
});
