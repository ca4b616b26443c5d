import { pino } from 'pino';
import { chat } from '../../channels/terminal/chat.ts';
import { answersCommand } from '../../cli/answers-commands.ts';
import { askCommand } from '../../cli/ask-command.ts';
import { auditCommand } from '../../cli/audit/audit-command.ts';
import { dataCommand } from '../../cli/data/data-command.ts';
import { demoCommand } from '../../cli/demo/demo-command.ts';
import { doctorCommand } from '../../cli/doctor/doctor-command.ts';
import { evaluateCommand } from '../../cli/evaluate-command.ts';
import { intentsCommand } from '../../cli/intents/intents-command.ts';
import { pageCommand } from '../../cli/page/page-command.ts';
import { peopleCommand } from '../../cli/people/people-command.ts';
import { runCommands } from '../../cli/run-commands.ts';
import { safetyCommand } from '../../cli/safety/safety-command.ts';
import { chatCommand, serveCommand, trainCommand } from '../../cli/simple-commands.ts';
import { slackCommand } from '../../cli/slack/slack-command.ts';
import { readConfig } from '../../config.ts';
import { createSafetyGate } from '../../safety/create-safety-gate.ts';
import { systemClock } from '../../shared/clock.ts';
import { doctorTools } from '../doctor/doctor-tools.ts';
import { createLog } from '../observing/create-log.ts';
import { modelsFolder, versionOf } from '../settings.ts';
import { askFresh, explainerOf } from './ask-fresh.ts';
import { openBankAlone, openTrail, pageTools } from './beside-a-server.ts';
import { dataTools } from './data-tools.ts';
import { demoTools } from './demo-tools.ts';
import { openApp } from './open-app.ts';
import { openPeople } from './open-people.ts';
import { openTerminal } from './open-terminal.ts';
import type { Process } from './process.ts';
import { serveUntilStopped } from './serve-until-stopped.ts';
import { trainModels } from './train-models.ts';

/** The `askwell` program: parses the arguments, runs one command, and gives the exit code. */
export async function runProgram(process: Process): Promise<number> {
  const { argv, env, root, stop } = process;
  const terminal = openTerminal(process);
  const quietApp = (overrides: Record<string, string> = {}) =>
    openApp({
      config: readConfig({ ...env, STORE: 'memory', ...overrides }),
      root,
      log: createLog('error', pino.destination(2)),
    });
  const ask = async () => askFresh(await quietApp());
  return runCommands(
    argv,
    [
      serveCommand(() => serveUntilStopped(process, terminal)),
      chatCommand(async () => {
        const app = await quietApp();
        const { stdin: input, stdout: output } = process;
        await chat({ receive: app.receive, store: app.store, input, output });
        await app.close();
      }),
      askCommand(terminal, async () => {
        const app = await quietApp();
        return { ask: askFresh(app), explain: explainerOf(app) };
      }),
      doctorCommand(terminal, () => doctorTools({ env, root })),
      evaluateCommand(terminal, { root, ask }),
      safetyCommand(terminal, {
        root,
        open: async () => {
          const app = await quietApp();
          return {
            ask: askFresh(app),
            versions: {
              program: versionOf(root),
              gate: app.gate.version,
              classifier: app.classifier.version,
            },
            answers: app.bank.all(),
            approvals: app.config.APPROVALS,
            now: app.now,
          };
        },
      }),
      answersCommand(terminal, { root, open: () => openBankAlone(readConfig(env), root) }),
      auditCommand(terminal, () => openTrail(readConfig(env))),
      dataCommand(terminal, dataTools(env)),
      peopleCommand(terminal, () => openPeople(readConfig(env))),
      demoCommand(terminal, demoTools(process)),
      intentsCommand(terminal, {
        root,
        openGate: () => createSafetyGate({ cacheFolder: modelsFolder(root) }),
      }),
      slackCommand(terminal, { settings: () => readConfig(env), now: systemClock }),
      pageCommand(terminal, () => pageTools(readConfig(env))),
      trainCommand(async () => {
        const startedAt = performance.now();
        await trainModels(root);
        const app = await quietApp();
        const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
        terminal.out(
          `Models are ready (${app.classifier.version}, ${app.gate.version}), ${seconds} s.\n`,
        );
        await app.close();
      }),
    ],
    terminal,
  ).finally(() => {
    if (!stop.aborted) process.stdin.unref?.();
  });
}
