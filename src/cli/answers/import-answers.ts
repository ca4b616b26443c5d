import type { AnswerLife } from '../../answer-bank/answer-life.ts';
import { contentHash } from '../../answer-bank/content-hash.ts';
import { type AnswerFile, AnswerFileError } from '../../answer-bank/files/answer-file.ts';
import { readAnswerFolder } from '../../answer-bank/files/read-answer-folder.ts';
import type { Answer } from '../../domain/answer.ts';
import type { StaffMember } from '../../domain/staff.ts';
import type { Store } from '../../store/store.ts';
import { CommandError, type Terminal } from '../terminal.ts';

type Bank = {
  store: Pick<Store, 'answers' | 'staff'>;
  answerLife: Pick<AnswerLife, 'propose'>;
};

/** Proposes every file whose words the store has in no revision. What is live stays live. */
export async function importAnswers(
  terminal: Terminal,
  { store, answerLife }: Bank,
  { folder, login }: { folder: string; login: string },
): Promise<void> {
  const { answers: files, problems } = readAnswerFolder(folder);
  if (problems.length > 0) throw new AnswerFileError(problems);
  const author = await authorOf(store, login);
  const stored = await store.answers.all();
  const fresh = files.filter((file) => !holds(storedAnswer(stored, file), file));
  let refused = 0;
  for (const file of fresh) {
    const { id, locale, content } = file;
    const basedOn = storedAnswer(stored, file)?.revisions.at(-1)?.number ?? 0;
    const proposal = {
      id,
      locale,
      content,
      author: author.id,
      basedOn,
      note: 'Imported from a file',
    };
    const outcome = await answerLife.propose(proposal);
    if (outcome.kind !== 'drafted') refused += 1;
    terminal.out(`${file.file}: ${inWords(outcome)}\n`);
  }
  terminal.out(`${fresh.length - refused} drafts, ${files.length - fresh.length} unchanged.\n`);
  if (refused > 0) throw new CommandError(`${refused} files were refused.`, 1);
}

async function authorOf({ staff }: Pick<Store, 'staff'>, login: string): Promise<StaffMember> {
  const member = await staff.findByLogin(login.trim().toLowerCase());
  if (!member || member.disabled || member.role === 'responder') {
    throw new CommandError('--by names nobody who may propose answers: a moderator or an admin.');
  }
  return member;
}

function storedAnswer(stored: Answer[], { id, locale }: AnswerFile): Answer | undefined {
  return stored.find((answer) => answer.id === id && answer.locale === locale);
}

function holds(answer: Answer | undefined, { content }: AnswerFile): boolean {
  const hash = contentHash(content);
  return answer?.revisions.some((revision) => revision.contentHash === hash) ?? false;
}

function inWords(outcome: Awaited<ReturnType<AnswerLife['propose']>>): string {
  switch (outcome.kind) {
    case 'drafted':
      return `draft, revision ${outcome.revision}`;
    case 'conflict':
      return `somebody proposed revision ${outcome.latest} just now; import again`;
    case 'refused':
      return `refused: ${outcome.problems.map(({ rule, problem }) => `${rule}: ${problem}`).join(' ')}`;
  }
}
