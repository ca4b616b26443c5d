import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { aConversationId } from '../../contract/examples.ts';
import { aFolder, aStoreOn } from './a-folder.ts';
import { bundleScript } from './processes/bundle-script.ts';

// A nearly full disk takes the first part of a file and says so in a number that is easily overlooked; the limit on
// file sizes does the same, and every account may set it.
test('a file that fits only in part is refused, and the one before stays whole', async () => {
  const folder = await aFolder();
  const script = await bundleScript(new URL('./processes/write-beyond-limit.ts', import.meta.url));
  onTestFinished(script.remove);

  const { stdout } = await promisify(execFile)('sh', [
    '-c',
    'ulimit -f 64; exec "$0" "$@"',
    process.execPath,
    script.path,
    folder,
  ]);

  expect(JSON.parse(stdout)).toEqual({
    outcomes: ['written', expect.stringContaining('cannot be written (EFBIG)')],
    found: 1_000,
  });
  const store = await aStoreOn(folder);
  const kept = await store.conversations.find(aConversationId('a patient'));
  expect(kept?.delivered.note).toHaveLength(1_000);
});
