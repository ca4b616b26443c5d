import { access, constants, stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { bad, doubtful, type Finding, good } from '../finding.ts';

type Folder = {
  path: string;
  /** Whether a process works on it just now. */
  isInUse(path: string): Promise<boolean>;
};

const LEAST_FREE_BYTES = 100e6;
const LITTLE_FREE_BYTES = 1e9;
/** Numbers by which Linux names file systems of the network, where neither a lock nor a sync can be relied on. */
const OF_THE_NETWORK: Readonly<Record<number, string>> = {
  26985: 'NFS',
  4283649346: 'SMB',
  4266872130: 'SMB',
  1702057286: 'FUSE',
  18225520: '9P',
};

/** The data folder: whose it is, how much fits in, who works on it. Writes nothing. */
export async function checkFolder({ path, isInUse }: Folder): Promise<Finding[]> {
  const found = await stat(path).catch(() => undefined);
  if (!found) return [await checkParent(path)];
  if (!found.isDirectory()) {
    return [bad('store.folder', `${path} is no folder`, 'Set DATA_DIR to a folder.')];
  }
  const may = await access(path, constants.R_OK | constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  );
  if (!may) {
    const todo = `Run this as the account that runs Askwell, or give it the folder: chown -R ACCOUNT ${path}`;
    return [bad('store.folder', `${path} may not be read and written by this account`, todo)];
  }
  return [
    checkRights(path, found.mode),
    await checkSpace(path),
    (await isInUse(path))
      ? good('store.process', `a server works on ${path}`)
      : good('store.process', `no server works on ${path} just now`),
  ];
}

async function checkParent(path: string): Promise<Finding> {
  const parent = dirname(path);
  const may = await access(parent, constants.W_OK).then(
    () => true,
    () => false,
  );
  if (may) return good('store.folder', `${path} is not there yet; the first start makes it`);
  const found = `${path} is not there, and this account may not make it`;
  return bad('store.folder', found, `Make it, and give it to the account that runs Askwell.`);
}

const OTHERS = 0o077;

function checkRights(path: string, mode: number): Finding {
  if ((mode & OTHERS) === 0) return good('store.folder', `${path} is for its own account alone`);
  const found = `${path} can be entered by other accounts of this machine`;
  return doubtful('store.folder', found, `chmod 700 ${path}`);
}

async function checkSpace(path: string): Promise<Finding> {
  const { bavail, bsize, type } = await statfs(path);
  const network = OF_THE_NETWORK[type];
  if (network) {
    const found = `${path} is on ${network}, where a lock and a finished write cannot be relied on`;
    return bad('store.space', found, 'Put DATA_DIR on a disk of this machine, or use PostgreSQL.');
  }
  const free = bavail * bsize;
  const found = `${(free / 1e9).toFixed(1)} GB are free for ${path}`;
  if (free < LEAST_FREE_BYTES)
    return bad('store.space', found, 'Make room: soon nothing is stored.');
  if (free < LITTLE_FREE_BYTES) return doubtful('store.space', found, 'Make room soon.');
  return good('store.space', found);
}
