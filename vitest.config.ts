import { defineConfig } from 'vitest/config';
import { hazardReporter } from './tests/support/hazard-reporter.ts';

const ROOMS = ['tests/unit/**/*.test.ts', 'tests/contract/**/*.test.ts'];

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
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
