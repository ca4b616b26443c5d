import type { Life } from '../program/create-life.ts';
import { knock, tryOnce } from '../sides/knock.ts';

/** A browser of one person at the console, which sends again what it got no answer to. */
export type ConsoleCaller = {
  get(path: string): Promise<unknown>;
  /** What is refused for a reason of ours is an answer too. */
  post(path: string, body?: object): Promise<{ status: number; body: unknown }>;
  signIn(login: string, password: string): Promise<void>;
};

const COOKIE = /askwell_staff=([^;]*)/;

export function createConsoleCaller(life: Pick<Life, 'url' | 'up'>): ConsoleCaller {
  let cookie = '';
  let token = '';
  const send = async (method: 'GET' | 'POST', path: string, body?: object) => {
    const response = await knock(
      life,
      () =>
        tryOnce(`${life.url}/console/api${path}`, {
          method,
          headers: {
            origin: life.url,
            cookie,
            'csrf-token': token,
            ...(body && { 'content-type': 'application/json' }),
          },
          ...(body && { body: JSON.stringify(body) }),
        }),
      ({ status }) => status < 500,
    );
    const set = COOKIE.exec(response.headers.get('set-cookie') ?? '')?.[1];
    if (set !== undefined) cookie = `askwell_staff=${set}`;
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
  };
  const refreshToken = async () => {
    token = (await send('GET', '/session')).body.csrfToken;
  };
  return {
    get: async (path) => (await send('GET', path)).body,
    async post(path, body = {}) {
      if (token === '') await refreshToken();
      const answer = await send('POST', path, body);
      if (answer.body?.csrfToken) token = answer.body.csrfToken;
      return answer;
    },
    async signIn(login, password) {
      await refreshToken();
      const { status, body } = await send('POST', '/sign-in', { login, password });
      if (status !== 200) throw new Error(`signing in was answered with ${status}`);
      token = body.csrfToken;
    },
  };
}
