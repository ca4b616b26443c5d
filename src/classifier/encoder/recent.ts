export type Recent<Value> = {
  /** The value known for the key, or the one made now. */
  get(key: string, make: () => Value): Value;
};

/** Remembers the values last asked for, up to `most`. */
export function createRecent<Value>(most: number): Recent<Value> {
  const known = new Map<string, Value>();
  return {
    get(key, make) {
      const value = known.get(key) ?? make();
      known.delete(key);
      known.set(key, value);
      const [oldest] = known.keys();
      if (known.size > most && oldest !== undefined) known.delete(oldest);
      return value;
    },
  };
}
