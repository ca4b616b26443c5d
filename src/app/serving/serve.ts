import type { AddressInfo } from 'node:net';
import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import type { App } from '../../app.ts';
import { cutForSections, toMrkdwn } from '../../channels/slack/messages/mrkdwn.ts';
import { tryPages } from '../../cli/page/try-pages.ts';
import { createFigures } from '../../conversation/figures/create-figures.ts';
import { createOutbox } from '../../conversation/outbox/create-outbox.ts';
import type { Deliver } from '../../conversation/outbox/delivery.ts';
import { outboxTiming } from '../../conversation/outbox/outbox-timing.ts';
import { createReminders } from '../../conversation/reminders/create-reminders.ts';
import { Outgoing } from '../../domain/conversation.ts';
import { redact } from '../../safety/redact.ts';
import { SECOND_MS, SET_RIGHT_WITHIN_MS, systemWait, type Wait } from '../../shared/clock.ts';
import { base32 } from '../../shared/ids.ts';
import { explainerOf } from '../commands/ask-fresh.ts';
import { publicUrlOf, versionOf } from '../settings.ts';
import { readiness, withDraining } from './readiness.ts';
import { pagesOut, slackOf } from './ways-out.ts';

export type Served = {
  server: FastifyInstance;
  url: string;
  setupLink: string | undefined;
  /**
   * Ends without breaking anything off. For `drainMs` milliseconds all goes on, but `/readyz` says no, so that a load
   * balancer sends nobody here any more. Then open chats are told to come back, and what is under way ends.
   */
  close(stopping?: { drainMs: number }): Promise<void>;
};

const NEVER = new AbortController().signal;
/** Longer than a turn may take. */
const LEAVE_WITHIN_MS = 10 * SECOND_MS;

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
  const [
    { createMetrics },
    { createServer },
    { createDraining },
    { webChannel },
    { helpSite },
    { createConsole },
  ] = await Promise.all([
    import('../../channels/web/metrics/create-metrics.ts'),
    import('../../channels/web/create-server.ts'),
    import('../../channels/web/draining.ts'),
    import('../../channels/web/web-channel.ts'),
    import('../../channels/web/help-site.ts'),
    import('../../console/create-console.ts'),
  ]);
  const metrics = createMetrics({
    store,
    clocks: app.clocks,
    past: app.pastTurns,
    crowd: app.crowd,
    now,
  });
  const receive = metrics.observed(app.receive);
  const draining = createDraining();
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
    now: () => app.clock.settled(SET_RIGHT_WITHIN_MS),
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
  metrics.watch({
    outbox,
    store,
    firstRun: app.firstRun,
    answers: bank.all,
    mode: config.MODE,
    draining,
    now,
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
    clock: app.clock,
    log,
    sessionSecret,
    secureCookies: secure,
    whoMust: config.SECOND_FACTOR,
    idleMinutes: config.SESSION_IDLE_MINUTES,
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
    ready: async () => withDraining(await readiness(app), draining),
    draining,
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
    trustedProxies: config.TRUST_PROXY,
    secure,
    version: versionOf(root),
    log,
    draining,
  });
  await server.listen({ host: config.HOST, port: config.PORT });
  await slack?.start();
  outbox.start();
  app.watch.start();
  app.retention.start();
  app.follower?.start();
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
    async close({ drainMs } = { drainMs: 0 }) {
      draining.begin();
      if (drainMs > 0) await wait(drainMs, NEVER);
      server.server.close(); // takes no more connections; those that are idle are closed
      await draining.leave(LEAVE_WITHIN_MS);
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
