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
import type { PageEmail } from './channels/email/create-email.ts';
import type { Slack } from './channels/slack/create-slack.ts';
import { chat } from './channels/terminal/chat.ts';
import { createExampleIndex, examplesOf } from './classifier/explain/example-index.ts';
import { createExplainer, type Explain } from './classifier/explain/explain.ts';
import { openLiveClassifier } from './classifier/live/create-live-classifier.ts';
import { loadIntents } from './classifier/load-intents.ts';
import { splitQuestions } from './classifier/split-questions.ts';
import { answersCommand } from './cli/answers-commands.ts';
import { type AskFresh, askCommand } from './cli/ask-command.ts';
import { evaluateCommand } from './cli/evaluate-command.ts';
import { intentsCommand } from './cli/intents/intents-command.ts';
import { pageCommand } from './cli/page/page-command.ts';
import type { PageTools } from './cli/page/try-pages.ts';
import { runCommands } from './cli/run-commands.ts';
import { safetyCommand } from './cli/safety/safety-command.ts';
import { chatCommand, serveCommand, trainCommand } from './cli/simple-commands.ts';
import { slackCommand } from './cli/slack/slack-command.ts';
import type { Terminal } from './cli/terminal.ts';
import { type Config, readConfig } from './config.ts';
import { createPresence } from './conversation/desk/presence.ts';
import { createStaffActions } from './conversation/desk/staff-actions.ts';
import { createFeedback } from './conversation/feedback/create-feedback.ts';
import { createOutbox } from './conversation/outbox/create-outbox.ts';
import type { Deliver } from './conversation/outbox/delivery.ts';
import { outboxTiming } from './conversation/outbox/outbox-timing.ts';
import { contractReply } from './conversation/reply/contract-reply.ts';
import { createSender } from './conversation/reply/sender.ts';
import type { TurnDeps } from './conversation/turn-deps.ts';
import { createDeskWatch } from './conversation/watch/create-desk-watch.ts';
import { createPager } from './conversation/watch/create-pager.ts';
import { type ClinicProfile, SAMPLE_CLINIC } from './domain/clinic.ts';
import { Outgoing } from './domain/conversation.ts';
import { conversationIdOf, type StaffId } from './domain/ids.ts';
import { createClocks } from './escalation/clocks/create-clocks.ts';
import type { Ways } from './escalation/paging/roster.ts';
import { createSafetyGate } from './safety/create-safety-gate.ts';
import { detectLanguage } from './safety/detect-language.ts';
import { loadBlocks } from './safety/load-blocks.ts';
import { redact } from './safety/redact.ts';
import { type Clock, MINUTE_MS, systemClock, systemWait, type Wait } from './shared/clock.ts';
import { base32 } from './shared/ids.ts';
import { type Log, silentLog } from './shared/log.ts';
import { readStaff } from './store/lowdb/documents/read-staff.ts';
import { openLowdbStore } from './store/lowdb/open-lowdb-store.ts';
import { openMemoryStore } from './store/lowdb/open-memory-store.ts';
import type { StaffRepository, Store } from './store/store.ts';

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
  const clocks = createClocks(config, now());
  const cacheFolder = fileURLToPath(new URL('dist/models/', root));
  const clinic = clinicOf(config);
  const blocks = loadBlocks(clinic);
  const shipped = loadIntents(fileURLToPath(new URL('intents/', root)));
  const starter = loadStarterBank(fileURLToPath(new URL('answers/', root)), shipped.intents);
  const gate = createSafetyGate({ cacheFolder });
  const store = await openStore(config, { now, log });
  // After the store, whose lock keeps a second process out of the folder.
  const liveClassifier = await openLiveClassifier({
    shipped,
    cacheFolder,
    folder: config.STORE === 'memory' ? undefined : resolve(config.DATA_DIR, 'classifier'),
    log,
  });
  const { classifier, catalogue } = liveClassifier;
  await seedBank(starter, { store, now });
  const { MODE: mode, APPROVALS: approvals } = config;
  const bank = await createAnswerBank(store, { mode, approvals, clinic, now });
  const sender = createSender({ block: blocks.text, revision: bank.revision });
  const ways = waysOf(config);
  const posts = ways.slack;
  const repeatMs = config.PAGE_REPEAT_MINUTES * MINUTE_MS;
  const pager = createPager({ store, clocks, ways, repeatMs, log });
  const intents = catalogue.intents.map(({ id }) => id);
  const turn: TurnDeps = {
    tools: { redact, detectLanguage },
    gate,
    classifier,
    splitQuestions,
    bank,
    get intents() {
      return liveClassifier.intents;
    },
    get staffOnly() {
      return liveClassifier.staffOnly;
    },
    blocks,
    sender,
    reserveTicketNumber: (id) => store.conversations.reserveTicketNumber(id),
    posts,
    isOpen: clocks.isOpen,
    page: pager.page,
    now,
    log,
  };
  const receive = createBot({ store, turn });
  const staffActions = createStaffActions({ store, sender, now, posts });
  const presence = createPresence({ now });
  const feedback = createFeedback({ store, sender, words: blocks, now, receive });
  const watch = createDeskWatch({
    store,
    sender,
    clocks,
    pager,
    silenceMs: config.STAFF_SILENCE_MINUTES * MINUTE_MS,
    posts,
    now,
    wait: systemWait,
    log,
  });
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
    liveClassifier,
    store,
    bank,
    sender,
    receive,
    staffActions,
    presence,
    feedback,
    clocks,
    answerLife,
    ways,
    watch,
    async close() {
      await watch.stop();
      await liveClassifier.close();
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

function waysOf(config: Config): Ways {
  return {
    slack: config.SLACK_BOT_TOKEN !== undefined,
    email: config.SMTP_URL !== undefined,
    webhook: config.PAGE_WEBHOOK_URL !== undefined,
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

/**
 * Chat, console and, with a token, Slack on one port; resolves once it listens. `wait`: all waiting of Slack and of the
 * outbox between posts and between tries, handed in so that a test need not wait as long.
 */
export async function serve(
  app: App,
  { wait = systemWait }: { wait?: Wait } = {},
): Promise<Served> {
  const { config, root, log, now, clinic, blocks, store, bank, sender, staffActions, answerLife } =
    app;
  // The other commands do without HTTP, so they do not wait for its modules.
  const [{ createMetrics }, { createServer }, { webChannel }, { createConsole }] =
    await Promise.all([
      import('./channels/web/metrics/create-metrics.ts'),
      import('./channels/web/create-server.ts'),
      import('./channels/web/web-channel.ts'),
      import('./console/create-console.ts'),
    ]);
  const metrics = createMetrics({ store, clocks: app.clocks, now });
  const receive = metrics.observed(app.receive);
  const assets = new URL('dist/', root);
  const secure = config.PUBLIC_URL?.startsWith('https:') ?? false;
  const publicUrl = publicUrlOf(config);
  const sessionSecret = config.SESSION_SECRET ?? (await store.secret('session', () => base32(64)));
  const slack = await slackOf(app, { receive, publicUrl, wait });
  const pages = await pagesOut({ config, staff: store.staff, publicUrl, now, log });
  const deliver: Partial<Record<Outgoing['to'], Deliver>> = {
    ...slack?.deliver,
    ...(pages.email && { email: pages.email.deliver }),
    ...(pages.webhook && { webhook: pages.webhook.deliver }),
  };
  const outbox = createOutbox({
    store,
    deliver: metrics.counted(deliver),
    timing: { ...outboxTiming, wait },
    now,
    log,
  });
  const console_ = await createConsole({
    store,
    staffActions,
    answerLife,
    bank,
    blocks,
    clinic,
    presence: app.presence,
    clocks: app.clocks,
    outbox,
    destinations: Outgoing.shape.to.options.filter((to) => deliver[to] !== undefined),
    redact,
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
    feedback: app.feedback,
    presence: app.presence,
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
  outbox.start();
  app.watch.start();
  if (config.MODE === 'live') warnWhereNobodyIsPaged(app);
  const { port } = server.server.address() as AddressInfo;
  const url = config.PUBLIC_URL ?? `http://${config.HOST}:${port}`;
  return {
    server,
    url,
    setupLink: await console_.setupLink(url),
    async close() {
      await app.watch.stop(); // before the outbox: what it tells last may still leave
      await Promise.all([outbox.stop(), slack?.stop()]);
      pages.email?.close();
      await server.close();
      await app.close();
    },
  };
}

function warnWhereNobodyIsPaged({ ways, log }: Pick<App, 'ways' | 'log'>): void {
  if (Object.values(ways).includes(true)) return;
  log.warn(
    {},
    'nobody is paged about emergencies: set SMTP_URL, PAGE_WEBHOOK_URL or SLACK_BOT_TOKEN',
  );
}

type PagesOut = {
  config: Config;
  staff: Pick<StaffRepository, 'find'>;
  publicUrl: string;
  now: Clock;
  log: Log;
};

/** The ways pages take but for Slack. What is not set is not loaded. */
async function pagesOut(out: PagesOut) {
  return { email: await emailOf(out), webhook: await webhookOf(out) };
}

async function emailOf({ config, publicUrl, ...deps }: PagesOut): Promise<PageEmail | undefined> {
  const { SMTP_URL, MAIL_FROM } = config;
  if (!SMTP_URL || !MAIL_FROM) return undefined;
  const { createEmail } = await import('./channels/email/create-email.ts');
  const settings = { SMTP_URL, MAIL_FROM };
  return createEmail({ ...deps, settings, consoleUrl: `${publicUrl}/console` });
}

async function webhookOf({ config, publicUrl, ...deps }: PagesOut) {
  const { PAGE_WEBHOOK_URL, PAGE_WEBHOOK_SECRET } = config;
  if (!PAGE_WEBHOOK_URL || !PAGE_WEBHOOK_SECRET) return undefined;
  const { createWebhook } = await import('./channels/webhook/create-webhook.ts');
  const settings = { ...config, PAGE_WEBHOOK_URL, PAGE_WEBHOOK_SECRET };
  return createWebhook({ ...deps, settings, consoleUrl: `${publicUrl}/console` });
}

/** Nothing of Slack is loaded without a token. */
async function slackOf(
  app: App,
  { receive, publicUrl, wait }: { receive: App['receive']; publicUrl: string; wait: Wait },
): Promise<Slack | undefined> {
  const { config: settings, feedback, staffActions, clocks, store, sender, blocks, now, log } = app;
  if (!settings.SLACK_BOT_TOKEN) return undefined;
  const [{ createSlack }, { slackTiming }] = await Promise.all([
    import('./channels/slack/create-slack.ts'),
    import('./channels/slack/slack-timing.ts'),
  ]);
  const consoleUrl = `${publicUrl}/console`;
  return createSlack({
    settings,
    receive,
    feedback,
    staffActions,
    clocks,
    store,
    sender,
    blocks,
    consoleUrl,
    timing: { ...slackTiming, wait },
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

/** The examples are read when the first message is explained. */
function explainerOf({ classifier, catalogue }: App): Explain {
  let explain: Explain | undefined;
  return (text) => {
    explain ??= createExplainer({
      classifier,
      examples: createExampleIndex(examplesOf(catalogue)),
    });
    return explain(redact(text).text);
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
      askCommand(terminal, async () => {
        const app = await quietApp();
        return { ask: askFresh(app), explain: explainerOf(app) };
      }),
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
      intentsCommand(terminal, {
        root,
        openGate: () =>
          createSafetyGate({ cacheFolder: fileURLToPath(new URL('dist/models/', root)) }),
      }),
      slackCommand(terminal, { settings: () => readConfig(env), now: systemClock }),
      pageCommand(terminal, () => pageTools(readConfig(env))),
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

/** Beside a server that may run: its data folder is read and nothing else. */
async function pageTools(config: Config): Promise<PageTools> {
  const staff = config.STORE === 'memory' ? [] : await readStaff(resolve(config.DATA_DIR));
  const find = async (id: StaffId) => staff.find((person) => person.id === id);
  const publicUrl = publicUrlOf(config);
  const out = { config, staff: { find }, publicUrl, now: systemClock, log: silentLog };
  const { email, webhook } = await pagesOut(out);
  const slack = config.SLACK_BOT_TOKEN !== undefined;
  return { staff, slack, email, webhook, format: config.PAGE_WEBHOOK_FORMAT };
}

/** Without a slash at its end. */
function publicUrlOf(config: Config): string {
  return config.PUBLIC_URL?.replace(/\/$/, '') ?? `http://${config.HOST}:${config.PORT}`;
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
