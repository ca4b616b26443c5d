import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import { pino } from 'pino';
import { z } from 'zod';
import { createAnswerBank } from './answer-bank/answer-bank.ts';
import { createAnswerLife } from './answer-bank/answer-life.ts';
import { loadStarterBank } from './answer-bank/load-starter-bank.ts';
import { seedBank } from './answer-bank/seed-bank.ts';
import { createBot } from './bot/create-bot.ts';
import type { Slack } from './channels/slack/create-slack.ts';
import { chat } from './channels/terminal/chat.ts';
import { createClassifier } from './classifier/create-classifier.ts';
import { loadIntents } from './classifier/load-intents.ts';
import { splitQuestions } from './classifier/split-questions.ts';
import { answersCommand } from './cli/answers-commands.ts';
import { type AskFresh, askCommand } from './cli/ask-command.ts';
import { evaluateCommand } from './cli/evaluate-command.ts';
import { runCommands } from './cli/run-commands.ts';
import { safetyCommand } from './cli/safety/safety-command.ts';
import { chatCommand, serveCommand, trainCommand } from './cli/simple-commands.ts';
import { slackCommand } from './cli/slack-commands.ts';
import type { Terminal } from './cli/terminal.ts';
import { type Config, readConfig } from './config.ts';
import { createNotSeenWatch } from './conversation/not-seen/create-not-seen-watch.ts';
import { contractReply } from './conversation/reply/contract-reply.ts';
import { createSender } from './conversation/reply/sender.ts';
import { createStaffActions } from './conversation/staff-actions.ts';
import type { TurnDeps } from './conversation/turn-deps.ts';
import { type ClinicProfile, SAMPLE_CLINIC } from './domain/clinic.ts';
import { conversationIdOf } from './domain/ids.ts';
import type { NotSeenTargets } from './escalation/not-seen.ts';
import { createSafetyGate } from './safety/create-safety-gate.ts';
import { detectLanguage } from './safety/detect-language.ts';
import { loadBlocks } from './safety/load-blocks.ts';
import { redact } from './safety/redact.ts';
import { type Clock, MINUTE_MS, systemClock, systemWait } from './shared/clock.ts';
import { base32 } from './shared/ids.ts';
import type { Log } from './shared/log.ts';
import { openLowdbStore } from './store/lowdb/open-lowdb-store.ts';
import { openMemoryStore } from './store/lowdb/open-memory-store.ts';
import type { Store } from './store/store.ts';

type Settings = {
  config: Config;
  /** Folder of the package: `intents/`, `answers/` and `dist/` lie in it. */
  root: URL;
  log: Log;
  now?: Clock;
};

export type App = Awaited<ReturnType<typeof openApp>>;

/** Builds every part from the settings. Nothing listens yet. */
export async function openApp({ config, root, log, now = systemClock }: Settings) {
  const cacheFolder = fileURLToPath(new URL('dist/models/', root));
  const clinic = clinicOf(config);
  const blocks = loadBlocks(clinic);
  const catalogue = loadIntents(fileURLToPath(new URL('intents/', root)));
  const starter = loadStarterBank(fileURLToPath(new URL('answers/', root)), catalogue.intents);
  const gate = createSafetyGate({ cacheFolder });
  const classifier = await createClassifier({ catalogue, cacheFolder });
  const store = await openStore(config, { now, log });
  await seedBank(starter, { store, now });
  const { MODE: mode, APPROVALS: approvals } = config;
  const bank = await createAnswerBank(store, { mode, approvals, clinic, now });
  const sender = createSender({ block: blocks.text, revision: bank.revision });
  const posts = config.SLACK_BOT_TOKEN !== undefined;
  const intents = catalogue.intents.map(({ id }) => id);
  const staffOnly = new Set(
    catalogue.intents.filter((intent) => intent.staffOnly).map(({ id }) => id),
  );
  const turn: TurnDeps = {
    tools: { redact, detectLanguage },
    gate,
    classifier,
    splitQuestions,
    bank,
    intents,
    staffOnly,
    blocks,
    sender,
    reserveTicketNumber: (id) => store.conversations.reserveTicketNumber(id),
    posts,
    now,
    log,
  };
  const receive = createBot({ store, turn });
  const staffActions = createStaffActions({ store, sender, now, posts });
  const targets = notSeenTargets(config);
  const notSeen = createNotSeenWatch({ store, sender, targets, now, wait: systemWait, log });
  const answerLife = createAnswerLife({ store, now, approvals, knownIntents: new Set(intents) });
  return {
    config,
    root,
    log,
    now,
    clinic,
    blocks,
    catalogue,
    gate,
    classifier,
    store,
    bank,
    sender,
    receive,
    staffActions,
    answerLife,
    notSeen,
    async close() {
      await notSeen.stop();
      bank.close();
      await store.close();
    },
  };
}

