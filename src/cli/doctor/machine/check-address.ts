import { createServer, isIP } from 'node:net';
import { connect } from 'node:tls';
import type { Instant } from '../../../domain/ids.ts';
import { HOUR_MS, SECOND_MS } from '../../../shared/clock.ts';
import { bad, doubtful, type Finding, good } from '../finding.ts';

type Address = {
  settings: { HOST: string; PORT: number; PUBLIC_URL?: string | undefined };
  now: Instant;
};

const WITHIN_MS = 5 * SECOND_MS;
const SOON_MS = 14 * 24 * HOUR_MS;

/** Where the program listens, and where people reach it. */
export async function checkAddress({ settings, now }: Address): Promise<Finding[]> {
  const { PUBLIC_URL: url } = settings;
  const port = await checkPort(settings);
  if (url === undefined) return [port];
  const isTls = url.startsWith('https:');
  return [port, ...(isTls ? [await checkCertificate(url, now)] : []), await checkReached(url)];
}

async function checkPort({ HOST, PORT }: Address['settings']): Promise<Finding> {
  const place = `${HOST}:${PORT}`;
  const problem = await listenOnce(HOST, PORT);
  if (problem === undefined) return good('address.port', `${place} is free for the server`);
  if (problem === 'EADDRINUSE' && (await isAskwell(`http://${place}`))) {
    return good('address.port', `a server answers at ${place}`);
  }
  const todo = {
    EADDRINUSE: 'Another program has it. Stop that one, or set PORT to a free one.',
    EACCES: 'Set PORT above 1023, or let systemd give the right (AmbientCapabilities).',
  }[problem];
  return bad('address.port', `${place} cannot be used (${problem})`, todo ?? 'Set HOST and PORT.');
}

/** The code of what keeps us from listening there; `undefined` when nothing does. */
function listenOnce(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'unknown'));
    server.listen(port, host, () => server.close(() => resolve(undefined)));
  });
}

async function isAskwell(url: string): Promise<boolean> {
  return fetch(new URL('/healthz', url), { signal: AbortSignal.timeout(WITHIN_MS) })
    .then(
      async (response) => response.ok && ((await response.json()) as { ok?: unknown }).ok === true,
    )
    .catch(() => false);
}

async function checkReached(url: string): Promise<Finding> {
  if (await isAskwell(url)) return good('address.public', `${url} leads to Askwell`);
  const todo =
    'Start the server, then look at the proxy, the name and the firewall; some networks cannot reach their own outside.';
  return doubtful('address.public', `${url}/healthz does not answer from this machine`, todo);
}

async function checkCertificate(url: string, now: Instant): Promise<Finding> {
  const seen = await certificateOf(new URL(url));
  if ('problem' in seen) {
    return doubtful(
      'address.tls',
      `no TLS at ${url} (${seen.problem})`,
      'Look at the proxy in front.',
    );
  }
  const leftMs = seen.validToMs - Date.parse(now);
  const found = `the certificate of ${url} is valid for ${Math.floor(leftMs / (24 * HOUR_MS))} more days`;
  const todo = 'Renew it: patients cannot open the chat once it is invalid.';
  if (seen.refused !== undefined) {
    return bad('address.tls', `browsers refuse the certificate of ${url} (${seen.refused})`, todo);
  }
  return leftMs < SOON_MS ? doubtful('address.tls', found, todo) : good('address.tls', found);
}

type Certificate = { validToMs: number; refused: string | undefined } | { problem: string };

function certificateOf({ hostname, port }: URL): Promise<Certificate> {
  return new Promise((resolve) => {
    // Looked at, not relied on: nothing is sent over it.
    const socket = connect({
      host: hostname,
      port: Number(port || 443),
      // A bare address has no name to ask for.
      servername: isIP(hostname) ? '' : hostname,
      rejectUnauthorized: false,
      timeout: WITHIN_MS,
    });
    const end = (certificate: Certificate) => {
      socket.destroy();
      resolve(certificate);
    };
    socket.once('timeout', () => end({ problem: 'no answer' }));
    socket.once('error', (error: NodeJS.ErrnoException) =>
      end({ problem: error.code ?? 'refused' }),
    );
    socket.once('secureConnect', () => {
      const error = socket.authorizationError as unknown;
      const refused = socket.authorized ? undefined : String((error as Error)?.message ?? error);
      end({ validToMs: Date.parse(socket.getPeerCertificate().valid_to), refused });
    });
  });
}
