import { Answer } from '../../../domain/answer.ts';
import type { AnswerId, Locale } from '../../../domain/ids.ts';
import { parserOf } from '../../format/parser-of.ts';
import type { AnswerRepository, StoreEvent } from '../../store.ts';
import type { OwingAuditTrail } from '../audit/open-audit-trail.ts';
import type { Files } from '../files/files.ts';
import { openDocuments } from './open-documents.ts';

export async function openAnswers(parts: {
  files: Files;
  trail: OwingAuditTrail;
  tell: (event: StoreEvent) => void;
}): Promise<AnswerRepository> {
  const { files, trail, tell } = parts;
  const nameOf = ({ id, locale }: { id: AnswerId; locale: Locale }) => `${id}.${locale}`;
  const answers = await openDocuments({
    files,
    trail,
    folder: 'answers',
    parse: parserOf(Answer),
    nameOf,
  });
  return {
    all: async () => answers.all(),
    update: ({ id, locale }, change) =>
      answers.update(nameOf({ id, locale }), change, async (write) => {
        await write();
        tell({ kind: 'answer', id, locale });
      }),
  };
}
