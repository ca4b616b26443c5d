import { Command } from 'commander';
import { stringify } from 'yaml';
import { CommandError, type Terminal } from '../terminal.ts';
import { formatChecks } from './check/format-checks.ts';
import { type SlackCheckDeps, slackCheck } from './check/slack-check.ts';
import { slackManifest } from './slack-manifest.ts';

type ManifestOptions = { url?: string; socketMode: boolean; patients: boolean; json: boolean };

type Deps = Omit<SlackCheckDeps, 'settings'> & {
  /** Throws an error that names what is wrong with the settings. */
  settings(): SlackCheckDeps['settings'];
};

/** `askwell slack`: what is needed to connect a Slack workspace. */
export function slackCommand(terminal: Terminal, deps: Deps): Command {
  return new Command('slack')
    .description('connect a Slack workspace')
    .addCommand(manifestCommand(terminal))
    .addCommand(checkCommand(terminal, deps));
}

function manifestCommand(terminal: Terminal): Command {
  return new Command('manifest')
    .description('print the app manifest: Slack makes the app from it, with the least rights')
    .option('--url <url>', 'where Slack reaches this server, such as https://chat.example.org')
    .option('--socket-mode', 'Slack need not reach this server (SLACK_APP_TOKEN)', false)
    .option('--patients', 'patients may write on Slack too (SLACK_PATIENT_CHANNELS)', false)
    .option('--json', 'JSON instead of YAML', false)
    .action((options: ManifestOptions) => terminal.out(manifestText(options)));
}

function checkCommand(terminal: Terminal, deps: Deps): Command {
  return new Command('check')
    .description(
      'try the token, scopes, channels and secrets that are set, and say what is missing',
    )
    .option('--json', 'print one JSON object', false)
    .action(async ({ json }: { json: boolean }) => {
      const checks = await slackCheck({ ...deps, settings: deps.settings() });
      const ok = checks.every((check) => check.ok);
      terminal.out(json ? `${JSON.stringify({ ok, checks }, null, 2)}\n` : formatChecks(checks));
      if (!ok) throw new CommandError('Something is missing: see the arrows above.', 1);
    });
}

function manifestText({ url, socketMode, patients, json }: ManifestOptions): string {
  const entrance = socketMode
    ? ({ kind: 'socket' } as const)
    : ({ kind: 'events', publicUrl: publicUrlOf(url) } as const);
  const manifest = slackManifest({ entrance, patients });
  return json ? `${JSON.stringify(manifest, null, 2)}\n` : stringify(manifest);
}

function publicUrlOf(url: string | undefined): string {
  if (!url) throw new CommandError('--url: missing. Give it, or --socket-mode.');
  if (!URL.canParse(url) || new URL(url).protocol !== 'https:') {
    throw new CommandError('--url: not an https address. Slack sends events to https only.');
  }
  return url;
}
