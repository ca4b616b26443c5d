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
import { createClinicDesk } from './answer-bank/slots/clinic-desk.ts';
import { createBot } from './bot/create-bot.ts';
import type { PageEmail } from './channels/email/create-email.ts';
import type { Slack } from './channels/slack/create-slack.ts';
import { cutForSections, toMrkdwn } from './channels/slack/messages/mrkdwn.ts';
import { chat } from './channels/terminal/chat.ts';
import { createExampleIndex, examplesOf } from './classifier/explain/example-index.ts';
import { createExplainer, type Explain } from './classifier/explain/explain.ts';
import {
  type LiveClassifier,
  openLiveClassifier,
} from './classifier/live/create-live-classifier.ts';
import { type IntentCatalogue, loadIntents } from './classifier/load-intents.ts';
import { splitQuestions } from './classifier/split-questions.ts';
import { answersCommand } from './cli/answers-commands.ts';
import { type AskFresh, askCommand } from './cli/ask-command.ts';
import { auditCommand } from './cli/audit/audit-command.ts';
import type { Trail } from './cli/audit/trail.ts';
import { type DataTools, dataCommand } from './cli/data/data-command.ts';
import { type DemoTools, demoCommand } from './cli/demo/demo-command.ts';
import type { DemoParts } from './cli/demo/demo-parts.ts';
import { evaluateCommand } from './cli/evaluate-command.ts';
import { intentsCommand } from './cli/intents/intents-command.ts';
import { pageCommand } from './cli/page/page-command.ts';
import { type PageTools, tryPages } from './cli/page/try-pages.ts';
import { runCommands } from './cli/run-commands.ts';
import { safetyCommand } from './cli/safety/safety-command.ts';
import { chatCommand, serveCommand, trainCommand } from './cli/simple-commands.ts';
import { slackCommand } from './cli/slack/slack-command.ts';
import type { Terminal } from './cli/terminal.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import { createTrying } from './conversation/create-trying.ts';
import { createPresence } from './conversation/desk/presence.ts';
import { createStaffActions } from './conversation/desk/staff-actions.ts';
import { createFeedback } from './conversation/feedback/create-feedback.ts';
import { createFigures } from './conversation/figures/create-figures.ts';
import { createFirstRun } from './conversation/first-run/create-first-run.ts';
import { createGaps } from './conversation/gaps/create-gaps.ts';
import { createOutbox } from './conversation/outbox/create-outbox.ts';
import type { Deliver } from './conversation/outbox/delivery.ts';
import { outboxTiming } from './conversation/outbox/outbox-timing.ts';
import { createPastTurns } from './conversation/past/create-past-turns.ts';
import { loadTestQuestions } from './conversation/preview/questions/read-test-questions.ts';
import { createRecalls } from './conversation/recall/create-recalls.ts';
import { createReminders } from './conversation/reminders/create-reminders.ts';
import { contractReply } from './conversation/reply/contract-reply.ts';
import { createSender } from './conversation/reply/sender.ts';
import { createRetention } from './conversation/retention/create-retention.ts';
import type { TurnDeps } from './conversation/turn-deps.ts';
import { createDeskWatch } from './conversation/watch/create-desk-watch.ts';
import { createPager } from './conversation/watch/create-pager.ts';
import type { Answer } from './domain/answer.ts';
import { type ClinicProfile, SAMPLE_CLINIC } from './domain/clinic.ts';
import { Outgoing } from './domain/conversation.ts';
import { conversationIdOf, type StaffId } from './domain/ids.ts';
import type { StaffMember } from './domain/staff.ts';
import { createClocks } from './escalation/clocks/create-clocks.ts';
import type { Ways } from './escalation/paging/roster.ts';
import { createSafetyGate } from './safety/create-safety-gate.ts';
import { detectLanguage } from './safety/detect-language.ts';
import { loadBlocks } from './safety/load-blocks.ts';
import { redact } from './safety/redact.ts';
import { type Clock, MINUTE_MS, systemClock, systemWait, type Wait } from './shared/clock.ts';
import { base32, sha256 } from './shared/ids.ts';
import { type Log, silentLog } from './shared/log.ts';
import { trailOf } from './store/archive/trail-of.ts';
import { readTrail } from './store/lowdb/audit/read-trail.ts';
import { readStaff } from './store/lowdb/documents/read-staff.ts';
import { dumpFiles } from './store/lowdb/dump-files.ts';
import { openFilesToRead } from './store/lowdb/files/disk-files.ts';
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
  const clinicDesk = await createClinicDesk({ store, settings: clinic, now });
  const bankRules = { mode, approvals, clinic, facts: clinicDesk, now };
  const bank = await createAnswerBank(store, bankRules);
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
  const recalls = createRecalls({ store, bank, sender, now, wait: systemWait, log });
  const retention = createRetention({
    store,
    keeping: {
      conversationDays: config.KEEP_CONVERSATIONS_DAYS,
      ticketDays: config.KEEP_TICKETS_DAYS,
    },
    now,
    wait: systemWait,
    log,
  });
  const pastTurns = createPastTurns({ store, now, log });
  const questionFile = fileURLToPath(new URL('answers/test-questions.yaml', root));
  const trying = createTrying({
    store,
    turn,
    live: liveClassifier,
    past: pastTurns,
    shippedQuestions: loadTestQuestions(questionFile, intents),
    answerLife: createAnswerLife({ store, now, approvals, knownIntents: knownTo(liveClassifier) }),
    approvals,
    async withAnswers(answers) {
      const changed = { ...store.answers, all: async () => answers };
      const source = { answers: changed, documents: store.documents, watch: () => () => undefined };
      const other = await createAnswerBank(source, bankRules);
      const words = { block: blocks.text, revision: other.revision };
      return { bank: other, sender: createSender(words) };
    },
  });
  const gaps = createGaps({
    past: pastTurns,
    store,
    examples: trying.exampleDesk,
    knownQuestions: () =>
      liveClassifier.catalogue.intents.flatMap(({ examples: { en, es } }) => [...en, ...es]),
    now,
  });
  const firstRun = createFirstRun({
    store,
    settings: goLiveSettings(config, ways),
    clinicDesk,
    clocks,
    bank,
    now,
  });
  return {
    config,
    root,
    log,
    now,
    clinic,
    clinicDesk,
    firstRun,
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
    answerLife: trying.answerLife,
    pastTurns,
    preview: trying.preview,
    questionDesk: trying.questionDesk,
    exampleDesk: trying.exampleDesk,
    gaps,
    recalls,
    ways,
    watch,
    retention,
    async close() {
      trying.close();
      await Promise.all([watch.stop(), recalls.stop(), retention.stop(), pastTurns.stop()]);
      await liveClassifier.close();
      bank.close();
      clinicDesk.close();
      await store.close();
    },
  };
}

