import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** One classic script, so that a clinic's page needs one tag and no module loader or CORS header. */
export default defineConfig({
  root: here('.'),
  logLevel: 'warn',
  build: {
    target: 'es2022',
    outDir: here('../../../../dist/widget'),
    emptyOutDir: true,
    reportCompressedSize: false,
    lib: {
      entry: here('./askwell-chat.ts'),
      formats: ['iife'],
      name: 'AskwellChat',
      fileName: () => 'askwell-chat.js',
    },
  },
});
