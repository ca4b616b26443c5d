import { StaffId } from '../../src/domain/ids.ts';
import type { Store } from '../../src/store/store.ts';

/** As if an admin had gone through the first run and signed: without it nothing is answered in live mode. */
export async function signOff(
  store: Pick<Store, 'documents'>,
  at = '2026-11-22T12:00:00.000Z',
): Promise<void> {
  const by = StaffId.parse('s_aaaaaaaaaaaaaaaa');
  const signed = { by, firstName: 'Ada', at, phone24: '555-0199' };
  await store.documents.update('firstRun', async () => ({
    next: { schema: 1, putOff: {}, signOff: signed },
    result: undefined,
  }));
}
