/** Every gram once, in the order they were met, and in how many texts it occurs. */
export type GramCounts = { hashes: Uint32Array; counts: Uint32Array };

const FIRST_SIZE = 2 ** 16;

/** Counts millions of grams: an open-addressing table takes a third of the time that a `Map` takes. */
export function createGramCounter(): {
  /** The grams of the next text; one that it holds twice counts once. */
  add(grams: Uint32Array): void;
  counts(): GramCounts;
} {
  const table = { hashes: new Uint32Array(FIRST_SIZE), places: new Uint32Array(FIRST_SIZE) };
  let found = emptyFound(FIRST_SIZE / 2);
  let size = 0;
  let text = 0;

  const grow = () => {
    const old = table.hashes;
    table.hashes = new Uint32Array(old.length * 2);
    table.places = new Uint32Array(old.length * 2);
    found = grown(found);
    for (let gram = 0; gram < size; gram += 1) {
      const place = placeOf(table.hashes, found.hashes[gram] as number);
      table.hashes[place] = found.hashes[gram] as number;
      table.places[place] = gram;
    }
  };
  const gramOf = (hash: number): number => {
    const place = placeOf(table.hashes, hash);
    if (table.hashes[place] !== 0) return table.places[place] as number;
    if (size === found.hashes.length) {
      grow();
      return gramOf(hash);
    }
    table.hashes[place] = hash;
    table.places[place] = size;
    found.hashes[size] = hash;
    return size++;
  };
  return {
    add(grams) {
      text += 1;
      for (const hash of grams) {
        const gram = gramOf(hash);
        if (found.lastTexts[gram] === text) continue;
        found.lastTexts[gram] = text;
        found.counts[gram] = (found.counts[gram] as number) + 1;
      }
    },
    counts: () => ({ hashes: found.hashes.slice(0, size), counts: found.counts.slice(0, size) }),
  };
}

type Found = GramCounts & { lastTexts: Uint32Array };

function emptyFound(size: number): Found {
  const numbers = () => new Uint32Array(size);
  return { hashes: numbers(), counts: numbers(), lastTexts: numbers() };
}

function grown(found: Found): Found {
  const larger = emptyFound(found.hashes.length * 2);
  larger.hashes.set(found.hashes);
  larger.counts.set(found.counts);
  larger.lastTexts.set(found.lastTexts);
  return larger;
}

/** Where the hash is in a table whose length is a power of two, or the free place where it would be. */
export function placeOf(hashes: Uint32Array, hash: number): number {
  const mask = hashes.length - 1;
  let place = hash & mask;
  while (hashes[place] !== 0 && hashes[place] !== hash) place = (place + 1) & mask;
  return place;
}
