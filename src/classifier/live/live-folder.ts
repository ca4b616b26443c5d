import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { sha256 } from '../../shared/ids.ts';
import { type KeptFiles, PLAIN_FILES } from '../kept-files.ts';
import type { IntentCatalogue } from '../load-intents.ts';
import { Card } from './card.ts';
import { type CatalogueText, readCatalogueText } from './catalogue-text.ts';

const STATE_FILE = 'state.json';
const CATALOGUE_FILE = 'catalogue.json';

/** The catalogue that the program ships with; the folder holds at most its card. */
export const SHIPPED = 'shipped';

/** `shipped`, or the hash of the catalogue's text. */
const CatalogueName = z.union([z.literal(SHIPPED), z.string().regex(/^[0-9a-f]{64}$/)]);
export type CatalogueName = z.infer<typeof CatalogueName>;

const State = z.object({ current: CatalogueName, previous: CatalogueName.optional() });
export type State = z.infer<typeof State>;

export type LiveFolder = {
  /** Gives what ships when there is no state, or none that can be read (`damaged`). */
  readState(): Promise<{ state: State; damaged: boolean }>;
  /** From here on a start serves this. */
  writeState(state: State): Promise<void>;
  /** `undefined`: not there, or not whole. */
  readCatalogue(name: CatalogueName): Promise<IntentCatalogue | undefined>;
  /** `version` is the classifier's: with other code the same examples have another card. */
  readCard(name: CatalogueName, version: string): Promise<Card | undefined>;
  writeCatalogue(name: CatalogueName, text: CatalogueText): Promise<void>;
  writeCard(name: CatalogueName, version: string, card: Card): Promise<void>;
  /** Folder of a catalogue's trained model. */
  modelFolder(name: CatalogueName): string;
  /** Removes every catalogue, with its model, that neither the state names nor is tried out. */
  tidy(state: State, tried?: CatalogueName): Promise<void>;
};

/**
 * A folder for each catalogue, and beside them the state, which names one. Every file is replaced whole and the state last:
 * whatever moment a crash picks, a start finds one that serves. `files` keeps what says anything of an example's words.
 */
export function openLiveFolder(path: string, files: KeptFiles = PLAIN_FILES): LiveFolder {
  const folderOf = (name: CatalogueName) => join(path, name.slice(0, 32));
  return {
    async readState() {
      const text = await readText(join(path, STATE_FILE), PLAIN_FILES);
      const state = text === undefined ? undefined : parsed(State, text);
      return { state: state ?? { current: SHIPPED }, damaged: text !== undefined && !state };
    },
    writeState: (state) => PLAIN_FILES.write(join(path, STATE_FILE), JSON.stringify(state)),
    async readCatalogue(name) {
      const text = await readText(join(folderOf(name), CATALOGUE_FILE), files);
      if (text === undefined || sha256(text) !== name) return undefined;
      return readCatalogueText(text);
    },
    async readCard(name, version) {
      const text = await readText(join(folderOf(name), cardFile(version)), files);
      return text === undefined ? undefined : parsed(Card, text);
    },
    writeCatalogue: (name, text) => files.write(join(folderOf(name), CATALOGUE_FILE), text),
    writeCard: (name, version, card) =>
      files.write(join(folderOf(name), cardFile(version)), JSON.stringify(card)),
    modelFolder: folderOf,
    async tidy({ current, previous }, tried) {
      const kept = [current, previous, tried].flatMap((name) => (name ? [name.slice(0, 32)] : []));
      const entries = await readdir(path).catch((): string[] => []);
      const left = entries.filter((entry) => ![STATE_FILE, SHIPPED, ...kept].includes(entry));
      await Promise.all(
        left.map((entry) => rm(join(path, entry), { recursive: true, force: true })),
      );
    },
  };
}

function cardFile(version: string): string {
  return `card-${version.slice(0, 16)}.json`;
}

function parsed<Value>(schema: z.ZodType<Value>, text: string): Value | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function readText(path: string, files: KeptFiles): Promise<string | undefined> {
  return files.read(path).then(String, () => undefined);
}
