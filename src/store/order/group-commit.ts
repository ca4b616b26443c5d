/** Callers that come while a write is under way share the next one: fifty at once cost two writes, not fifty. */
export function createGroupCommit<Item>(
  write: (items: Item[]) => Promise<void>,
): (item: Item) => Promise<void> {
  let underWay: Promise<unknown> = Promise.resolve();
  let next: { items: Item[]; written: Promise<void> } | undefined;

  return (item) => {
    if (!next) {
      const items: Item[] = [];
      const written = underWay.then(() => {
        next = undefined;
        return write(items);
      });
      next = { items, written };
      underWay = written.catch(() => undefined);
    }
    next.items.push(item);
    return next.written;
  };
}
