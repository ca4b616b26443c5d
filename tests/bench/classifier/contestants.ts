import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export type Line = { text: string; intent: string };

/** A trained classifier: the best intent of a text, and how large it is when it is kept. */
type Trained = { predict(text: string): string | Promise<string>; bytes(): number };

export type Contestant = (lines: readonly Line[], peers: string) => Promise<Trained>;

/** Each peer as its own documentation sets it up for intents; fastText with the values that served it best on these sets. */
export const PEERS: Record<string, Contestant> = {
  'natural Bayes': (lines) => natural('BayesClassifier', lines),
  'natural logistic regression': (lines) => natural('LogisticRegressionClassifier', lines),
  'nlp.js': nlpJs,
  'wink naive Bayes': winkBayes,
  fastText,
};

type NaturalClassifier = {
  addDocument(text: string, label: string): void;
  train(): void;
  classify(text: string): string;
};

async function natural(
  kind: 'BayesClassifier' | 'LogisticRegressionClassifier',
  lines: readonly Line[],
): Promise<Trained> {
  const kinds = await import('natural/lib/natural/classifiers/index.js');
  const classifier: NaturalClassifier = new kinds[kind]();
  for (const { text, intent } of lines) classifier.addDocument(text, intent);
  classifier.train();
  return {
    predict: (text) => classifier.classify(text),
    bytes: () => JSON.stringify(classifier).length,
  };
}

type NlpJs = {
  settings: { log: boolean; autoSave: boolean };
  addLanguage(locale: string): void;
  addDocument(locale: string, text: string, intent: string): void;
  train(): Promise<void>;
  process(locale: string, text: string): Promise<{ intent: string }>;
  export(): string;
};

async function nlpJs(lines: readonly Line[], peers: string): Promise<Trained> {
  const { dockStart } = requireFrom(peers)('@nlpjs/basic');
  const settings = { log: false, autoSave: false, languages: ['en'], forceNER: false };
  const dock = await dockStart({ settings: { nlp: settings }, use: ['Basic'] });
  const nlp: NlpJs = dock.get('nlp');
  nlp.addLanguage('en');
  for (const { text, intent } of lines) nlp.addDocument('en', text, intent);
  await nlp.train();
  return {
    predict: async (text) => (await nlp.process('en', text)).intent,
    bytes: () => nlp.export().length,
  };
}

type WinkBayes = {
  definePrepTasks(tasks: unknown[]): void;
  defineConfig(config: object): void;
  learn(text: string, label: string): void;
  consolidate(): void;
  predict(text: string): string;
  exportJSON(): string;
};

async function winkBayes(lines: readonly Line[], peers: string): Promise<Trained> {
  const load = requireFrom(peers);
  const { string, tokens } = load('wink-nlp-utils');
  const classifier: WinkBayes = load('wink-naive-bayes-text-classifier')();
  classifier.definePrepTasks([string.lowerCase, string.tokenize0, tokens.stem]);
  classifier.defineConfig({ considerOnlyPresence: true, smoothingFactor: 0.5 });
  for (const { text, intent } of lines) classifier.learn(text, intent);
  classifier.consolidate();
  return {
    predict: (text) => classifier.predict(text),
    bytes: () => classifier.exportJSON().length,
  };
}

const FAST_TEXT = {
  lr: 0.5,
  dim: 50,
  wordNgrams: 2,
  minn: 2,
  maxn: 5,
  bucket: 50_000,
  minCount: 1,
  loss: 'softmax',
  seed: 1,
  verbose: 0,
};
/** Few lines want many passes: about as many lines are read in all, whatever the size. */
const LINES_READ = 300_000;
const PASSES = { least: 25, most: 200 };
const LABEL = '__label__';

type FastTextModel = {
  predict(text: string, count: number, threshold: number): { get(at: number): [number, string] };
  saveModel(): Blob;
};

/** It takes its lines from an address only, so they come in one. */
async function fastText(lines: readonly Line[], peers: string): Promise<Trained> {
  const file = requireFrom(peers).resolve('fasttext.wasm.js').replace('node.cjs', 'node.mjs');
  const { getFastTextModule, getFastTextClass } = await import(pathToFileURL(file).href);
  const FastText = await getFastTextClass({ getFastTextModule });
  // A label ends at the first space.
  const labelOf = (intent: string) => `${LABEL}${encodeURIComponent(intent)}`;
  const text = lines.map((line) => `${labelOf(line.intent)} ${spaced(line.text)}\n`).join('');
  const address = `data:text/plain;base64,${Buffer.from(text).toString('base64')}`;
  const passes = Math.round(LINES_READ / lines.length);
  const epoch = Math.min(PASSES.most, Math.max(PASSES.least, passes));
  const settings = { ...FAST_TEXT, epoch };
  const model: FastTextModel = await new FastText().trainSupervised(address, settings, () => {});
  return {
    predict(asked) {
      const label = model.predict(spaced(asked), 1, 0).get(0)?.[1] ?? LABEL;
      return decodeURIComponent(label.slice(LABEL.length));
    },
    bytes: () => model.saveModel().size,
  };
}

/** fastText leaves words to whoever calls it. */
function spaced(text: string): string {
  return text
    .toLowerCase()
    .replace(/([.!?,'/()])/g, ' $1 ')
    .replace(/\s+/g, ' ')
    .trim();
}

function requireFrom(peers: string) {
  return createRequire(join(peers, 'package.json'));
}
