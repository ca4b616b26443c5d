import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Each file once more, small, for browsers that take it so: the server need not do it again for each of them. */
function smallToo(): Plugin {
  return {
    name: 'small-too',
    writeBundle({ dir }) {
      const folder = `${dir}/assets`;
      for (const name of readdirSync(folder).filter((one) => /[.](?:js|css|svg)$/.test(one))) {
        const path = `${folder}/${name}`;
        writeFileSync(`${path}.gz`, gzipSync(readFileSync(path), { level: 9 }));
      }
    },
  };
}

/** Beside the compiled server, in a folder of its own: `dist/console/browser/`. */
export default defineConfig({
  root: here('.'),
  base: '/console/',
  plugins: [react(), smallToo()],
  build: {
    outDir: here('../../../dist/console/browser'),
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
});
