import type { Problem } from '../../wire.ts';

/** What went wrong, in words for the reader. `code` is stable; `status` is 0 when the server was not reached. */
export class ApiProblem extends Error {
  readonly code: string;
  readonly status: number;
  constructor(status: number, { code, problem }: Problem) {
    super(problem);
    this.code = code;
    this.status = status;
  }
}

/** The token of this session; each answer of `/session` brings the one to use from then on. */
const csrf = { token: '' };

export function rememberToken(token: string): void {
  csrf.token = token;
}

export function read<Body>(path: string, signal?: AbortSignal): Promise<Body> {
  return send<Body>(path, signal ? { signal } : {});
}

export function post<Body>(path: string, body: object = {}): Promise<Body> {
  return send<Body>(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'csrf-token': csrf.token },
    body: JSON.stringify(body),
  });
}

async function send<Body>(path: string, init: RequestInit): Promise<Body> {
  const response = await fetch(`/console/api${path}`, init).catch((err: unknown) => {
    if (err instanceof DOMException && err.name === 'AbortError') throw err;
    throw new ApiProblem(0, {
      code: 'unreachable',
      problem: 'The server cannot be reached. What you wrote is kept here: try again in a moment.',
    });
  });
  const body: unknown = await response.json().catch(() => undefined);
  if (response.ok) return body as Body;
  throw new ApiProblem(response.status, isProblem(body) ? body : unreadable(response.status));
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'problem' in body && 'code' in body;
}

function unreadable(status: number): Problem {
  return {
    code: 'unreadable',
    problem: `The server gave an answer that this page does not understand (${status}). Reload the page.`,
  };
}
