import { z } from 'zod';
import type { AnswerLife } from '../../../answer-bank/answer-life.ts';
import { mostMonths } from '../../../answer-bank/lint/check-upkeep.ts';
import { lintContent } from '../../../answer-bank/lint/lint-content.ts';
import { liveRevision } from '../../../answer-bank/revisions/approvals.ts';
import { type Answer, AnswerContent, findAnswer, isForStaff } from '../../../domain/answer.ts';
import type { ClinicProfile } from '../../../domain/clinic.ts';
import type { Message } from '../../../domain/conversation.ts';
import { AnswerId, IntentId, Locale } from '../../../domain/ids.ts';
import type { Clock } from '../../../shared/clock.ts';
import type { Store } from '../../../store/store.ts';
import type { DraftTarget, IntentView, MadeDraft } from '../../wire/answers.ts';
import { OneTicket, READS } from '../desk/ticket-input.ts';
import { ticketRefusal } from '../desk/ticket-refusals.ts';
import { type ConsoleRoute, staffRoute } from '../route.ts';
import { isRefused, refusalOf } from './answer-refusals.ts';
import { newestOf } from './views/answer-summary.ts';

export type ReplyDraftDeps = {
  store: Store;
  answerLife: AnswerLife;
  intents: readonly IntentView[];
  clinic: ClinicProfile;
  /** Takes out what could tell who somebody is. */
  redact(text: string): { text: string };
  now: Clock;
};

/** The lint stops a draft with this source, so that nobody sends it to review before the fact was looked up. */
const OPEN_SOURCE = 'TODO: where this fact comes from';

const title = AnswerContent.shape.title;
const Wanted = z.discriminatedUnion('use', [
  z.object({ use: z.literal('patients'), id: AnswerId, title, intent: IntentId }),
  z.object({ use: z.literal('staff'), id: AnswerId, title }),
]);
type Wanted = z.infer<typeof Wanted>;

const seq = z.coerce.number().int().positive();
const OneReply = OneTicket.extend({
  params: OneTicket.shape.params.extend({ seq }),
  body: Wanted,
});

/** A good reply of staff becomes a draft of the bank: redacted, and read by others before anyone is told it again. */
export function replyDraftRoutes(deps: ReplyDraftDeps): ConsoleRoute[] {
  const { store, answerLife, redact } = deps;
  return [
    staffRoute({
      method: 'GET',
      url: '/draft-targets',
      roles: READS,
      input: z.object({ query: z.object({ locale: Locale }) }),
      run: async ({ query }) => ({
        targets: targetsOf(await store.answers.all(), deps.intents, query.locale),
      }),
    }),
    staffRoute({
      method: 'POST',
      url: '/tickets/:number/messages/:seq/draft',
      roles: READS,
      input: OneReply,
      async run({ params, body }, { staff }) {
        const reply = await replyOf(store, params);
        if (!reply) return ticketRefusal('no_such_message');
        const key = { id: body.id, locale: reply.locale };
        const answer = findAnswer(await store.answers.all(), key);
        const words = { text: redact(reply.text).text, locale: reply.locale };
        const content = contentOf(body, { words, answer }, deps);
        const outcome = await answerLife.propose({
          ...key,
          content,
          author: staff.id,
          basedOn: answer?.revisions.at(-1)?.number ?? 0,
          note: `From a reply in ticket ${params.number}`,
          unfinished: true,
        });
        if (outcome.kind !== 'drafted' || isRefused(outcome)) return refusalOf(outcome);
        return {
          ...key,
          revision: outcome.revision,
          problems: lintContent(content, key.locale),
        } satisfies MadeDraft;
      },
    }),
  ];
}

type Place = z.infer<typeof OneReply>['params'];

/** The words of a staff member as they wrote them, without signature and warning. */
async function replyOf(
  store: Store,
  { number, seq: place }: Place,
): Promise<{ text: string; locale: Message['locale'] } | undefined> {
  const found = await store.conversations.findTicket(number);
  const message = found?.conversation.messages.find((one) => one.seq === place);
  const part = message?.parts.find(({ kind }) => kind === 'staff');
  return part?.kind === 'staff' ? { text: part.text, locale: part.locale } : undefined;
}

/** A new wording keeps what else the answer holds; a new answer begins with the least. */
function contentOf(
  wanted: Wanted,
  { words, answer }: { words: { text: string; locale: Locale }; answer: Answer | undefined },
  { clinic, now }: ReplyDraftDeps,
): AnswerContent {
  const own = { title: wanted.title, text: words.text };
  const newest = answer && newestOf(answer).content;
  if (newest && isForStaff(newest) === (wanted.use === 'staff')) return { ...newest, ...own };
  const intents = wanted.use === 'patients' ? [wanted.intent] : [];
  return {
    ...own,
    intents,
    ...(wanted.use === 'staff' && { use: 'staff' as const }),
    besideDose: false,
    sources: [{ title: OPEN_SOURCE, publisher: clinic.name, checked: now().slice(0, 10) }],
    reviewEveryMonths: mostMonths(intents),
    awaitingTranslator: words.locale !== 'en',
  };
}

function targetsOf(
  answers: Answer[],
  intents: readonly IntentView[],
  locale: Locale,
): DraftTarget[] {
  const byIntent = new Map(
    answers
      .filter((answer) => answer.locale === locale)
      .flatMap((answer) => {
        const { content } = liveRevision(answer) ?? answer.revisions.at(-1) ?? {};
        const target = { id: answer.id, title: content?.title ?? answer.id };
        return (content?.intents ?? []).map((intent) => [intent as string, target] as const);
      }),
  );
  return intents
    .filter(({ staffOnly }) => !staffOnly)
    .map(({ id, about, topic }) => ({
      intent: id,
      about,
      topic,
      answer: byIntent.get(id) ?? null,
    }));
}
