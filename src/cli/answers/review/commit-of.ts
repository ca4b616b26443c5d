import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { CommandError } from '../../terminal.ts';

const run = promisify(execFile);

/**
 * The whole id of a commit, once it is certain that the folder holds exactly what the commit holds: an approval that was
 * given to a pull request is one of these bytes and no others.
 */
export async function commitOf(folder: string, commit: string): Promise<string> {
  if (!/^[0-9a-f]{7,64}$/.test(commit)) {
    throw new CommandError('--commit is the id of the commit that was approved.');
  }
  const git = async (...args: string[]) =>
    (await run('git', ['-C', folder, ...args])).stdout.trim();
  const id = await git('rev-parse', '--verify', '--quiet', `${commit}^{commit}`).catch(() => {
    throw new CommandError(`${folder} is no Git repository that holds commit ${commit}.`);
  });
  const changed = await git('diff', '--name-only', id, '--', '.');
  const untracked = await git('ls-files', '--others', '--', '.');
  const differing = [...changed.split('\n'), ...untracked.split('\n')].filter((name) =>
    name.endsWith('.md'),
  );
  if (differing.length === 0) return id;
  const names = differing.map((name) => `  ${name}\n`).join('');
  throw new CommandError(
    `These files are not as commit ${commit} has them:\n${names}Check that commit out first. Nothing was imported.`,
  );
}