/** What may be answered changes with what serves. */
function knownTo(live: Pick<LiveClassifier, 'intents'>): { has(intent: string): boolean } {
  return { has: (intent) => live.intents.some((known) => known === intent) };
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

/** What the go-live checklist asks of the settings; one that is not set stays `undefined`, since a sample stands for it. */
function goLiveSettings(config: Config, ways: Ways) {
  const { MODE: mode, CLINIC_TIME_ZONE: timeZone, APPROVALS: approvals, HOLIDAYS } = config;
  const holidays = HOLIDAYS === undefined ? '' : `; PH: ${HOLIDAYS}`;
  const { SMTP_URL, MAIL_FROM, PAGE_WEBHOOK_URL, PAGE_WEBHOOK_SECRET } = config;
  const { PAGE_WEBHOOK_FORMAT, PAGE_WEBHOOK_KEY } = config;
  const webhook = [PAGE_WEBHOOK_URL, PAGE_WEBHOOK_SECRET, PAGE_WEBHOOK_FORMAT, PAGE_WEBHOOK_KEY];
  return {
    mode,
    approvals,
    timeZone,
    clinicName: config.CLINIC_NAME,
    phone: config.CLINIC_PHONE,
    phone24: config.CLINIC_PHONE_24H,
    hours: `${config.OPENING_HOURS}${holidays} (${timeZone})`,
    address: publicUrlOf(config),
    ways,
    waysHash: sha256(JSON.stringify([SMTP_URL, MAIL_FROM, ...webhook])),
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
  if (config.STORE === 'postgres') return openDatabase(config.DATABASE_URL, log);
  return openLowdbStore({ folder: resolve(config.DATA_DIR), now, log });
}

/** Nothing of PostgreSQL is loaded where it is not used. */
async function openDatabase(url: string | undefined, log: Log): Promise<Store> {
  if (url === undefined) throw new ConfigError('DATABASE_URL: needed for PostgreSQL. Set it.');
  const { openPostgresStore } = await import('./store/postgres/open-postgres-store.ts');
  return openPostgresStore({ url, log });
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
  const [{ createMetrics }, { createServer }, { webChannel }, { helpSite }, { createConsole }] =
    await Promise.all([
      import('./channels/web/metrics/create-metrics.ts'),
      import('./channels/web/create-server.ts'),
      import('./channels/web/web-channel.ts'),
      import('./channels/web/help-site.ts'),
      import('./console/create-console.ts'),
    ]);
  const metrics = createMetrics({ store, clocks: app.clocks, past: app.pastTurns, now });
  const receive = metrics.observed(app.receive);
  const assets = new URL('dist/', root);
  const secure = config.PUBLIC_URL?.startsWith('https:') ?? false;
  const publicUrl = publicUrlOf(config);
  const sessionSecret = config.SESSION_SECRET ?? (await store.secret('session', () => base32(64)));
  const slack = await slackOf(app, { receive, publicUrl, wait });
  const answers = async () => bank.all();
  const pages = await pagesOut({ config, staff: store.staff, answers, publicUrl, now, log });
  const reminders = createReminders({
    store,
    ways: app.ways,
    timeZone: config.CLINIC_TIME_ZONE,
    now,
    wait,
    log,
  });
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
    recalls: app.recalls,
    answerLife,
    bank,
    blocks,
    clinic,
    clinicDesk: app.clinicDesk,
    presence: app.presence,
    clocks: app.clocks,
    outbox,
    destinations: Outgoing.shape.to.options.filter((to) => deliver[to] !== undefined),
    toSlack: (markdown) => cutForSections(toMrkdwn(markdown)),
    redact,
    mode: config.MODE,
    approvals: config.APPROVALS,
    get intents() {
      return app.liveClassifier.catalogue.intents;
    },
    preview: app.preview,
    questionDesk: app.questionDesk,
    exampleDesk: app.exampleDesk,
    past: app.pastTurns,
    gaps: app.gaps,
    figures: createFigures({ past: app.pastTurns, timeZone: config.CLINIC_TIME_ZONE, now }),
    timeZone: config.CLINIC_TIME_ZONE,
    firstRun: app.firstRun,
    tryPages: async () =>
      tryPages({
        staff: (await store.staff.all()).filter(({ disabled }) => !disabled),
        slack: app.ways.slack,
        ...pages,
        format: config.PAGE_WEBHOOK_FORMAT,
      }),
    explain: explainerOf(app),
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
    exitUrl: config.EXIT_URL,
  });
  const plugins: FastifyPluginAsync[] = [web, console_.plugin, helpSite(assets)];
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
  app.retention.start();
  reminders.start();
  app.recalls.start();
  app.pastTurns.start();
  if (config.MODE === 'live') {
    warnWhereNobodyIsPaged(app);
    await warnWhereNobodySigned(app);
  }
  const { port } = server.server.address() as AddressInfo;
  const url = config.PUBLIC_URL ?? `http://${config.HOST}:${port}`;
  return {
    server,
    url,
    setupLink: await console_.setupLink(url),
    async close() {
      // Before the outbox: what they tell last may still leave.
      await Promise.all([app.watch.stop(), reminders.stop()]);
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

async function warnWhereNobodySigned({ firstRun, log }: Pick<App, 'firstRun' | 'log'>) {
  const { standing } = await firstRun.standing();
  if (standing.kind === 'unsigned') {
    log.warn({}, 'no answer is served before an admin signs at /console/start');
  }
  if (standing.kind === 'fallen') {
    const lines = standing.broken.map(({ id }) => id);
    log.warn({ lines }, 'the go-live sign-off has fallen: see /console/start');
  }
}

type PagesOut = {
  config: Config;
  staff: Pick<StaffRepository, 'find'>;
  answers: () => Promise<readonly Answer[]>;
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

async function readiness({ store, bank, classifier, gate, config, firstRun }: App) {
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
  const ok = Object.values(checks).every((check) => check === 'ok');
  if (config.MODE === 'demo' || writable !== 'ok') return { ok, checks };
  // Staff are reached with it or without, so a load balancer need not turn patients away for it.
  return { ok, checks: { ...checks, goLive: await goLiveCheck(firstRun) } };
}

async function goLiveCheck({ standing }: App['firstRun']): Promise<string> {
  const { standing: now } = await standing();
  if (now.kind === 'stands') return 'ok';
  if (now.kind === 'unsigned') return 'not signed off, so every question goes to staff';
  return `the sign-off has fallen: ${now.broken.map(({ id }) => id).join(', ')}`;
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

/** The examples are read when the first message is explained, and again when others serve. */
function explainerOf({ liveClassifier }: App): Explain {
  let made: { of: IntentCatalogue; explain: Explain } | undefined;
  return (text) => {
    const { catalogue, classifier } = liveClassifier;
    if (made?.of !== catalogue) {
      const examples = createExampleIndex(examplesOf(catalogue));
      made = { of: catalogue, explain: createExplainer({ classifier, examples }) };
    }
    return made.explain(redact(text).text);
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
      answersCommand(terminal, { root, open: () => openBankAlone(readConfig(env), root) }),
      auditCommand(terminal, () => openTrail(readConfig(env))),
      dataCommand(terminal, dataTools(env)),
      demoCommand(terminal, demoTools(process)),
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

/** Settings are read when a command runs, so that `--help` needs none. */
function dataTools(env: Process['env']): DataTools {
  const log = pino({ level: 'error' }, pino.destination(2));
  const config = () => readConfig(env);
  const openFolder = () =>
    openLowdbStore({ folder: resolve(config().DATA_DIR), now: systemClock, log });
  return {
    now: systemClock,
    openFolder,
    openDatabase: () => openDatabase(config().DATABASE_URL, log),
    open: () => openStore(config(), { now: systemClock, log }),
    async read() {
      if (config().STORE !== 'postgres') {
        const files = openFilesToRead(resolve(config().DATA_DIR));
        return { records: dumpFiles(files, log), close: async () => undefined };
      }
      const store = await openDatabase(config().DATABASE_URL, log);
      return { records: store.archive.dump(), close: store.close };
    },
  };
}

/** On the demo's folder, with nothing else of the settings: no Slack, no mail, no other store. */
function demoTools({ env, root, stop }: Process): DemoTools {
  const { HOST, PORT, LOG_LEVEL = 'error' } = env;
  const configOf = (folder: string) =>
    readConfig({ HOST, PORT, LOG_LEVEL, DATA_DIR: folder, MODE: 'demo' });
  return {
    now: systemClock,
    stop,
    open: async (folder, now) =>
      demoParts(await openApp({ config: configOf(folder), root, log: silentLog, now })),
    async serve(folder, ready) {
      const config = configOf(folder);
      const app = await openApp({ config, root, log: pino({ level: config.LOG_LEVEL }) });
      const served = await serveOrSay(app);
      ready(served.url);
      await untilAborted(stop);
      await served.close();
    },
  };
}

/** The parts that made-up weeks are played on. */
export async function demoParts(app: App): Promise<DemoParts> {
  const [{ createAccounts }, { createPasswords }] = await Promise.all([
    import('./console/accounts.ts'),
    import('./console/passwords.ts'),
  ]);
  const { store, now } = app;
  const accounts = createAccounts({ store, passwords: await createPasswords(), now });
  let admin: StaffId | undefined;
  return {
    ...app,
    async hire({ credential, duties = {}, ...person }) {
      const outcome =
        admin === undefined
          ? await accounts.createFirstAdmin(person)
          : await accounts.create(person, admin);
      if (outcome.kind !== 'created') throw new Error(`${person.login}: ${outcome.kind}`);
      const { id, firstName, role } = outcome.staff;
      admin ??= id;
      const { onCall = null, medicalDirector = false, safeguarding = false } = duties;
      const contact = { email: null, slackUserId: null, away: false };
      const held = { duties: { onCall, medicalDirector, safeguarding } };
      await accounts.setContact(id, { ...contact, ...held, credential: credential ?? null }, admin);
      return { id, firstName, role };
    },
  };
}

/** Beside a server that may run: its data folder is read and nothing else. */
async function pageTools(config: Config): Promise<PageTools> {
  const staff = config.STORE === 'memory' ? [] : await readStaff(resolve(config.DATA_DIR));
  const find = async (id: StaffId) => staff.find((person) => person.id === id);
  const publicUrl = publicUrlOf(config);
  const answers = async () => [];
  const out = { config, staff: { find }, answers, publicUrl, now: systemClock, log: silentLog };
  const { email, webhook } = await pagesOut(out);
  const slack = config.SLACK_BOT_TOKEN !== undefined;
  return { staff, slack, email, webhook, format: config.PAGE_WEBHOOK_FORMAT };
}

/** The answers without the rest of the program; the store's lock keeps it away from a server that runs. */
async function openBankAlone(config: Config, root: URL) {
  const now = systemClock;
  const { intents } = loadIntents(fileURLToPath(new URL('intents/', root)));
  const starter = loadStarterBank(fileURLToPath(new URL('answers/', root)), intents);
  const store = await openStore(config, { now, log: silentLog });
  // As a server's first start does it: what is imported stands beside the shipped words, not in their place.
  await seedBank(starter, { store, now });
  const knownIntents = new Set<string>(intents.map(({ id }) => id));
  const answerLife = createAnswerLife({ store, now, approvals: config.APPROVALS, knownIntents });
  return { store, answerLife, knownIntents, close: () => store.close() };
}

/** Beside a server that may run: nothing is locked and nothing is written. */
async function openTrail(config: Config): Promise<Trail> {
  if (config.STORE === 'memory') throw new Error('STORE=memory keeps no audit trail.');
  if (config.STORE === 'postgres') {
    const store = await openStore(config, { now: systemClock, log: silentLog });
    return {
      ...trailOf(store),
      names: () => namesOf(store.staff.all()),
      close: () => store.close(),
    };
  }
  const folder = resolve(config.DATA_DIR);
  const close = async () => undefined;
  return { ...readTrail(folder), names: () => namesOf(readStaff(folder)), close };
}

async function namesOf(staff: Promise<StaffMember[]>): Promise<ReadonlyMap<string, string>> {
  return new Map((await staff).map(({ id, login }) => [id, login]));
}

/** Without a slash at its end. */
function publicUrlOf(config: Config): string {
  return config.PUBLIC_URL?.replace(/\/$/, '') ?? `http://${config.HOST}:${config.PORT}`;
}

async function serveUntilStopped({ env, root, stop }: Process, terminal: Terminal): Promise<void> {
  const config = readConfig(env);
  const log = pino({ level: config.LOG_LEVEL });
  const app = await openApp({ config, root, log });
  const served = await serveOrSay(app);
  const lines = [
    `Askwell is ready (${config.MODE} mode).`,
    `  Chat for patients:  ${served.url}/`,
    `  Console for staff:  ${served.url}/console`,
    ...(served.setupLink ? [`  Make the first admin, once: ${served.setupLink}`] : []),
  ];
  terminal.out(`${lines.join('\n')}\n`);
  await untilAborted(stop);
  terminal.out('Stopping: finishing what is under way.\n');
  await served.close();
}

async function serveOrSay(app: App): Promise<Served> {
  return serve(app).catch(async (error: unknown) => {
    await app.close();
    throw portError(error, app.config);
  });
}

function untilAborted(stop: AbortSignal): Promise<void> {
  if (stop.aborted) return Promise.resolve();
  return new Promise((done) => stop.addEventListener('abort', () => done(), { once: true }));
}

function portError(error: unknown, { HOST, PORT }: Config): unknown {
  const taken = (error as { code?: unknown } | null)?.code === 'EADDRINUSE';
  if (!taken) return error;
  return new Error(
    `${HOST}:${PORT} is in use by another program. Stop it, or set PORT to a free one.`,
  );
}
