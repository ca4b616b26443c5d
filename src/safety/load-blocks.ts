import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { type ClinicProfile, fillSlots } from '../domain/clinic.ts';
import { Locale } from '../domain/ids.ts';
import { BlockId } from '../domain/reply.ts';

/** The fixed texts of the policy with the clinic's own numbers in them: the only words the bot has of its own. */
export type Blocks = {
  /** Throws on an id that does not exist. */
  text(id: BlockId, locale: Locale): string;
  has(id: BlockId): boolean;
  readonly ids: BlockId[];
};

const BlockFile = z.record(BlockId, z.string().min(1));

/**
 * Reads `blocks/<locale>.yaml`, fills the slots once, and refuses to start when a language lacks a block that the
 * other has: a patient must never meet a missing crisis text.
 */
export function loadBlocks(
  clinic: ClinicProfile,
  folder = new URL('./blocks/', import.meta.url),
): Blocks {
  const byLocale = new Map(
    Locale.options.map((locale) => [locale, readLocale(folder, locale, clinic)]),
  );
  const ids = [...(byLocale.get('en')?.keys() ?? [])];
  for (const [locale, blocks] of byLocale) {
    const missing = ids.filter((id) => !blocks.has(id));
    if (missing.length > 0 || blocks.size !== ids.length) {
      throw new Error(
        `blocks/${locale}.yaml: its ids differ from en.yaml (${missing.join(', ')}). Add them.`,
      );
    }
  }
  return {
    ids,
    has: (id) => byLocale.get('en')?.has(id) ?? false,
    text(id, locale) {
      const text = byLocale.get(locale)?.get(id);
      if (text === undefined)
        throw new Error(`${id}: no such block in ${locale}. Add it to blocks/.`);
      return text;
    },
  };
}

function readLocale(folder: URL, locale: Locale, clinic: ClinicProfile): Map<BlockId, string> {
  const file = new URL(`${locale}.yaml`, folder);
  const parsed = BlockFile.parse(parse(readFileSync(file, 'utf8')));
  return new Map(Object.entries(parsed).map(([id, text]) => [id, fillSlots(text.trim(), clinic)]));
}