function clinicOf(config: Config): ClinicProfile {
  return {
    name: config.CLINIC_NAME ?? SAMPLE_CLINIC.name,
    phone: config.CLINIC_PHONE ?? SAMPLE_CLINIC.phone,
    phone24: config.CLINIC_PHONE_24H ?? SAMPLE_CLINIC.phone24,
    hours: config.CLINIC_HOURS ?? SAMPLE_CLINIC.hours,
    address: config.CLINIC_ADDRESS ?? SAMPLE_CLINIC.address,
  };
}

function notSeenTargets(config: Config): NotSeenTargets {
  return {
    emergencyMs: config.NOT_SEEN_EMERGENCY_MINUTES * MINUTE_MS,
    crisisMs: config.NOT_SEEN_CRISIS_MINUTES * MINUTE_MS,
    urgentMs: config.NOT_SEEN_URGENT_MINUTES * MINUTE_MS,
  };
}

function openStore(config: Config, { now, log }: { now: Clock; log: Log }): Promise<Store> {
  if (config.STORE === 'memory') return openMemoryStore({ now });
  return openLowdbStore({ folder: resolve(config.DATA_DIR), now, log });
}

export type Served = {
  server: FastifyInstance;
  url: string;
  setupLink: string | undefined;
  close(): Promise<void>;
};

/** Chat, console and, with a token, Slack on one port; resolves once it listens. */
export async function serve(app: App): Promise<Served> {
  const { config, root, log, now, clinic, blocks, store, bank, sender, staffActions, answerLife } =
    app;
  // The other commands do without HTTP, so they do not wait for its modules.
  const [{ createMetrics }, { createServer }, { webChannel }, { createConsole }] =
    await Promise.all([
      import('./channels/web/create-metrics.ts'),
      import('./channels/web/create-server.ts'),
      import('./channels/web/web-channel.ts'),
      import('./console/create-console.ts'),
    ]);
  const metrics = createMetrics(store);
  const receive = metrics.observed(app.receive);
  const assets = new URL('dist/', root);
  const secure = config.PUBLIC_URL?.startsWith('https:') ?? false;
  const publicUrl = config.PUBLIC_URL?.replace(/\/$/, '') ?? `http://${config.HOST}:${config.PORT}`;
  const sessionSecret = config.SESSION_SECRET ?? (await store.secret('session', () => base32(64)));
  const console_ = await createConsole({
    store,
    staffActions,
    answerLife,
    bank,
    blocks,
    clinic,
    targets: notSeenTargets(config),
    mode: config.MODE,
    approvals: config.APPROVALS,
    intents: app.catalogue.intents,
    now,
    log,
    sessionSecret,
    secureCookies: secure,
    ...(config.PUBLIC_URL !== undefined && { publicUrl: config.PUBLIC_URL }),
    assets,
  });
  const web = webChannel({
    receive,
    store,
    sender,
    bank,
    blocks,
    clinic,
    mode: config.MODE,
    now,
    log,
    assets,
    ready: () => readiness(app),
    metrics: metrics.text,
    limits: { perConversation: config.RATE_LIMIT_CONVERSATION, perAddress: config.RATE_LIMIT },
    allowedOrigins: config.ALLOWED_ORIGINS ?? [],
  });
  const slack = await slackOf(app, { receive, publicUrl });
  const plugins: FastifyPluginAsync[] = [web, console_.plugin];
  if (slack?.plugin) plugins.push(slack.plugin);
  const server = await createServer({
    plugins,
    rateLimitPerMinute: config.RATE_LIMIT,
    allowedOrigins: config.ALLOWED_ORIGINS ?? [],
    trustProxy: config.TRUST_PROXY,
    secure,
    version: versionOf(root),
  });
  await server.listen({ host: config.HOST, port: config.PORT });
  await slack?.start();
  app.notSeen.start();
  const { port } = server.server.address() as AddressInfo;
  const url = config.PUBLIC_URL ?? `http://${config.HOST}:${port}`;
  return {
    server,
    url,
    setupLink: await console_.setupLink(url),
    async close() {
      await app.notSeen.stop(); // before Slack: what it tells last may still leave
      await slack?.stop();
      await server.close();
      await app.close();
    },
  };
}

/** Nothing of Slack is loaded without a token. */
async function slackOf(
  app: App,
  { receive, publicUrl }: { receive: App['receive']; publicUrl: string },
): Promise<Slack | undefined> {
  const { config: settings, staffActions, store, sender, blocks, now, log } = app;
  if (!settings.SLACK_BOT_TOKEN) return undefined;
  const { createSlack } = await import('./channels/slack/create-slack.ts');
  const consoleUrl = `${publicUrl}/console`;
  return createSlack({
    settings,
    receive,
    staffActions,
    store,
    sender,
    blocks,
    consoleUrl,
    now,
    log,
  });
}

