import type { Encoder } from '../../classifier/encoder/encoder.ts';
import { type OpenEncoder, openEncoder } from '../../classifier/encoder/open-encoder.ts';
import {
  type Evaluation,
  type EvaluationRequest,
  evaluateOnFiles,
} from '../../classifier/evaluate.ts';
import { startProgress } from '../progress.ts';
import type { Terminal } from '../terminal.ts';

const WITHOUT = 'The sentence encoder does not work here; these figures are of the words alone.\n';

/** Measures the classifier with its sentence encoder, or with the words alone where that is asked for or cannot be had. */
export async function measureFiles(
  terminal: Terminal,
  request: EvaluationRequest & { encoder: boolean },
  open: () => OpenEncoder = openEncoder,
): Promise<Evaluation> {
  if (!request.encoder) return evaluateOnFiles(request);
  const encoder = open();
  try {
    if (await works(encoder))
      return await evaluateOnFiles(request, withProgress(terminal, encoder));
    terminal.err(WITHOUT);
    return await evaluateOnFiles(request);
  } finally {
    await encoder.close();
  }
}

async function works(encoder: Encoder): Promise<boolean> {
  try {
    await encoder.embed(['hello']);
    return true;
  } catch {
    return false;
  }
}

function withProgress(terminal: Terminal, encoder: Encoder): Encoder {
  const progress = startProgress(terminal, 'Sentences encoded');
  let done = 0;
  return {
    async embed(texts) {
      const vectors = await Promise.all(
        texts.map(async (text) => {
          const found = await encoder.embed([text]);
          done += 1;
          progress.at(done);
          return found;
        }),
      );
      progress.end();
      return vectors.flat();
    },
  };
}
