import { createHmac, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { type Clock, SECOND_MS } from '../../../shared/clock.ts';
import { EVENTS_PATH } from '../slack-manifest.ts';
import { type Check, missing, passed } from './check.ts';
import { type AskSlack, whyOf } from './slack-api.ts';

const SOCKET = 'App token (Socket Mode)';
const GET_APP_TOKEN =
  'api.slack.com/apps, your app, Basic Information, App-Level Tokens: make one with the scope connections:write and put it into SLACK_APP_TOKEN.';

/** Whether Slack opens a socket to us with this token. The socket itself is not used. */
export async function checkSocketMode(ask: AskSlack, appToken: string): Promise<Check> {
  if (!appToken.startsWith('xapp-')) {
    return missing(SOCKET, 'not an app-level token: those begin with xapp-', GET_APP_TOKEN);
  }
  const answer = await ask('apps.connections.open', appToken);
  if (answer.kind === 'ok') return passed(SOCKET, 'Slack opens a connection');
  if (answer.kind === 'unreachable') {
    return missing(
      SOCKET,
      `Slack ${answer.why}`,
      'Look at the network of this machine, and again.',
    );
  }
  return missing(SOCKET, `Slack says ${answer.error}`, GET_APP_TOKEN);
}

const SECRET = 'Signing secret';
const GET_SECRET =
  'Copy it from api.slack.com/apps, your app, Basic Information, Signing Secret, into SLACK_SIGNING_SECRET.';

/** Slack's signing secrets are 32 hexadecimal digits. Whether it is the right one, only Slack's first event tells. */
export function checkSigningSecret(secret: string): Check {
  return /^[0-9a-f]{32}$/.test(secret)
    ? passed(SECRET, 'has the form of one')
    : missing(SECRET, 'does not look like one: 32 digits and letters a to f', GET_SECRET);
}

type Server = {
  url: string;
  secret: string;
  now: Clock;
  /** The address of Slack itself, where it is not the usual one: an emulator may be on this machine. */
  slackUrl: string | undefined;
};

const ADDRESS = 'Address for events';
const ANSWER_WITHIN_MS = 5 * SECOND_MS;

/**
 * Posts the challenge that Slack posts, signed with the secret that is set: the running server must give it back. A
 * loopback address proves only that the server runs.
 */
export async function checkAddress({ url, secret, now, slackUrl }: Server): Promise<Check> {
  const address = `${url.replace(/\/+$/, '')}${EVENTS_PATH}`;
  const challenge = randomBytes(16).toString('hex');
  const body = JSON.stringify({ type: 'url_verification', challenge });
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...signature(body, { secret, at: now() }) },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    if (response.ok) {
      const isLocal = isLoopback(url) && !(slackUrl !== undefined && isLoopback(slackUrl));
      return answered(await response.text(), { challenge, address, isLocal });
    }
    return notTaken(response.status, address);
  } catch (error) {
    return missing(
      ADDRESS,
      `${address} ${whyOf(error)}`,
      'Start the server (askwell serve), and let its https address lead to it; or use Socket Mode (SLACK_APP_TOKEN).',
    );
  }
}

function signature(body: string, { secret, at }: { secret: string; at: string }) {
  const timestamp = String(Math.floor(Date.parse(at) / SECOND_MS));
  const hash = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${hash}` };
}

type Sent = { challenge: string; address: string; isLocal: boolean };

function answered(text: string, { challenge, address, isLocal }: Sent): Check {
  if (challengeIn(text) !== challenge) {
    return missing(
      ADDRESS,
      `${address} is answered by something else`,
      'Let that address lead to Askwell.',
    );
  }
  if (isLocal) {
    return missing(
      ADDRESS,
      `${address} works, but only on this machine`,
      'Slack cannot reach it. Set PUBLIC_URL to your https address, or use Socket Mode (SLACK_APP_TOKEN).',
    );
  }
  return passed(ADDRESS, `${address} takes what is signed with this secret`);
}

const Challenge = z.object({ challenge: z.string() });

function challengeIn(text: string): string | undefined {
  try {
    return Challenge.parse(JSON.parse(text)).challenge;
  } catch {
    return undefined;
  }
}

function notTaken(status: number, address: string): Check {
  if (status === 401) {
    return missing(
      ADDRESS,
      `${address} refuses the signature`,
      'The running server has another SLACK_SIGNING_SECRET, or its clock is wrong. Restart it with these settings.',
    );
  }
  const todo =
    status === 404
      ? 'The running server has no SLACK_BOT_TOKEN, or uses Socket Mode. Restart it with these settings.'
      : 'Look at the log of the server and of the proxy in front of it.';
  return missing(ADDRESS, `${address} answers with status ${status}`, todo);
}

function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return ['localhost', '[::1]', '0.0.0.0'].includes(hostname) || hostname.startsWith('127.');
}
