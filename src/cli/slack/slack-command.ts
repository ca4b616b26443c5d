import { Command } from 'commander';
import { stringify } from 'yaml';
import { slackManifest } from './slack-manifest.ts';
import { CommandError, type Terminal } from './terminal.ts';

type ManifestOptions = { url?: string; socketMode: boolean; patients: boolean; json: boolean };

/** `askwell slack`: what is needed to connect a Slack workspace. */
export function slackCommand(terminal: Terminal): Command {
  return new Command('slack').description('connect a Slack workspace').addCommand(
    new Command('manifest')
      .description('print the app manifest: Slack makes the app from it, with the least rights')
      .option('--url <url>', 'where Slack reaches this server, such as https://chat.example.org')
      .option('--socket-mode', 'Slack need not reach this server (SLACK_APP_TOKEN)', false)
      .option('--patients', 'patients may write on Slack too (SLACK_PATIENT_CHANNELS)', false)
      .option('--json', 'JSON instead of YAML', false)
      .action((options: ManifestOptions) => terminal.out(manifestText(options))),
  );
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
