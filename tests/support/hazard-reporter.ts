import { pathToFileURL } from 'node:url';
import type { Reporter, TestModule, Vitest } from 'vitest/node';
import { namedTests, readHazardLog } from '../../src/cli/safety/hazards/hazard-log.ts';
import { readSecurityTable, securityTests } from '../../src/cli/safety/security/security-table.ts';
import { findUnshown, type RanTest } from './find-unshown.ts';

/**
 * Fails the run when a test that docs/hazards.yaml or docs/security.yaml names is missing, skipped or failing. A run of some files is held to
 * those files, one of some projects as well, and a run of some titles (`-t`) to nothing.
 */
export function hazardReporter(): Reporter {
  let vitest: Vitest | undefined;
  return {
    onInit(started) {
      vitest = started;
    },
    async onTestRunEnd(modules, _errors, reason) {
      if (!vitest || reason === 'interrupted' || vitest.config.testNamePattern) return;
      const ran = new Set(modules.map(({ moduleId }) => moduleId));
      const all = await vitest.globTestSpecifications();
      const whole =
        vitest.config.project.length === 0 && all.every(({ moduleId }) => ran.has(moduleId));
      const root = pathToFileURL(`${vitest.config.root}/`);
      const files = new Set(modules.map(({ relativeModuleId }) => relativeModuleId));
      const unshown = findUnshown(
        [...namedTests(readHazardLog(root)), ...securityTests(readSecurityTable(root))],
        modules.flatMap(testsOf),
        whole ? undefined : files,
      );
      if (unshown.length === 0) return;
      vitest.logger.error(
        `\nThe hazard log or the security table names tests that this run does not show. Mend them, docs/hazards.yaml or docs/security.yaml:\n  ${unshown.join('\n  ')}\n`,
      );
      process.exitCode = 1;
    },
  };
}

function testsOf(module: TestModule): RanTest[] {
  return [...module.children.allTests()].map((test) => {
    const { state } = test.result();
    return {
      file: module.relativeModuleId,
      title: test.fullName.split(' > ').join(' › '),
      state: state === 'pending' ? 'skipped' : state,
    };
  });
}
