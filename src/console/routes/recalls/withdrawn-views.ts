import { liveRevision } from '../../../answer-bank/revisions/approvals.ts';
import type { Recalls } from '../../../conversation/recall/create-recalls.ts';
import { isOf, isSaid } from '../../../conversation/recall/recall-rounds.ts';
import {
  type Answer,
  isForStaff,
  type Revision,
  saysTheSame,
  type Withdrawal,
} from '../../../domain/answer.ts';
import type { Recall } from '../../../domain/recall.ts';
import type { Store } from '../../../store/store.ts';
import type { OfferView, RoundView, WithdrawnView } from '../../wire/recalls.ts';
import { namesOf, type PersonNames } from '../person-names.ts';

export type ViewDeps = { store: Store; recalls: Recalls };

type Withdrawn = { answer: Answer; revision: Revision; withdrawn: Withdrawal };
type Known = { answers: Answer[]; recalls: readonly Recall[]; names: PersonNames };

/** Every withdrawn wording that patients or staff had, the latest first; the same words once, by their newest number. */
export async function withdrawnViews(deps: ViewDeps): Promise<WithdrawnView[]> {
  const answers = await deps.store.answers.all();
  const known: Known = {
    answers,
    recalls: await deps.recalls.all(),
    names: await namesOf(deps.store),
  };
  const all = answers
    .flatMap(withdrawnOf)
    .sort((a, b) => b.withdrawn.at.localeCompare(a.withdrawn.at));
  return Promise.all(all.map((one) => withdrawnView(one, known, deps)));
}

function withdrawnOf(answer: Answer): Withdrawn[] {
  const taken = answer.revisions.flatMap((revision) =>
    revision.withdrawn && revision.publishedAt
      ? [{ answer, revision, withdrawn: revision.withdrawn }]
      : [],
  );
  return taken.filter(
    (one, index) =>
      !taken.some(
        (other, at) => at > index && saysTheSame(one.revision.content, other.revision.content),
      ),
  );
}

async function withdrawnView(
  { answer, revision, withdrawn }: Withdrawn,
  known: Known,
  deps: ViewDeps,
): Promise<WithdrawnView> {
  const { id, locale } = answer;
  const { names } = known;
  const recall = known.recalls.find((one) => isOf(one, answer, revision.number));
  const live = liveRevision(answer);
  const same = live && saysTheSame(live.content, revision.content);
  return {
    id,
    locale,
    revision: revision.number,
    title: revision.content.title,
    withdrawn: { at: withdrawn.at, by: names.of(withdrawn.by), why: withdrawn.why },
    forStaff: isForStaff(revision.content),
    stillLive: same ? live.number : null,
    translations: translationsOf({ answer, revision }, known.answers),
    rounds: (recall?.rounds ?? []).map((round) => roundView({ recall, round }, names, deps)),
    offer: await offerView({ answer, revision, recall }, deps),
  };
}

function translationsOf(
  { answer, revision }: Pick<Withdrawn, 'answer' | 'revision'>,
  answers: Answer[],
): WithdrawnView['translations'] {
  return answers
    .filter(({ id, locale }) => id === answer.id && locale !== answer.locale)
    .flatMap((other) => {
      const live = liveRevision(other);
      const isOfIt = live?.translationOf?.contentHash === revision.contentHash;
      return live && isOfIt ? [{ locale: other.locale, revision: live.number }] : [];
    });
}

function roundView(
  { recall, round }: { recall: Recall | undefined; round: Recall['rounds'][number] },
  names: PersonNames,
  { recalls }: ViewDeps,
): RoundView {
  const { words, revision, by, at, done } = round;
  const progress = recall && !done ? recalls.progress(recall.id) : undefined;
  return {
    words,
    revision: revision ?? null,
    by: names.of(by),
    at,
    done: done ?? null,
    progress: progress ?? null,
  };
}

async function offerView(
  {
    answer,
    revision,
    recall,
  }: Pick<Withdrawn, 'answer' | 'revision'> & { recall?: Recall | undefined },
  { recalls }: ViewDeps,
): Promise<OfferView | null> {
  if (isForStaff(revision.content)) return null;
  const offer = await recalls.offer(answer, revision.number);
  if (!offer || (recall && isSaid(recall, answer, offer))) return null;
  return { ...offer, revision: offer.revision ?? null };
}
