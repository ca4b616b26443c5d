/** Rejects when the promise takes longer; the work itself is not stopped. */
export async function withTimeout<T>(promise: Promise<T>, afterMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${afterMs} ms`)), afterMs);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
