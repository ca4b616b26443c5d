import { isApproved, liveRevision } from '../../../answer-bank/revisions/approvals.ts';
import { type Answer, isForStaff } from '../../../domain/answer.ts';
import { Locale } from '../../../domain/ids.ts';
import { loadBlocks } from '../../../safety/load-blocks.ts';
import { sha256 } from '../../../shared/ids.ts';

/** What a safety case holds for: with any other value of any of these its figures say nothing. */
export type Versions = {
  program: string;
  /** Rules and model of the gate. */
  gate: string;
  classifier: string;
  answers: { published: number; approved: number; hash: string };
  blocks: { texts: number; hash: string };
};

/** The clinic's slots stay in, so that the hash is of the words that were signed and not of one clinic's numbers. */
const SLOTS = {
  name: '{clinic.name}',
  phone: '{clinic.phone}',
  phone24: '{clinic.phone24}',
  hours: '{clinic.hours}',
  address: '{clinic.address}',
};

export function versionOfAnswers(
  answers: readonly Answer[],
  approvals: number,
): Versions['answers'] {
  const live = answers.flatMap((answer) => {
    const revision = liveRevision(answer);
    return revision && !isForStaff(revision.content) ? [{ answer, revision }] : [];
  });
  const lines = live.map(
    ({ answer: { id, locale }, revision }) => `${id} ${locale} ${revision.contentHash}`,
  );
  return {
    published: live.length,
    approved: live.filter(({ revision }) => isApproved(revision, approvals)).length,
    hash: sha256(lines.sort().join('\n')),
  };
}

export function versionOfBlocks(): Versions['blocks'] {
  const blocks = loadBlocks(SLOTS);
  const texts = blocks.ids.flatMap((id) =>
    Locale.options.map((locale) => [id, locale, blocks.text(id, locale)]),
  );
  return { texts: texts.length, hash: sha256(JSON.stringify(texts)) };
}
