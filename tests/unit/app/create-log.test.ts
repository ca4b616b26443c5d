import pg from 'pg';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { createLog } from '../../../src/app/observing/create-log.ts';
import { whileDoing } from '../../../src/shared/doing.ts';

const PLANTED = 'marmalade';

function logged(error: unknown): Record<string, unknown> {
  const lines: string[] = [];
  const log = createLog('info', { write: (line) => void lines.push(line) });
  whileDoing({ request: 'r1' }, () =>
    whileDoing({ turn: 't1' }, () => log.error({ err: error }, 'broke')),
  );
  return JSON.parse(lines.join(''));
}

function thrownBy(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

const ofDatabase = Object.assign(new pg.DatabaseError('violates a constraint', 1, 'error'), {
  code: '23514',
  detail: `Failing row contains (${PLANTED}).`,
  where: PLANTED,
});

test.each([
  ['a row that the database refused', ofDatabase],
  ['a text that is no JSON', thrownBy(() => JSON.parse(`{${PLANTED}`))],
  ['a key that no schema knows', thrownBy(() => z.strictObject({}).parse({ [PLANTED]: 1 }))],
  ['a value that is no error', PLANTED],
  ['a cause', new Error('not stored', { cause: ofDatabase })],
  ['what a library hung on its error', Object.assign(new Error('no'), { response: PLANTED })],
])('%s leaves no word of itself in the log', (_name, error) => {
  expect(JSON.stringify(logged(error))).not.toContain(PLANTED);
});

test('a line says what broke and where, and in which request and turn', () => {
  const line = logged(new Error('not stored', { cause: ofDatabase }));
  expect(line).toMatchObject({
    msg: 'broke',
    request: 'r1',
    turn: 't1',
    err: {
      type: 'Error',
      message: 'not stored',
      stack: expect.stringContaining('create-log.test'),
      cause: { code: '23514', message: 'violates a constraint' },
    },
  });
});
