import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const root = new URL('../../', import.meta.url);
const read = (file: string) => JSON.parse(readFileSync(new URL(file, root), 'utf8'));

type Locked = {
  version?: string;
  license?: string;
  integrity?: string;
  resolved?: string;
  dev?: boolean;
  hasInstallScript?: boolean;
  link?: boolean;
};
const packages = Object.entries<Locked>(read('package-lock.json').packages).filter(
  ([path]) => path !== '',
);
const manifest = read('package.json');

/** Licences that let the program be used, changed and passed on; of the two with conditions, files stay their own. */
const LICENCES = new Set([
  'MIT', 'MIT-0', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0', 'Unlicense', 'Python-2.0', 'CC0-1.0',
  'MIT OR Apache-2.0', '(MIT OR Apache-2.0)', 'Apache-2.0 AND MIT', '(MIT AND Zlib)', 'MIT AND ISC AND BSD-3-Clause', 'MPL-2.0', 'LGPL-3.0-only',
]); // biome-ignore format: one list

/** No licence in their package.json; read from the file that they carry. */
const READ_BY_HAND: Record<string, string> = {
  'node_modules/cldrjs': 'MIT',
  'node_modules/suncalc': 'BSD-2-Clause',
  'node_modules/sylvester': 'MIT',
};

test('every package has a licence that is allowed', () => {
  const strange = packages.filter(
    ([path, { license }]) => !LICENCES.has(license ?? READ_BY_HAND[path] ?? 'none'),
  );
  expect(strange.map(([path, { license }]) => `${path}: ${license}`)).toEqual([]);
});

test('of what is installed for use, one library alone binds whoever changes it, and it is used as it comes', () => {
  const bound = packages.filter(([, { license = '', dev }]) => !dev && /GPL|MPL/.test(license));
  expect(bound.map(([path]) => path)).toEqual(['node_modules/opening_hours']);
});

test('every package is held to its bytes by a hash of 512 bits', () => {
  const loose = packages.filter(
    ([, { integrity, link }]) => !link && !integrity?.startsWith('sha512-'),
  );
  expect(loose.map(([path]) => path)).toEqual([]);
});

test('every dependency is named with one exact version, and none comes from anywhere but the registry', () => {
  const all: [string, string][] = Object.entries({
    ...manifest.dependencies,
    ...manifest.devDependencies,
  });
  expect(all.filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))).toEqual([]);
  const foreign = packages.filter(
    ([, { resolved }]) =>
      resolved !== undefined && !resolved.startsWith('https://registry.npmjs.org/'),
  );
  expect(foreign.map(([path]) => path)).toEqual([]);
});

test('what is installed for use runs no script at its installation', () => {
  const scripted = packages
    .filter(([, { hasInstallScript, dev }]) => hasInstallScript && !dev)
    .map(([path]) => path);
  const allowed: Record<string, boolean> = manifest.allowScripts;
  expect(
    scripted.filter((path) => allowed[path.replace(/^.*node_modules\//, '')] !== false),
  ).toEqual([]);
});