async function readiness({ store, bank, classifier, gate }: App) {
  const writable = await store.checkWritable().then(
    () => 'ok',
    (error: unknown) => (error instanceof Error ? error.message : 'cannot be written'),
  );
  const answers = bank.all().length;
  const checks = {
    store: writable,
    classifier: classifier.version === '' ? 'no model' : 'ok',
    safety: gate.version === '' ? 'no rules' : 'ok',
    answers: answers > 0 ? 'ok' : 'the answer bank is empty',
  };
  return { ok: Object.values(checks).every((check) => check === 'ok'), checks };
}

function versionOf(root: URL): string {
  const text = readFileSync(new URL('package.json', root), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}

/** Each question in a conversation of its own, on a store in memory, through the same path as any channel's. */
function askFresh(app: App): AskFresh {
  return async (id, turns) => {
    const conversationId = conversationIdOf(randomUUID());
    const outcomes = [];
    for (const [index, text] of turns.entries()) {
      const messageId = `${id}/${index}`;
      outcomes.push(await app.receive({ conversationId, messageId, text, channel: 'api' }));
    }
    const last = outcomes.at(-1);
    if (!last) throw new Error('a conversation needs one message at least');
    return { ...contractReply(last, await app.store.conversations.find(conversationId)), id };
  };
}

type Process = {
  argv: string[];
  env: Record<string, string | undefined>;
  root: URL;
  stdin: NodeJS.ReadStream;
  stdout: NodeJS.WriteStream;
  stderr: NodeJS.WriteStream;
  /** Aborted when the process is told to stop. */
  stop: AbortSignal;
};

/** The `askwell` program: parses the arguments, runs one command, and gives the exit code. */
export async function runProgram(process: Process): Promise<number> {
  const { argv, env, root, stop } = process;
  const terminal: Terminal = {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    stdin: process.stdin,
    interactive: process.stderr.isTTY === true,
  };
  const quietApp = (overrides: Record<string, string> = {}) =>
    openApp({
      config: readConfig({ ...env, STORE: 'memory', ...overrides }),
      root,
      log: pino({ level: 'error' }, pino.destination(2)),
    });
  const ask = async () => askFresh(await quietApp());
  return runCommands(
    argv,
    [
      serveCommand(() => serveUntilStopped(process, terminal)),
      chatCommand(async () => {
        const app = await quietApp();
        const { stdin: input, stdout: output } = process;
        await chat({ receive: app.receive, store: app.store, input, output });
        await app.close();
      }),
      askCommand(terminal, ask),
      evaluateCommand(terminal, { root, ask }),
      safetyCommand(terminal, {
        root,
        open: async () => {
          const app = await quietApp();
          return {
            ask: askFresh(app),
            versions: {
              program: versionOf(root),
              gate: app.gate.version,
              classifier: app.classifier.version,
            },
            answers: app.bank.all(),
            approvals: app.config.APPROVALS,
            now: app.now,
          };
        },
      }),
      answersCommand(terminal, { root }),
      slackCommand(terminal),
      trainCommand(async () => {
        const startedAt = performance.now();
        const app = await quietApp();
        const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
        terminal.out(
          `Models are ready (${app.classifier.version}, ${app.gate.version}), ${seconds} s.\n`,
        );
        await app.close();
      }),
    ],
    terminal,
  ).finally(() => {
    if (!stop.aborted) process.stdin.unref?.();
  });
}

async function serveUntilStopped({ env, root, stop }: Process, terminal: Terminal): Promise<void> {
  const config = readConfig(env);
  const log = pino({ level: config.LOG_LEVEL });
  const app = await openApp({ config, root, log });
  const served = await serve(app).catch(async (error: unknown) => {
    await app.close();
    throw portError(error, config);
  });
  const lines = [
    `Askwell is ready (${config.MODE} mode).`,
    `  Chat for patients:  ${served.url}/`,
    `  Console for staff:  ${served.url}/console`,
    ...(served.setupLink ? [`  Make the first admin, once: ${served.setupLink}`] : []),
  ];
  terminal.out(`${lines.join('\n')}\n`);
  await new Promise<void>((done) => stop.addEventListener('abort', () => done(), { once: true }));
  terminal.out('Stopping: finishing what is under way.\n');
  await served.close();
}

function portError(error: unknown, { HOST, PORT }: Config): unknown {
  const taken = (error as { code?: unknown } | null)?.code === 'EADDRINUSE';
  if (!taken) return error;
  return new Error(
    `${HOST}:${PORT} is in use by another program. Stop it, or set PORT to a free one.`,
  );
}
