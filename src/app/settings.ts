import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Config } from '../config.ts';
import { type ClinicProfile, SAMPLE_CLINIC } from '../domain/clinic.ts';
import type { Ways } from '../escalation/paging/roster.ts';
import { sha256 } from '../shared/ids.ts';

export function clinicOf(config: Config): ClinicProfile {
  return {
    name: config.CLINIC_NAME ?? SAMPLE_CLINIC.name,
    phone: config.CLINIC_PHONE ?? SAMPLE_CLINIC.phone,
    phone24: config.CLINIC_PHONE_24H ?? SAMPLE_CLINIC.phone24,
    hours: config.CLINIC_HOURS ?? SAMPLE_CLINIC.hours,
    address: config.CLINIC_ADDRESS ?? SAMPLE_CLINIC.address,
  };
}

/** What the go-live checklist asks of the settings; one that is not set stays `undefined`, since a sample stands for it. */
export function goLiveSettings(config: Config, ways: Ways) {
  const { MODE: mode, CLINIC_TIME_ZONE: timeZone, APPROVALS: approvals, HOLIDAYS } = config;
  const holidays = HOLIDAYS === undefined ? '' : `; PH: ${HOLIDAYS}`;
  const { SMTP_URL, MAIL_FROM, PAGE_WEBHOOK_URL, PAGE_WEBHOOK_SECRET } = config;
  const { PAGE_WEBHOOK_FORMAT, PAGE_WEBHOOK_KEY } = config;
  const webhook = [PAGE_WEBHOOK_URL, PAGE_WEBHOOK_SECRET, PAGE_WEBHOOK_FORMAT, PAGE_WEBHOOK_KEY];
  return {
    mode,
    approvals,
    timeZone,
    clinicName: config.CLINIC_NAME,
    phone: config.CLINIC_PHONE,
    phone24: config.CLINIC_PHONE_24H,
    hours: `${config.OPENING_HOURS}${holidays} (${timeZone})`,
    address: publicUrlOf(config),
    ways,
    waysHash: sha256(JSON.stringify([SMTP_URL, MAIL_FROM, ...webhook])),
  };
}

export function waysOf(config: Config): Ways {
  return {
    slack: config.SLACK_BOT_TOKEN !== undefined,
    email: config.SMTP_URL !== undefined,
    webhook: config.PAGE_WEBHOOK_URL !== undefined,
  };
}

/** Without a slash at its end. */
export function publicUrlOf(config: Config): string {
  return config.PUBLIC_URL?.replace(/\/$/, '') ?? `http://${config.HOST}:${config.PORT}`;
}

/** Where the trained models are kept between starts. */
export function modelsFolder(root: URL): string {
  return fileURLToPath(new URL('dist/models/', root));
}

export function versionOf(root: URL): string {
  const text = readFileSync(new URL('package.json', root), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}
