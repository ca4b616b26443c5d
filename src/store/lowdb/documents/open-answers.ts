import { Answer } from '../../../domain/answer.ts';
import type { AnswerId, Locale } from '../../../domain/ids.ts';
import { parserOf } from '../../format/parser-of.ts';
import type { AnswerRepository, StoreEvent } from '../../store.ts';
import type { Files } from '../files/files.ts';
import { openDocuments } from './open-documents.ts';

export async function openAnswers(parts: {
  files: Files;
  tell: (event: StoreEvent) => void;
}): Promise<AnswerRepository> {
  const { files, tell } = parts;
  const nameOf = ({ id, locale }: { id: AnswerId; locale: Locale }) => `${id}.${locale}`;
  const answers = await openDocuments({
    files,
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
