import { defineConfig } from 'vitest/config';
import { hazardReporter } from './tests/support/hazard-reporter.ts';

const ROOMS = ['unit', 'contract', 'console'].map((room) => `tests/${room}/**/*.test.ts`);

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    // One more than the cores: half of the time goes by waiting for browsers and programs that were started.
    maxWorkers: 3,
    reporters: ['default', hazardReporter()],
    projects: [
      {
        extends: true,
        // These keep nothing outside their own tests, so a process loads the program once for many files.
        test: { name: 'rooms', include: ROOMS, isolate: false },
      },
      {
        extends: true,
        test: { name: 'program', include: ['tests/**/*.test.ts'], exclude: ROOMS },
      },
    ],
  },
});
