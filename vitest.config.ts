import { defineConfig } from 'vitest/config';
import { hazardReporter } from './tests/support/hazard-reporter.ts';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
    reporters: ['default', hazardReporter()],
  },
});
