import { fileURLToPath } from 'node:url';
import { createAnswerBank } from './answer-bank/answer-bank.ts';
import { createAnswerLife } from './answer-bank/answer-life.ts';
import { loadStarterBank } from './answer-bank/load-starter-bank.ts';
import { seedBank } from './answer-bank/seed-bank.ts';
import { createClinicDesk } from './answer-bank/slots/clinic-desk.ts';
import { tracedStore, tracedTurn } from './app/observing/traced-turn.ts';
import { noTracing, type Tracing } from './app/observing/tracing.ts';
import { withTurnIds } from './app/observing/with-turn-ids.ts';
import { classifierFolderOf, keysOf, openStore } from './app/open-store.ts';
import { clinicOf, goLiveSettings, modelsFolder, waysOf } from './app/settings.ts';
import { createBot } from './bot/create-bot.ts';
import {
  type LiveClassifier,
  openLiveClassifier,
} from './classifier/live/create-live-classifier.ts';
import { loadIntents } from './classifier/load-intents.ts';
import { splitQuestions } from './classifier/split-questions.ts';
import type { Config } from './config.ts';
import { createTrying } from './conversation/create-trying.ts';
import { createWaitingRoom } from './conversation/crowd/create-waiting-room.ts';
import { createPresence } from './conversation/desk/presence.ts';
import { createStaffActions } from './conversation/desk/staff-actions.ts';
import { createFollower } from './conversation/examples/create-follower.ts';
import { createFeedback } from './conversation/feedback/create-feedback.ts';
import { createFirstRun } from './conversation/first-run/create-first-run.ts';
import { createGaps } from './conversation/gaps/create-gaps.ts';
import { createPastTurns } from './conversation/past/create-past-turns.ts';
import { loadTestQuestions } from './conversation/preview/questions/read-test-questions.ts';
import { createRecalls } from './conversation/recall/create-recalls.ts';
import { createSender } from './conversation/reply/sender.ts';
import { createRetention } from './conversation/retention/create-retention.ts';
import type { TurnDeps } from './conversation/turn-deps.ts';
import { createDeskWatch } from './conversation/watch/create-desk-watch.ts';
import { createPager } from './conversation/watch/create-pager.ts';
import { createClocks } from './escalation/clocks/create-clocks.ts';
import { createSafetyGate } from './safety/create-safety-gate.ts';
import { detectLanguage } from './safety/detect-language.ts';
import { loadBlocks } from './safety/load-blocks.ts';
import { redact } from './safety/redact.ts';
import {
  type Clock,
  MINUTE_MS,
  SET_RIGHT_WITHIN_MS,
  systemClock,
  systemWait,
} from './shared/clock.ts';
import type { Log } from './shared/log.ts';
import { watchClock, watchedAsIs } from './shared/watched-clock.ts';

export type Settings = {
  config: Config;
  /** Folder of the package: `intents/`, `answers/` and `dist/` lie in it. */
  root: URL;
  log: Log;
  /** Where the time of served turns goes; measures nothing unless it is given. */
  tracing?: Tracing;
  now?: Clock;
};

export type App = Awaited<ReturnType<typeof openApp>>;

/**
 * A clock that is behind the latest of so many audit entries was set back. Some hundred, so that one wrong moment in the
 * future is forgotten after a day or two of work.
 */
const SEEN_BEFORE = 100;

/** Builds every part from the settings. Nothing listens yet. */
export async function openApp(settings: Settings) {
  const { config, root, log, tracing = noTracing } = settings;
  const clock = settings.now
    ? watchedAsIs(settings.now, log)
    : watchClock({ now: systemClock, elapsedMs: () => performance.now(), log });
  const { now } = clock;
  const clocks = createClocks(config, now());
  const cacheFolder = modelsFolder(root);
  const clinic = clinicOf(config);
  const blocks = loadBlocks(clinic);
  const shipped = loadIntents(fileURLToPath(new URL('intents/', root)));
  const starter = loadStarterBank(fileURLToPath(new URL('answers/', root)), shipped.intents);
  const gate = createSafetyGate({ cacheFolder });
  const store = await openStore(config, { now, log });
  const seen = (await store.audit.latest(SEEN_BEFORE)).map(({ at }) => at);
  clock.hasSeen(seen.reduce((last, at) => (at > last ? at : last), ''));
  // After the store, whose lock keeps a second process out of the folder.
  const liveClassifier = await openLiveClassifier({
    shipped,
    cacheFolder,
    folder: config.STORE === 'memory' ? undefined : classifierFolderOf(config),
    keys: keysOf(config),
    log,
    secondOpinion: gate.topicsOf,
  });
  const { classifier, catalogue } = liveClassifier;
  await seedBank(starter, { store, now });
  const { MODE: mode, APPROVALS: approvals } = config;
  const clinicDesk = await createClinicDesk({ store, settings: clinic, now });
  // No answer is sent past its review date because the clock was set back.
  const bankRules = { mode, approvals, clinic, facts: clinicDesk, now: clock.latest };
  const bank = await createAnswerBank(store, bankRules);
  const sender = createSender({
    block: blocks.text,
    revision: bank.revision,
    isWithdrawn: bank.isWithdrawn,
  });
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
    ago: clock.ago,
    log,
  };
  const { TURNS_AT_ONCE: places, TURNS_WAITING: seats } = config;
  const room = createWaitingRoom({ places, seats, now, log });
  const bot = createBot({
    store: tracedStore(store, tracing),
    turn: tracedTurn(turn, tracing),
    room,
  });
  const receive = withTurnIds(bot, { log, tracing });
  const staffActions = createStaffActions({ store, sender, now, posts });
  const presence = createPresence({ now, others: { room: 'writing a reply', signs: store.signs } });
  const feedback = createFeedback({ store, sender, words: blocks, now, receive });
  const watch = createDeskWatch({
    store,
    sender,
    clocks,
    pager,
    silenceMs: config.STAFF_SILENCE_MINUTES * MINUTE_MS,
    posts,
    now,
    latest: clock.latest,
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
    settled: () => clock.settled(SET_RIGHT_WITHIN_MS),
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
    mode,
    async withAnswers(answers) {
      const changed = { ...store.answers, all: async () => answers };
      const source = { answers: changed, documents: store.documents, watch: () => () => undefined };
      const other = await createAnswerBank(source, bankRules);
      const words = { block: blocks.text, revision: other.revision };
      return { bank: other, sender: createSender(words) };
    },
  });
  // A folder belongs to one process, which knows what it published.
  const follower =
    config.STORE === 'postgres'
      ? createFollower({ store, live: liveClassifier, shipped, wait: systemWait, log })
      : undefined;
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
    clock,
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
    crowd: room.crowd,
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
    follower,
    async close() {
      trying.close();
      const following = follower?.stop();
      await Promise.all([watch.stop(), recalls.stop(), retention.stop(), pastTurns.stop()]);
      await liveClassifier.close(); // a training under way is given up
      await following;
      bank.close();
      clinicDesk.close();
      await store.close();
      await tracing.close();
    },
  };
}

/** What may be answered changes with what serves. */
function knownTo(live: Pick<LiveClassifier, 'intents'>): { has(intent: string): boolean } {
  return { has: (intent) => live.intents.some((known) => known === intent) };
}
