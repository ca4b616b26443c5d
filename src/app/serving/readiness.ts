import type { App } from '../../app.ts';

export async function readiness({ store, bank, classifier, gate, config, firstRun }: App) {
  const writable = await store.checkWritable().then(
    () => 'ok',
    (error: unknown) => (error instanceof Error ? error.message : 'cannot be written'),
  );
  const answers = bank.all().length;
  const checks = {
    store: writable,
    classifier: classifier.version === '' ? 'no model' : 'ok',
    safety: gate.version === '' ? 'no rules' : 'ok',
    answers: answers > 0 ? 'ok' : 'the answer bank is empty',
  };
  const ok = Object.values(checks).every((check) => check === 'ok');
  if (config.MODE === 'demo' || writable !== 'ok') return { ok, checks };
  // Staff are reached with it or without, so a load balancer need not turn patients away for it.
  return { ok, checks: { ...checks, goLive: await goLiveCheck(firstRun) } };
}

async function goLiveCheck({ standing }: App['firstRun']): Promise<string> {
  const { standing: now } = await standing();
  if (now.kind === 'stands') return 'ok';
  if (now.kind === 'unsigned') return 'not signed off, so every question goes to staff';
  return `the sign-off has fallen: ${now.broken.map(({ id }) => id).join(', ')}`;
}

/** While the program drains all is well and nobody is to be sent here: that is what a load balancer must read. */
export function withDraining<Read extends { ok: boolean; checks: Record<string, string> }>(
  read: Read,
  { begun }: { begun: boolean },
) {
  if (!begun) return read;
  return { ok: false, checks: { ...read.checks, process: 'stopping' } };
}
