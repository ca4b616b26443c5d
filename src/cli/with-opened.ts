type Closable = { close(): unknown };

/** Opens something, works on it, and closes it whatever became of the work. */
export async function withOpened<Opened extends Closable, Result>(
  open: () => Promise<Opened>,
  work: (opened: Opened) => Promise<Result>,
): Promise<Result> {
  const opened = await open();
  try {
    return await work(opened);
  } finally {
    await opened.close();
  }
}
